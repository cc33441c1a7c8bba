/*
 * locate_record.h - rows found by their place: members of a list, one row.
 *
 * Memory   In the site's arena; points into grid and mapping.
 */
#ifndef PLACE_LOCATE_RECORD_H
#define PLACE_LOCATE_RECORD_H

#include "place/locate_body.h"

/* The next member of a list, or a printed row that only names a group. */
bool locate_record_claim(struct body *body, struct body_block *b, int row,
                         const struct cell *const *cells, int n);
/* The single row of ROW_ONE. */
bool locate_record_claim_one(struct body *body, struct body_block *b, int row,
                             const struct cell *const *cells, int n);
/* Its place, when it is empty below the header and above 'end'. */
void locate_record_place_empty(struct body *body, int end);

#endif
