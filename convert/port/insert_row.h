/*
 * insert_row.h - one row inserted into a grid.
 *
 * Cells, merges and slots below move down; a merged cell that spans the place
 * grows with it.  The new row takes the styles and merges of the row that it
 * is to look like.
 *
 * Memory   In the arena of the sheet.
 * Errors   None.
 * Limits   LIMIT_ROWS: a sheet that is full gets no more.
 */
#ifndef PORT_INSERT_ROW_H
#define PORT_INSERT_ROW_H

#include "place/placement.h"

/* One row inserted; numbers as they are when its turn comes. */
struct insert_step {
    int row;  /* where it is then */
    int like; /* the row it looks like, once it is there; -1: none */
};

/* A sheet and what was done to it, for whoever must do the same to the file
   that it was read from. */
struct insert_sheet {
    struct arena *arena;
    struct grid *grid;
    struct placement *const *tables; /* [n_tables] on it: they move, too */
    int n_tables;
    /* [n_rows] The rows that the file formats, which a grid does not show: they
       move with the rows.  NULL, 0: not known. */
    bool *formatted;
    int n_rows;
    struct insert_step *steps;
    int n_steps, steps_capacity;
};

struct insert_sheet insert_row_open(struct arena *arena, struct grid *grid,
                                    struct placement *const *tables,
                                    int n_tables);

/* A row for the run; 'like' as in insert_step.  False: the sheet is full. */
bool insert_row(struct insert_sheet *sheet, const struct row_run *run, int row,
                int like);
/* The merged cell over (row - 1, col) takes in the row, or becomes one. */
void insert_row_join(struct insert_sheet *sheet, int row, int col);

/* The first column of the run, and its last. */
void insert_row_columns(const struct row_run *run, int *left, int *last);

#endif
