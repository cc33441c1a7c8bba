/* expand.c - a rule with its words replaced by those of a model. */
#include "reconcile/expand.h"

#include <stdlib.h>

#include "canon/item.h"
#include "reconcile/quantity.h"

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

/* Indices of the items or measures that a word means. */
struct choice {
    int *at, n, capacity;
};

struct expansion {
    struct arena *arena;
    struct ledger *ledger;
    const struct rule *rule;
    const struct rule_body *body;
    struct ledger_table *main;
    struct binding at;
    struct choice items, measures; /* of the term at hand */
    struct instance_list *out;
};

static struct ledger_table *
table_of(const struct expansion *e, const struct schema_table *schema)
{
    return e->main->table->schema == schema ? e->main
                                            : ledger_find(e->ledger, schema);
}

static void
choose(struct expansion *e, struct choice *choice, int index)
{
    ARENA_PUSH(e->arena, choice->at, choice->n, choice->capacity, index);
}

/* The number at the end of "indicator.12", or 0 for another prefix. */
static int
number_of(struct text item, struct text prefix)
{
    int number = 0;

    if (!text_starts(item, prefix) || item.n == prefix.n
        || item.n > prefix.n + 8)
        return 0;
    for (size_t i = prefix.n; i < item.n; i++) {
        if (item.at[i] < '0' || item.at[i] > '9')
            return 0;
        number = 10 * number + (item.at[i] - '0');
    }
    return number;
}

static struct text
folded_text(struct expansion *e, struct ledger_cell *cell)
{
    if (cell->fact && !cell->folded.at)
        cell->folded = text_fold(e->arena, cell->fact->text);
    return cell->folded;
}

static struct text
record_text(struct expansion *e, struct ledger_table *table, int item,
            struct text measure)
{
    return folded_text(
        e, ledger_cell(table, item, ledger_measure(table, measure)));
}

static bool
starts_with_one(struct text t, const struct text *texts, int n)
{
    for (int i = 0; i < n; i++) {
        if (text_starts(t, texts[i]))
            return true;
    }
    return false;
}

static bool
is_wanted(struct expansion *e, struct ledger_table *table,
          const struct rule_term *term, int item)
{
    if (e->at.group.n
        && !text_equal(e->at.group, record_text(e, table, item, e->rule->by)))
        return false;
    return !term->n_where
           || starts_with_one(record_text(e, table, item, term->where_measure),
                              term->where, term->n_where);
}

static void
choose_records(struct expansion *e, struct ledger_table *table,
               const struct rule_term *term, struct choice *out)
{
    if (e->at.number && e->at.records == table
        && text_equal(e->at.prefix, term->item.text)) {
        if (is_wanted(e, table, term, e->at.record))
            choose(e, out, e->at.record);
        return;
    }
    for (int i = 0; i < table->n_fact_items; i++) {
        int number = number_of(table->items[i], term->item.text);

        if (number && (!e->at.number || e->at.number == number)
            && is_wanted(e, table, term, i))
            choose(e, out, i);
    }
}

static void
choose_codes(struct expansion *e, const struct ledger_tree *tree, int parent,
             struct choice *out)
{
    for (int i = 0; i < tree->n; i++) {
        if (tree->parent[i] == parent)
            choose(e, out, tree->codes[i]);
    }
}

static int
intern(struct ledger_table *table, struct text word, bool measures)
{
    return measures ? ledger_measure(table, word) : ledger_item(table, word);
}

