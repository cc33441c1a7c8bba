/*
 * xlsx_shift.h - a part's references, after rows were inserted into a sheet.
 *
 * Rows and cells of the sheet itself, ranges, formulas wherever they are,
 * anchors of drawings.  Formulas that several cells share are written out where
 * rows may come between them.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed: values in rows that would leave the
 *          sheet.
 */
#ifndef EDIT_XLSX_SHIFT_H
#define EDIT_XLSX_SHIFT_H

#include "book/formula.h"
#include "edit/xlsx_edit.h"

/* 'here': the part is the sheet's with the new rows, or hangs on it. */
void xlsx_shift_part(struct xlsx_edit *edit, struct text name,
                     const struct formula_shift *shift, bool here);

#endif
