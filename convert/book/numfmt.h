/*
 * numfmt.h - what a number format shows: dates, percentages, decimals.
 *
 * Source   ECMA-376 part 1, 18.8.30 and 18.8.31.
 * Memory   Texts in the arena given; those of built-in formats are constants.
 */
#ifndef BOOK_NUMFMT_H
#define BOOK_NUMFMT_H

#include "book/grid.h"

/* How dates are drawn: 2022年3月1日. */
#define NUMFMT_DATE "yyyy\"年\"m\"月\"d\"日\""

bool numfmt_is_date(struct text format);
/* Does one of a date show the time of day, or a span of time? */
bool numfmt_has_time(struct text format);
bool numfmt_is_percent(struct text format);
/* Decimals of the number itself that are seen: two more than are shown in a
   percentage; -1 for General and text, which show what there is, and where
   thousands or exponents are split off. */
int numfmt_places(struct text format);
/* The code of a built-in id, TEXT_NONE for an unknown one. */
struct text numfmt_builtin(int id);
/* "0", "0.00", "0.00%" … for drawing. */
struct text numfmt_fixed(struct arena *arena, int decimals, bool percent);
/* "#,##0" … for counts. */
struct text numfmt_count(struct arena *arena, int decimals);
/*
 * A cell as a person sees it: numbers rounded to the format's decimals (15
 * significant digits for General), percent and thousands applied, dates as
 * 2023年6月30日 or 2023-06-30 as the format says (else ISO), text as it is.
 */
struct text numfmt_show(struct arena *arena, const struct book *book,
                        const struct cell *cell);

#endif