static void
choose_word(struct expansion *e, struct ledger_table *table,
            const struct rule_term *term, bool measures, struct choice *out)
{
    const struct rule_word *word = measures ? &term->measure : &term->item;
    const struct ledger_tree *tree;
    struct text bound;

    switch (word->kind) {
    case WORD_LITERAL:
        choose(e, out, intern(table, word->text, measures));
        break;
    case WORD_BOUND:
        bound = measures ? e->main->measures[e->at.measure]
                         : e->main->items[e->at.item];
        choose(e, out, intern(table, bound, measures));
        break;
    case WORD_CODE:
        bound = e->at.code;
        if (word->text.n)
            bound = text_printf(e->arena, "%.*s%.*s", TEXT_ARG(word->text),
                                TEXT_ARG(bound));
        choose(e, out, intern(table, bound, measures));
        break;
    case WORD_PARENT:
        tree = ledger_tree(table, word->text, measures);
        if (e->at.parent < 0)
            choose(e, out, intern(table, TEXT("total"), measures));
        else
            choose(e, out, tree->codes[e->at.parent]);
        break;
    case WORD_BELOW:
        choose_codes(e, ledger_tree(table, word->text, measures), e->at.parent,
                     out);
        break;
    case WORD_TOP:
        choose_codes(e, ledger_tree(table, word->text, measures), -1, out);
        break;
    case WORD_NUMBER:
        choose_records(e, table, term, out);
        break;
    }
}

/* ---- one instance ---- */

/* The number that a group's name states: 50 of 产出指标(50分). */
static bool
stated_number(struct text group, struct decimal *out)
{
    long end = text_find(group, TEXT("分)"), 0);
    size_t from;

    if (end < 0)
        return false;
    from = (size_t)end;
    while (from
           && (text_is_digit(group.at[from - 1]) || group.at[from - 1] == '.'))
        from--;
    return from && group.at[from - 1] == '('
           && decimal_parse(text_slice(group, from, (size_t)end), out)
                  == DECIMAL_OK;
}

static bool
add_number(struct expansion *e, struct instance_side *side,
           struct decimal number)
{
    if (!side->number)
        side->number = ARENA_NEW(e->arena, struct decimal);
    return decimal_add(*side->number, number, side->number) == DECIMAL_OK;
}

/* The cell with the amount that its text states; unchanged where it states
   none. */
static struct ledger_cell *
stated_cell(struct expansion *e, const struct rule_term *term,
            struct ledger_table *table, struct ledger_cell *cell)
{
    struct ledger_cell *unit
        = ledger_cell(table, cell->at_item, ledger_measure(table, term->unit));
    struct ledger_cell *stated;
    struct fact *fact;
    struct quantity q;

    if (!cell->fact || cell->fact->kind != VALUE_TEXT
        || !quantity_parse_amount(e->arena, cell->fact->text,
                                  unit->fact ? unit->fact->text : TEXT_NONE,
                                  &q))
        return cell;
    stated = ARENA_NEW(e->arena, struct ledger_cell);
    *stated = *cell;
    stated->fact = fact = ARENA_NEW(e->arena, struct fact);
    *fact = *cell->fact;
    fact->kind = VALUE_AMOUNT;
    fact->value = q.number;
    fact->decimals = (int8_t)q.decimals;
    stated->decimals = q.decimals;
    return stated;
}

/* Some records have no points but those that are taken off. */
static bool
is_zero_when_blank(struct expansion *e, const struct rule_term *term,
                   struct ledger_table *table, const struct ledger_cell *cell)
{
    return term->n_zero && cell->state == LEDGER_BLANK
           && starts_with_one(
               record_text(e, table, cell->at_item, term->zero_measure),
               term->zero, term->n_zero);
}

static void
add_values(struct expansion *e, const struct rule_term *term,
           struct instance_side *side)
{
    struct ledger_table *table = table_of(e, term->table);

    e->items.n = e->measures.n = 0;
    choose_word(e, table, term, false, &e->items);
    choose_word(e, table, term, true, &e->measures);
    for (int i = 0; i < e->items.n; i++) {
        for (int k = 0; k < e->measures.n; k++) {
            struct ledger_cell *cell
                = ledger_cell(table, e->items.at[i], e->measures.at[k]);

            if (term->kind == TERM_QUANTITY)
                cell = stated_cell(e, term, table, cell);
            if (cell->state != LEDGER_NO_PLACE
                && !is_zero_when_blank(e, term, table, cell))
                ARENA_PUSH(e->arena, side->cells, side->n, side->capacity,
                           cell);
        }
    }
}

