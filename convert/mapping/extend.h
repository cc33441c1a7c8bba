/*
 * extend.h - a mapping file as another one with named changes.
 *
 *     extends: national-2022/three_public
 *     title: 一般公共预算财政拨款“三公”经费支出决算表
 *     change:
 *       - {at: 公务接待费, rename: 公务接待费支出}
 *       - {at: 小计, in: 预算数, set: {also: [合计]}}
 *       - {after: 预算数, insert: [备注: ~]}
 *       - {at: 决算数, remove: true}
 *
 * A key of the new file replaces the whole key of the old one; 'change' goes
 * deeper.  What is changed are nodes, before they are understood, so every
 * later complaint has the place of the words it is about.
 *
 * Memory   In the source's arena; the base tree is not touched.
 * Errors   mapping-unknown-name for a name that is not there,
 *          mapping-contested for one that occurs twice.
 */
#ifndef MAPPING_EXTEND_H
#define MAPPING_EXTEND_H

#include "mapping/source.h"

struct node *extend_table(struct source *source, const struct node *base,
                          const struct node *own);

#endif
