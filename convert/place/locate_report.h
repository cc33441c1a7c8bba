/*
 * locate_report.h - headings that are missing, doubled or unknown, said.
 *
 * Errors   header-missing, header-twice, column-unknown.  Cells of columns
 *          nobody asked for are named: they go to kept, not into the model.
 */
#ifndef PLACE_LOCATE_REPORT_H
#define PLACE_LOCATE_REPORT_H

#include "place/locate_header.h"
#include "place/locate_region.h"

/* What stands among a part's headings, right of column 'left', and what does
   not.  Headings that matched are claimed before. */
void locate_report_claim(struct site *site, const struct part_rule *part,
                         struct locate_header_place *place, int left);

/* No row below 'row' is the part's first: noted as a lack, or said. */
void locate_report_no_part(struct site *site, const struct part_rule *part,
                           int row);
/* What was noted of parts, labels and rows: where the sheet does not fit the
   form, in one message. */
void locate_report_tell_lacks(struct site *site);

#endif
