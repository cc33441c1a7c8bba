/* expand.c - a rule with its words replaced by those of a model. */

#include "canon/item.h"
#include "reconcile/expand_instance.h"

/* ---- each ---- */

/* The first term that has such a word, as item or measure. */
static const struct rule_term *
find_word(const struct rule_body *body, enum rule_word_kind kind,
          bool *measures)
{
    for (int i = 0; i < RULE_SIDES; i++) {
        for (int k = 0; k < body->sides[i].n; k++) {
            const struct rule_term *term = &body->sides[i].terms[k];

            *measures = term->measure.kind == kind;
            if (term->table && (*measures || term->item.kind == kind))
                return term;
        }
    }
    return NULL;
}

static void expand(struct expand_instance *e, unsigned each);

static void
expand_items(struct expand_instance *e, unsigned each)
{
    for (int i = 0; i < e->main->n_fact_items; i++) {
        e->at.item = i;
        expand(e, each);
    }
    e->at.item = -1;
}

static bool
is_only(const struct rule *rule, struct text measure)
{
    for (int i = 0; i < rule->n_only; i++) {
        if (text_equal(rule->only[i], measure))
            return true;
    }
    return rule->n_only == 0;
}

static void
expand_measure(struct expand_instance *e, unsigned each, int measure)
{
    if (!is_only(e->rule, e->main->measures[measure]))
        return;
    e->at.measure = measure;
    expand(e, each);
    e->at.measure = -1;
}

/* Those that figures have, then those whose whole column is blank. */
static void
expand_measures(struct expand_instance *e, unsigned each)
{
    const struct schema_table *schema = e->main->table->schema;
    const struct schema_measure *measure;
    const struct rule_term *term;
    const struct schema_section *section;

    for (int i = 0; i < e->main->n_fact_measures; i++)
        expand_measure(e, each, i);
    if (e->rule->kind != RULE_EQUAL || schema->evaluation)
        return;
    term = &e->body->sides[0].terms[0];
    section = schema_section(schema, term->item.kind == WORD_LITERAL
                                         ? term->item.text
                                         : TEXT("total"));
    for (int i = 0; section && (measure = schema_measure_at(section, i)); i++) {
        int index;

        if (measure->kind != VALUE_AMOUNT)
            continue;
        index = ledger_measure(e->main, text_of(measure->word));
        if (index >= e->main->n_fact_measures)
            expand_measure(e, each, index);
    }
}

/* The codes that any of the rule's tables has. */
static void
expand_codes(struct expand_instance *e, unsigned each, bool classes)
{
    struct text *codes = NULL, last = TEXT_NONE;
    int n = 0, capacity = 0;

    for (int i = 0; i < RULE_SIDES; i++) {
        for (int k = 0; k < e->body->sides[i].n; k++) {
            const struct rule_term *term = &e->body->sides[i].terms[k];
            const struct ledger_tree *tree;
            struct ledger_table *table;

            if (!term->table || term->item.kind != WORD_CODE)
                continue;
            table = expand_instance_table(e, term);
            tree = ledger_tree(table, term->item.text, false);
            for (int c = 0; c < tree->n; c++) {
                struct text item = table->items[tree->codes[c]];
                struct text code = text_slice(item, term->item.text.n, item.n);

                if (!classes || item_level(code) == 1)
                    ARENA_PUSH(e->arena, codes, n, capacity, code);
            }
        }
    }
    text_sort(codes, n);
    for (int i = 0; i < n; i++) {
        if (text_equal(codes[i], last))
            continue;
        last = e->at.code = codes[i];
        expand(e, each);
    }
    e->at.code = TEXT_NONE;
}

/* Not every table has a total; where its template says which, the ledger
   knows. */
static bool
may_have_total(const struct expand_instance *e, struct ledger_table *table,
               bool measures)
{
    return e->ledger->template
           || expand_instance_index(table, TEXT("total"), measures)
                  < (measures ? table->n_fact_measures : table->n_fact_items);
}

static void
expand_parents(struct expand_instance *e, unsigned each)
{
    bool measures;
    const struct rule_term *term = find_word(e->body, WORD_PARENT, &measures);
    const struct ledger_tree *tree;

    if (!term)
        return;
    tree = ledger_tree(expand_instance_table(e, term),
                       measures ? term->measure.text : term->item.text,
                       measures);
    e->at.parent = -1;
    if (may_have_total(e, expand_instance_table(e, term), measures))
        expand(e, each);
    for (int i = 0; i + 1 < tree->n; i++) {
        /* Sorted, so the first code below it is the next. */
        if (tree->parent[i + 1] != i)
            continue;
        e->at.parent = i;
        expand(e, each);
    }
    e->at.parent = -1;
}

