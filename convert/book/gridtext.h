/*
 * gridtext.h - sheets as text, for messages, tests and goldens.
 *
 * One line a row: its Excel number, then the cells from column A, each after a
 * bar.  Tests read it again (tests/support/gridtext_read.h): the same book for
 * grid_equal(), with the same names, states, hidden rows and flags.
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
 * Memory   In the arena given, NUL-terminated.
 */
#ifndef BOOK_GRIDTEXT_H
#define BOOK_GRIDTEXT_H

#include "book/grid.h"

/* Of a text, an ISO date, an error, a boolean; the first before a text, all of
   them behind =?. */
#define GRIDTEXT_MARKS "'@#!"

/* What a cell without a mark is: a blank, number, boolean or text. */
enum cell_type gridtext_type(struct text t);

/* The whole book. */
struct text gridtext_show(struct arena *arena, const struct book *book);
/* One sheet without its # line; one cell without its place. */
struct text gridtext_show_sheet(struct arena *arena, const struct book *book,
                                const struct grid *sheet);
struct text gridtext_show_cell(struct arena *arena, const struct book *book,
                               const struct cell *cell);

#endif
