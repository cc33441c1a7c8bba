/*
 * annotate.h - findings written into the department's own workbook.
 *
 * Each finding becomes a note on the cells it is about and colours them: red
 * a mismatch, amber one that is only a warning, blue a rounding.  A sheet
 * 检查结果 behind the others lists all of them, with links.  Everything else
 * is as it was: formulas, values, formats, print set-up, other sheets.  What
 * an earlier check left in the workbook, notes, colours and list, is taken out
 * first.
 *
 * Marked are the cell the finding is at, and each that stands alone on a side
 * of its rule; the others are named in the note.
 *
 * Errors   Those of xlsx_edit.h; false then.
 */
#ifndef RECONCILE_ANNOTATE_H
#define RECONCILE_ANNOTATE_H

#include "book/xlsx_edit.h"
#include "reconcile/check.h"

/*
 * 'findings' are those of the workbook being edited.  After it
 * xlsx_edit_finish(edit, edit->book, …).  *n_cells: how many are marked.
 */
bool annotate_workbook(struct xlsx_edit *edit, const struct findings *findings,
                       int *n_cells);

#endif
