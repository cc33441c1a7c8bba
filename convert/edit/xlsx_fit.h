/*
 * xlsx_fit.h - rows of a workbook being edited, as high as new texts take.
 *
 * A row whose height was set is never made higher by the program that shows
 * it, nor one for what is in merged cells, so a text that a filled cell breaks
 * over more lines than its row has would be cut off.  Rows are never made
 * lower, and a cell that does not break its lines leaves its row alone.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_FIT_H
#define EDIT_XLSX_FIT_H

#include "edit/xlsx_cells.h"

/* The cells are the changes of the sheet, as xlsx_cells_set() gets them; 'grid'
   is what the sheet is by then: its merged cells count. */
void xlsx_fit_rows(struct xlsx_edit *edit, int sheet, const struct grid *grid,
                   const struct xlsx_cell *cells, int n);

#endif
