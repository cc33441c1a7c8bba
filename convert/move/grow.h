/*
 * grow.h - rows inserted into a standing sheet for codes and records that it
 * has no row for.
 *
 * Cells, merges and slots below move down; a merged cell that spans the place
 * grows with it.  The new row takes the styles and merges of its neighbour.
 */
#ifndef MOVE_GROW_H
#define MOVE_GROW_H

#include "move/placement.h"

/*
 * 'all' are the placements on the grid (n of them), 'placement' the one whose
 * rows are wanted for 'data'.
 */
void grow_rows(struct arena *arena, struct book *book, struct grid *grid,
               struct placement *const *all, int n,
               struct placement *placement, const struct model_table *data);

#endif
