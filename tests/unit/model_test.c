/* model_test.c - building models, finding facts, telling two apart. */
#include "canon/fact_set.h"

#include "canon/unit.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_model.h"

static struct arena arena;

/* A model of two tables with a few facts. */
static struct model *
small(void)
{
    struct model *model = ARENA_NEW(&arena, struct model);
    struct model_table *table;
    struct fact *fact;

    table = model_add_table(&arena, model, given_table("income"), TEXT_NONE);
    fact = model_add_fact(&arena, table, TEXT("total"), TEXT("total"),
                          VALUE_AMOUNT);
    fact->value = decimal_of(5823600);
    fact->decimals = -2;
    fact->role = ROLE_SUM;
    fact = model_add_fact(&arena, table, TEXT("205"), TEXT("total"),
                          VALUE_AMOUNT);
    fact->value = decimal_of(5823600);
    fact->decimals = -2;
    model_add_name(&arena, table, TEXT("205"), TEXT("教育支出"));
    table = model_add_table(&arena, model,
                            given_table("project_self_evaluation"), TEXT("甲"));
    fact = model_add_fact(&arena, table, TEXT("header"), TEXT("year"),
                          VALUE_TEXT);
    fact->text = TEXT("2022");
    return model;
}

enum change {
    NOTHING,
    VALUE,
    SCALE,
    DECIMALS,
    TEXT_DECIMALS,
    ROLE,
    KIND,
    WORDS,
    NO_FACT,
    MORE_FACTS,
    FACT_TWICE,
    NO_TABLE,
    INSTANCE,
    TABLE_TWICE,
    EMPTY,
    SOURCE,
    ORDER,
};

static const struct equal_case {
    const char *name;
    enum change change;
    const char *want;   /* first compared with the changed one */
    const char *turned; /* the changed one with the first; NULL: the same */
} equals[] = {
    { "nothing", NOTHING, "equal", NULL },
    { "a value", VALUE,
      "income: 205 total is '5823600' (CNY) in one, '7' (CNY) in the other",
      "income: 205 total is '7' (CNY) in one, '5823600' (CNY) in the other" },
    { "a value's scale", SCALE, "equal", NULL },
    { "decimals", DECIMALS,
      "income: 205 total has decimals -2 in one, 2 in the other",
      "income: 205 total has decimals 2 in one, -2 in the other" },
    { "decimals of a text", TEXT_DECIMALS, "equal", NULL },
    { "a role", ROLE, "income: 205 total is a sum in only one", NULL },
    { "a kind", KIND,
      "income: 205 total is '5823600' (CNY) in one, '5823600' (count) in the "
      "other",
      "income: 205 total is '5823600' (count) in one, '5823600' (CNY) in the "
      "other" },
    { "a text", WORDS,
      "project_self_evaluation of '甲': header year is '2022' (text) in one, "
      "'2023' (text) in the other",
      "project_self_evaluation of '甲': header year is '2023' (text) in one, "
      "'2022' (text) in the other" },
    { "a fact missing", NO_FACT, "income: 205 total is in the first only",
      "income: 205 total is in the second only" },
    { "a fact more", MORE_FACTS, "income: 206 total is in the second only",
      "income: 206 total is in the first only" },
    { "a fact twice", FACT_TWICE,
      "income: 205 total occurs twice in the second",
      "income: 205 total occurs twice in the first" },
    { "a table missing", NO_TABLE,
      "project_self_evaluation of '甲' is in the first only",
      "project_self_evaluation of '甲' is in the second only" },
    { "an instance", INSTANCE,
      "project_self_evaluation of '甲' is in the first only",
      "project_self_evaluation of '乙' is in the first only" },
    { "a table twice", TABLE_TWICE, "income is in the second twice",
      "income is in the first twice" },
    { "declared empty", EMPTY, "income is declared empty in only one", NULL },
    { "sources and captions", SOURCE, "equal", NULL },
    { "order", ORDER, "equal", NULL },
};

static void
swap_facts(struct fact *a, struct fact *b)
{
    struct fact c = *a;

    *a = *b;
    *b = c;
}

