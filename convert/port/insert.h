/*
 * insert.h - rows inserted into a standing sheet for codes and records that it
 * has no row for.
 *
 * Cells, merges and slots below move down; a merged cell that spans the place
 * grows with it.  The new row takes the styles and merges of its neighbour.
 */
#ifndef PORT_INSERT_H
#define PORT_INSERT_H

#include "place/placement.h"

/* One row inserted; numbers as they are when its turn comes. */
struct insert_step {
    int row;  /* where it is then */
    int like; /* the row it looks like, once it is there; -1: none */
};

/*
 * What was done to a grid, for whoever must do the same to the sheet it was
 * read from, and the sheet's formatted rows, which a grid does not show: those
 * that are empty are used before any is inserted.
 */
struct insert_plan {
    bool *formatted; /* [n_rows] they move with the rows */
    int n_rows;
    struct insert_step *steps;
    int n_steps, steps_capacity;
};

/*
 * 'all' are the placements on the grid (n of them), 'placement' the one whose
 * rows are wanted for 'data'.  'plan' may be NULL; else its steps are added
 * to, and its empty rows taken.  A code whose facts all stand on another sheet
 * ('stood', [data->n_facts], or NULL) wants no row.
 */
void insert_rows(struct arena *arena, struct book *book, struct grid *grid,
                 struct placement *const *all, int n,
                 struct placement *placement, const struct model_table *data,
                 const bool *stood, struct insert_plan *plan);

#endif
