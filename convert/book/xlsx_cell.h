/*
 * xlsx_cell.h - the cells of a sheet's part, one after the other, into a grid.
 *
 * Memory   As xlsx_sheet.h, whose files these are.
 * Errors   The same.
 */
#ifndef BOOK_XLSX_CELL_H
#define BOOK_XLSX_CELL_H

#include "base/pairs.h"
#include "book/xlsx_quick.h"
#include "book/xlsx_sheet.h"

/* What an f element says of itself; "" where it does not. */
struct xlsx_cell_formula {
    struct text type, index, cells;
};

/* A cell of a shared formula that stands before the cell with the text. */
struct xlsx_cell_early {
    int formula; /* index of the grid's */
    struct text index;
};

struct xlsx_cell_reader {
    struct xlsx_sheet_source *source;
    struct arena *arena;
    struct diag_list *diags;
    struct xml *xml;
    struct grid *grid;
    const char *sheet; /* name, for messages */
    int row, col;      /* of the cell being read */
    bool row_unnamed;  /* nothing said which row it is yet */
    int next_row;
    int last_row, last_col; /* of the last cell taken */
    bool unordered;         /* cells are not by row, then column */
    struct xlsx_flow *flow; /* the part goes by in windows; or NULL */
    int n_settled;          /* cells whose texts are not in the window */
    bool enough;            /* nobody wants more of the sheet */
    int *hidden;            /* rows, in the order of the part */
    int n_hidden, hidden_capacity;
    struct xlsx_cell_formula
        formula;          /* of the cell being read, if it has one */
    struct pairs *shared; /* indexes of formulas by their own */
    struct xlsx_cell_early *early;
    int n_early, early_capacity;
};

/* Behind the start of a c element: to behind its end; false stops the part. */
bool xlsx_cell_read(struct xlsx_cell_reader *r);
/* The cell that is next, if it is plain in form and value. */
bool xlsx_cell_quick(struct xlsx_cell_reader *r,
                     const struct xlsx_quick_row *row);
/* Behind the last cell: shared formulas that stand before their text get it. */
void xlsx_cell_share(struct xlsx_cell_reader *r);

/* Plain digits up to 'limit'; -1 for anything else. */
int xlsx_cell_number(struct text t, int limit);
/* These report, and return false. */
LANGUAGE_FORMAT(3, 0)
bool xlsx_cell_wrong(struct xlsx_cell_reader *r, enum diag_code code,
                     const char *what, struct text found);
LANGUAGE_FORMAT(3, 0)
bool xlsx_cell_wrong_part(struct xlsx_cell_reader *r, enum diag_code code,
                          const char *what);
LANGUAGE_FORMAT(3, 0)
bool xlsx_cell_too_much(struct xlsx_cell_reader *r, enum limits limit,
                        const char *what);

#endif
