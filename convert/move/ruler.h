/*
 * ruler.h - the row of column numbers (栏次) below a grid's headings: 1 2 3 …,
 * a check on the order of the columns.
 *
 * Numbers that mostly follow each other are never read as figures, however
 * columns were moved or taken out; what could be either is a doubt.
 *
 * Errors   ruler-differs.
 */
#ifndef MOVE_RULER_H
#define MOVE_RULER_H

#include "move/body.h"

/* Claims the row where it is the ruler; 'cells' are its free ones. */
bool ruler_claim(struct body *body, const struct cell *const *cells, int n);

#endif
