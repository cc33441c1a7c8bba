/*
 * draft_change.h - a drafted table as another template's with what differs.
 *
 * What is drafted and what is there are laid beside each other, heading by
 * heading and row by row: what is called otherwise, new, or gone is a change.
 *
 *     extends: national-2022/income
 *     number: 公开03表
 *     change:
 *       - {at: 科目代码, rename: 功能分类科目编码}
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_CHANGE_H
#define REMAP_DRAFT_CHANGE_H

#include "remap/draft_yaml.h"
#include "remap/drafting.h"

/* From little to much, for whoever finds that little does not read it. */
enum draft_change_kind {
    DRAFT_CHANGE_PARTS, /* titles and such; headings and rows one by one */
    DRAFT_CHANGE_HEAD,  /* titles and such alone */
    DRAFT_CHANGE_KEYS,  /* headings and rows as drafted, the rest as there */
    DRAFT_CHANGE_N
};

/* A map with 'extends: BASE' and the keys that are not as there; 'whole' is
   the table as drafted. */
struct draft_node *draft_change_write(struct draft_table *t, const char *base,
                                      const struct draft_node *whole,
                                      enum draft_change_kind kind);

#endif
