/* ledger.c - values by item and measure, trees of codes, precision. */
#include "reconcile/ledger.h"

#include <stdlib.h>

#include "base/pairs.h"
#include "base/sorted.h"
#include "canon/item.h"
#include "mapping/domain.h"
#include "mapping/mix.h"

#define PERCENT 2 /* decimals of a ratio */
#define KNOWN 16  /* words; a power of two */

/* A word that was looked up; most are the mapping's, and at one place. */
struct known_word {
    const char *at; /* NULL: none */
    size_t n;
    int index;
};

/* Words and their indices. */
struct word_index {
    struct pairs *pairs;
    struct known_word known[KNOWN]; /* by where they are */
};

/* A tree and what it was asked for with. */
struct asked_tree {
    struct text prefix;
    bool measures;
    struct ledger_tree tree;
};

/* What callers see, and what finding takes. */
struct book_table {
    struct ledger_table seen;
    struct arena *arena;
    const struct table_rule *rule; /* or NULL */
    const struct domain *domain;   /* NULL until asked for */
    struct text *codes; /* [n_codes] of its facts, sorted: rows by code */
    int n_codes, codes_capacity;
    struct word_index item_index, measure_index;
    struct ledger_cell **cells; /* by item and measure */
    int n_cells, n_slots;       /* slots are a power of two */
    struct asked_tree *trees;
    int n_trees, trees_capacity;
};

static struct book_table *
inside(struct ledger_table *table)
{
    return (struct book_table *)table;
}

/* The index of a word; -1: it is new, and gets 'next'. */
static int
find_word(struct word_index *index, struct text word, int next)
{
    struct known_word *known = &index->known[((uintptr_t)word.at >> 2) % KNOWN];
    int found;

    if (known->at == word.at && known->n == word.n && word.n > 0)
        return known->index;
    found = pairs_add(index->pairs, word, TEXT_NONE, next);
    *known = (struct known_word){ word.at, word.n, found < 0 ? next : found };
    return found;
}

int
ledger_item(struct ledger_table *table, struct text item)
{
    struct book_table *t = inside(table);
    int found = find_word(&t->item_index, item, table->n_items);

    if (found >= 0)
        return found;
    ARENA_PUSH(t->arena, table->items, table->n_items, table->items_capacity,
               item);
    return table->n_items - 1;
}

int
ledger_measure(struct ledger_table *table, struct text measure)
{
    struct book_table *t = inside(table);
    int found = find_word(&t->measure_index, measure, table->n_measures);

    if (found >= 0)
        return found;
    ARENA_PUSH(t->arena, table->measures, table->n_measures,
               table->measures_capacity, measure);
    return table->n_measures - 1;
}

/* ---- cells ---- */

static struct ledger_cell **
find_slot(struct book_table *t, int item, int measure)
{
    uint64_t key = (uint64_t)item << 32 | (uint64_t)measure;
    size_t mask = (size_t)(t->n_slots - 1);
    size_t i = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;

    while (
        t->cells[i]
        && (t->cells[i]->at_item != item || t->cells[i]->at_measure != measure))
        i = (i + 1) & mask;
    return &t->cells[i];
}

static void
grow_slots(struct book_table *t)
{
    struct ledger_cell **old = t->cells;
    int n = t->n_slots;

    t->n_slots = n ? 2 * n : 64;
    t->cells = ARENA_ARRAY(t->arena, struct ledger_cell *, t->n_slots);
    for (int i = 0; i < n; i++) {
        if (old[i])
            *find_slot(t, old[i]->at_item, old[i]->at_measure) = old[i];
    }
}

static struct ledger_cell *
add_cell(struct book_table *t, int item, int measure)
{
    struct ledger_cell **slot, *cell;

    if (2 * t->n_cells >= t->n_slots)
        grow_slots(t);
    slot = find_slot(t, item, measure);
    if (*slot)
        return *slot;
    cell = ARENA_NEW(t->arena, struct ledger_cell);
    cell->table = t->seen.table;
    cell->last = t->seen.last;
    cell->item = t->seen.items[item];
    cell->measure = t->seen.measures[measure];
    cell->at_item = item;
    cell->at_measure = measure;
    *slot = cell;
    t->n_cells++;
    return cell;
}

/* Has a code below this one a figure?  Then its own is not zero, whether or
   not it has a row. */
static bool
has_below(const struct book_table *t, struct text code)
{
    int at;

    SORTED_FIND(at, 0, t->n_codes, text_compare(t->codes[at], code) <= 0);
    return at < t->n_codes && text_starts(t->codes[at], code);
}

static enum ledger_state
absent_state(struct book_table *t, int item, int measure)
{
    const struct model_table *table = t->seen.table;
    struct text item_word = t->seen.items[item];
    struct text measure_word = t->seen.measures[measure];

    if (t->rule) {
        if (!t->domain)
            t->domain = domain_of(t->arena, t->rule);
        if (!domain_always(t->domain, item_word, measure_word))
            return LEDGER_NO_PLACE;
    }
    if (table->declared_empty.n)
        return LEDGER_ZERO;
    /* A table by code has a row for what there is, and no others; one without
       any row is not known by code.  A row without any figure is as good as
       none: not every form of a filing tells of it. */
    if (t->n_codes && item_code(item_word).n && item >= t->seen.n_fact_items
        && !has_below(t, item_word))
        return LEDGER_ZERO;
    return LEDGER_BLANK;
}

