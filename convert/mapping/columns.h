/*
 * columns.h - header trees.
 *
 *     header:
 *       - 项目: [科目代码: {code: functional}, 科目名称: {name: functional}]
 *       - 预算数: {measure: budget, columns: [合计: {item: total}, …]}
 *       - {each: economic.class, heading: "{name}", measure: "{code}"}
 *
 * Memory   In the source's arena.
 * Errors   mapping-*, through the source.
 */
#ifndef MAPPING_COLUMNS_H
#define MAPPING_COLUMNS_H

#include "mapping/source.h"

/* Fills columns, leaves, depth and has_header of the block. */
void columns_read(struct source *source, const struct node *header,
                  struct block_rule *block);
/* {choices: […], marks: before}, or the list of choices alone. */
void columns_read_ticks(struct source *source, const struct node *node,
                        struct ticks *out);

#endif
