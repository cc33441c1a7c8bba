/*
 * locate_code.h - rows found by a code, in one column or split over several.
 *
 * Memory   In the site's arena; points into grid and mapping.
 * Errors   code-twice.
 */
#ifndef PLACE_LOCATE_CODE_H
#define PLACE_LOCATE_CODE_H

#include "place/locate_body.h"

/* Claims a row of a block whose code a rule takes; false when it has none. */
bool locate_code_claim(struct body *body, struct body_block *b, int row,
                       const struct cell *const *cells, int n);

#endif
