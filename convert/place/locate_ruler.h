/*
 * locate_ruler.h - the row of column numbers (栏次), a check on their order.
 *
 * The line numbers of rows (行次) are locate_number.h's.
 *
 * Numbers that mostly follow each other are never read as figures, however
 * columns were moved or taken out; what could be either is a doubt.
 *
 * Memory   In the site's arena; points into grid and mapping.
 * Errors   ruler-differs.
 */
#ifndef PLACE_LOCATE_RULER_H
#define PLACE_LOCATE_RULER_H

#include "place/locate_body.h"

/* Claims the row where it is the ruler; 'cells' are its free ones. */
bool locate_ruler_claim(struct body *body, const struct cell *const *cells,
                        int n);

#endif
