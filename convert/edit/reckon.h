/*
 * reckon.h - what a plain formula comes to, exactly.
 *
 * Knows numbers, texts, references, + - * & and comparisons, division by a
 * power of ten, brackets, SUM, SUMPRODUCT, COUNT, ROUND, IF, LEN, LEFT, RIGHT,
 * exact MATCH, ISNA and ISNUMBER; a blank cell counts as nothing, and in an
 * argument that may be an array every function goes through its cells, as
 * Excel does within SUMPRODUCT.  All other formulas are not judged, nor is
 * what comes to an error or a truth: RECKON_UNKNOWN.
 *
 * Memory   A text is in 'arena' or the book; all else is let go of.
 */
#ifndef EDIT_RECKON_H
#define EDIT_RECKON_H

#include "base/decimal.h"
#include "book/grid.h"

enum reckon_result { RECKON_NUMBER, RECKON_TEXT, RECKON_UNKNOWN };

struct reckoned {
    enum reckon_result result;
    struct decimal number;
    struct text text; /* "" as of a total of nothing */
};

/* 'sheet' is where the formula stands, 'book' holds all results. */
struct reckoned reckon_formula(struct arena *arena, const struct book *book,
                               int sheet, struct text formula);

/* The same where only a number will do. */
bool reckon_number(struct arena *arena, const struct book *book, int sheet,
                   struct text formula, struct decimal *out);

#endif
