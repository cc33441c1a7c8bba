/*
 * headcheck.h - headings that are missing, doubled or unknown, said.
 *
 * Errors   header-missing, header-twice, column-unknown.  Cells of columns
 *          nobody asked for are named: they go to kept, not into the model.
 */
#ifndef MOVE_HEADCHECK_H
#define MOVE_HEADCHECK_H

#include "move/header.h"
#include "move/site.h"

/* What stands among a part's headings, right of column 'left', and what does
   not.  Headings that matched are claimed before. */
void headcheck_claim(struct site *site, const struct part_rule *part,
                     struct header_place *place, int left);

/* No row below 'row' is the part's first: noted as a lack, or said. */
void headcheck_no_part(struct site *site, const struct part_rule *part,
                       int row);
/* What was noted of parts, labels and rows: where the sheet does not fit the
   form, in one message. */
void headcheck_tell_lacks(struct site *site);

#endif
