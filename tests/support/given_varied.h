/*
 * given_varied.h - a book with the sheets of another, as they vary in life.
 *
 * Lower down and further right, under other names, some hidden, with a cover
 * in front and a signature below; figures typed as texts or in another format,
 * marks for what is absent, blanks in labels.  The figures are the same, and
 * so is the book for the same number.
 *
 * Memory   In the arena; points into the other book.
 */
#ifndef SUPPORT_GIVEN_VARIED_H
#define SUPPORT_GIVEN_VARIED_H

#include <stdint.h>

#include "book/grid.h"

struct book *given_varied(struct arena *arena, const struct book *from,
                          uint64_t seed);

#endif
