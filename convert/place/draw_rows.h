/*
 * draw_rows.h - the rows of a block, drawn with their slots.
 *
 * Memory   In the canvas's arena.
 */
#ifndef PLACE_DRAW_ROWS_H
#define PLACE_DRAW_ROWS_H

#include "place/draw_pen.h"

/* A block while it is drawn. */
struct draw_rows_block {
    const struct block_rule *block;
    struct leaf_place *leaves; /* [leaves of the block] */
    int left, end;             /* columns */
    bool beside;               /* the part's label is to the left of it */
    int rows;                  /* drawn below the header so far */
    int records;               /* of them records */
};

/* The cell of a leaf in a row. */
struct span draw_rows_cell(const struct draw_rows_block *b, int leaf, int row);
/* The rows of rule i; a label begins in column 'left'. */
void draw_rows_draw(struct canvas *c, struct draw_rows_block *b, int i, int top,
                    int left);
/* One cell a column, with a line number, none merged. */
void draw_rows_blank(struct canvas *c, const struct draw_rows_block *b, int row,
                     int line);
/* The values of a row from leaf 'from' on. */
void draw_rows_values(struct canvas *c, const struct draw_rows_block *b,
                      const struct row_rule *rule, int row, struct text item,
                      int from);
/* How many records of a list the data hold: indicator.1 … indicator.n. */
int draw_rows_count(const struct canvas *c, const struct row_rule *rule);

#endif