static bool
make_side(struct expansion *e, const struct rule_side *rule,
          struct instance_side *side)
{
    struct decimal stated;

    for (int i = 0; i < rule->n; i++) {
        const struct rule_term *term = &rule->terms[i];

        switch (term->kind) {
        case TERM_NUMBER:
            if (!add_number(e, side, term->number))
                return false;
            break;
        case TERM_STATED:
            if (!stated_number(e->at.group, &stated)
                || !add_number(e, side, stated))
                return false;
            break;
        case TERM_VALUE:
        case TERM_QUANTITY:
            add_values(e, term, side);
            break;
        }
    }
    /* A side that the template has no place for says nothing. */
    return rule->n == 0 || side->n || side->number;
}

/* Not every form has a column for an indicator's nature and unit. */
static bool
may_lack(const struct rule *rule, int side)
{
    return rule->kind == RULE_MEETS && (side == 2 || side == 3);
}

/* Where all is blank there is nothing to judge, but for a figure of the rule's
   own that the blanks should add up to. */
static bool
has_figure(const struct instance *instance)
{
    for (int i = 0; i < RULE_SIDES; i++) {
        if (instance->sides[i].number)
            return true;
        for (int k = 0; k < instance->sides[i].n; k++) {
            if (instance->sides[i].cells[k]->fact)
                return true;
        }
    }
    return false;
}

static bool
has_blank(const struct instance *instance)
{
    for (int i = 0; i < RULE_SIDES; i++) {
        for (int k = 0; k < instance->sides[i].n; k++) {
            if (instance->sides[i].cells[k]->state == LEDGER_BLANK)
                return true;
        }
    }
    return false;
}

/* Is it a record that the rule is for? */
static bool
is_of_rule(struct expansion *e, const struct instance *instance)
{
    for (int i = 0; i < e->rule->n_where; i++) {
        const struct rule_where *where = &e->rule->where[i];
        const struct instance_side *side = &instance->sides[RULE_WHERE + i];

        if (!side->n
            || !starts_with_one(folded_text(e, side->cells[0]), where->texts,
                                where->n))
            return false;
    }
    return true;
}

static void
make_instance(struct expansion *e)
{
    struct instance instance = { .rule = e->rule,
                                 .body = e->body,
                                 .table = e->main->table,
                                 .group = e->at.group_shown };

    for (int i = 0; i < RULE_SIDES; i++) {
        if (!make_side(e, &e->body->sides[i], &instance.sides[i])
            && !may_lack(e->rule, i))
            return;
    }
    if (!is_of_rule(e, &instance))
        return;
    instance.silent = !has_figure(&instance);
    if (instance.silent
        && !(e->rule->kind == RULE_EQUAL && has_blank(&instance)))
        return;
    if (e->at.item >= 0)
        instance.item = e->main->items[e->at.item];
    if (e->at.measure >= 0)
        instance.measure = e->main->measures[e->at.measure];
    if (e->at.code.n)
        instance.item = e->at.code;
    /* The first value of a record or parent says which it is. */
    if (!instance.item.n && e->rule->each & (EACH_RECORD | EACH_PARENT)
        && instance.sides[0].n)
        instance.item = instance.sides[0].cells[0]->item;
    ARENA_PUSH(e->arena, e->out->items, e->out->n, e->out->capacity, instance);
}

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

static void expand(struct expansion *e, unsigned each);

static void
expand_items(struct expansion *e, unsigned each)
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
expand_measure(struct expansion *e, unsigned each, int measure)
{
    if (!is_only(e->rule, e->main->measures[measure]))
        return;
    e->at.measure = measure;
    expand(e, each);
    e->at.measure = -1;
}

