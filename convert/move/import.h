/*
 * import.h - located tables into a model.
 *
 * Errors   value-no-number, value-overflow, value-twice, cell-is-error,
 *          cell-no-result, tick-unknown, year-differs, department-differs.
 *          A bad cell makes no fact; all of a book in one run.
 */
#ifndef MOVE_IMPORT_H
#define MOVE_IMPORT_H

#include "canon/model.h"
#include "move/locate.h"

struct model *import_book(struct arena *arena, const struct located *located,
                          struct diag_list *diags);

/* Makes a code with others below it in the table a sum. */
void import_roles(struct arena *arena, struct model_table *table);

enum import_result { IMPORT_ABSENT, IMPORT_FACT, IMPORT_BAD };

/* One slot's cell as a fact: value, text, kind, decimals, found, place. */
enum import_result import_slot(struct arena *arena, const struct book *book,
                               const struct grid *grid,
                               const struct slot *slot, struct fact *fact,
                               struct diag_list *diags);

#endif
