/* whole_test.c - which tables of the sets that are begun are not there. */
#include "reconcile/whole.h"

#include "support/expect.h"
#include "support/given.h"

/* Tables and their sets, as a template has them; then those that are there. */
static const struct whole_case {
    const char *name;
    struct {
        const char *table;
        int set;
    } tables[5];
    const char *there[4];
    const char *want;
} cases[] = {
    { "all tables of a set",
      { { "income", 1 }, { "expenditure", 1 } },
      { "income", "expenditure" },
      "" },
    { "one of a set is not there",
      { { "income", 1 }, { "expenditure", 1 }, { "three_public", 1 } },
      { "income", "three_public" },
      "支出决算表 is missing or blank; it is one of the 3 tables that t files together [table-missing]\n" },
    { "each that is not is told",
      { { "income", 1 }, { "expenditure", 1 }, { "three_public", 1 } },
      { "expenditure" },
      "收入决算表 is missing or blank; it is one of the 3 tables that t files together [table-missing]\n"
      "财政拨款“三公”经费支出决算表 is missing or blank; it is one of the 3 tables that t files together [table-missing]\n" },
    { "a set that is not begun is not missed",
      { { "income", 1 }, { "expenditure", 1 }, { "government_fund", 2 } },
      { "income", "expenditure" },
      "" },
    { "sets are told apart",
      { { "income", 1 },
        { "government_fund", 2 },
        { "expenditure", 1 },
        { "state_capital", 2 } },
      { "income", "expenditure", "government_fund" },
      "国有资本经营预算财政拨款支出决算表 is missing or blank; it is one of the 2 tables that t files together [table-missing]\n" },
    { "a table in no set is a set of its own",
      { { "income", 1 },
        { "project_self_evaluation", 0 },
        { "expenditure", 1 } },
      { "project_self_evaluation" },
      "" },
    { "a table on two sheets is one",
      { { "income", 1 }, { "state_capital", 1 }, { "state_capital", 1 } },
      { "income" },
      "国有资本经营预算财政拨款支出决算表 is missing or blank; it is one of the 2 tables that t files together [table-missing]\n" },
    { "a table that the template does not have says nothing",
      { { "income", 1 }, { "expenditure", 1 } },
      { "state_assets" },
      "" },
};

static struct template_rule *
make_template(struct arena *arena, const struct whole_case *c)
{
    struct template_rule *template = ARENA_NEW(arena, struct template_rule);
    int *sets = ARENA_ARRAY(arena, int, ARRAY_LEN(c->tables));

    template->id = TEXT("t");
    template->sets = sets;
    for (int i = 0; i < ARRAY_LEN(c->tables) && c->tables[i].table; i++) {
        struct table_rule *table = ARENA_NEW(arena, struct table_rule);

        table->schema = given_table(c->tables[i].table);
        sets[i] = c->tables[i].set;
        ARENA_PUSH(arena, template->tables, template->n_tables,
                   template->tables_capacity, table);
    }
    return template;
}

static struct model *
make_model(struct arena *arena, const struct whole_case *c)
{
    struct model *model = ARENA_NEW(arena, struct model);

    for (int i = 0; i < ARRAY_LEN(c->there) && c->there[i]; i++) {
        struct model_table *table = model_add_table(
            arena, model, given_table(c->there[i]), TEXT_NONE);

        model_add_fact(arena, table, TEXT("total"), TEXT("total"),
                       VALUE_AMOUNT);
    }
    return model;
}

static const char *
show(struct arena *arena, const struct diag_list *diags)
{
    const char *out = "";

    for (int i = 0; i < diags->n; i++)
        out = arena_printf(arena, "%s%s [%s]\n", out, diags->items[i]->text,
                           diag_word(diags->items[i]->code));
    return out;
}

static void
run_case(const struct whole_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct template_rule *template = make_template(&arena, c);
    struct model *model = make_model(&arena, c);
    bool *there = whole_none(&arena);
    bool whole;

    expect_begin(c->name);
    whole_add(there, model);
    whole = whole_tell(PLACE_NONE, template, there, WHOLE_OF_BOOK, &diags);
    EXPECT(whole == (c->want[0] == '\0'));
    EXPECT(diag_is_open(&diags) == !whole);
    EXPECT_TEXT(c->want, show(&arena, &diags));
    arena_release(&arena);
}

/* Facts do not tell a table without figures from one that is not there. */
static void
assume(void)
{
    struct arena arena = { 0 };
    const struct whole_case *c = &cases[1];
    const struct template_rule *template = make_template(&arena, c);
    struct model *model = make_model(&arena, c);

    expect_begin("of facts alone, what is not there is taken to be empty");
    whole_assume(&arena, model, template);
    EXPECT_INT(2, model->n_tables);
    model->bare = true;
    whole_assume(&arena, model, template);
    EXPECT_INT(3, model->n_tables);
    EXPECT_TEXT("expenditure", model->tables[2].schema->id);
    EXPECT(model->tables[2].assumed);
    expect_begin("a table without figures, too, unless a sentence says so");
    model->tables[0].n_facts = model->tables[1].n_facts = 0;
    model->tables[1].declared_empty = TEXT("本表无数据");
    whole_assume(&arena, model, template);
    EXPECT(model->tables[0].assumed);
    EXPECT(!model->tables[1].assumed);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    assume();
    return expect_finish();
}
