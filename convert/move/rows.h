/*
 * rows.h - the body of a grid part: each row to the rule that claims it.
 *
 * Errors   row-unclaimed, code-twice, line-differs, row-missing,
 *          cell-under-merge; those of ruler.h.
 */
#ifndef MOVE_ROWS_H
#define MOVE_ROWS_H

#include "move/header.h"
#include "move/site.h"

/* Claims the rows of [place->body, end); the last part's trailing texts may
   be notes ('last'). */
void rows_claim(struct site *site, const struct part_rule *part,
                const struct header_place *place, int end, bool last);

#endif
