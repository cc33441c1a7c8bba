/*
 * codecheck_test.c - codes of small filings against a list.
 *
 * A filing is rows: TABLE CODE, with a name behind where one is printed, and
 * "-" for a row without figures, "0" for one of zeros.
 */
#include "reconcile/codecheck.h"

#include "support/expect.h"
#include "support/given.h"

#define LIST                                                                                    \
    "code,name\n210,卫生健康支出\n21015,医疗保障管理事务\n2101501,行政运行\n" \
    "2101550,事业运行\n211,节能环保支出\n21111,污染减排\n"                        \
    "2111101,生态环境监测与信息\n2111103,减排专项支出\n213,农林水支出\n"    \
    "2130101,行政运行\nending,支出\n"
#define WHOLE LIST "complete,某部\n"

static const struct codecheck_case {
    const char *name, *list, *rows, *want;
} cases[] = {
    { "codes of the list, each below another", LIST,
      "income 210 卫生健康支出\nincome 21015 医疗保障管理事务\n"
      "income 2101550 事业运行\n",
      "" },
    { "a second row of a code is the same code", LIST,
      "income 210\nincome 21015\nincome 2101550.1\nincome 2101550.2\n", "" },
    /* ---- codes that are not in the list */
    { "codes that no list has, once", LIST,
      "income 210\nincome 21015\nincome 2101577 某项\nexpenditure 210\n"
      "expenditure 21015\nexpenditure 2101577\nexpenditure 2101578\n",
      "m!收入决算表: 2 codes are not in l, which need not have all "
      "[code-unknown]\n"
      "  2101577 某项, 2101578\n" },
    { "a list that is complete: each", WHOLE,
      "income 210\nincome 21015\nincome 2101577 某项\nexpenditure 210\n"
      "expenditure 21015\nexpenditure 2101577\nexpenditure 2101578\n",
      "m!收入决算表: 2101577 某项 is no code of l, which has all (某部) "
      "[code-unknown]\n"
      "  also 支出决算表\n"
      "m!支出决算表: 2101578 is no code of l, which has all (某部) "
      "[code-unknown]\n" },
    { "no list, no code that it does not have", "code,name\n",
      "income 210\nincome 21015\nincome 2101577 某项\n", "" },
    { "nine codes are two lines", LIST,
      "income 401\nincome 402\nincome 403\nincome 404\nincome 405\n"
      "income 406\nincome 407\nincome 408\nincome 409\n",
      "m!收入决算表: 9 codes are not in l, which need not have all "
      "[code-unknown]\n"
      "  401, 402, 403, 404, 405, 406, 407, 408\n  409\n" },
    /* ---- codes below none */
    { "a code whose parent has no row", LIST,
      "income 210\nincome 2101550\nincome 211\nincome 21111\n",
      "m!收入决算表: 2101550 stands under no 21015: that has no row, or no "
      "figures [code-orphan] open\n" },
    { "each parent once a table", LIST,
      "income 21015\nincome 2101501\nincome 2101550\nexpenditure 210\n"
      "expenditure 2101501\nexpenditure 2101550\n",
      "m!收入决算表: 21015 stands under no 210: that has no row, or no figures "
      "[code-orphan] open\n"
      "m!支出决算表: 2101501 stands under no 21015: that has no row, or no "
      "figures [code-orphan] open\n" },
    { "one that several tables lack, once", LIST,
      "income 210\nincome 2101550\nexpenditure 210\nexpenditure 2101550\n"
      "general_budget_expenditure 210\ngeneral_budget_expenditure 21015\n"
      "general_budget_expenditure 2101550\n",
      "m!收入决算表: 2101550 stands under no 21015: that has no row, or no "
      "figures [code-orphan] open\n"
      "  also 支出决算表\n" },
    { "a parent whose row is blank is a blank total", LIST,
      "income 210\nincome 21015 医疗保障管理事务 -\nincome 2101550\n",
      "m!收入决算表: 2101550 has figures, but 21015 医疗保障管理事务 above it is "
      "blank [total-blank] open\n" },
    { "a level that no table has", LIST,
      "income 210\nincome 2101550\nincome 2101501\nexpenditure 211\n"
      "expenditure 2111101\n",
      "m!收入决算表: 2101550 stands under no 21015: no code of 5 digits has a "
      "row [code-orphan]\n" },
    /* ---- codes without those below them */
    { "a code that another table divides", LIST,
      "income 210\nincome 21015\nexpenditure 210\nexpenditure 21015\n"
      "expenditure 2101550\n",
      "m!收入决算表: 21015 has figures, but no code below it has; in other "
      "tables they have [code-undivided] open\n" },
    { "a total alone", LIST,
      "income total\nexpenditure total\nexpenditure 210\n",
      "m!收入决算表: 合计 has figures, but no code below it has; in other tables "
      "they have [code-undivided] open\n" },
    { "a total alone of nothing", LIST,
      "income total 0\nexpenditure total\nexpenditure 210\n", "" },
    { "a code that no table divides", LIST,
      "income total\nincome 210\nexpenditure 210\nexpenditure total\n", "" },
    /* ---- names of other codes */
    { "the name of another code", LIST, "income 211 卫生健康支出\n",
      "m!收入决算表: 211 is 节能环保支出, but stands beside 卫生健康支出, which "
      "is 210 [code-name-differs] open\n" },
    { "what is below the code that is meant stands under it", LIST,
      "income 211 卫生健康支出\nincome 21015\nexpenditure 210\n"
      "expenditure 21015\n",
      "m!收入决算表: 211 is 节能环保支出, but stands beside 卫生健康支出, which "
      "is 210 [code-name-differs] open\n" },
    { "with or without its ending, and once", LIST,
      "income 211\nincome 21111\nincome 2111101 减排专项\n"
      "expenditure 211 节能环保\nexpenditure 21111 污染减排支出\n"
      "expenditure 2111101 减排专项支出\n",
      "m!收入决算表: 2111101 is 生态环境监测与信息, but stands beside 减排专项, "
      "which is 2111103 [code-name-differs] open\n"
      "  also 支出决算表\n" },
    { "a name that no code has is nobody's affair", LIST,
      "income 211 节能\nincome 210 健康卫生支出\n", "" },
    { "of codes of one name the one most like it", LIST,
      "income 213\nincome 21301\nincome 2130109 行政运行\n",
      "m!收入决算表: 2 codes are not in l, which need not have all "
      "[code-unknown]\n  21301, 2130109 行政运行 (in the list 2130101)\n" },
    { "a name that several have is each one's own", LIST,
      "income 210\nincome 21015\nincome 2101501 行政运行\nincome 213\n"
      "income 21301\nincome 2130101 行政运行\n",
      "m!收入决算表: 1 code is not in l, which need not have all "
      "[code-unknown]\n  21301\n" },
    { "a code whose own name is not known", LIST,
      "income 210\nincome 21015\nincome 2101577 事业运行\n",
      "m!收入决算表: 1 code is not in l, which need not have all "
      "[code-unknown]\n  2101577 事业运行 (in the list 2101550)\n" },
};