static void
expand_records(struct expand_instance *e, unsigned each)
{
    bool measures;
    const struct rule_term *term = find_word(e->body, WORD_NUMBER, &measures);
    struct ledger_table *table;

    if (!term)
        return;
    table = expand_instance_table(e, term);
    e->at.records = table;
    e->at.prefix = term->item.text;
    for (int i = 0; i < table->n_fact_items; i++) {
        e->at.number = expand_instance_number(table->items[i], term->item.text);
        e->at.record = i;
        if (e->at.number)
            expand(e, each);
    }
    e->at.number = 0;
}

static void
expand_groups(struct expand_instance *e, unsigned each)
{
    bool measures;
    const struct rule_term *term = find_word(e->body, WORD_NUMBER, &measures);
    struct text *seen = NULL;
    struct ledger_table *table;
    int n = 0, capacity = 0;

    if (!term)
        return;
    table = expand_instance_table(e, term);
    for (int i = 0; i < table->n_fact_items; i++) {
        const struct ledger_cell *cell;
        struct text group;
        bool again = false;

        if (!expand_instance_number(table->items[i], term->item.text))
            continue;
        cell = ledger_cell(table, i, ledger_measure(table, e->rule->by));
        if (!cell->fact)
            continue;
        group = expand_instance_text(e, table, i, e->rule->by);
        for (int k = 0; k < n && !again; k++)
            again = text_equal(seen[k], group);
        if (again || group.n == 0)
            continue;
        ARENA_PUSH(e->arena, seen, n, capacity, group);
        e->at.group = group;
        e->at.group_shown = model_text(cell->fact);
        expand(e, each);
        e->at.group = e->at.group_shown = TEXT_NONE;
    }
}

/* One quantifier after the other. */
static void
expand(struct expand_instance *e, unsigned each)
{
    if (each & EACH_ITEM)
        expand_items(e, each & ~(unsigned)EACH_ITEM);
    else if (each & EACH_MEASURE)
        expand_measures(e, each & ~(unsigned)EACH_MEASURE);
    else if (each & EACH_CODE)
        expand_codes(e, each & ~(unsigned)EACH_CODE, false);
    else if (each & EACH_CLASS)
        expand_codes(e, each & ~(unsigned)EACH_CLASS, true);
    else if (each & EACH_PARENT)
        expand_parents(e, each & ~(unsigned)EACH_PARENT);
    else if (each & EACH_RECORD)
        expand_records(e, each & ~(unsigned)EACH_RECORD);
    else if (each & EACH_GROUP)
        expand_groups(e, each & ~(unsigned)EACH_GROUP);
    else
        expand_instance_make(e);
}

/* ---- a rule ---- */

/* How many of a body's tables there are, how many are in the model, and how
   many its template does not have. */
static void
count_tables(const struct ledger *ledger, const struct rule_body *body, int *n,
             int *n_there, int *n_unknown)
{
    *n = *n_there = *n_unknown = 0;
    for (int i = 0; i < RULE_SIDES; i++) {
        for (int k = 0; k < body->sides[i].n; k++) {
            const struct rule_term *term = &body->sides[i].terms[k];
            const struct ledger *of;

            if (!term->table)
                continue;
            of = term->last ? ledger->last : ledger;
            ++*n;
            if (ledger_find(of, term->table))
                ++*n_there;
            else if (of->template && !mapping_table(of->template, term->table))
                ++*n_unknown;
        }
    }
}

bool
expand_rule(struct arena *arena, struct ledger *ledger, const struct rule *rule,
            struct instance_list *out)
{
    struct expand_instance e
        = { .arena = arena,
            .ledger = ledger,
            .rule = rule,
            .at = { .item = -1, .measure = -1, .parent = -1 },
            .out = out };
    bool whole = true;

    if (rule->last && !ledger->last)
        return true;
    for (int b = 0; b < rule->n_bodies; b++) {
        const struct rule_body *body = &rule->bodies[b];
        int n, n_there, n_unknown;

        count_tables(ledger, body, &n, &n_there, &n_unknown);
        whole &= n_there == 0 || n_there == n || n_unknown > 0;
        for (int i = 0; n_there == n && i < ledger->n; i++) {
            if (ledger->tables[i]->table->schema != body->table)
                continue;
            expand_instance_begin(&e, body, ledger->tables[i]);
            expand(&e, rule->each);
        }
    }
    return whole;
}
