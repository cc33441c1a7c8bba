/*
 * derive.c - rules expanded on a book of zeros, as formulas.
 *
 * The slots are made a model of zeros, so that the rules are expanded just as
 * for check: a fact is a cell of the book.
 */
#include "reconcile/derive.h"

#include <stdlib.h>

#include "base/pairs.h"
#include "port/import.h"
#include "reconcile/derive_text.h"
#include "reconcile/expand.h"

/* How near a rule is to a cell; the lower, the better. */
enum nearness {
    SUM_WITHIN,
    EQUAL_WITHIN,
    SUM_BETWEEN,
    EQUAL_BETWEEN,
    NEARNESSES
};

/* A slot. */
struct node {
    struct derive_cell cell;
    const struct placement *placement;
    bool sum, given;
    int next;   /* the next slot of the same value, -1: none */
    int made;   /* its index among the derived, -1: none */
    int *parts; /* [n_parts] nodes its formula asks for */
    int n_parts;
    int seen;                    /* in the search with this number */
    int first_trial, last_trial; /* -1: none */
};

/* One side of an instance that may be the formula of a cell. */
struct trial {
    const struct instance *instance;
    int side; /* the one that is summed */
    enum nearness nearness;
    int next;
};

/* The nodes of one table of the model: by its facts. */
struct group {
    int *first; /* [n] first node of each fact */
    int n, capacity;
};

struct deriving {
    struct arena *arena;
    const struct book *book;
    const struct derive_options *options;
    struct model model;   /* of zeros */
    struct group *groups; /* [model.n_tables] */
    int groups_capacity, n_groups;
    struct node *nodes;
    int n_nodes, nodes_capacity;
    struct trial *trials;
    int n_trials, trials_capacity;
    struct derived_list out;
    int search;
};

/* ---- the model of zeros ---- */

static int
table_for(struct deriving *d, const struct placement *p, int index)
{
    struct group group = { .n = 0 };
    struct model_table *table;
    struct text instance = TEXT_NONE;

    if (p->table->has_instance)
        instance = text_printf(d->arena, "%d", index);
    for (int i = 0; i < d->model.n_tables; i++) {
        if (d->model.tables[i].schema == p->table->schema
            && text_equal(d->model.tables[i].instance, instance))
            return i;
    }
    table = model_add_table(d->arena, &d->model, p->table->schema, instance);
    table->template_id = p->template->id;
    ARENA_PUSH(d->arena, d->groups, d->n_groups, d->groups_capacity, group);
    return d->n_groups - 1;
}

/* May a formula be in its cell, or refer to it? */
static bool
is_figure(const struct deriving *d, const struct node *node)
{
    const struct slot *slot = node->cell.slot;
    struct span span;

    if (slot->row < 0 || slot->shared || slot->pattern || slot->ticks
        || schema_is_text(slot->kind))
        return false;
    span = grid_span(&d->book->sheets[node->cell.sheet], slot->row, slot->col);
    return span.top == slot->row && span.left == slot->col;
}

static void
add_slot(struct deriving *d, int t, struct pairs *values,
         const struct derive_place *place, const struct slot *slot)
{
    struct group *group = &d->groups[t];
    struct node node = { .cell = { place->sheet, slot },
                         .placement = place->placement,
                         .next = -1,
                         .sum = slot->sum,
                         .made = -1,
                         .first_trial = -1,
                         .last_trial = -1 };
    int lead = pairs_add(values, slot->item, slot->measure, d->n_nodes);

    if (lead < 0) {
        model_add_fact(d->arena, &d->model.tables[t], slot->item, slot->measure,
                       slot->kind);
        ARENA_PUSH(d->arena, group->first, group->n, group->capacity,
                   d->n_nodes);
    } else {
        while (d->nodes[lead].next >= 0)
            lead = d->nodes[lead].next;
        d->nodes[lead].next = d->n_nodes;
    }
    ARENA_PUSH(d->arena, d->nodes, d->n_nodes, d->nodes_capacity, node);
}

