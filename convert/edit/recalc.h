/*
 * recalc.h - the results of a workbook's formulas after some of its cells have
 * changed, in the order in which the formulas need one another.
 *
 *     calc = recalc_open(edit, book, cells, n_cells);
 *     recalc_find(calc, sheet, row, col)->given = true;
 *     recalc_all(calc);
 *
 * Formulas that do not depend on a change keep their results, and those without
 * a result get one.  The new results are put into 'book', so that formulas that
 * depend on them are right, too; a formula whose result is given is calculated
 * and keeps what it was given.  The result of a formula that evaluate.h cannot
 * calculate, or that depends on such a one, is not known.
 *
 * Memory   In edit->arena.
 * Limits   LIMIT_RECALC cells looked at; beyond it nothing is known.
 */
#ifndef EDIT_RECALC_H
#define EDIT_RECALC_H

#include "edit/evaluate.h"
#include "edit/xlsx_cells.h"

struct recalc_item {
    int sheet, row, col;
    struct text formula;
    struct text worked;      /* the same with cells in place of names */
    bool whole;              /* of several cells */
    bool named;              /* it has a name that is no reference */
    bool given;              /* the caller gives its result */
    bool reached;            /* by a change, or it had no result */
    bool doubt;              /* it needs cells that its references do not say */
    struct evaluated result; /* where it was calculated */
    uint8_t state;           /* for recalc.c */
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
    /* What a formula takes is settled before it is worked out; whoever then
       changes a cell of the book closes this. */
    struct evaluate_memo *memo;
    int steps;
};

/* cells[sheet][n_cells[sheet]] are the changes, sorted.  The book's formulas are
   sorted, and each has its cell; its defined names are those of the edit. */
struct recalc *recalc_open(struct xlsx_edit *edit, struct book *book,
                           struct xlsx_cell *const *cells, const int *n_cells);
/* The formula there, or NULL. */
struct recalc_item *recalc_find(const struct recalc *calc, int sheet, int row,
                                int col);
void recalc_all(struct recalc *calc);

#endif
