/*
 * census.h - the figures of a workbook that no fact holds.
 *
 * Every cell of a located book is claimed; this counts the figures among
 * those that no fact, label or reason of the mapping speaks for, and says
 * what nobody has said yet.  A figure is a number, or a text that is one, in
 * a table's body, or above or below it one that stands for itself (figures_stand()), or
 * anywhere in a run as figures_find() says.
 *
 * Memory   In the arena given; nothing is kept but messages.
 * Errors   figures-unread, once a sheet; sheet-unmapped.
 */
#ifndef PLACE_CENSUS_H
#define PLACE_CENSUS_H

#include "place/locate.h"

/* How many there are, those of cells that were named before, too. */
int census_take(struct arena *arena, const struct located *located,
                struct diag_list *diags);

/* [n_cells] The same of one sheet, cell by cell; NULL where the template says
   why nothing of the sheet is read. */
const bool *census_unread(struct arena *arena, const struct located *located,
                          int s);

#endif
