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
 * Memory   In the arena given.
 */
#ifndef RECONCILE_WHOLE_H
#define RECONCILE_WHOLE_H

#include "canon/model.h"
#include "mapping/mapping.h"

/* Which tables are there, by schema_index(): none yet. */
bool *whole_none(struct arena *arena);
void whole_add(bool *there, const struct model *model);
/* table-missing for each that is not; true when there is none. */
bool whole_tell(struct place at, const struct template_rule *template,
                const bool *there, struct diag_list *diags);

#endif