static void
make_model(struct deriving *d, const struct derive_place *places, int n)
{
    struct pairs **values = ARENA_ARRAY(d->arena, struct pairs *, n + 1);

    for (int i = 0; i < n; i++) {
        const struct placement *p = places[i].placement;
        int t = table_for(d, p, i);

        d->model.template_id = p->template->id;
        if (p->declared_empty.n)
            d->model.tables[t].declared_empty = p->declared_empty;
        if (!values[t])
            values[t] = pairs_new(d->arena);
        for (int k = 0; k < p->n_slots; k++)
            add_slot(d, t, values[t], &places[i], &slot_list(p)[k]);
    }
    for (int t = 0; t < d->model.n_tables; t++) {
        struct model_table *table = &d->model.tables[t];

        import_roles(d->arena, table);
        for (int i = 0; i < table->n_facts; i++) {
            for (int k = d->groups[t].first[i]; k >= 0; k = d->nodes[k].next)
                d->nodes[k].sum |= table->facts[i].role == ROLE_SUM;
        }
    }
}

/* The first node of a value; -1 where it has no slot. */
static int
node_of(const struct deriving *d, const struct ledger_cell *cell)
{
    ptrdiff_t t = cell->table - d->model.tables;

    return cell->fact ? d->groups[t].first[cell->fact - cell->table->facts]
                      : -1;
}

/* ---- what the rules say ---- */

/* One value by the rule's own words, whatever the book holds. */
static bool
is_single(const struct rule *rule, const struct rule_side *side)
{
    enum rule_word_kind item = side->terms[0].item.kind;
    enum rule_word_kind measure = side->terms[0].measure.kind;

    return side->n == 1 && item != WORD_BELOW && item != WORD_TOP
           && measure != WORD_BELOW && measure != WORD_TOP
           && (item != WORD_NUMBER || rule->each & EACH_RECORD);
}

/* Nothing but values of the model, and none that a text decides about. */
static bool
is_plain(const struct rule *rule, const struct rule_body *body)
{
    if (rule->kind != RULE_EQUAL || rule->level != DIAG_ERROR
        || rule->each & EACH_GROUP)
        return false;
    for (int s = 0; s < 2; s++) {
        for (int i = 0; i < body->sides[s].n; i++) {
            if (body->sides[s].terms[i].kind != TERM_VALUE
                || body->sides[s].terms[i].n_where)
                return false;
        }
    }
    return true;
}

static bool
is_within(const struct instance *instance)
{
    for (int s = 0; s < 2; s++) {
        for (int i = 0; i < instance->sides[s].n; i++) {
            if (instance->sides[s].cells[i]->table != instance->table)
                return false;
        }
    }
    return true;
}

static void
add_trial(struct deriving *d, const struct instance *instance, int side,
          bool equal)
{
    int k = node_of(d, instance->sides[!side].cells[0]);
    struct trial trial = { .instance = instance, .side = side, .next = -1 };

    trial.nearness = (is_within(instance) ? SUM_WITHIN : SUM_BETWEEN) + equal;
    for (; k >= 0; k = d->nodes[k].next) {
        struct node *node = &d->nodes[k];

        if (node->first_trial < 0)
            node->first_trial = d->n_trials;
        else
            d->trials[node->last_trial].next = d->n_trials;
        node->last_trial = d->n_trials;
        ARENA_PUSH(d->arena, d->trials, d->n_trials, d->trials_capacity, trial);
    }
}

static void
add_instance(struct deriving *d, const struct instance *instance)
{
    bool single[2];

    for (int s = 0; s < 2; s++)
        single[s] = is_single(instance->rule, &instance->body->sides[s])
                    && instance->sides[s].n == 1;
    for (int s = 0; s < 2; s++) {
        if (single[!s] && instance->sides[s].n > 0)
            add_trial(d, instance, s, single[s]);
    }
}

