/* expand_instance.c - the sides of one instance, with their values. */
#include "reconcile/expand_instance.h"

#include "reconcile/quantity.h"

#define ROOM 1000 /* cells of sides for which memory is taken at once */

struct ledger_table *
expand_instance_table(const struct expand_instance *e,
                      const struct rule_term *term)
{
    if (term->last)
        return ledger_find(e->ledger->last, term->table);
    return e->main->table->schema == term->table
               ? e->main
               : ledger_find(e->ledger, term->table);
}

static void
choose(struct expand_instance *e, struct choice *choice, int index)
{
    ARENA_PUSH(e->arena, choice->at, choice->n, choice->capacity, index);
}

int
expand_instance_number(struct text item, struct text prefix)
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
folded_text(struct expand_instance *e, struct ledger_cell *cell)
{
    if (cell->fact && !cell->folded.at)
        cell->folded = text_fold(e->arena, model_text(cell->fact));
    return cell->folded;
}

struct text
expand_instance_text(struct expand_instance *e, struct ledger_table *table,
                     int item, struct text measure)
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
is_wanted(struct expand_instance *e, struct ledger_table *table,
          const struct rule_term *term, int item)
{
    if (e->at.group.n
        && !text_equal(e->at.group,
                       expand_instance_text(e, table, item, e->rule->by)))
        return false;
    return !term->n_where
           || starts_with_one(
               expand_instance_text(e, table, item, term->where_measure),
               term->where, term->n_where);
}

static void
choose_records(struct expand_instance *e, struct ledger_table *table,
               const struct rule_term *term, struct choice *out)
{
    if (e->at.number && e->at.records == table
        && text_equal(e->at.prefix, term->item.text)) {
        if (is_wanted(e, table, term, e->at.record))
            choose(e, out, e->at.record);
        return;
    }
    for (int i = 0; i < table->n_fact_items; i++) {
        int number = expand_instance_number(table->items[i], term->item.text);

        if (number && (!e->at.number || e->at.number == number)
            && is_wanted(e, table, term, i))
            choose(e, out, i);
    }
}

static void
choose_codes(struct expand_instance *e, const struct ledger_tree *tree,
             int parent, struct choice *out)
{
    for (int i = 0; i < tree->n; i++) {
        if (tree->parent[i] == parent)
            choose(e, out, tree->codes[i]);
    }
}

int
expand_instance_index(struct ledger_table *table, struct text word,
                      bool measures)
{
    return measures ? ledger_measure(table, word) : ledger_item(table, word);
}

/* The index that a word means; -1: it means several, or none. */
static int
choose_one(struct expand_instance *e, struct ledger_table *table,
           const struct rule_word *word, bool measures, int *literal)
{
    const struct ledger_tree *tree;
    struct text bound;

    switch (word->kind) {
    case WORD_LITERAL:
        if (*literal == 0)
            *literal = expand_instance_index(table, word->text, measures) + 1;
        return *literal - 1;
    case WORD_BOUND:
        if (table == e->main)
            return measures ? e->at.measure : e->at.item;
        bound = measures ? e->main->measures[e->at.measure]
                         : e->main->items[e->at.item];
        return expand_instance_index(table, bound, measures);
    case WORD_CODE:
        bound = e->at.code;
        if (word->text.n)
            bound = text_join(e->arena, word->text, bound);
        return expand_instance_index(table, bound, measures);
    case WORD_PARENT:
        tree = ledger_tree(table, word->text, measures);
        return e->at.parent < 0
                   ? expand_instance_index(table, TEXT("total"), measures)
                   : tree->codes[e->at.parent];
    case WORD_BELOW:
    case WORD_TOP:
    case WORD_NUMBER:
        break;
    }
    return -1;
}

/* All indices; 'one' is what choose_one() says. */
static void
choose_word(struct expand_instance *e, struct ledger_table *table,
            const struct rule_term *term, bool measures, int one,
            struct choice *out)
{
    const struct rule_word *word = measures ? &term->measure : &term->item;

    out->n = 0;
    if (one >= 0)
        choose(e, out, one);
    else if (word->kind == WORD_BELOW)
        choose_codes(e, ledger_tree(table, word->text, measures), e->at.parent,
                     out);
    else if (word->kind == WORD_TOP)
        choose_codes(e, ledger_tree(table, word->text, measures), -1, out);
    else if (word->kind == WORD_NUMBER)
        choose_records(e, table, term, out);
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
add_number(struct expand_instance *e, struct instance_side *side,
           struct decimal number)
{
    if (!side->number)
        side->number = ARENA_NEW(e->arena, struct decimal);
    e->figure = true;
    return decimal_add(*side->number, number, side->number) == DECIMAL_OK;
}

/* The cell with the amount that its text states; unchanged where it states
   none. */
static struct ledger_cell *
stated_cell(struct expand_instance *e, const struct rule_term *term,
            struct ledger_table *table, struct ledger_cell *cell)
{
    struct ledger_cell *unit
        = ledger_cell(table, cell->at_item, ledger_measure(table, term->unit));
    struct ledger_cell *stated;
    struct fact *fact;
    struct quantity q;

