/*
 * gridtext.h - sheets as text, for tests and goldens.
 *
 * One line a row: its Excel number, then the cells from column A, each after a
 * bar.  A book that is shown and read again is the same book for grid_equal(),
 * with the same names, states, hidden rows and flags.
 * Fonts, borders, widths and pages are not part of it.
 *
 *   # 收入决算表
 *   4| 科目编码 | 科目名称 | 合计
 *   5| '205 | 教育支出 | 904.50{0.00}
 *   6| | 其中：\n专项 | =100{0.00%} | #DIV/0!
 *   merge A1:C1 D1:D3
 *   hidden 6
 *   # 说明 | hidden
 *
 *   904.50          a number, its text as in the file
 *   904.50{0.00}    the same with a number format, General where none
 *   45107{yyyy/m/d} a date: a number with a format that shows one
 *   @2023-06-30     an ISO 8601 date
 *   TRUE FALSE      booleans
 *   #N/A            an error value
 *   !Err:502        one that does not begin with #
 *   '205            text that would be taken for one of these; ' is the
 *                   empty text
 *   =904.50         a formula's cached result, of any of these types
 *   =?SUM(B2:B3)    a formula without a result, of a number; =?' of a text,
 *                   =?! boolean, =?# error, =?@ ISO date
 *   ^904.50         any of these, a part of which is raised, lowered or struck
 *                   out
 *   {0.00}          a blank cell, only drawn; a blank without a format is
 *                   not shown
 *
 * Everything else is text.  Blanks around a cell do not count.  Within texts
 * \n \r \t \\ \| \{ \} are what they are in C, \s is a blank at either end,
 * \xHH any other control byte.  "date1904" and "no sheets" are lines of
 * their own; empty lines are skipped.  A text without a # line is one sheet
 * "Sheet1", even when it is empty.
 *
 * Memory   The book lives in 'arena' and points into nothing else but 'name'.
 * Errors   grid-syntax with line and column; NULL at the first.
 */
#ifndef BOOK_GRIDTEXT_H
#define BOOK_GRIDTEXT_H

#include <stdio.h>

#include "base/diag.h"
#include "book/grid.h"

/* 'name' becomes the book's file name, for messages. */
struct book *gridtext_read(struct arena *arena, const char *name, struct text t,
                           struct diag_list *diags);
void gridtext_write(FILE *out, const struct book *book);

/* The same as gridtext_write(), as a text in 'arena', NUL-terminated. */
struct text gridtext_show(struct arena *arena, const struct book *book);
/* One sheet without its # line; one cell without its place. */
struct text gridtext_show_sheet(struct arena *arena, const struct book *book,
                                const struct grid *sheet);
struct text gridtext_show_cell(struct arena *arena, const struct book *book,
                               const struct cell *cell);

#endif
