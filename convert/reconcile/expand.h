/*
 * expand.h - a rule's instances in one model: what is summed and compared.
 *
 * Memory   In the arena given; points into rules and ledger.
 */
#ifndef RECONCILE_EXPAND_H
#define RECONCILE_EXPAND_H

#include "reconcile/ledger.h"

/* One side: values, summed, and a constant. */
struct instance_side {
    struct ledger_cell **cells;
    int n;
    struct decimal *number; /* or NULL */
};

struct instance {
    const struct rule *rule;
    const struct rule_body *body;
    const struct model_table *table;
    /* What 'each' bound, "" where it does not; for people. */
    struct text item, measure, group;
    bool silent; /* all is blank: it may prove something, but says nothing */
    struct instance_side sides[RULE_SIDES];
};

/* Indices of the items or measures that a word means. */
struct choice {
    int *at, n, capacity;
};

struct instance_list {
    struct instance *items;
    int n, capacity;
    struct choice chosen[2];   /* of the term at hand: items, measures */
    struct ledger_cell **room; /* [n_room] for the cells of sides to come */
    int n_room;
};

/*
 * Appends the instances of a rule that have a value at all, and those of
 * blanks that may be proved zero.  False when one of
 * its tables is in the model and another, which the template has, is not.
 */
bool expand_rule(struct arena *arena, struct ledger *ledger,
                 const struct rule *rule, struct instance_list *out);

#endif
