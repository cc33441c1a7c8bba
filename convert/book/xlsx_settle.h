/*
 * xlsx_settle.h - a book as a workbook can hold it.
 *
 * A book can hold more than a file that libxlsxwriter makes.  xlsx_settle()
 * makes the book that such a file will read back as, so that the writer can
 * compare the two cell for cell, and complains about what cannot be written,
 * before anything is.  What becomes something else:
 *
 *   number         its 15 significant digits, as every spreadsheet shows
 *                  them: 0.66666666666666663 is 0.666666666666667, -0 is 0
 *   date of 1904   the serial in the 1900 system, 1462 days more; elapsed
 *                  times ([h]:mm) are no dates and stay
 *   ISO date       its serial, to the 10th decimal of a day, shown as
 *                  yyyy-mm-dd hh:mm:ss, or what of it there is, unless the
 *                  cell has a date format already
 *   empty text     a blank, as readers have it
 *   very hidden    hidden, with the warning sheet-less-hidden
 *   formula        sorted by place; its flag is gone where the grid has no
 *                  formula: then the result alone is written
 *   a merge of one cell, an empty number format: nothing, General
 *
 * Memory   The result lives in 'arena' and points into 'book'.
 * Errors   All of a book are reported; then NULL.
 *
 *   number-too-precise  more than 15 significant digits, of which at most
 *                       4 are decimals: an amount that would lose digits.
 *                       With more decimals it is the tail of a binary
 *                       fraction, which rounding takes away
 *   cell-unwritable     no number, over 9.99E+307, a text over 32,767
 *                       characters or with bytes that XML cannot hold, a
 *                       formula without a result, no error value, a date
 *                       before 1900 or with a time zone but Z, a number
 *                       format over 127 bytes, a formula over 8,192
 *                       characters or with a truth value as its result
 *   sheet-unwritable    a name that Excel refuses or that occurs twice, no
 *                       visible sheet, merged cells that overlap
 *   limit-reached       more cells, drawn ones included, than LIMIT_CELLS
 */
#ifndef BOOK_XLSX_SETTLE_H
#define BOOK_XLSX_SETTLE_H

#include "base/diag.h"
#include "book/grid.h"

const struct book *xlsx_settle(struct arena *arena, const struct book *book,
                               struct diag_list *diags);

#endif
