/*
 * blank.h - an empty template, made to be filled in.
 *
 *     blank = blank_draw(arena, template, rows, year);
 *     ...                        formulas are put into blank->book
 *     blank_dress(arena, blank);
 *
 * Drawn as export draws a table without figures, with rows to type into where
 * their number is open.  Dressing it unlocks what is to be typed, says what
 * goes there and in which unit, tests it, and names it; a hidden sheet holds
 * the codes that may be typed.
 *
 *   table.item.measure       a value: income.total.total
 *   table.rows.measure       a column of rows by code
 *   table.rows.code          their codes
 *   table.indicator.measure  a column of records
 *   codes.functional         the year's list
 *
 * Two sheets of one table are table and table_2; a value that a form asks for
 * twice is table.item.measure and table.item.measure.2.
 *
 * Memory   In the arena given; points into the mapping.
 */
#ifndef SUBMIT_BLANK_H
#define SUBMIT_BLANK_H

#include "place/placement.h"

/* Why a cell has a formula, in a sentence. */
struct blank_sum {
    int sheet, row, col;
    struct text why;
};

struct blank {
    struct book *book;
    const struct template_rule *template;
    const struct model *year;  /* says the year, where there is only one */
    struct placement **tables; /* [n], each on the sheet of its index */
    int n;
    struct blank_sum *sums; /* whoever puts the formulas says it here */
    int n_sums, sums_capacity;
};

/* 'rows' to type into where rows are by code.  The year is where the
   template has one, and in the document's properties; 0: nobody said it, and
   it is the template's where that has only one. */
struct blank *blank_draw(struct arena *arena,
                         const struct template_rule *template, int rows,
                         int fiscal_year);
void blank_dress(struct arena *arena, struct blank *blank);

#endif
