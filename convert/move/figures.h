/*
 * figures.h - which cells of a sheet are figures.
 */
#ifndef MOVE_FIGURES_H
#define MOVE_FIGURES_H

#include "base/decimal.h"
#include "book/grid.h"

/* A number, or a text that is one; no formula without a result. */
bool figures_parse(struct arena *arena, const struct cell *cell,
                   struct decimal *value);

/*
 * The third of the first run of figures below or beside each other, NULL where
 * there is no such run: numbers that are no years and not all of them
 * ordinals, page numbers or codes.  A formula without a result may be any
 * figure.  *n is how many of all these the sheet has.
 */
const struct cell *figures_first(struct arena *arena, const struct grid *grid,
                                 int *n);

#endif