    if (!cell->fact || !schema_is_text(cell->fact->of->kind)
        || !quantity_parse_amount(
            e->arena, model_text(cell->fact),
            unit->fact ? model_text(unit->fact) : TEXT_NONE, &q))
        return cell;
    stated = ARENA_NEW(e->arena, struct ledger_cell);
    *stated = *cell;
    stated->fact = fact = ARENA_NEW(e->arena, struct fact);
    *fact = *cell->fact;
    model_own_column(e->arena, fact)->kind = VALUE_AMOUNT;
    fact->value = q.number;
    fact->decimals = (int8_t)q.decimals;
    stated->decimals = q.decimals;
    return stated;
}

/* Some records have no points but those that are taken off. */
static bool
is_zero_when_blank(struct expand_instance *e, const struct rule_term *term,
                   struct ledger_table *table, const struct ledger_cell *cell)
{
    return term->n_zero && cell->state == LEDGER_BLANK
           && starts_with_one(expand_instance_text(e, table, cell->at_item,
                                                   term->zero_measure),
                              term->zero, term->n_zero);
}

/* The side is the last one, so the room is behind its cells. */
static void
add_cell(struct expand_instance *e, struct instance_side *side,
         struct ledger_cell *cell)
{
    struct instance_list *out = e->out;

    if (side->n == 0)
        side->cells = out->room;
    if (out->n_room == 0) {
        struct ledger_cell **old = side->cells;

        out->n_room = ROOM + side->n;
        out->room = side->cells
            = ARENA_ARRAY(e->arena, struct ledger_cell *, ROOM + 2 * side->n);
        for (int i = 0; i < side->n; i++)
            *out->room++ = old[i];
    }
    side->n++;
    *out->room++ = cell;
    out->n_room--;
    e->figure |= cell->fact != NULL;
    e->blank |= cell->state == LEDGER_BLANK;
}

static void
add_value(struct expand_instance *e, const struct rule_term *term,
          struct ledger_table *table, int item, int measure,
          struct instance_side *side)
{
    struct ledger_cell *cell = ledger_cell(table, item, measure);

    if (term->kind == TERM_QUANTITY)
        cell = stated_cell(e, term, table, cell);
    if (cell->state != LEDGER_NO_PLACE
        && !is_zero_when_blank(e, term, table, cell))
        add_cell(e, side, cell);
}

static void
add_values(struct expand_instance *e, const struct rule_term *term,
           struct expand_term *known, struct instance_side *side)
{
    struct ledger_table *table = known->table;
    struct choice *items = &e->out->chosen[0], *measures = &e->out->chosen[1];
    int item = choose_one(e, table, &term->item, false, &known->item);
    int measure = choose_one(e, table, &term->measure, true, &known->measure);

    if (item >= 0 && measure >= 0) {
        add_value(e, term, table, item, measure, side);
        return;
    }
    choose_word(e, table, term, false, item, items);
    choose_word(e, table, term, true, measure, measures);
    for (int i = 0; i < items->n; i++) {
        for (int k = 0; k < measures->n; k++)
            add_value(e, term, table, items->at[i], measures->at[k], side);
    }
}

static bool
make_side(struct expand_instance *e, int at, struct instance_side *side)
{
    const struct rule_side *rule = &e->body->sides[at];
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
            add_values(e, term, &e->terms[at][i], side);
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

/* Is it a record that the rule is for? */
static bool
is_of_rule(struct expand_instance *e, const struct instance *instance)
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

void
expand_instance_begin(struct expand_instance *e, const struct rule_body *body,
                      struct ledger_table *main)
{
    struct expand_term *terms;
    int n = 0;

    for (int i = 0; i < RULE_SIDES; i++)
        n += body->sides[i].n;
    terms = ARENA_ARRAY(e->arena, struct expand_term, n);
    e->body = body;
    e->main = main;
    for (int i = 0; i < RULE_SIDES; i++) {
        const struct rule_side *side = &body->sides[i];

        e->terms[i] = terms;
        terms += side->n;
        for (int k = 0; k < side->n; k++) {
            if (side->terms[k].table)
                e->terms[i][k].table
                    = expand_instance_table(e, &side->terms[k]);
        }
    }
}

void
expand_instance_make(struct expand_instance *e)
{
    struct instance instance = { .rule = e->rule,
                                 .body = e->body,
                                 .table = e->main->table,
                                 .group = e->at.group_shown };

    e->figure = e->blank = false;
    for (int i = 0; i < RULE_SIDES; i++) {
        if (!make_side(e, i, &instance.sides[i]) && !may_lack(e->rule, i))
            return;
    }
    if (!is_of_rule(e, &instance))
        return;
    /* Where all is blank there is nothing to judge, but for a figure of the
       rule's own that the blanks should add up to. */
    instance.silent = !e->figure;
    if (instance.silent && !(e->rule->kind == RULE_EQUAL && e->blank))
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
