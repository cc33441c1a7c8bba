/*
 * rows.h - row rules, and what rows and columns together say of each value.
 *
 *     rows:
 *       - {line: 27, item: income.current_total, label: 本年收入合计}
 *       - {each: code, tree: functional}
 *       - {each: record, item: "indicator.{n}"}
 *
 * Memory   In the source's arena.
 * Errors   mapping-*, through the source.
 */
#ifndef MAPPING_ROWS_H
#define MAPPING_ROWS_H

#include "mapping/source.h"

/* Fills the rows of a block whose columns are there; foot may be NULL.
   'n_blocks' is how many blocks are side by side. */
void rows_read(struct source *source, const struct node *rows,
               const struct node *foot, int n_blocks, struct block_rule *block);

#endif
