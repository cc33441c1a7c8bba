/*
 * xlsx_read.h - an .xlsx or .xlsm file as a book.
 *
 * All worksheets in workbook order, with hidden ones.  Formulas give their
 * cached result.  Parts that no caller needs are not inflated.  Of the
 * document's properties the template is read, which blanks of ours name.
 *
 * Memory   The book lives in 'arena'; the file is read into it.
 * Errors   zip-*, xml-*, xlsx-* and file-* codes; NULL then.  A bad cell is a
 *          diagnostic at its place and the book is still returned.
 * Limits   Those of limits.h, each checked before it is used.
 */
#ifndef BOOK_XLSX_READ_H
#define BOOK_XLSX_READ_H

#include "base/diag.h"
#include "book/grid.h"

struct package;

/* The cells of a file whose parts are there already.  Which have a formula is
   known, what these are is not. */
struct book *xlsx_read_cells(const struct package *package);
/* The same, with the cells going to who takes them: the sheets of the book hold
   none.  NULL, perhaps without a word, if it has to be read as a whole. */
struct book *xlsx_read_pieces(const struct package *package,
                              const struct grid_taker *taker);
/* A file in memory with what its formulas are, for who changes or compares it;
   'name' is for messages. */
struct book *xlsx_read_bytes(struct arena *arena, const char *name,
                             struct text bytes, struct diag_list *diags);

#endif
