/*
 * recalc.h - what the formulas of a workbook come to when some of its cells
 * have changed.
 *
 *     calc = recalc_open(edit, book, cells, n_cells);
 *     recalc_find(calc, sheet, row, col)->given = true;
 *     recalc_all(calc);
 *
 * Formulas that no change reaches keep their results, and those without a
 * result get one.  'book' gets the new results, so that what depends on them
 * is right, too; a formula whose result is given is worked out, and keeps what
 * it was given.  What reckon.h does not know and what depends on such is not
 * known.
 *
 * Memory   In edit->arena.
 * Limits   LIMIT_RECALC cells looked at; beyond it nothing is known.
 */
#ifndef EDIT_RECALC_H
#define EDIT_RECALC_H

#include "edit/reckon.h"
#include "edit/xlsx_cells.h"

struct recalc_item {
    int sheet, row, col;
    struct text formula;
    struct text worked;     /* the same with cells for their names */
    bool whole;             /* of several cells */
    bool named;             /* it has a name that is no reference */
    bool given;             /* its result is */
    bool reached;           /* by a change, or it had no result */
    bool doubt;             /* it needs what its references do not say */
    struct reckoned result; /* what it comes to, where that was asked */
    uint8_t state;          /* for recalc.c */
};

struct recalc {
    struct xlsx_edit *edit;
    struct book *book;
    struct xlsx_cell *const *cells;
    const int *n_cells;
    struct recalc_item *items; /* by sheet, row, column */
    int n_items, items_capacity;
    int *first;                 /* [n_sheets + 1] each sheet's first item */
    struct recalc_names *names; /* recalc.c's */
    int steps;
};

/* cells[sheet][n_cells[sheet]] are the changes, sorted; formulas of the sheet
   are as the edit has them now. */
struct recalc *recalc_open(struct xlsx_edit *edit, struct book *book,
                           struct xlsx_cell *const *cells, const int *n_cells);
/* The formula there, or NULL. */
struct recalc_item *recalc_find(const struct recalc *calc, int sheet, int row,
                                int col);
void recalc_all(struct recalc *calc);

#endif
