/*
 * import.h - located tables into a model.
 *
 * Memory   The model in the arena; it points into the book and the mapping.
 * Errors   those of cell_read.h, value-twice, instance-twice, empty-differs,
 *          year-differs, year-unknown, department-differs,
 *          department-unknown.  A bad cell makes no fact; all of a book in one
 *          run.
 */
#ifndef PORT_IMPORT_H
#define PORT_IMPORT_H

#include "canon/model.h"
#include "place/locate.h"

struct model *import_book(struct arena *arena, const struct located *located,
                          struct diag_list *diags);

/*
 * [sheets][tables] The model's table that import_book() makes of each
 * placement: one each, but one of those of a table that the template has on
 * two sheets.
 */
const int *const *import_tables(struct arena *arena,
                                const struct located *located);

/* Makes a code with others below it in the table a sum. */
void import_roles(struct arena *arena, struct model_table *table);

#endif
