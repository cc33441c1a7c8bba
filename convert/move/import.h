/*
 * import.h - located tables into a model.
 *
 * Errors   Those of slot.h, value-twice, instance-twice, empty-differs,
 *          year-differs, year-unknown, department-differs.  A bad cell makes
 *          no fact; all of a book in one run.
 */
#ifndef MOVE_IMPORT_H
#define MOVE_IMPORT_H

#include "canon/model.h"
#include "move/locate.h"

struct model *import_book(struct arena *arena, const struct located *located,
                          struct diag_list *diags);

/* Makes a code with others below it in the table a sum. */
void import_roles(struct arena *arena, struct model_table *table);

#endif
