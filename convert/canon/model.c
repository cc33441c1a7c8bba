/* model.c - adding to a model, looking things up in it, comparing two. */
#include "canon/model.h"

#include "base/pairs.h"
#include "base/sorted.h"
#include "canon/item.h"

#define NAMES_INDEXED 64    /* so many are looked up by an index */
#define COLUMNS_SEARCHED 32 /* a form may have hundreds, each of one fact */

struct model_table *
model_add_table(struct arena *arena, struct model *model,
                const struct schema_table *schema, struct text instance)
{
    struct model_table table = { .schema = schema, .instance = instance };

    ARENA_PUSH(arena, model->tables, model->n_tables, model->tables_capacity,
               table);
    return &model->tables[model->n_tables - 1];
}

struct model_table *
model_find_table(const struct model *model, struct text table,
                 struct text instance)
{
    for (int i = 0; i < model->n_tables; i++)
        if (text_equal(text_of(model->tables[i].schema->id), table)
            && text_equal(model->tables[i].instance, instance))
            return &model->tables[i];
    return NULL;
}

bool
model_has_table(const struct model *model, const struct schema_table *schema)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (model->tables[i].schema == schema)
            return true;
    }
    return false;
}

/* ---- facts ---- */

const struct text *
model_own_text(struct arena *arena, struct text t)
{
    struct text *own = ARENA_NEW(arena, struct text);

    *own = t;
    return own;
}

struct fact_column *
model_own_column(struct arena *arena, struct fact *fact)
{
    struct fact_column *own = ARENA_NEW(arena, struct fact_column);

    *own = *fact->of;
    fact->of = own;
    return own;
}

const struct text *
model_share_item(struct arena *arena, struct fact_shared *shared,
                 struct text item)
{
    if (shared->item && shared->item->n == item.n
        && (shared->item->at == item.at || text_equal(*shared->item, item)))
        return shared->item;
    shared->item = model_own_text(arena, item);
    return shared->item;
}

static bool
is_column(const struct fact_column *a, const struct fact_column *b)
{
    return a->kind == b->kind && a->by == b->by && a->sheet == b->sheet
           && a->measure.n == b->measure.n
           && (a->measure.at == b->measure.at
               || text_equal(a->measure, b->measure));
}

/* Facts of a table come row by row, so the column is mostly the next one. */
const struct fact_column *
model_share(struct arena *arena, struct fact_shared *shared,
            struct fact_column column)
{
    struct fact_column *own;

    for (int i = 0; i < shared->n && i < COLUMNS_SEARCHED; i++) {
        int at = (shared->next + i) % shared->n;

        if (is_column(shared->columns[at], &column)) {
            shared->next = at + 1 < shared->n ? at + 1 : 0;
            return shared->columns[at];
        }
    }
    own = ARENA_NEW(arena, struct fact_column);
    *own = column;
    ARENA_PUSH(arena, shared->columns, shared->n, shared->capacity, own);
    shared->next = 0;
    return own;
}

struct fact *
model_add_fact(struct arena *arena, struct model_table *table, struct text item,
               struct text measure, enum value_kind kind)
{
    struct fact fact = {
        .item = model_share_item(arena, &table->shared, item),
        .of
        = model_share(arena, &table->shared,
                      (struct fact_column){ .measure = measure, .kind = kind }),
        .role = ROLE_LEAF,
        .row = -1,
        .col = -1,
    };

    return model_copy_fact(arena, table, fact);
}

struct fact *
model_copy_fact(struct arena *arena, struct model_table *table,
                struct fact fact)
{
    ARENA_PUSH(arena, table->facts, table->n_facts, table->facts_capacity,
               fact);
    return &table->facts[table->n_facts - 1];
}

struct text
model_text(const struct fact *fact)
{
    return schema_is_text(fact->of->kind) ? fact->text : TEXT_NONE;
}