static struct instance_list
expand_all(struct deriving *d, const struct rule_set *rules)
{
    struct ledger *ledger
        = ledger_new(d->arena, &d->model,
                     d->n_nodes ? d->nodes[0].placement->template : NULL);
    struct instance_list instances = { .n = 0 };

    for (int i = 0; i < rules->n; i++) {
        const struct rule *rule = &rules->items[i];
        bool plain = rule->n_bodies > 0;

        for (int b = 0; b < rule->n_bodies; b++)
            plain = plain && is_plain(rule, &rule->bodies[b]);
        if (plain && rule_applies(rule, d->model.template_id, d->options->year))
            expand_rule(d->arena, ledger, rule, &instances);
    }
    return instances;
}

/* ---- one formula ---- */

/* Of the cells that say a value, the nearest to the node that asks. */
static int
nearest(const struct deriving *d, const struct node *node, int lead)
{
    int best = lead, best_distance = 3;

    for (int k = lead; k >= 0; k = d->nodes[k].next) {
        const struct node *other = &d->nodes[k];
        int distance = other->placement == node->placement     ? 0
                       : other->cell.sheet == node->cell.sheet ? 1
                                                               : 2;

        if (distance < best_distance && is_figure(d, other)) {
            best = k;
            best_distance = distance;
        }
    }
    return best;
}

static int
compare_cells(const void *a, const void *b)
{
    const struct derive_cell *x = a, *y = b;
    int dx[]
        = { derive_text_shift(x->slot), x->sheet, x->slot->col, x->slot->row };
    int dy[]
        = { derive_text_shift(y->slot), y->sheet, y->slot->col, y->slot->row };

    for (int i = 0; i < ARRAY_LEN(dx); i++) {
        if (dx[i] != dy[i])
            return dx[i] < dy[i] ? -1 : 1;
    }
    return 0;
}

/* Collects the parts; what keeps the formula from being made. */
static enum derive_lack
find_parts(struct deriving *d, const struct node *node,
           const struct trial *trial, struct derived *out, int **parts)
{
    const struct instance_side *side = &trial->instance->sides[trial->side];

    out->rule = trial->instance->rule;
    out->parts = ARENA_ARRAY(d->arena, struct derive_cell, side->n + 1);
    *parts = ARENA_ARRAY(d->arena, int, side->n + 1);
    out->n_parts = 0;
    for (int i = 0; i < side->n; i++) {
        int k;

        if (side->cells[i]->state == LEDGER_ZERO)
            continue;
        k = node_of(d, side->cells[i]);
        if (k < 0)
            return DERIVE_NO_CELL;
        k = nearest(d, node, k);
        if (!is_figure(d, &d->nodes[k])
            || d->nodes[k].cell.slot->kind != node->cell.slot->kind)
            return DERIVE_NO_VALUE;
        (*parts)[out->n_parts] = k;
        out->parts[out->n_parts++] = d->nodes[k].cell;
    }
    qsort(out->parts, (size_t)out->n_parts, sizeof *out->parts, compare_cells);
    return out->n_parts ? DERIVE_MADE : DERIVE_NO_CELL;
}

/* Does one of the cells depend on the node? */
static bool
depends(struct deriving *d, const int *parts, int n, const struct node *on)
{
    for (int i = 0; i < n; i++) {
        struct node *part = &d->nodes[parts[i]];

        if (part == on)
            return true;
        if (part->seen == d->search)
            continue;
        part->seen = d->search;
        if (depends(d, part->parts, part->n_parts, on))
            return true;
    }
    return false;
}

/* ---- the choice ---- */

static enum derive_lack
make(struct deriving *d, struct node *node, const struct trial *trial,
     struct derived *out)
{
    int *parts;
    enum derive_lack lack = find_parts(d, node, trial, out, &parts);

    out->lack = lack;
    if (lack != DERIVE_MADE)
        return lack;
    d->search++;
    if (depends(d, parts, out->n_parts, node))
        return out->lack = DERIVE_CIRCLE;
    out->formula = derive_text(d->arena, d->book, out);
    if (d->options->accept && !d->options->accept(d->options->context, out))
        return out->lack = DERIVE_REFUSED;
    node->parts = parts;
    node->n_parts = out->n_parts;
    return DERIVE_MADE;
}

