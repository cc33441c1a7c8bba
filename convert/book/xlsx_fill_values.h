/*
 * xlsx_fill_values.h - what a book says beside its sheets, in parts that
 * libxlsxwriter drew.
 *
 * Source   libxlsxwriter 1.1.4, custom.c, app.c, workbook.c.
 * Memory   In the arena of 'fill'.
 * Errors   .at NULL: 'part' has not as many values as the book; xlsx_fill.odd
 *          when the library would refuse one or write it in another way.
 */
#ifndef BOOK_XLSX_FILL_VALUES_H
#define BOOK_XLSX_FILL_VALUES_H

#include "book/xlsx_fill.h"

/* The custom properties. */
struct text xlsx_fill_values_properties(struct xlsx_fill *fill,
                                        struct text part);
/* Names of sheets: in workbook.xml, and in app.xml. */
struct text xlsx_fill_values_sheets(struct xlsx_fill *fill, struct text part);
struct text xlsx_fill_values_titles(struct xlsx_fill *fill, struct text part);

#endif
