/*
 * drawrows.h - the rows of a block, drawn with their slots.
 */
#ifndef MOVE_DRAWROWS_H
#define MOVE_DRAWROWS_H

#include "move/canvas.h"

/* A block while it is drawn. */
struct drawrows_block {
    const struct block_rule *block;
    int *col, *end_col;        /* [leaves] */
    struct leaf_place *leaves; /* [leaves] the same, and what is above them */
    int left, end;             /* columns */
    int rows;                  /* drawn below the header so far */
    int records;               /* of them records */
};

/* The rows of rule i; a label begins in column 'left'. */
void drawrows_draw(struct canvas *c, struct drawrows_block *b, int i, int top,
                   int left);
/* One cell a column, with a line number, none merged. */
void drawrows_blank(struct canvas *c, const struct drawrows_block *b, int row,
                    int line);
/* The values of a row from leaf 'from' on. */
void drawrows_values(struct canvas *c, const struct drawrows_block *b,
                     const struct row_rule *rule, int row, struct text item,
                     int from);
/* How many records of a list the data hold: indicator.1 … indicator.n. */
int drawrows_count(const struct canvas *c, const struct row_rule *rule);

#endif
