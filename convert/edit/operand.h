/*
 * operand.h - what evaluate.c reads a formula into, and what functions and
 * operators make of it.
 *
 * Values are as Excel has them, with exact numbers; an error is one like
 * others, so that IF may pass over it and ISNA see it.  Where Excel finds a
 * value and this does not (a text that is added, a division that does not end)
 * it is unknown, and so is all that is made of it.
 *
 * All are in arrays of values; a reference becomes one where it has to: a total
 * over whole columns needs none.
 *
 * Memory   In the evaluation's arena; texts may point into the book.
 */
#ifndef EDIT_OPERAND_H
#define EDIT_OPERAND_H

#include "base/decimal.h"
#include "book/formula.h"
#include "book/grid.h"

/* From IS_NA on: what becomes of a value that is made of it. */
enum value_type {
    IS_BLANK,
    IS_NUMBER,
    IS_TEXT,
    IS_BOOL,
    IS_NA,
    IS_ERROR,
    IS_UNKNOWN
};

struct value {
    uint8_t type; /* enum value_type */
    bool yes;     /* IS_BOOL */
    union {
        struct decimal number;
        struct text text;
    };
};

#define A_BLANK ((struct value){ .type = IS_BLANK })
#define A_NUMBER(d) ((struct value){ .type = IS_NUMBER, .number = (d) })
#define A_TEXT(t) ((struct value){ .type = IS_TEXT, .text = (t) })
#define A_BOOL(b) ((struct value){ .type = IS_BOOL, .yes = (b) })
#define NOT_THERE ((struct value){ .type = IS_NA })
#define AN_ERROR ((struct value){ .type = IS_ERROR })
#define UNKNOWN ((struct value){ .type = IS_UNKNOWN })

struct operand {
    const struct grid *grid; /* of a reference; NULL: there are values */
    int top, left, rows, cols;
    const struct value *values; /* [rows * cols], by row */
};

/* A formula while it is read. */
struct evaluation {
    struct arena *arena;
    const struct book *book;
    int sheet;
    struct text text;
    size_t at;
    int depth;
    bool failed;                /* it is not understood */
    int64_t work;               /* values in arrays so far */
    struct evaluate_memo *memo; /* evaluate.c's; NULL: none */
    struct text sheet_number;   /* for the memo */
};

struct operand operand_one(struct evaluation *e, struct value value);
struct operand operand_fail(struct evaluation *e);
/* The value; of several it is unknown. */
struct value operand_single(struct evaluation *e, struct operand o);
/* False for texts, errors and what is unknown; a blank is 0. */
bool operand_as_number(struct value v, struct decimal *out);

/*
 * What is done with each pair of values; a single value is paired with each of
 * the other's.  One of these; where there is none, texts are joined.
 */
struct operand_pairing {
    enum decimal_result (*number)(struct decimal a, struct decimal b,
                                  struct decimal *out);
    struct value (*text)(struct text t, int64_t n);
    int orders; /* a comparison's: where it holds, 1 << (order + 1) */
};

struct operand operand_pair(struct evaluation *e,
                            const struct operand_pairing *pairing,
                            struct operand a, struct operand b);

struct operand_operator {
    const char *word; /* of one level the longer ones first; NULL: the end */
    int level;        /* the loosest last, below OPERAND_LEVELS */
    struct operand_pairing each;
};
#define OPERAND_LEVELS 4
extern const struct operand_operator operand_operators[];
extern const struct operand_pairing operand_minus;

#define OPERAND_ARGUMENTS 255 /* of a function; Excel has as many */
struct operand_function {
    const char *name; /* with its bracket; NULL: the end */
    int least, most;  /* arguments */
    /* One of these. */
    struct operand (*work)(struct evaluation *e, const struct operand *a,
                           int n);
    struct operand_pairing each; /* of one argument: with 0 */
};
extern const struct operand_function operand_functions[];

#endif
