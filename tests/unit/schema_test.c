/* schema_test.c - what the vocabulary holds, and in which order. */
#include "canon/schema.h"

#include "support/expect.h"
#include "support/given.h"

static struct arena arena;

/* want: the unit, or "none" where there is no such value. */
static const struct value_case {
    const char *table, *item, *measure, *want;
} values[] = {
    { "income_expenditure_summary", "income.total", "amount", "CNY" },
    { "income_expenditure_summary", "expenditure.210", "amount", "CNY" },
    { "income_expenditure_summary", "expenditure.{code}", "amount", "CNY" },
    { "income_expenditure_summary", "expenditure.21015", "amount", "none" },
    { "income_expenditure_summary", "expenditure.", "amount", "none" },
    { "income_expenditure_summary", "expenditure.{n}", "amount", "none" },
    { "income_expenditure_summary", "expenditure.total", "total", "none" },
    { "income_expenditure_summary", "income.opening_balance.state_capital",
      "amount", "none" },
    { "appropriation_summary", "income.opening_balance.state_capital", "amount",
      "CNY" },
    { "appropriation_summary", "expenditure.210", "state_capital", "CNY" },
    { "appropriation_summary", "expenditure.210", "amount", "none" },
    { "income", "total", "total", "CNY" },
    { "income", "210", "education_fees", "CNY" },
    { "income", "2101550", "total", "CNY" },
    { "income", "{code}", "total", "CNY" },
    { "income", "21", "total", "none" },
    { "income", "2101", "total", "none" },
    { "income", "210155001", "total", "none" },
    { "income", "2101550.1", "total", "none" },
    { "income", "Total", "total", "none" },
    { "income", "total ", "total", "none" },
    { "income", "", "total", "none" },
    { "income", "total", "", "none" },
    { "income", "total", "301", "none" },
    { "expenditure", "205", "subsidy_to_affiliated", "CNY" },
    { "general_budget_expenditure", "205", "project", "CNY" },
    { "general_budget_basic_expenditure", "30101", "amount", "CNY" },
    { "general_budget_basic_expenditure", "30101", "personnel", "CNY" },
    { "general_budget_basic_expenditure", "3010101", "amount", "none" },
    { "general_budget_basic_expenditure", "public_total", "public", "CNY" },
    { "government_fund", "total", "closing_balance", "CNY" },
    { "state_capital", "total", "total", "CNY" },
    { "three_public", "vehicle_purchase", "final", "CNY" },
    { "three_public", "meetings", "final", "none" },
    { "state_assets", "vehicles.total", "count", "count" },
    { "state_assets", "equipment.over_1m", "amount", "CNY" },
    { "appropriation_expenditure_detail", "2101550", "30101", "CNY" },
    { "appropriation_expenditure_detail", "2101550", "{code}", "CNY" },
    { "appropriation_expenditure_detail", "2101550", "3010", "none" },
    { "appropriation_expenditure_detail", "2101550", "total", "CNY" },
    { "general_budget_project_expenditure", "2101550", "amount", "CNY" },
    { "general_budget_project_expenditure", "2101550.2", "project", "text" },
    { "general_budget_project_expenditure", "{code}.{n}", "301", "CNY" },
    { "general_budget_project_expenditure", "2101550.", "amount", "none" },
    { "general_budget_project_expenditure", "2101550.x", "amount", "none" },
    { "project_self_evaluation", "header", "project_name", "text" },
    { "project_self_evaluation", "header", "amount", "none" },
    { "project_self_evaluation", "funding.total", "rate", "ratio" },
    { "project_self_evaluation", "funding.total", "score", "score" },
    { "project_self_evaluation", "funding.fiscal", "executed", "CNY" },
    { "project_self_evaluation", "funding.1", "executed", "none" },
    { "project_self_evaluation", "goal.1", "expected", "text" },
    { "project_self_evaluation", "indicator.12", "target", "text" },
    { "project_self_evaluation", "indicator.{n}", "weight", "score" },
    { "project_self_evaluation", "indicator.0", "weight", "none" },
    { "project_self_evaluation", "indicator.01", "weight", "none" },
    { "project_self_evaluation", "indicator.1234567", "weight", "none" },
    { "project_self_evaluation", "indicator.", "weight", "none" },
    { "project_self_evaluation", "indicator", "weight", "none" },
    { "project_self_evaluation", "result", "grade", "text" },
    { "project_self_evaluation", "result", "financial_score", "score" },
    { "department_self_evaluation", "task.2", "content", "text" },
    { "project_evaluation_report", "spending.total", "actual", "CNY" },
    { "project_evaluation_report", "spending.3", "item", "text" },
    { "project_evaluation_report", "spending.0", "item", "none" },
    { "expenses", "total", "total", "no table" },
};

