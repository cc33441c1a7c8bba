/*
 * xlsx_comment.h - comments (notes) on cells of a workbook being edited.
 *
 * A note is two things: its text in the comments part, and a box in a VML
 * drawing.  Both parts are added to where the sheet has them; a cell that has
 * a note already gets the new text below the old one.  Where people talk in
 * threads, which hide the note, the text is an answer in the thread, too.
 *
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_COMMENT_H
#define EDIT_XLSX_COMMENT_H

#include "edit/xlsx_edit.h"

struct xlsx_comment {
    int row, col;
    struct text text; /* lines */
};

struct xlsx_place {
    int row, col;
};

/* Removes the caller's texts from the sheet's notes, and a note that holds
   nothing else with its box; returns the cells, [*n] in the order of the part. */
struct xlsx_place *xlsx_comment_remove(struct xlsx_edit *edit, int sheet,
                                       bool (*is_own)(struct text), int *n);

/* By row, then column, each cell once. */
void xlsx_comment_add(struct xlsx_edit *edit, int sheet, const char *author,
                      const struct xlsx_comment *comments, int n);

#endif