/*
 * A cell that is no sum, from one of another table: where that is reckoned
 * itself, or is before it on the book.
 */
static bool
may_follow(const struct deriving *d, const struct node *node,
           const struct trial *trial)
{
    const struct ledger_cell *cell
        = trial->instance->sides[trial->side].cells[0];
    int k;

    if (trial->nearness != EQUAL_BETWEEN)
        return trial->nearness == SUM_BETWEEN;
    k = node_of(d, cell);
    return k >= 0
           && (d->nodes[k].n_parts > 0 || d->nodes[k].given
               || &d->nodes[k] < node);
}

/* A reason that says more takes the place of one that says less. */
static void
try_node(struct deriving *d, struct node *node, enum nearness nearness)
{
    struct derived *kept = &d->out.items[node->made];

    for (int i = node->first_trial; i >= 0 && kept->lack != DERIVE_MADE;
         i = d->trials[i].next) {
        struct derived out = { .cell = node->cell };

        if (d->trials[i].nearness != nearness
            || (!node->sum && !may_follow(d, node, &d->trials[i])))
            continue;
        make(d, node, &d->trials[i], &out);
        if (out.lack == DERIVE_MADE || out.lack > kept->lack)
            *kept = out;
    }
}

static void
add_derived(struct deriving *d, struct node *node)
{
    struct derived derived = { .cell = node->cell, .lack = DERIVE_NO_RULE };

    if (!is_figure(d, node))
        derived.lack = DERIVE_NO_VALUE;
    node->made = d->out.n;
    ARENA_PUSH(d->arena, d->out.items, d->out.n, d->out.capacity, derived);
}

/* Sums stay whatever came of them; other cells only where a formula did. */
static void
settle(struct deriving *d)
{
    int n = 0;

    for (int i = 0; i < d->n_nodes; i++) {
        int made = d->nodes[i].made;

        if (made < 0
            || (!d->nodes[i].sum && d->out.items[made].lack != DERIVE_MADE))
            continue;
        d->out.n_lack[d->out.items[made].lack]++;
        d->out.items[n++] = d->out.items[made];
    }
    d->out.n = n;
}

struct derived_list
derive_formulas(struct arena *arena, const struct book *book,
                const struct rule_set *rules, const struct derive_place *places,
                int n, const struct derive_options *options)
{
    struct deriving d = { .arena = arena, .book = book, .options = options };
    struct instance_list instances;

    make_model(&d, places, n);
    instances = expand_all(&d, rules);
    for (int i = 0; i < instances.n; i++)
        add_instance(&d, &instances.items[i]);
    for (int i = 0; i < d.n_nodes; i++) {
        struct node *node = &d.nodes[i];

        node->given
            = options->given && options->given(options->context, &node->cell);
        if (node->given)
            continue;
        if (node->sum
            || (options->leaves && node->first_trial >= 0
                && is_figure(&d, node)))
            add_derived(&d, node);
    }
    for (enum nearness nearness = 0; nearness < NEARNESSES; nearness++) {
        for (int i = 0; i < d.n_nodes; i++) {
            if (d.nodes[i].made >= 0 && is_figure(&d, &d.nodes[i]))
                try_node(&d, &d.nodes[i], nearness);
        }
    }
    settle(&d);
    return d.out;
}

struct derive_place *
derive_places(struct arena *arena, const struct located *located, int *n)
{
    struct derive_place *places = NULL;
    int capacity = 0;

    *n = 0;
    for (int s = 0; s < located->book->n_sheets; s++) {
        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            struct derive_place place = { located->sheets[s].tables[i], s };

            ARENA_PUSH(arena, places, *n, capacity, place);
        }
    }
    return places;
}

void
derive_put(struct arena *arena, struct book *book,
           const struct derived_list *derived)
{
    for (int i = 0; i < derived->n; i++) {
        const struct derived *item = &derived->items[i];

        if (item->lack == DERIVE_MADE)
            grid_put_formula(arena, &book->sheets[item->cell.sheet],
                             item->cell.slot->row, item->cell.slot->col,
                             item->formula);
    }
}
