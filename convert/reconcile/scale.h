/*
 * scale.h - a table whose figures are all 10,000 times what others say.
 *
 *     支出决算表        合计 5823649        read as 万元, typed in 元
 *     收入支出决算总表  本年支出合计 582.36
 *
 * Seen by the rules between tables: of two that have figures for the same, all
 * differ by one power of ten.  The tables that agree with most others are
 * taken to be right; of two alone the one with the smaller figures.
 *
 * Memory   In the arena given; points into the model.
 */
#ifndef RECONCILE_SCALE_H
#define RECONCILE_SCALE_H

#include "reconcile/expand.h"

struct verdict; /* judge.h */

struct scale {
    const struct model_table *table, *other; /* one it was compared with */
    int power; /* 4: its figures are 10,000 times theirs; -4: the reverse */
    int n;     /* how many figures were compared */
};

struct scale_list {
    struct scale *items; /* in the order of the model */
    int n, capacity;
};

/* verdicts[i] is of instances->items[i]. */
struct scale_list scale_find(struct arena *arena, const struct ledger *ledger,
                             const struct instance_list *instances,
                             const struct verdict *verdicts);
/* Does an instance compare such a table with another? */
bool scale_has(const struct scale_list *scales,
               const struct instance *instance);

/* scale-differs, an error at the cell that says the table's unit, or at its
   sheet where none is known to. */
struct diag *scale_diag(const struct model *model, const struct scale *scale,
                        struct diag_list *diags);

#endif
