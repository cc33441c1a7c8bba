/*
 * ledger.h - a model's tables as rules ask for them: by item and measure,
 * with what is known of a value that is absent.
 *
 * What is known comes from the facts and the template alone, so that a filing
 * is judged alike as workbook, JSON, package and facts.
 *
 * Memory   In the arena given; points into the model.
 */
#ifndef RECONCILE_LEDGER_H
#define RECONCILE_LEDGER_H

#include "canon/model.h"
#include "reconcile/rule.h"

struct instance; /* expand.h */

/* What is known of a value. */
enum ledger_state {
    LEDGER_FACT,
    LEDGER_BLANK, /* its cell is blank: unknown, until proved zero */
    LEDGER_ZERO,  /* no row for this code or one below it, or a table declared
                    empty */
    LEDGER_NO_PLACE, /* the template has no cell for it */
};

struct ledger_cell {
    const struct model_table *table;
    struct text item, measure;
    int at_item, at_measure; /* their indices */
    bool last;               /* of last year's filing */
    enum ledger_state state;
    const struct fact *fact;     /* LEDGER_FACT */
    const struct rule *proof;    /* LEDGER_BLANK: it is zero by this rule */
    const struct instance *told; /* a blank total, said by this one */
    int decimals;                /* of a fact, see ledger.c */
    struct text folded;          /* of a text that was asked for so */
    int suspect;                 /* likely.c: its number, from 1; 0: none */
};

/* Codes of one table, as items or measures, and which is below which. */
struct ledger_tree {
    int *codes;  /* [n] indices of items (measures), sorted by code */
    int *parent; /* [n] index into codes, -1: below none */
    int n;
};

struct ledger_table {
    const struct model_table *table;
    bool last;                     /* of last year's filing */
    struct text *items, *measures; /* words asked for later follow */
    int n_items, items_capacity, n_measures, measures_capacity;
    int n_fact_items, n_fact_measures; /* those that facts have, and items that
                                          the template prints on every sheet */
};

struct ledger {
    struct ledger_table **tables; /* [n], in the order of the model */
    int n;
    const struct template_rule *template; /* or NULL */
    struct ledger *last;                  /* of last year's filing, or NULL */
};

/* The template that the model was read by, with the tables that are of others;
   or NULL. */
const struct template_rule *ledger_template(
    struct arena *arena, const struct model *model,
    const struct mapping_set *templates);
struct ledger *ledger_new(struct arena *arena, const struct model *model,
                          const struct template_rule *template);
/* Values of last year's filing beside them; NULL: none. */
void ledger_add_last(struct arena *arena, struct ledger *ledger,
                     const struct model *last,
                     const struct mapping_set *templates);
/* The first table of the schema, or NULL. */
struct ledger_table *ledger_find(const struct ledger *ledger,
                                 const struct schema_table *schema);

/* That of a value. */
struct ledger_table *ledger_of(const struct ledger *ledger,
                               const struct ledger_cell *cell);

/* Indices; a word not seen before gets one. */
int ledger_item(struct ledger_table *table, struct text item);
int ledger_measure(struct ledger_table *table, struct text measure);
/* Never NULL; the same each time. */
struct ledger_cell *ledger_cell(struct ledger_table *table, int item,
                                int measure);
/* Codes behind the prefix ("", "expenditure."). */
const struct ledger_tree *ledger_tree(struct ledger_table *table,
                                      struct text prefix, bool measures);

#endif
