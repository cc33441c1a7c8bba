/*
 * locate_report.h - headings that are missing, doubled or unknown, reported.
 *
 * Memory   In the site's arena.
 * Errors   header-missing, header-twice, column-unknown.  Cells of columns
 *          nobody asked for are named: they go to kept, not into the model.
 */
#ifndef PLACE_LOCATE_REPORT_H
#define PLACE_LOCATE_REPORT_H

#include "place/locate_header.h"
#include "place/locate_region.h"

/* What is among a part's headings, right of column 'left', and what does
   not.  Headings that matched are claimed before. */
void locate_report_claim(struct site *site, const struct part_rule *part,
                         struct locate_header_place *place, int left);

/* Of a part whose headings are fewer than half there, below 'row', which are
   missing; false where there are none at all. */
bool locate_report_few(struct site *site, const struct part_rule *part,
                       int row);

#endif
