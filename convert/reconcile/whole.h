/*
 * whole.h - whether a filing has all tables of the sets that it begins.
 *
 * A template says which tables make a set (mapping.h): of a set of which one
 * table occurs all must, be it without data.  `check` asks that of one filing,
 * `load` of all files of one department and year:
 *
 *     there = whole_none(arena);
 *     whole_add(there, model);                       each of its files
 *     whole_tell(PLACE_FILE(path), template, there, diags);
 *
 * A table without any figure and without a sentence that says so is taken to
 * be empty, and the filing judged so; what it then does against the rules
 * shows that its figures are missing.  Facts do not say of such a table that it
 * is there at all (model.bare).
 *
 *     whole_assume(arena, model, template);           before it is checked
 *     whole_settle(model, findings, there);           after
 *
 * Memory   In the arena given.
 */
#ifndef RECONCILE_WHOLE_H
#define RECONCILE_WHOLE_H

#include "reconcile/check.h"

/* Which tables are there, by schema_index(): none yet. */
bool *whole_none(struct arena *arena);
void whole_add(bool *there, const struct model *model);
/* table-missing for each that is not; true when there is none. */
bool whole_tell(struct place at, const struct template_rule *template,
                const bool *there, struct diag_list *diags);

/* 'template' may be NULL. */
void whole_assume(struct arena *arena, struct model *model,
                  const struct template_rule *template);
/* Takes out of 'there' those that the findings are about, and out of the
   findings what those are the cause of. */
void whole_settle(const struct model *model, struct findings *findings,
                  bool *there);

#endif
