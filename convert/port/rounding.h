/*
 * rounding.h - figures written as they are shown, and what that cuts off (尾数).
 *
 *     the cell holds   582.3649   and shows 0.00
 *     written          582.36     tail 0.0049
 *
 * A cell shows what its number format says; an amount no more decimals than
 * its template has.  Halves are rounded away from zero, as sheets show them.
 *
 * Units    Those of the cell.
 * Memory   In the arena given.
 */
#ifndef PORT_ROUNDING_H
#define PORT_ROUNDING_H

#include "place/locate.h"

struct tail {
    int sheet;
    const struct slot *slot;
    struct decimal exact, written, tail; /* exact - written */
};

struct tails {
    struct tail *items; /* by sheet, table and slot */
    int n, capacity;
};

/* Rounds the figures in the book's cells; 'located' is that book's. */
struct tails rounding_apply(struct arena *arena, struct book *book,
                            const struct located *located);

#endif
