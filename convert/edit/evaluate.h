/*
 * evaluate.h - what a formula comes to, exactly: one of the kind that our own
 * blanks contain, and that offices put beside it.
 *
 * fill writes figures under formulas and must leave their cached results right:
 * every reader but Excel shows those.  Missing figures are not computed.
 *
 * Knows numbers, texts, references, + - * & and comparisons, division by a
 * power of ten, brackets, SUM, SUMPRODUCT, COUNT, ROUND, IF, LEN, LEFT, RIGHT,
 * exact MATCH, ISNA and ISNUMBER; a blank cell counts as nothing, and in an
 * argument that may be an array every function goes through its cells, as
 * Excel does within SUMPRODUCT.  The result of any other formula, and of one
 * that gives an error or a truth value, is EVALUATE_UNKNOWN.
 *
 * The order in which formulas need one another is recalc.h's.
 *
 * Memory   A text is in 'arena' or the book; all else is released.
 * Limits   100,000 values in an array, 64 MB in all arrays of a formula: the
 *          result of one that takes more is unknown.
 */
#ifndef EDIT_EVALUATE_H
#define EDIT_EVALUATE_H

#include "base/decimal.h"
#include "book/grid.h"

enum evaluate_result { EVALUATE_NUMBER, EVALUATE_TEXT, EVALUATE_UNKNOWN };

struct evaluated {
    enum evaluate_result result;
    struct decimal number;
    struct text text; /* "" as of a total of nothing */
};

/*
 * Arrays that formulas have been found to have as a part, for the next that has
 * them: the totals of a blank all ask which codes are uppermost.  Good while no
 * cell changes that any of the formulas takes.
 */
struct evaluate_memo;

struct evaluate_memo *evaluate_memo_open(struct arena *arena);
/* Returns its memory; it may be used again. */
void evaluate_memo_close(struct evaluate_memo *memo);

/* 'memo' may be NULL; 'sheet' is the formula's own, 'book' holds all
   results. */
struct evaluated evaluate_formula(struct evaluate_memo *memo,
                                  struct arena *arena, const struct book *book,
                                  int sheet, struct text formula);

/* The same where only a number will do. */
bool evaluate_number(struct arena *arena, const struct book *book, int sheet,
                     struct text formula, struct decimal *out);

#endif