struct ledger_cell *
ledger_cell(struct ledger_table *table, int item, int measure)
{
    struct book_table *t = inside(table);
    struct ledger_cell *cell = *find_slot(t, item, measure);

    if (!cell) {
        cell = add_cell(t, item, measure);
        cell->state = absent_state(t, item, measure);
    }
    return cell;
}

/* ---- codes ---- */

static bool
is_below(struct text code, struct text of)
{
    if (code.n <= of.n || !text_starts(code, of))
        return false;
    /* 2101550.1 is below 2101550; 2101550.10 is not below 2101550.1. */
    return text_find(of, TEXT("."), 0) < 0;
}

struct sorted {
    struct text code;
    int index;
};

static int
compare_codes(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;

    return text_compare(x->code, y->code);
}

static void
make_tree(struct arena *arena, const struct text *words, int n,
          struct text prefix, struct ledger_tree *tree)
{
    struct sorted *sorted = ARENA_ARRAY(arena, struct sorted, n + 1);

    for (int i = 0; i < n; i++) {
        struct text code;

        if (!text_starts(words[i], prefix))
            continue;
        code = text_slice(words[i], prefix.n, words[i].n);
        if (item_code(code).n)
            sorted[tree->n++] = (struct sorted){ code, i };
    }
    if (tree->n)
        qsort(sorted, (size_t)tree->n, sizeof *sorted, compare_codes);
    tree->codes = ARENA_ARRAY(arena, int, tree->n + 1);
    tree->parent = ARENA_ARRAY(arena, int, tree->n + 1);
    for (int i = 0; i < tree->n; i++) {
        int up = i - 1;

        while (up >= 0 && !is_below(sorted[i].code, sorted[up].code))
            up = tree->parent[up];
        tree->codes[i] = sorted[i].index;
        tree->parent[i] = up;
    }
}

const struct ledger_tree *
ledger_tree(struct ledger_table *table, struct text prefix, bool measures)
{
    struct book_table *t = inside(table);
    struct asked_tree asked = { .prefix = prefix, .measures = measures };

    for (int i = 0; i < t->n_trees; i++) {
        if (t->trees[i].measures == measures
            && text_equal(t->trees[i].prefix, prefix))
            return &t->trees[i].tree;
    }
    if (measures)
        make_tree(t->arena, table->measures, table->n_fact_measures, prefix,
                  &asked.tree);
    else
        make_tree(t->arena, table->items, table->n_fact_items, prefix,
                  &asked.tree);
    ARENA_PUSH(t->arena, t->trees, t->n_trees, t->trees_capacity, asked);
    return &t->trees[t->n_trees - 1].tree;
}

/* ---- tables ---- */

const struct template_rule *
ledger_template(struct arena *arena, const struct model *model,
                const struct mapping_set *templates)
{
    struct text id = model->template_id;
    const struct template_rule *template;

    if (id.n == 0 && model->n_tables)
        id = model->tables[0].template_id;
    template = templates &&id.n ? mapping_find(templates, id) : NULL;
    return template ? mix_for(arena, templates, template, model, NULL) : NULL;
}

/* What the template shows of an amount, in yuan.  Only amounts in 万元 have
   decimals below zero; a facts file does not say the unit of its sheets. */
static int
shown_decimals(const struct book_table *t, int coarsest)
{
    int shift = t->seen.table->unit_shift;

    if (!t->rule)
        return DECIMAL_SCALE_MAX;
    return t->rule->decimals
           - (shift == 0 && coarsest < 0 ? t->rule->unit_shift : shift);
}

/*
 * How precise a value is.  A cell without a number format drops the zeros at
 * the end: 73 between 72.45 and 12.10 is 73.00, and a rate of 1 is 100%.  So
 * an amount is at least as precise as the most precise one of its table, up to
 * what the template shows; beyond that only as it was given: 582.36 beside
 * 291.182345 is no 582.360000.
 */
static void
set_decimals(struct ledger_table *table)
{
    struct book_table *t = inside(table);
    int finest = INT8_MIN, coarsest = INT8_MAX, shown;

    for (int i = 0; i < table->table->n_facts; i++) {
        const struct fact *fact = &table->table->facts[i];

        if (fact->of->kind != VALUE_AMOUNT)
            continue;
        finest = fact->decimals > finest ? fact->decimals : finest;
        coarsest = fact->decimals < coarsest ? fact->decimals : coarsest;
    }
    shown = shown_decimals(t, coarsest);
    finest = finest < shown ? finest : shown;
    for (int i = 0; i < t->n_slots; i++) {
        struct ledger_cell *cell = t->cells[i];
        int least = INT8_MIN;

        if (!cell || !cell->fact)
            continue;
        if (cell->fact->of->kind == VALUE_AMOUNT)
            least = finest;
        else if (cell->fact->of->kind == VALUE_RATIO)
            least = PERCENT;
        cell->decimals
            = cell->fact->decimals > least ? cell->fact->decimals : least;
    }
}

