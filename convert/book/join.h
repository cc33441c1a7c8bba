/*
 * join.h - several workbooks as one book, the sheets of one after another.
 *
 * For filings with their tables one a file.  Sheets are named with their
 * workbook (base/sheetref.h).
 *
 * Memory   In the arena; points into the books.
 * Errors   None: the books count days from one year, as their maker sees to.
 */
#ifndef BOOK_JOIN_H
#define BOOK_JOIN_H

#include "book/grid.h"

/* At least one; each has its file. */
struct book *join_books(struct arena *arena, const struct book *const *books,
                        int n);

#endif
