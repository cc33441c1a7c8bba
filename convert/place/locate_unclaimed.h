/*
 * locate_unclaimed.h - rows that no rule claimed, and rows that a sheet lacks.
 *
 * Memory   In the site's arena.
 * Errors   row-unclaimed, row-missing.
 */
#ifndef PLACE_LOCATE_UNCLAIMED_H
#define PLACE_LOCATE_UNCLAIMED_H

#include "place/locate_body.h"

/* Rows that were left open: notes behind the data are kept, all else is an
   error; 'last': no part follows. */
void locate_unclaimed_settle(struct body *body, bool last);
/* Rows of the form that were not found. */
void locate_unclaimed_missing(struct body *body);
/* Nothing is below the headings: a lack, where more of the form is missing. */
void locate_unclaimed_no_rows(struct body *body);

#endif
