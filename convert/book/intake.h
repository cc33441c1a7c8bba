/*
 * intake.h - how much a workbook's cells hold together, and no more than that.
 *
 * A small file may name one text in thousands of cells; what is counted is what
 * comes of it.
 *
 * Memory   None is taken.
 * Errors   limit-reached at the cell.
 */
#ifndef BOOK_INTAKE_H
#define BOOK_INTAKE_H

#include "base/limits.h"

struct intake {
    uint64_t most; /* bytes of text */
    uint64_t text;
    int64_t cells;
};

/* Of a workbook of so many bytes, where these are not packed; 0: they are. */
static inline struct intake
intake_of(uint64_t bytes)
{
    uint64_t most = bytes * LIMIT_RATIO;

    return (struct intake){ .most = bytes > 0 && most < LIMIT_BOOK_TEXT
                                        ? most
                                        : LIMIT_BOOK_TEXT };
}

/* Takes n cells of a text in; false: it is one too many, and reading ends. */
static inline bool
intake_take(struct intake *in, struct text text, int64_t n, struct place place,
            struct diag_list *diags)
{
    in->text += text.n * (uint64_t)n;
    in->cells += n;
    if (in->text > in->most)
        return limits_reached(diags, LIMITS_BOOK_TEXT, place,
                              "the texts of all cells are too long");
    return in->cells <= LIMIT_CELLS
           || limits_reached(diags, LIMITS_CELLS, place, "too many cells");
}

#endif