struct decimal
model_value(const struct fact *fact)
{
    return schema_is_text(fact->of->kind) ? decimal_of(0) : fact->value;
}

struct text
model_found(const struct fact *fact)
{
    return fact->found ? *fact->found : TEXT_NONE;
}

int
model_count_facts(const struct model *model)
{
    int n = 0;

    for (int i = 0; i < model->n_tables; i++)
        n += model->tables[i].n_facts;
    return n;
}

const struct fact *
model_find(const struct model_table *table, struct text item,
           struct text measure)
{
    for (int i = 0; i < table->n_facts; i++)
        if (text_equal(*table->facts[i].item, item)
            && text_equal(table->facts[i].of->measure, measure))
            return &table->facts[i];
    return NULL;
}

int
model_last_member(const struct model_table *table, struct text list, int most)
{
    int last = 0;

    for (int i = 0; i < table->n_facts; i++) {
        int n = item_number_in(list, *table->facts[i].item);

        last = n > last && n <= most ? n : last;
    }
    return last;
}

void
model_add_name(struct arena *arena, struct model_table *table, struct text code,
               struct text name)
{
    struct printed_name printed = { code, name };

    ARENA_PUSH(arena, table->names, table->n_names, table->names_capacity,
               printed);
    if (table->n_names > 1
        && text_compare(table->names[table->n_names - 2].code, code) >= 0)
        table->names_mixed = true;
    if (table->n_names < NAMES_INDEXED || !table->names_mixed)
        return;
    if (!table->names_index) {
        table->names_index = pairs_new(arena);
        for (int i = 0; i < table->n_names; i++)
            pairs_add(table->names_index, table->names[i].code, TEXT_NONE, i);
    }
    pairs_add(table->names_index, code, TEXT_NONE, table->n_names - 1);
}

/* -1: it has none. */
static int
find_name(const struct model_table *table, struct text code)
{
    int at;

    if (table->names_index)
        return pairs_find(table->names_index, code, TEXT_NONE);
    if (!table->names_mixed) {
        SORTED_FIND(at, 0, table->n_names,
                    text_compare(table->names[at].code, code) < 0);
        return at < table->n_names && text_equal(table->names[at].code, code)
                   ? at
                   : -1;
    }
    for (int i = 0; i < table->n_names; i++)
        if (text_equal(table->names[i].code, code))
            return i;
    return -1;
}

void
model_merge_names(struct arena *arena, struct model_table *table,
                  const struct printed_name *names, int n_names)
{
    for (int i = 0; i < n_names; i++) {
        if (find_name(table, names[i].code) < 0)
            model_add_name(arena, table, names[i].code, names[i].name);
    }
}

void
model_take_names(struct arena *arena, struct model_table *table,
                 struct printed_name *names, int n_names)
{
    bool in_order = table->n_names == 0;

    for (int i = 1; i < n_names && in_order; i++)
        in_order = text_compare(names[i - 1].code, names[i].code) < 0;
    if (!in_order) {
        model_merge_names(arena, table, names, n_names);
        return;
    }
    table->names = names;
    table->n_names = n_names;
    table->names_capacity = 0; /* the next one moves them */
}

struct text
model_find_name(const struct model_table *table, struct text code)
{
    int i = find_name(table, code);

    return i < 0 ? TEXT_NONE : table->names[i].name;
}

struct text
model_item_label(struct arena *arena, const struct model_table *table,
                 struct text item)
{
    struct text name = model_find_name(table, item);
    struct text label;

    if (name.n)
        return text_printf(arena, "%.*s %.*s", TEXT_ARG(item), TEXT_ARG(name));
    label = schema_label(table->schema, item, TEXT_NONE);
    return label.n ? label : item;
}

struct text
model_measure_label(const struct model_table *table, struct text item,
                    struct text measure)
{
    struct text label = schema_label(table->schema, item, measure);

    return label.n ? label : measure;
}