static void
run_value(const struct value_case *c)
{
    const struct schema_table *table = given_table(c->table);
    enum value_kind kind;
    const char *got = "no table";

    expect_begin(
        arena_printf(&arena, "%s %s %s", c->table, c->item, c->measure));
    if (table)
        got = schema_value(table, text_of(c->item), text_of(c->measure), &kind)
                  ? schema_unit(kind)
                  : "none";
    EXPECT_TEXT(c->want, got);
}

/* In rising order. */
static const char *const summary_items[] = {
    "income.general_public_budget",
    "income.total",
    "expenditure.201",
    "expenditure.210",
    "expenditure.234",
    "expenditure.current_total",
    "expenditure.total",
    "a word that is none",
    "zz",
};
static const char *const code_items[] = {
    "total", "205", "20501", "2050101", "20502", "206", "none",
};
static const char *const listed_items[] = {
    "total", "205", "205.1", "205.2", "205.10", "20501", "20501.1",
};
static const char *const evaluation_items[] = {
    "header",       "funding.total", "funding.other",  "goal.1",
    "goal.2",       "goal.10",       "task.1",         "indicator.9",
    "indicator.10", "spending.1",    "spending.total", "result",
};
static const char *const income_measures[] = {
    "total",
    "fiscal_appropriation",
    "other",
    "none",
};
static const char *const detail_measures[] = {
    "total", "301", "30101", "302", "none",
};

static const struct order_case {
    const char *name, *table, *item; /* item NULL: the words are items */
    const char *const *words;
    int n;
} orders[] = {
    { "items of the summary", "income_expenditure_summary", NULL, summary_items,
      ARRAY_LEN(summary_items) },
    { "codes", "income", NULL, code_items, ARRAY_LEN(code_items) },
    { "lists below codes", "general_budget_project_expenditure", NULL,
      listed_items, ARRAY_LEN(listed_items) },
    { "items of an evaluation", "project_self_evaluation", NULL,
      evaluation_items, ARRAY_LEN(evaluation_items) },
    { "measures", "income", "205", income_measures,
      ARRAY_LEN(income_measures) },
    { "measures that are codes", "appropriation_expenditure_detail", "205",
      detail_measures, ARRAY_LEN(detail_measures) },
};

static void
run_order(const struct order_case *c)
{
    const struct schema_table *table = given_table(c->table);

    expect_begin(c->name);
    for (int i = 0; i < c->n; i++)
        for (int j = 0; j < c->n; j++) {
            struct text a = text_of(c->words[i]), b = text_of(c->words[j]);
            int want = (i > j) - (i < j);

            EXPECT_INT(want, c->item ? schema_compare_measures(
                                 table, text_of(c->item), a, b)
                                     : schema_compare_items(table, a, b));
        }
}

