/*
 * xlsx_cells.h - cells of a sheet part that get another value.
 *
 * A cell keeps its format, its formula and whatever else its element holds,
 * unless another format is asked for; of a formula only the cached result
 * changes.  Texts are written inline: Excel, WPS and LibreOffice read them,
 * and the shared strings stay byte for byte.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_CELLS_H
#define EDIT_XLSX_CELLS_H

#include "edit/xlsx_edit.h"

struct xlsx_cell {
    int row, col;
    enum cell_type type; /* blank, number, text, bool */
    struct text text;    /* a number as the file is to have it */
    struct text formula; /* its own; .at NULL: what there is stays; of no
                            bytes: none from now on */
    int format;          /* index of cellXfs; -1: what the place has */
    bool look;           /* only the format changes */
};

/* Of a sorted list the one at that place, or NULL. */
struct xlsx_cell *xlsx_cells_find(struct xlsx_cell *cells, int n, int row,
                                  int col);

/* By row, then column, each place once. */
void xlsx_cells_set(struct xlsx_edit *edit, int sheet,
                    const struct xlsx_cell *cells, int n);

/* The cellXfs index of each place, as cell, row or column says: of cells[i]
   into formats[i]. */
void xlsx_cells_formats(struct xlsx_edit *edit, int sheet,
                        const struct xlsx_cell *cells, int n, int *formats);

/* Which rows have cells with a format, and are neither hidden nor too low for
   a line: rows made to be filled in, where there is nothing in them.  [n] */
void xlsx_cells_formatted(struct xlsx_edit *edit, int sheet, bool *rows, int n);

#endif
