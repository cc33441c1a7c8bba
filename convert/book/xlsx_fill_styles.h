/*
 * xlsx_fill_styles.h - styles.xml as libxlsxwriter would write it.
 *
 * The formats of another book, in the order in which its cells come to them,
 * with their fonts, number formats and borders; what never changes, and what
 * the font is like, is as in the part that the library drew.
 *
 * Source   libxlsxwriter 1.1.4, styles.c, workbook.c.
 * Memory   In the arena of 'fill'.
 * Errors   .at NULL: 'part' is none of the library's; xlsx_fill.odd when it
 *          would cut a number format or write it in another way.
 */
#ifndef BOOK_XLSX_FILL_STYLES_H
#define BOOK_XLSX_FILL_STYLES_H

#include "book/xlsx_fill.h"

struct text xlsx_fill_styles(struct xlsx_fill *fill, struct text part);

#endif