static const struct label_case {
    const char *table, *item, *measure, *want;
} labels[] = {
    { "income", "205", "operating", "经营收入" },
    { "income", "", "operating", "经营收入" },
    { "income", "total", "", "合计" },
    { "income", "205", "", "" },
    { "income", "205", "basic", "" },
    { "income", "nothing", "", "" },
    { "income_expenditure_summary", "expenditure.210", "", "卫生健康支出" },
    { "income_expenditure_summary", "expenditure.298", "", "" },
    { "appropriation_summary", "income.opening_balance", "",
      "年初财政拨款结转和结余" },
    { "appropriation_expenditure_detail", "205", "301", "" },
    { "project_self_evaluation", "goal.1", "actual", "实际完成情况" },
    { "project_self_evaluation", "indicator.3", "actual", "实际完成值" },
    { "project_self_evaluation", "indicator.3", "", "绩效指标" },
};

static void
run_label(const struct label_case *c)
{
    const struct schema_table *table = given_table(c->table);

    expect_begin(arena_printf(&arena, "label of %s '%s' '%s'", c->table,
                              c->item, c->measure));
    EXPECT_BYTES(c->want,
                 schema_label(table, text_of(c->item), text_of(c->measure)));
}

static const struct code_case {
    const char *table, *item, *want, *section;
} codes[] = {
    { "income_expenditure_summary", "expenditure.210", "210", "amount" },
    { "income_expenditure_summary", "income.total", "", "amount" },
    { "appropriation_summary", "expenditure.210", "210", "by_budget" },
    { "income", "2101550", "2101550", "income" },
    { "general_budget_project_expenditure", "2101550.3", "2101550",
      "project_economic" },
    { "project_self_evaluation", "indicator.3", "", "indicator" },
    { "project_self_evaluation", "nothing", "", NULL },
};

static void
run_code(const struct code_case *c)
{
    const struct schema_table *table = given_table(c->table);
    const struct schema_section *section;

    expect_begin(arena_printf(&arena, "code and section of %s", c->item));
    EXPECT_BYTES(c->want, schema_item_code(table, text_of(c->item)));
    section = schema_section(table, text_of(c->item));
    EXPECT_TEXT(c->section, section ? section->id : NULL);
}

/* The sections of each table, and that all their measures are values. */
static void
run_sections(void)
{
    static const char want[] = "header funding goal task indicator spending "
                               "result ";
    const struct schema_table *table;
    const struct schema_section *section;
    const char *all = "";

    expect_begin("sections of an evaluation");
    table = given_table("project_self_evaluation");
    for (int i = 0; (section = schema_section_at(table, i)) != NULL; i++)
        all = arena_printf(&arena, "%s%s ", all, section->id);
    EXPECT_TEXT(want, all);
    expect_begin("measures of a section");
    section
        = schema_section_at(given_table("appropriation_expenditure_detail"), 0);
    EXPECT_TEXT("total", schema_measure_at(section, 0)->word);
    EXPECT(!schema_measure_at(section, 1));
    section = schema_section_at(
        given_table("general_budget_project_expenditure"), 0);
    EXPECT_INT(VALUE_TEXT, schema_measure_at(section, 0)->kind);
}

static void
run_tables(void)
{
    expect_begin("tables have one place each");
    for (int i = 0; i < given_words()->n_tables; i++) {
        const struct schema_table *table = &given_words()->tables[i];

        EXPECT_INT(i, table->index);
        EXPECT(given_table(table->id) == table);
    }
    EXPECT_INT(18, given_words()->n_tables);
    EXPECT(!given_table(""));
    expect_begin("each kind has a unit of its own");
    for (int i = VALUE_AMOUNT; i < VALUE_KINDS; i++)
        for (int k = VALUE_AMOUNT; k < i; k++)
            EXPECT(!text_equal(text_of(schema_unit((enum value_kind)i)),
                               text_of(schema_unit((enum value_kind)k))));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(values); i++)
        run_value(&values[i]);
    for (int i = 0; i < ARRAY_LEN(orders); i++)
        run_order(&orders[i]);
    for (int i = 0; i < ARRAY_LEN(labels); i++)
        run_label(&labels[i]);
    for (int i = 0; i < ARRAY_LEN(codes); i++)
        run_code(&codes[i]);
    run_sections();
    run_tables();
    arena_release(&arena);
    return expect_finish();
}
