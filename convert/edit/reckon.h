/*
 * reckon.h - the exact result of a formula of the kind that our own blanks
 * contain, and that offices put beside it.
 *
 * fill writes figures under formulas and must leave their cached results right:
 * every reader but Excel shows those.  Missing figures are not computed.
 *
 * Knows numbers, texts, references, + - * & and comparisons, division by a
 * power of ten, brackets, SUM, SUMPRODUCT, COUNT, ROUND, IF, LEN, LEFT, RIGHT,
 * exact MATCH, ISNA and ISNUMBER; a blank cell counts as nothing, and in an
 * argument that may be an array every function goes through its cells, as
 * Excel does within SUMPRODUCT.  The result of any other formula, and of one
 * that gives an error or a truth value, is RECKON_UNKNOWN.
 *
 * Memory   A text is in 'arena' or the book; all else is released.
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

/* 'sheet' is the formula's own, 'book' holds all results. */
struct reckoned reckon_formula(struct arena *arena, const struct book *book,
                               int sheet, struct text formula);

/* The same where only a number will do. */
bool reckon_number(struct arena *arena, const struct book *book, int sheet,
                   struct text formula, struct decimal *out);

#endif
