/*
 * draft_name.h - each column and row of a drafted table gets its words.
 *
 * Coordinates add up: of a row and a column one says the item, the other the
 * measure.  What no mapping says becomes a word of the table's own, in Chinese;
 * no two cells get the same.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_NAME_H
#define REMAP_DRAFT_NAME_H

#include "remap/drafting.h"

void draft_name_all(struct draft_table *t);
/* A folded heading or label as a name: without ordinal and colon. */
struct text draft_name_of(struct draft_table *t, struct text folded);
/* The remark for a row or column with an own word; "" for none. */
struct text draft_name_remark(const struct draft_table *t, struct text item,
                              struct text measure);

#endif
