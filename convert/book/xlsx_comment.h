/*
 * xlsx_comment.h - comments (notes) on cells of a workbook being edited.
 *
 * A note is two things: its text in the comments part, and a box in a VML
 * drawing.  Both parts are added to where the sheet has them; a cell that has
 * a note already gets the new text below the old one.
 *
 * Errors   In edit->diags and edit->failed.
 */
#ifndef BOOK_XLSX_COMMENT_H
#define BOOK_XLSX_COMMENT_H

#include "book/xlsx_edit.h"

struct xlsx_comment {
    int row, col;
    struct text text; /* lines */
};

/* By row, then column, each cell once. */
void xlsx_comment_add(struct xlsx_edit *edit, int sheet, const char *author,
                      const struct xlsx_comment *comments, int n);

#endif
