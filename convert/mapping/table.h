/*
 * table.h - one table's YAML to its rule.
 *
 * Memory   In the source's arena.
 * Errors   mapping-*, through the source.
 */
#ifndef MAPPING_TABLE_H
#define MAPPING_TABLE_H

#include "mapping/source.h"

/* NULL when source->failed. */
const struct table_rule *table_read(struct source *source,
                                    const struct node *map,
                                    struct text template_id);

#endif
