/*
 * paint.h - colours and notes on cells of a workbook being edited.
 *
 *     struct paint paint = paint_open(edit, colours, n_colours);
 *
 *     paint_clear(&paint, sheet, is_own);      what an earlier run left
 *     paint_cells(&paint, sheet, cells, n);
 *     paint_close(&paint);
 *
 * Everything else of a cell stays: value, formula, number format, font, border.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef SUBMIT_PAINT_H
#define SUBMIT_PAINT_H

#include "edit/xlsx_style.h"

struct paint {
    struct xlsx_edit *edit;
    struct xlsx_style *styles;
    const char *const *colours; /* [n_colours] "FFFFC7CE", as xlsx_style.h */
    int n_colours;
    int *
        made; /* by format and colour: the coloured format, and 1; 0: not yet */
    int n_made, made_capacity;
};

struct paint_cell {
    int row, col;
    int colour;       /* of paint->colours; -1: as it is */
    struct text note; /* "" for none */
};

struct paint paint_open(struct xlsx_edit *edit, const char *const *colours,
                        int n_colours);
/* Takes out the notes that are the caller's, and the colours of their cells. */
void paint_clear(struct paint *paint, int sheet, bool (*is_own)(struct text));
/* By row, then column, each cell once. */
void paint_cells(struct paint *paint, int sheet, const struct paint_cell *cells,
                 int n);
/* The number of that cell format in the colour, in place of one of the
   others that it may have; made once. */
int paint_format(struct paint *paint, int format, int colour);
void paint_close(struct paint *paint);

/* The number of the sheet of that name, -1: none. */
int paint_sheet(const struct xlsx_edit *edit, struct text name);

#endif
