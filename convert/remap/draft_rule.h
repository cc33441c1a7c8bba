/*
 * draft_rule.h - a drafted table as a mapping file, and its own words as a
 * vocabulary.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_RULE_H
#define REMAP_DRAFT_RULE_H

#include "remap/draft_yaml.h"
#include "remap/drafting.h"

/* The whole table, a map. */
struct draft_node *draft_rule_write(struct draft_table *t,
                                    struct text evidence);
/* Headings and a row, added to lists; for changes. */
void draft_rule_write_columns(struct draft_table *t,
                              const struct column_rule *columns, int n,
                              struct draft_node *list);
void draft_rule_write_row(struct draft_table *t, const struct row_rule *row,
                          const struct block_rule *block,
                          struct draft_node *rows);

#endif