/* The rows of a catalogue, which every sheet of the template prints: blank
   where there is no fact.  Where no code of a class has one, the sheet may
   print the classes alone. */
static void
add_catalogue(struct book_table *t, const struct row_rule *row,
              const struct code_list *list)
{
    const struct code_entry *entries = list ? codes_entries(list) : NULL;
    struct text last = TEXT_NONE;
    bool below = false; /* the last class */

    for (int i = 0; list && i < list->n_entries; i++) {
        struct text code = entries[i].code;
        struct text class = item_code_at(code, 1);

        if (!mapping_takes(row, code))
            continue;
        if (!text_equal(class, last))
            below = has_below(t, class);
        last = class;
        if (code.n == class.n || below)
            (void)ledger_item(&t->seen, code);
    }
}

/* What the template prints of a table, filled in or not: the labelled rows that
   every sheet has, and catalogues. */
static void
add_printed(struct book_table *t, const struct template_rule *template)
{
    struct domain_rows at = { .table = t->rule };

    if (!t->rule || t->seen.table->schema->evaluation)
        return;
    while (domain_next_row(&at)) {
        if (at.rule->kind == ROW_ITEM && !at.rule->kept
            && !at.rule->by_label.optional)
            (void)ledger_item(&t->seen, at.rule->item);
        if (at.rule->by_code.catalogue && t->n_codes)
            add_catalogue(t, at.rule,
                          mapping_codes(template, at.rule->by_code.list));
    }
}

static void
list_codes(struct book_table *t)
{
    for (int i = 0; t->seen.table->schema->codes && i < t->seen.n_items; i++) {
        if (item_code(t->seen.items[i]).n)
            ARENA_PUSH(t->arena, t->codes, t->n_codes, t->codes_capacity,
                       t->seen.items[i]);
    }
    text_sort(t->codes, t->n_codes);
}

static struct ledger_table *
make_table(struct arena *arena, const struct model_table *table,
           const struct template_rule *template, bool last)
{
    struct book_table *t = ARENA_NEW(arena, struct book_table);
    int slots = 64, item = -1, measure = -1;

    t->arena = arena;
    t->seen.table = table;
    t->seen.last = last;
    t->rule = template ? domain_form(arena, template, table) : NULL;
    t->item_index.pairs = pairs_new(arena);
    t->measure_index.pairs = pairs_new(arena);
    while (slots < 3 * table->n_facts)
        slots *= 2;
    t->n_slots = slots;
    t->cells = ARENA_ARRAY(arena, struct ledger_cell *, slots);
    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];
        struct ledger_cell *cell;

        /* Rows mostly stand together, and their measures in one order. */
        if (item < 0 || !text_equal(t->seen.items[item], *fact->item)) {
            item = ledger_item(&t->seen, *fact->item);
            measure = -1;
        }
        if (++measure >= t->seen.n_measures
            || !text_equal(t->seen.measures[measure], fact->of->measure))
            measure = ledger_measure(&t->seen, fact->of->measure);
        cell = add_cell(t, item, measure);
        if (!cell->fact)
            cell->fact = fact;
    }
    set_decimals(&t->seen);
    list_codes(t);
    add_printed(t, template);
    t->seen.n_fact_items = t->seen.n_items;
    t->seen.n_fact_measures = t->seen.n_measures;
    return &t->seen;
}

static struct ledger *
make_ledger(struct arena *arena, const struct model *model,
            const struct template_rule *template, bool last)
{
    struct ledger *ledger = ARENA_NEW(arena, struct ledger);

    ledger->template = template;
    ledger->tables
        = ARENA_ARRAY(arena, struct ledger_table *, model->n_tables + 1);
    for (int i = 0; i < model->n_tables; i++)
        ledger->tables[ledger->n++]
            = make_table(arena, &model->tables[i], ledger->template, last);
    return ledger;
}

struct ledger *
ledger_new(struct arena *arena, const struct model *model,
           const struct template_rule *template)
{
    return make_ledger(arena, model, template, false);
}

void
ledger_add_last(struct arena *arena, struct ledger *ledger,
                const struct model *last, const struct mapping_set *templates)
{
    if (last)
        ledger->last = make_ledger(
            arena, last, ledger_template(arena, last, templates), true);
}

struct ledger_table *
ledger_find(const struct ledger *ledger, const struct schema_table *schema)
{
    for (int i = 0; i < ledger->n; i++) {
        if (ledger->tables[i]->table->schema == schema)
            return ledger->tables[i];
    }
    return NULL;
}

/* Tables are in the model's order. */
struct ledger_table *
ledger_of(const struct ledger *ledger, const struct ledger_cell *cell)
{
    const struct ledger *of = cell->last ? ledger->last : ledger;

    return of->tables[cell->table - of->tables[0]->table];
}
