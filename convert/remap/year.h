/*
 * year.h - a year that is a field in one template and in the title of another.
 *
 *     （{header.year}年度）          a value of the model
 *     {year}年度项目绩效自评表      the table's year
 *
 * Memory   In the arena; points into the model.
 */
#ifndef REMAP_YEAR_H
#define REMAP_YEAR_H

#include "canon/model.h"
#include "mapping/mapping.h"

/* The model, where the target asks for a year as a field with that of its
   table, unless it has one; the model itself where nothing is to be added. */
const struct model *year_into_fields(struct arena *arena,
                                     const struct model *model,
                                     const struct template_rule *target);
/* The field of one table, of its year; nothing where that is not known. */
void year_add_field(struct arena *arena, struct model_table *table);

bool year_is_field(const struct fact *fact);
const struct fact *year_field(const struct model_table *table); /* or NULL */
/* Has the rule a place for the field? */
bool year_is_asked(struct arena *arena, const struct table_rule *rule);
/* Does a table drawn by the rule say its year outside of the field? */
bool year_is_in_title(const struct table_rule *rule);

#endif
