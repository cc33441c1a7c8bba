/*
 * expand_instance.h - one instance of a rule, once 'each' has bound its words.
 *
 * For expand.c, which goes through what 'each' ranges over.
 *
 * Memory   In the arena of the struct; points into rules and ledger.
 */
#ifndef RECONCILE_EXPAND_INSTANCE_H
#define RECONCILE_EXPAND_INSTANCE_H

#include "reconcile/expand.h"

/* What 'each' has bound so far. */
struct binding {
    int item, measure; /* of the main table; -1 */
    struct text code;  /* {code} */
    int parent;        /* {parent}: place in the tree, -1: total */
    int number;        /* {n}; 0: all */
    int record;        /* the item of it in 'records' */
    const struct ledger_table *records;
    struct text prefix;
    struct text group; /* folded text of the group; "" */
    struct text group_shown;
};

/* What a term is in the ledger, in all instances of a body in one table. */
struct expand_term {
    struct ledger_table *table;
    int item, measure; /* index of a literal word + 1; 0: not asked for yet */
};

struct expand_instance {
    struct arena *arena;
    struct ledger *ledger;
    const struct rule *rule;
    const struct rule_body *body;
    struct ledger_table *main;
    struct expand_term *terms[RULE_SIDES]; /* [terms of the body's side] */
    struct binding at;
    bool figure, blank; /* what the cells of the instance so far have */
    struct instance_list *out;
};

/* The table of a term's values, the main one where it is that; or NULL. */
struct ledger_table *expand_instance_table(const struct expand_instance *e,
                                           const struct rule_term *term);
/* The number at the end of "indicator.12", or 0 for another prefix. */
int expand_instance_number(struct text item, struct text prefix);
/* The folded text of an item's measure; "" where it has none. */
struct text expand_instance_text(struct expand_instance *e,
                                 struct ledger_table *table, int item,
                                 struct text measure);
/* The index of a word among the table's items or measures. */
int expand_instance_index(struct ledger_table *table, struct text word,
                          bool measures);
/* Begins the instances of a body whose main table this is. */
void expand_instance_begin(struct expand_instance *e,
                           const struct rule_body *body,
                           struct ledger_table *main);
/* Adds the instance that e->at binds to e->out, if the rule is for it. */
void expand_instance_make(struct expand_instance *e);

#endif
