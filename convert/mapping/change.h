/*
 * change.h - one change of a table's tree, an element of the key 'change'.
 *
 *     - {at: 公务接待费, rename: 公务接待费支出}
 *     - {after: 年初结转和结余, remove: true}       a blank row, which has no name
 *     - {from: 总计, line: -1}                      行次, from this row on
 *     - {list: ignore, insert: [决算数]}            mapping/change_list.h
 *
 * Memory   In the source's arena; the change's nodes are copied.
 * Errors   mapping-unknown-name, mapping-contested, mapping-missing-key,
 *          mapping-wrong-kind, mapping-wrong-value.
 */
#ifndef MAPPING_CHANGE_H
#define MAPPING_CHANGE_H

#include "mapping/source.h"

void change_apply(struct source *source, struct node *table,
                  const struct node *change);
/* The caption that a template takes over (NULL: none) with its own changes. */
const struct node *change_caption(struct source *source,
                                  const struct node *caption,
                                  const struct node *changes);

#endif
