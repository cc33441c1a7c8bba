/*
 * filling.h - a blank while it is filled.
 *
 * Memory   In the arena of the edit.
 * Errors   None.
 */
#ifndef SUBMIT_FILLING_H
#define SUBMIT_FILLING_H

#include "book/formula.h"
#include "edit/recalc.h"
#include "submit/fill.h"

struct filling {
    struct arena *arena;
    struct xlsx_edit *edit;
    const struct model *model;
    struct book *book; /* a copy of the blank's, changed as we go */
    struct located *located;
    int **tables; /* [sheets][tables] the model's of each placement, -1 */
    struct fill_result *out;
    struct formula_added *added; /* [book->n_sheets] */
    struct xlsx_cell **cells;    /* [book->n_sheets] changes */
    int *n_cells;
    struct recalc *calc; /* fill_formulas.c's */
    struct diag_list *diags;
};

#endif