struct text
model_label(struct arena *arena, const struct model_table *table,
            struct text item, struct text measure)
{
    struct text label = model_item_label(arena, table, item);
    struct text column = model_measure_label(table, item, measure);

    if (text_equal(column, label))
        return label;
    return text_printf(arena, "%.*s %.*s", TEXT_ARG(label), TEXT_ARG(column));
}

struct text
model_table_sheet(const struct model_table *table)
{
    return table->sheet.n > 0 ? table->sheet : text_of(table->schema->title);
}

struct text
model_sheet(const struct model_table *table, const struct fact *fact)
{
    return fact && fact->of->sheet ? *fact->of->sheet : table->sheet;
}

/* ---- copies ---- */

struct model *
model_like(struct arena *arena, const struct model *like)
{
    struct model *model = ARENA_NEW(arena, struct model);

    *model = *like;
    model->tables = NULL;
    model->n_tables = model->tables_capacity = 0;
    return model;
}

struct model_table *
model_like_table(struct arena *arena, struct model *model,
                 const struct model_table *like)
{
    struct model_table *table
        = model_add_table(arena, model, like->schema, like->instance);

    *table = *like;
    table->facts = NULL;
    table->n_facts = table->facts_capacity = 0;
    table->shared = (struct fact_shared){ .n = 0 };
    table->names = NULL;
    table->n_names = table->names_capacity = 0;
    table->names_mixed = false;
    table->names_index = NULL;
    return table;
}

struct model_table *
model_copy_table(struct arena *arena, struct model *model,
                 const struct model_table *from)
{
    struct model_table *table = model_like_table(arena, model, from);

    for (int i = 0; i < from->n_facts; i++)
        model_copy_fact(arena, table, from->facts[i]);
    model_merge_names(arena, table, from->names, from->n_names);
    return table;
}

/* ---- looking up ---- */

struct model_index {
    const struct model_table *table;
    struct pairs *pairs; /* item and measure to index of facts */
};

struct model_index *
model_index(struct arena *arena, const struct model_table *table)
{
    struct model_index *index = ARENA_NEW(arena, struct model_index);

    index->table = table;
    index->pairs = pairs_new(arena);
    for (int i = 0; i < table->n_facts; i++)
        pairs_add(index->pairs, *table->facts[i].item,
                  table->facts[i].of->measure, i);
    return index;
}

const struct fact *
model_index_find(const struct model_index *index, struct text item,
                 struct text measure)
{
    int i = pairs_find(index->pairs, item, measure);

    return i < 0 ? NULL : &index->table->facts[i];
}

struct text
model_value_text(struct arena *arena, const struct fact *fact)
{
    if (schema_is_text(fact->of->kind))
        return model_text(fact);
    return decimal_text(arena, fact->value);
}

bool
model_value_equal(const struct fact *a, const struct fact *b)
{
    if (a->of->kind != b->of->kind)
        return false;
    if (schema_is_text(a->of->kind))
        return text_equal(model_text(a), model_text(b));
    return decimal_compare(a->value, b->value) == 0;
}

/* What says why two models are not equal. */
struct comparison {
    struct arena *arena;
    enum language language;
    const char *why;
};

LANGUAGE_TEXT(2)
static const char *
say(const struct comparison *c, const char *english)
{
    return language_say(c->language, english);
}

/* "income", or "project_self_evaluation of 'name'". */
static const char *
show_table(const struct comparison *c, const struct model_table *table)
{
    if (table->instance.n == 0)
        return table->schema->id;
    return arena_printf(c->arena, say(c, "%s of '%.*s'"), table->schema->id,
                        TEXT_ARG(table->instance));
}

