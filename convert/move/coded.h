/*
 * coded.h - rows found by a code, in one column or split over several.
 *
 * Errors   code-twice.
 */
#ifndef MOVE_CODED_H
#define MOVE_CODED_H

#include "move/body.h"

/* Claims a row of a block whose code a rule takes; false when it has none. */
bool coded_claim(struct body *body, struct body_block *b, int row,
                 const struct cell *const *cells, int n);

#endif