static void
add_row(struct arena *arena, struct model *model, struct text line)
{
    long one = text_find(line, TEXT(" "), 0), two;
    struct text table_id = text_slice(line, 0, (size_t)one), code, name;
    struct model_table *table = model_find_table(model, table_id, TEXT_NONE);
    bool blank = text_ends(line, TEXT(" -"));
    bool zero = text_ends(line, TEXT(" 0"));
    struct fact *fact;

    line = text_slice(line, (size_t)one + 1, line.n - (blank || zero ? 2 : 0));
    two = text_find(line, TEXT(" "), 0);
    code = two < 0 ? line : text_slice(line, 0, (size_t)two);
    name = two < 0 ? TEXT_NONE : text_slice(line, (size_t)two + 1, line.n);
    if (!table)
        table = model_add_table(
            arena, model, schema_find(given_words(), table_id), TEXT_NONE);
    if (!blank) {
        fact = model_add_fact(arena, table, code, TEXT("total"), VALUE_AMOUNT);
        fact->value = decimal_of(zero ? 0 : 1);
    }
    if (name.n)
        model_add_name(arena, table, code, name);
}

static const char *
show(struct arena *arena, const struct diag_list *diags)
{
    const char *out = "";

    for (int i = 0; i < diags->n; i++) {
        const struct diag *diag = diags->items[i];
        bool open
            = diag->level == DIAG_ERROR
              || (diag->level == DIAG_WARNING && diag_is_doubt(diag->code));

        out = arena_printf(arena, "%s%s: %s [%s]%s\n", out,
                           diag_place(arena, diag->at), diag->text,
                           diag_word(diag->code), open ? " open" : "");
        for (int k = 0; k < diag->n_detail; k++)
            out = arena_printf(arena, "%s  %s\n", out, diag->detail[k]);
    }
    return out;
}

static void
run_case(const struct codecheck_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *model = ARENA_NEW(&arena, struct model);
    struct template_rule template = { .id = TEXT("t") };
    struct text rest = text_of(c->rows);

    expect_begin(c->name);
    model->file = "m";
    template.functional
        = codes_read(&arena, "l.csv", TEXT("l"), text_of(c->list), &diags);
    while (rest.n) {
        long end = text_find(rest, TEXT("\n"), 0);

        add_row(&arena, model, text_slice(rest, 0, (size_t)end));
        rest = text_slice(rest, (size_t)end + 1, rest.n);
    }
    codecheck_model(&arena, model, &template, NULL, &diags);
    EXPECT_TEXT(c->want, show(&arena, &diags));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
