/*
 * explain_xlsx.h - the workbook itself, each cell in the colour of its kind.
 *
 * Values, and what is unread, have a note; labels and what is kept have the
 * colour alone.  A sheet 读取说明 before the others, with which the copy opens,
 * says what the colours mean and lists all messages and all that is unread,
 * with links.  Everything else is as it was.  What an earlier run left is
 * taken out first.
 *
 * Memory   In the arena of the edit.
 * Errors   Those of xlsx_edit.h; limit-reached (notes), edit-unsupported where
 *          it can have no more formats, file-unreadable where it is another
 *          workbook than was read; false then.
 * Limits   LIMIT_NOTES of a workbook: programs open no more of them in time.
 */
#ifndef SUBMIT_EXPLAIN_XLSX_H
#define SUBMIT_EXPLAIN_XLSX_H

#include "edit/xlsx_edit.h"
#include "submit/explain.h"

/* 'explained' is of the workbook being edited.  After it
   xlsx_edit_finish(edit, edit->book, …). */
bool explain_xlsx(struct xlsx_edit *edit, const struct explained *explained);

/* Is it the sheet 读取说明 of an earlier run? */
bool explain_xlsx_is_list(const struct grid *sheet);

#endif
