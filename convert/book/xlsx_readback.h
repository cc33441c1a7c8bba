/*
 * xlsx_readback.h - do the bytes of a file hold the book that was drawn?
 *
 * Sheets, cells, results, merges and number formats are compared, formulas by
 * their texts, the template's name; names, input tests and locks by their
 * number.  Looks and pages are not compared, but every part must be whole.
 *
 * Memory   'scratch' holds what is read.
 * Errors   write-failed, write-differs (names the cell); false then.
 */
#ifndef BOOK_XLSX_READBACK_H
#define BOOK_XLSX_READBACK_H

#include "base/diag.h"
#include "book/grid.h"

/* 'book' is settled (xlsx_settle.h); messages name 'path'. */
bool xlsx_readback(struct arena *scratch, struct text bytes,
                   const struct book *book, const char *path,
                   struct diag_list *diags);

#endif