/* Those that figures have, then those whose whole column is blank. */
static void
expand_measures(struct expansion *e, unsigned each)
{
    const struct schema_table *schema = e->main->table->schema;
    const struct schema_measure *measure;
    const struct rule_term *term;
    const char *section;

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

static int
compare_texts(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* The codes that any of the rule's tables has. */
static void
expand_codes(struct expansion *e, unsigned each, bool classes)
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
            table = table_of(e, term->table);
            tree = ledger_tree(table, term->item.text, false);
            for (int c = 0; c < tree->n; c++) {
                struct text item = table->items[tree->codes[c]];
                struct text code = text_slice(item, term->item.text.n, item.n);

                if (!classes || item_level(code) == 1)
                    ARENA_PUSH(e->arena, codes, n, capacity, code);
            }
        }
    }
    if (n)
        qsort(codes, (size_t)n, sizeof *codes, compare_texts);
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
may_have_total(const struct expansion *e, struct ledger_table *table,
               bool measures)
{
    return e->ledger->template
           || intern(table, TEXT("total"), measures)
                  < (measures ? table->n_fact_measures : table->n_fact_items);
}

static void
expand_parents(struct expansion *e, unsigned each)
{
    bool measures;
    const struct rule_term *term = find_word(e->body, WORD_PARENT, &measures);
    const struct ledger_tree *tree;

    if (!term)
        return;
    tree = ledger_tree(table_of(e, term->table),
                       measures ? term->measure.text : term->item.text,
                       measures);
    e->at.parent = -1;
    if (may_have_total(e, table_of(e, term->table), measures))
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
expand_records(struct expansion *e, unsigned each)
{
    bool measures;
    const struct rule_term *term = find_word(e->body, WORD_NUMBER, &measures);
    struct ledger_table *table;

    if (!term)
        return;
    table = table_of(e, term->table);
    e->at.records = table;
    e->at.prefix = term->item.text;
    for (int i = 0; i < table->n_fact_items; i++) {
        e->at.number = number_of(table->items[i], term->item.text);
        e->at.record = i;
        if (e->at.number)
            expand(e, each);
    }
    e->at.number = 0;
}

static void
expand_groups(struct expansion *e, unsigned each)
{
    bool measures;
    const struct rule_term *term = find_word(e->body, WORD_NUMBER, &measures);
    struct text *seen = NULL;
    struct ledger_table *table;
    int n = 0, capacity = 0;

    if (!term)
        return;
    table = table_of(e, term->table);
    for (int i = 0; i < table->n_fact_items; i++) {
        const struct ledger_cell *cell;
        struct text group;
        bool again = false;

        if (!number_of(table->items[i], term->item.text))
            continue;
        cell = ledger_cell(table, i, ledger_measure(table, e->rule->by));
        if (!cell->fact)
            continue;
        group = record_text(e, table, i, e->rule->by);
        for (int k = 0; k < n && !again; k++)
            again = text_equal(seen[k], group);
        if (again || group.n == 0)
            continue;
        ARENA_PUSH(e->arena, seen, n, capacity, group);
        e->at.group = group;
        e->at.group_shown = cell->fact->text;
        expand(e, each);
        e->at.group = e->at.group_shown = TEXT_NONE;
    }
}

/* One quantifier after the other. */
static void
expand(struct expansion *e, unsigned each)
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
        make_instance(e);
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

            if (!term->table)
                continue;
            ++*n;
            if (ledger_find(ledger, term->table))
                ++*n_there;
            else if (ledger->template
                     && !mapping_table(ledger->template, term->table))
                ++*n_unknown;
        }
    }
}

bool
expand_rule(struct arena *arena, struct ledger *ledger, const struct rule *rule,
            struct instance_list *out)
{
    struct expansion e = { .arena = arena,
                           .ledger = ledger,
                           .rule = rule,
                           .at = { .item = -1, .measure = -1, .parent = -1 },
                           .out = out };
    bool whole = true;

    for (int b = 0; b < rule->n_bodies; b++) {
        int n, n_there, n_unknown;

        e.body = &rule->bodies[b];
        count_tables(ledger, e.body, &n, &n_there, &n_unknown);
        whole &= n_there == 0 || n_there == n || n_unknown > 0;
        for (int i = 0; n_there == n && i < ledger->n; i++) {
            e.main = ledger->tables[i];
            if (e.main->table->schema == e.body->table)
                expand(&e, rule->each);
        }
    }
    return whole;
}
