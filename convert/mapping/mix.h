/*
 * mix.h - a template with tables of others, for a filing that mixes them.
 *
 * A national set with a province's form is one filing of one template, the
 * national one, that has one table more.  What is read, drawn, kept and
 * compared by it needs not know; only who names a table's template asks for its
 * owner.
 *
 * Memory   In the arena; points into the templates.
 */
#ifndef MAPPING_MIX_H
#define MAPPING_MIX_H

#include "canon/kept.h"
#include "mapping/mapping.h"

/* The template that a table of 'template' is of: itself, or another. */
const struct template_rule *mix_owner(const struct template_rule *template,
                                      const struct table_rule *table);
/* With a table of another, which it must not have yet. */
const struct template_rule *mix_add(struct arena *arena,
                                    const struct template_rule *template,
                                    const struct template_rule *other,
                                    const struct table_rule *table);

/*
 * A template with what a filing of it holds of others: as the model's tables
 * say, and the kept sheets (either may be NULL).  The template itself where the
 * filing is of another, or of none but this one.
 */
const struct template_rule *mix_for(struct arena *arena,
                                    const struct mapping_set *set,
                                    const struct template_rule *template,
                                    const struct model *model,
                                    const struct kept *kept);

#endif
