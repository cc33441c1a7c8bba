/*
 * insert_row.h - rows inserted into a grid, many in one pass.
 *
 * Rows are asked for from the top of the sheet to its end, and then made at
 * once.  Cells, merges and slots below move down; a merged cell that spans the
 * place grows with it.  A new row takes the styles and merges of the row that
 * it is to look like.
 *
 *     sheet = insert_row_open(arena, grid, tables, n_tables);
 *     insert_row(&sheet, 7, 6);
 *     insert_row(&sheet, 7, 6);
 *     insert_row_apply(&sheet, run);      rows 7 and 8 are new
 *     insert_row_added(&sheet);           two before row 7, like row 6
 *
 * Memory   In the arena of the sheet.
 * Errors   None.
 * Limits   LIMIT_ROWS: a sheet that is full gets no more.
 */
#ifndef PORT_INSERT_ROW_H
#define PORT_INSERT_ROW_H

#include "book/formula.h"
#include "place/placement.h"

/* A sheet and what was done to it, for whoever must do the same to the file
   that it was read from. */
struct insert_sheet {
    struct arena *arena;
    struct grid *grid;
    struct placement *const *tables; /* [n_tables] on it: they move, too */
    int n_tables;
    bool joins; /* cells of one group in rows that are there become one */
    /* [n_rows] The rows that the file formats, which a grid does not show: they
       move with the rows.  No row is asked for further down. */
    bool *formatted;
    int *was; /* [n_rows] insert_row.c's: where each row is from */
    int n_rows, rows_capacity;
    struct formula_rows *asked; /* to be made */
    int n_asked, asked_capacity;
    int used; /* rows up to the last that will hold anything */
};

/* No row is formatted so far. */
struct insert_sheet insert_row_open(struct arena *arena, struct grid *grid,
                                    struct placement *const *tables,
                                    int n_tables);

/* Asks for a row before row 'row', which looks like row 'like' (-1: no other),
   as they are numbered until it is made; of several at one place the first says
   what they look like.  False: the sheet is full. */
bool insert_row(struct insert_sheet *sheet, int row, int like);
/* How many are asked for. */
int insert_row_asked(const struct insert_sheet *sheet);
/* Makes them, for the run. */
void insert_row_apply(struct insert_sheet *sheet, const struct row_run *run);
/* All rows that were made, as the file must get them. */
struct formula_added insert_row_added(const struct insert_sheet *sheet);

/* The first column of the run, and its last. */
void insert_row_columns(const struct row_run *run, int *left, int *last);

#endif
