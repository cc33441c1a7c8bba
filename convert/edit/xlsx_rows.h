/*
 * xlsx_rows.h - rows inserted into a sheet of a workbook being edited.
 *
 * Cells below move down, and with them what refers to them: merged cells,
 * conditional formats, validations, hyperlinks, filters, page breaks,
 * protected ranges, tables, comments, pivot tables and their sources, the
 * anchors of drawings, and every reference in formulas, defined names (print
 * areas), formats, controls and charts of the whole workbook.  A new row looks
 * like the one named, its height and its formats; formats and validations that
 * end there take it in.  The sheet gets the merged cells that are asked for.  A
 * frozen pane and the selection stay as they are.
 *
 * Formulas that several cells share are written out on the sheet, since rows
 * may come between them.  The order of calculation (calcChain) is then
 * left out; programs make it again.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed: values in rows that would leave the
 *          sheet; such rows without values are dropped.
 */
#ifndef EDIT_XLSX_ROWS_H
#define EDIT_XLSX_ROWS_H

#include "book/formula.h"
#include "edit/xlsx_edit.h"

/* No rows but merged cells: these alone. */
void xlsx_rows_insert(struct xlsx_edit *edit, int sheet,
                      const struct formula_added *added);

#endif
