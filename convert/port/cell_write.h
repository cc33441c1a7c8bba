/*
 * cell_write.h - facts into the cells of their slots, in the sheet's unit.
 *
 * The inverse of cell_read.h.
 *
 * Memory   Cells are put into the grid, in the arena; texts are the model's.
 * Errors   digits-hidden (a warning), once a table, of the sheet as it is
 *          made; so without a file, which diag_list.made has.
 */
#ifndef PORT_CELL_WRITE_H
#define PORT_CELL_WRITE_H

#include "place/placement.h"
#include "port/exported.h"

/* What the grid is before it is filled. */
enum stands {
    STANDS_NOT,   /* just drawn */
    STANDS_EXACT, /* as it was: a cell that says value and decimals stays */
    STANDS_VALUE  /* the same, but the value alone decides: the figures come
                     through another template, which may show other decimals */
};

/*
 * Writes the facts of the model's table 'data' into the slots of a placement
 * on the sheet; what is written is no longer 'lost'.  In a grid as it was, a
 * cell that says a value the model does not have is emptied.
 *
 * A sheet may say a figure twice, and differently: the first is the model's,
 * and where the sheet said it right ('stood') the others are left as they are.
 * So is a first one left blank, where 'stood' is set before: another sheet says
 * the figure.
 */
void cell_write_table(struct exported *out, int sheet,
                      const struct placement *placement, int data,
                      enum stands stands);

/* Adds to 'stood' the facts of 'data' that the sheet says as they are. */
void cell_write_find_stood(struct exported *out, int sheet,
                           const struct placement *placement, int data,
                           enum stands stands);

/* The number of a date's day as cells hold it; TEXT_NONE where it says none,
   or one before the workbook counts. */
struct text cell_write_day(struct arena *arena, struct text date,
                           bool date1904);

#endif
