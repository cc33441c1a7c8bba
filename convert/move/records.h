/*
 * records.h - rows found by nothing but their place: members of a list, and
 * the single row of a table that has one.
 */
#ifndef MOVE_RECORDS_H
#define MOVE_RECORDS_H

#include "move/body.h"

/* The next member of a list, or a printed row that only names a group. */
bool records_claim(struct body *body, struct body_block *b, int row,
                   const struct cell *const *cells, int n);
/* The single row of ROW_ONE. */
bool records_claim_one(struct body *body, struct body_block *b, int row,
                       const struct cell *const *cells, int n);
/* Its place, when it stands empty below the header and above 'end'. */
void records_place_empty(struct body *body, int end);

#endif