static struct model *
changed(enum change change)
{
    struct model *model = small();
    struct model_table *table = &model->tables[0], *other = &model->tables[1];
    struct fact *fact = &table->facts[1];

    switch (change) {
    case NOTHING:
        break;
    case VALUE:
        fact->value = decimal_of(7);
        break;
    case SCALE:
        fact->value = (struct decimal){ 58236000, 1 };
        break;
    case DECIMALS:
        fact->decimals = 2;
        break;
    case TEXT_DECIMALS:
        other->facts[0].decimals = 3;
        break;
    case ROLE:
        fact->role = ROLE_SUM;
        break;
    case KIND:
        model_own_column(&arena, fact)->kind = VALUE_COUNT;
        break;
    case WORDS:
        other->facts[0].text = TEXT("2023");
        break;
    case NO_FACT:
        table->n_facts--;
        break;
    case MORE_FACTS:
        model_add_fact(&arena, table, TEXT("206"), TEXT("total"), VALUE_AMOUNT);
        break;
    case FACT_TWICE:
        *model_add_fact(&arena, table, TEXT("205"), TEXT("total"), VALUE_AMOUNT)
            = table->facts[1];
        break;
    case NO_TABLE:
        model->n_tables--;
        break;
    case INSTANCE:
        other->instance = TEXT("乙");
        break;
    case TABLE_TWICE:
        model_add_table(&arena, model, table->schema, TEXT_NONE);
        break;
    case EMPTY:
        table->declared_empty = TEXT("无");
        break;
    case SOURCE:
        fact->row = 3;
        fact->found = model_own_text(&arena, TEXT("582.36"));
        table->sheet = TEXT("Z02");
        table->year = 2021;
        break;
    case ORDER:
        swap_facts(&table->facts[0], &table->facts[1]);
        break;
    }
    return model;
}

static void
run_equal(const struct equal_case *c)
{
    const struct model *a = small(), *b = changed(c->change);
    const char *why = model_differs(&arena, LANGUAGE_EN, a, b);

    expect_begin(c->name);
    EXPECT_TEXT(c->want, why ? why : "equal");
    why = model_differs(&arena, LANGUAGE_EN, b, a);
    EXPECT_TEXT(c->turned ? c->turned : c->want, why ? why : "equal");
}

static void
run_find(void)
{
    struct model *model = small();
    struct model_table *table = &model->tables[0];
    const struct model_index *index = model_index(&arena, table);

    expect_begin("tables by name and instance");
    EXPECT(model_find_table(model, TEXT("income"), TEXT_NONE) == table);
    EXPECT(!model_find_table(model, TEXT("income"), TEXT("甲")));
    EXPECT(!model_find_table(model, TEXT("expenditure"), TEXT_NONE));
    EXPECT(!model_find_table(model, TEXT("none"), TEXT_NONE));
    expect_begin("facts by item and measure, with an index and without");
    EXPECT(model_find(table, TEXT("205"), TEXT("total")) == &table->facts[1]);
    EXPECT(!model_find(table, TEXT("205"), TEXT("other")));
    EXPECT(model_index_find(index, TEXT("205"), TEXT("total"))
           == &table->facts[1]);
    EXPECT(!model_index_find(index, TEXT("total"), TEXT("205")));
    expect_begin("names by code");
    EXPECT_BYTES("教育支出", model_find_name(table, TEXT("205")));
    EXPECT_INT(0, model_find_name(table, TEXT("20")).n);
    expect_begin("a new fact is a leaf without a source");
    EXPECT_INT(ROLE_LEAF, table->facts[1].role);
    EXPECT_INT(-1, table->facts[1].row);
    EXPECT(!table->facts[1].of->by);
    expect_begin("values as facts show them");
    EXPECT_BYTES("5823600", model_value_text(&arena, &table->facts[0]));
    EXPECT_BYTES("2022", model_value_text(&arena, &model->tables[1].facts[0]));
}

static void
run_index(void)
{
    struct given_model_options options
        = { .seed = 7, .table = "income", .rows = 300 };
    const struct model_table *table = &given_model(&arena, &options)->tables[0];
    const struct model_index *index = model_index(&arena, table);
    int found = 0;

    expect_begin("an index finds each of many facts");
    for (int i = 0; i < table->n_facts; i++)
        found += model_index_find(index, *table->facts[i].item,
                                  table->facts[i].of->measure)
                 == &table->facts[i];
    EXPECT_INT(table->n_facts, found);
}

/* Lists of names are kept otherwise from 64 on. */
static const int names[] = { 1, 63, 64, 65, 200 };

static struct text
show_number(int i)
{
    return text_printf(&arena, "%d", i);
}

