/*
 * annotate.h - findings written into the department's own workbook.
 *
 * Each finding becomes a note on the cells it is about and colours them: red
 * a mismatch, amber a doubt, warning or hint, blue a rounding, green what is
 * explained.  So does what was said when the workbook was read, and of the cell
 * that may have caused the findings: all that made the exit status 1 is in the
 * copy, with what to do.  A sheet 检查结果 (in English Findings) before the
 * others, with which the workbook opens, lists all of it, with links.  Words
 * are in the language of the messages, those of sheets and forms as they stand
 * there.  Everything else is as it was: formulas, values, formats, print
 * set-up, other sheets.  What an earlier check left in the workbook, in either
 * language, notes, colours and list, is taken out first.
 *
 * Marked are the cell a finding is at, and each that is alone on a side
 * of its rule; the others are named in the note.  What is said of a sheet or
 * of the file is in the list alone.
 *
 * Memory   In the arena of the edit.
 * Errors   Those of xlsx_edit.h; false then.
 */
#ifndef SUBMIT_ANNOTATE_H
#define SUBMIT_ANNOTATE_H

#include "edit/xlsx_edit.h"
#include "reconcile/check.h"

struct annotated {
    int n_entries, n_cells; /* told, and marked */
};

/*
 * 'findings' are those of the workbook being edited.  The first n_told of
 * 'said' are what else was said of it, of which hints are left out; of those
 * behind them likely cells are taken.  After it
 * xlsx_edit_finish(edit, edit->book, …).
 */
bool annotate_workbook(struct xlsx_edit *edit, const struct findings *findings,
                       const struct diag_list *said, int n_told,
                       struct annotated *out);

#endif
