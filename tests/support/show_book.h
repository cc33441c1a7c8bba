/*
 * show_book.h - a book that was read, as text to compare with.
 *
 * A sheet's name and state, then a cell a line, "B2 n+^ 1.50 0.00": its type
 * (n d D s b e), + for a formula's result, ? for a formula without one, ^ for a
 * text that is marked, its text and its number format where that is not
 * General; merged ranges, "hidden 3" for a row that is not shown; last what was
 * complained of, a word at its place.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_SHOW_BOOK_H
#define SUPPORT_SHOW_BOOK_H

#include "base/diag.h"
#include "book/grid.h"

const char *show_book(struct arena *arena, const struct book *book,
                      const struct diag_list *diags);

#endif