static const char *
fact_differs(const struct comparison *c, const struct fact *a,
             const struct fact *b)
{
    if (!model_value_equal(a, b)) {
        struct text of_a = model_value_text(c->arena, a);
        struct text of_b = model_value_text(c->arena, b);

        return arena_printf(c->arena,
                            say(c, "is '%.*s' (%s) in one, '%.*s' (%s) in the "
                                   "other"),
                            TEXT_ARG(of_a), schema_unit(a->of->kind),
                            TEXT_ARG(of_b), schema_unit(b->of->kind));
    }
    if (!schema_is_text(a->of->kind) && a->decimals != b->decimals)
        return arena_printf(c->arena,
                            say(c, "has decimals %d in one, %d in the other"),
                            a->decimals, b->decimals);
    if (a->role != b->role)
        return say(c, "is a sum in only one");
    return NULL;
}

static bool
tables_equal(struct comparison *c, const struct model_table *a,
             const struct model_table *b)
{
    struct model_index *index = model_index(c->arena, b);
    struct pairs *seen = pairs_new(c->arena);

    if ((a->declared_empty.n > 0) != (b->declared_empty.n > 0)) {
        c->why
            = arena_printf(c->arena, say(c, "%s is declared empty in only one"),
                           show_table(c, a));
        return false;
    }
    for (int i = 0; i < a->n_facts; i++) {
        const struct fact *fact = &a->facts[i];
        const struct fact *other
            = model_index_find(index, *fact->item, fact->of->measure);
        const char *differs = other ? fact_differs(c, fact, other)
                                    : say(c, "is in the first only");

        if (pairs_add(seen, *fact->item, fact->of->measure, i) >= 0)
            differs = say(c, "occurs twice in the first");
        if (differs) {
            c->why = arena_printf(c->arena, "%s: %.*s %.*s %s",
                                  show_table(c, a), TEXT_ARG(*fact->item),
                                  TEXT_ARG(fact->of->measure), differs);
            return false;
        }
    }
    for (int i = 0; i < b->n_facts; i++) {
        const struct fact *fact = &b->facts[i];
        bool twice
            = model_index_find(index, *fact->item, fact->of->measure) != fact;

        if (twice || pairs_find(seen, *fact->item, fact->of->measure) < 0) {
            c->why = arena_printf(
                c->arena, "%s: %.*s %.*s %s", show_table(c, a),
                TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure),
                say(c, twice ? N_("occurs twice in the second")
                             : N_("is in the second only")));
            return false;
        }
    }
    return true;
}

static struct pairs *
index_tables(struct arena *arena, const struct model *model)
{
    struct pairs *pairs = pairs_new(arena);

    for (int i = 0; i < model->n_tables; i++)
        pairs_add(pairs, text_of(model->tables[i].schema->id),
                  model->tables[i].instance, i);
    return pairs;
}

/* Is each table of a in b, and equal there?  'second': a is the second of the
   two, and what both have was compared. */
static bool
tables_within(struct comparison *c, const struct model *a,
              const struct model *b, bool second)
{
    static const char *const kinds[2][2] = {
        { N_("%s is in the first twice"), N_("%s is in the first only") },
        { N_("%s is in the second twice"), N_("%s is in the second only") },
    };
    struct pairs *in_a = index_tables(c->arena, a);
    struct pairs *in_b = index_tables(c->arena, b);

    for (int i = 0; i < a->n_tables; i++) {
        const struct model_table *table = &a->tables[i];
        struct text id = text_of(table->schema->id);
        int other = pairs_find(in_b, id, table->instance);

        if (pairs_find(in_a, id, table->instance) != i || other < 0) {
            c->why = arena_printf(c->arena, say(c, kinds[second][other < 0]),
                                  show_table(c, table));
            return false;
        }
        if (!second && !tables_equal(c, table, &b->tables[other]))
            return false;
    }
    return true;
}

const char *
model_differs(struct arena *arena, enum language language,
              const struct model *a, const struct model *b)
{
    struct comparison c = { arena, language, NULL };

    return tables_within(&c, a, b, false) && tables_within(&c, b, a, true)
               ? NULL
               : c.why;
}
