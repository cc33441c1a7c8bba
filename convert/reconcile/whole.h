/*
 * whole.h - whether a filing has all tables of the sets that it begins.
 *
 * A template says which tables make a set (mapping.h): of a set of which one
 * table occurs all must, be it without data.  `check` asks that of one filing,
 * `load` of all files of one department and year.
 *
 * A table without any figure and without a sentence that says so is taken to
 * be empty, and the filing judged so; what it then does against the rules
 * shows that its figures are missing.  Facts do not say of such a table that it
 * is there at all (model.bare).
 *
 *     there = whole_check(arena, &wish, model, template, &findings);
 *     whole_tell(PLACE_FILE(path), template, there, WHOLE_OF_BOOK, diags);
 *
 * Memory   In the arena given.
 */
#ifndef RECONCILE_WHOLE_H
#define RECONCILE_WHOLE_H

#include "reconcile/check.h"

/* The sentence of a table that is taken to be empty, and may not be there at
   all. */
#define WHOLE_NO_DATA "-"

/* What has not all of its tables, for the hint. */
enum whole_of { WHOLE_OF_BOOK, WHOLE_OF_MODEL, WHOLE_OF_LOAD };

/* Which tables are there, by index of the schema: none yet. */
bool *whole_none(struct arena *arena);
void whole_add(bool *there, const struct model *model);
/* table-missing for each that is not; true when there is none. */
bool whole_tell(struct place at, const struct template_rule *template,
                const bool *there, enum whole_of of, struct diag_list *diags);

/* 'template' may be NULL. */
void whole_assume(struct arena *arena, struct model *model,
                  const struct template_rule *template);
/* check_model() with those tables taken to be empty; which of them are there,
   since no rule misses their figures. */
const bool *whole_check(struct arena *arena, const struct check_wish *wish,
                        struct model *model,
                        const struct template_rule *template,
                        struct findings *findings);

#endif
