/*
 * sheet_name.h - a sheet name from any text, and which names are one to Excel.
 *
 * At most 31 UTF-16 units, none of []:*?/\, no apostrophe at either end, and
 * not the name of another sheet of the book: "收入表（2）" then.
 *
 * Memory   In the arena given, or a part of the text.
 * Errors   None.
 */
#ifndef BOOK_SHEET_NAME_H
#define BOOK_SHEET_NAME_H

#include "book/grid.h"

struct text sheet_name(struct arena *arena, const struct book *book,
                       struct text wanted);

/* Whatever the case of their letters. */
bool sheet_name_same(struct text a, struct text b);
/* The sheet of the book that has the name, -1: none. */
int sheet_name_find(const struct book *book, struct text name);

#endif