/* A copy has the names of its table, and what it is given is its own. */
static void
run_copy(int n)
{
    struct model model = { .n_tables = 0 }, *other;
    struct model_table *from
        = model_add_table(&arena, &model, given_table("income"), TEXT_NONE);
    struct model_table *copies[3];
    struct fact_set all, none;

    model_add_fact(&arena, from, TEXT("total"), TEXT("total"), VALUE_AMOUNT);
    for (int i = 0; i < n; i++)
        model_add_name(&arena, from, show_number(i), TEXT("甲"));
    other = model_like(&arena, &model);
    EXPECT_INT(0, other->n_tables);
    model_like_table(&arena, other, from);
    model_copy_table(&arena, other, from);
    copies[0] = &other->tables[0];
    copies[1] = &other->tables[1];
    all = fact_set_new(&arena, &model, true);
    none = fact_set_new(&arena, &model, false);
    copies[2] = fact_set_pick(&arena, &all)->tables;
    EXPECT_INT(0, fact_set_pick(&arena, &none)->n_tables);
    EXPECT_INT(0, copies[0]->n_facts);
    EXPECT_INT(0, copies[0]->n_names);
    model_merge_names(&arena, copies[0], from->names, from->n_names);
    for (int k = 0; k < 3; k++) {
        EXPECT_INT(k > 0, copies[k]->n_facts);
        EXPECT_INT(n, copies[k]->n_names);
        model_add_name(&arena, copies[k], TEXT("new"), show_number(k));
        EXPECT_BYTES("甲", model_find_name(copies[k], show_number(n - 1)));
    }
    for (int k = 0; k < 3; k++)
        EXPECT_BYTES(text_zero(&arena, show_number(k)),
                     model_find_name(copies[k], TEXT("new")));
    EXPECT_INT(0, (int)model_find_name(from, TEXT("new")).n);
    model_merge_names(&arena, copies[0], copies[1]->names, copies[1]->n_names);
    EXPECT_INT(n + 1, copies[0]->n_names);
}

static const struct unit_case {
    int shift;
    const char *word;
} units[] = {
    { 0, "元" }, { 3, "千元" }, { 4, "万元" }, { 6, "百万元" }, { 8, "亿元" },
};

static void
run_units(void)
{
    int shift = -1;

    expect_begin("units of a sheet");
    for (int i = 0; i < ARRAY_LEN(units); i++) {
        EXPECT_TEXT(units[i].word, unit_word(units[i].shift));
        EXPECT(unit_parse(text_of(units[i].word), &shift));
        EXPECT_INT(units[i].shift, shift);
    }
    EXPECT_TEXT(NULL, unit_word(9));
    EXPECT(!unit_parse(TEXT("角"), &shift));
}

/* Names in order are looked up by halves, others by an index. */
static void
run_names(void)
{
    struct model *model = ARENA_NEW(&arena, struct model);
    struct model_table *table
        = model_add_table(&arena, model, given_table("income"), TEXT_NONE);
    struct printed_name *list = ARENA_ARRAY(&arena, struct printed_name, 100);
    struct text first = TEXT("101");

    expect_begin("names of codes");
    for (int i = 0; i < 100; i++)
        list[i].code = list[i].name = text_printf(&arena, "%d", 201 + i);
    model_take_names(&arena, table, list, 100);
    EXPECT(table->names == list);
    for (int i = 0; i < 100; i++)
        EXPECT(text_equal(model_find_name(table, list[i].code), list[i].name));
    EXPECT(model_find_name(table, first).n == 0);
    model_add_name(&arena, table, first, first);
    EXPECT(table->names != list && table->n_names == 101);
    for (int i = 0; i < 100; i++)
        EXPECT(text_equal(model_find_name(table, list[i].code), list[i].name));
    EXPECT(text_equal(model_find_name(table, first), first));
    model_take_names(&arena, table, list, 100);
    EXPECT_INT(101, table->n_names);
}

int
main(void)
{
    run_names();
    for (int i = 0; i < ARRAY_LEN(equals); i++)
        run_equal(&equals[i]);
    run_find();
    run_index();
    for (int i = 0; i < ARRAY_LEN(names); i++) {
        expect_begin(arena_printf(&arena, "copies with %d names", names[i]));
        run_copy(names[i]);
    }
    run_units();
    arena_release(&arena);
    return expect_finish();
}
