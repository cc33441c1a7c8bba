/*
 * given_cut.h - books that end early.
 *
 * Memory   In the arena; points into the other book.
 */
#ifndef SUPPORT_GIVEN_CUT_H
#define SUPPORT_GIVEN_CUT_H

#include "book/grid.h"

enum given_side {
    GIVEN_ROWS_BELOW, /* rows from 'at' on are cut off */
    GIVEN_ROWS_ABOVE, /* 'at' rows at the top */
    GIVEN_COLS_RIGHT,
    GIVEN_COLS_LEFT,
    GIVEN_N_SIDES
};

struct given_cut {
    int sheet; /* left alone in the book; -1: all are cut */
    enum given_side side;
    int at;
};

struct book *given_cut(struct arena *arena, const struct book *from,
                       struct given_cut cut);
/* "收入决算表: 3 rows cut off at the top" */
const char *given_cut_name(struct arena *arena, const struct book *from,
                           struct given_cut cut);

#endif
