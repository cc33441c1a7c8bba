/*
 * draft_change_rows.h - the rows of a drafted block beside those of another
 * table's: labels, line numbers, rows that came and went, as changes.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_CHANGE_ROWS_H
#define REMAP_DRAFT_CHANGE_ROWS_H

#include "remap/draft_yaml.h"
#include "remap/drafting.h"

/* Adds to the list 'change'. */
void draft_change_rows(struct draft_table *t, const struct block_rule *base,
                       const struct block_rule *own, struct draft_node *list);

#endif
