/*
 * locate_rows.h - the body of a grid part: each row to the rule that claims it.
 *
 * Memory   In the site's arena; points into grid and mapping.
 * Errors   row-unclaimed, code-twice, line-differs, row-missing,
 *          cell-under-merge; those of locate_ruler.h, locate_number.h and
 *          locate_unclaimed.h.
 */
#ifndef PLACE_LOCATE_ROWS_H
#define PLACE_LOCATE_ROWS_H

#include "place/locate_header.h"
#include "place/locate_region.h"

/* Claims the rows of [place->body, end); the last part's trailing texts may
   be notes ('last'). */
void locate_rows_claim(struct site *site, const struct part_rule *part,
                       const struct locate_header_place *place, int end,
                       bool last);

#endif
