/*
 * operand.h - what a formula's terms are: references, values, arrays of them.
 *
 * Values are as Excel has them, with exact numbers.  An error (a text added, a
 * division that does not end) is a value like others, so that IF may pass over
 * it and ISNA see it.
 *
 * Memory   Arrays in the arena given; texts point into the book.
 */
#ifndef EDIT_OPERAND_H
#define EDIT_OPERAND_H

#include "base/decimal.h"
#include "book/formula.h"
#include "book/grid.h"

enum value_type { IS_BLANK, IS_NUMBER, IS_TEXT, IS_BOOL, IS_NA, IS_ERROR };

struct value {
    uint8_t type; /* enum value_type */
    bool yes;     /* IS_BOOL */
    struct decimal number;
    struct text text;
};

struct operand {
    const struct grid *grid; /* of a reference; NULL: there are values */
    int top, left, rows, cols;
    const struct value *values; /* [rows * cols], by row */
};

struct value operand_number(struct decimal d);
struct value operand_text(struct text t);
struct value operand_bool(bool yes);
struct value operand_error(void);

struct operand operand_one(struct arena *arena, struct value value);
/* The cells of a reference; whole rows and columns too. */
struct operand operand_ref(const struct grid *grid,
                           const struct formula_ref *ref);
/* A reference's cells as values; those of a larger one are an error. */
struct operand operand_values(struct arena *arena, struct operand o);
/* The value, or an error where there are several. */
struct value operand_single(struct arena *arena, struct operand o);

/* As a number, a text, a truth: blanks are nothing. */
bool operand_as_number(struct value v, struct decimal *out);
struct text operand_as_text(struct arena *arena, struct value v);
bool operand_as_bool(struct value v, bool *out);
/* -1 0 1 as < = > have it; numbers before texts before truths. */
int operand_compare(struct value a, struct value b);

/* For each pair of values; a single one is paired with each of the other. */
typedef struct value (*operand_pair)(struct arena *arena, struct value a,
                                     struct value b);
struct operand operand_lift(struct arena *arena, operand_pair pair,
                            struct operand a, struct operand b);

/* Adds an argument to a sum: the numbers of a reference, else the value itself;
   false where that is not a number, or too large. */
bool operand_add_up(struct operand o, struct decimal *sum);
/* How many numbers there are. */
int operand_count(struct operand o);

#endif
