/*
 * draft_declare.h - the own words of a drafted table as a vocabulary.
 *
 *     tables:
 *       - table: 政府采购情况表
 *         measures: [采购金额, {measure: 合同数, name: 合同数, kind: count}]
 *         items: [合计, 货物]
 *
 * A table of a kind that is known gets further items and measures; of its own
 * kind, all of them are declared.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_DECLARE_H
#define REMAP_DRAFT_DECLARE_H

#include "remap/draft_yaml.h"
#include "remap/drafting.h"

/* Adds to the lists 'tables' and 'families' of a vocabulary. */
void draft_declare_all(struct draft_table *t, struct draft_node *tables,
                       struct draft_node *families);

#endif
