/*
 * align.h - which member of a numbered list is which in another version of it.
 *
 * Members are numbered as they stand on the sheet: a row put in or taken out
 * moves all numbers below it.  So members of two versions are matched by what
 * they hold, in order:
 *
 *     old                        new
 *     indicator.1  审批及时率  ─  indicator.1  审批及时率
 *     indicator.2  发放准确率     (gone)
 *     indicator.3  满意度      ─  indicator.2  满意度
 *
 * Memory   In the arena; list words point into the tables.
 */
#ifndef REMAP_ALIGN_H
#define REMAP_ALIGN_H

#include "canon/model.h"

struct align_list {
    struct text list; /* "indicator." */
    int n_old, n_new; /* the highest numbers */
    int *new_of;      /* [n_old + 1] 0: none */
    int *old_of;      /* [n_new + 1] 0: none */
};

struct match {
    struct align_list *lists;
    int n_lists, lists_capacity;
};

/*
 * 'in_place': between members that are known again, as many old ones as new
 * ones are taken for the same, changed all over.
 */
struct match *align_tables(struct arena *arena, const struct model_table *old,
                           const struct model_table *new, bool in_place);

/* "indicator.7" is a member: its list's word and 7; else 0. */
int align_number(const struct model_table *table, struct text item,
                 struct text *list);
/* The list of that word, or NULL. */
struct align_list *align_find(const struct match *match, struct text list);

/* The item as the new version numbers it, or as the old one does; itself
   where it is no member; TEXT_NONE where the member is not there. */
struct text align_new_item(struct arena *arena, const struct match *match,
                           const struct model_table *table, struct text item);
struct text align_old_item(struct arena *arena, const struct match *match,
                           const struct model_table *table, struct text item);

#endif
