/* remainder_test.c - facts without a place in a template, figures that are in no
   table, and cells that are none. */
#include "remap/left_behind.h"
#include "remap/remainder.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define INCOME                                                                 \
    "table: income\ntitle: 收入决算表\ncaption: ~\n"                      \
    "header:\n"                                                                \
    "  - 序号\n"                                                             \
    "  - 科目编码: {code: functional}\n"                                   \
    "  - 科目名称: {name: functional}\n"                                   \
    "  - 合计: {measure: total, sum: true}\n"                                \
    "  - 上年数\n"                                                          \
    "rows:\n"                                                                  \
    "  - {item: total, label: 合计, sum: true}\n"                            \
    "  - {each: code, tree: functional}\n"

#define TABLE                                                                            \
    "1| 收入决算表\n2| 序号 | 科目编码 | 科目名称 | 合计 | 上年数\n" \
    "3| 1 | | 合计 | 6.00 | "

static const struct lost_case {
    const char *name, *sheets, *want;
} cases[] = {
    { "a column that the mapping only knows",
      TABLE "5.50\n4| 2 | '205 | 教育 | 6.00 | 7\n",
      "- error figures-left t.yaml:1: 2 figures of the sheet are in no table "
      "of text, and are lost: E3, E4\n" },
    { "one figure, as text", TABLE "'1,005.50\n",
      "- error figures-left t.yaml:1: 1 figure of the sheet is in no table of "
      "text, and is lost: E3\n" },
    { "ordinals, and years", TABLE "2021\n4| 2 | '205 | 教育 | 6.00 | 2022\n",
      "" },
    { "whole figures in a run right of and below the table",
      TABLE "\n4| 2 | '205 | 教育 | 6.00\n7| | | | | | | 120 | 250 | 330\n",
      "- error figures-left t.yaml:1: 3 figures of the sheet are in no table "
      "of text, and are lost: G7, H7, I7\n" },
    { "a page number below the table",
      TABLE "\n4| 2 | '205 | 教育 | 6.00\n7| 12\n", "" },
    { "amounts on a sheet without a table",
      "# 1\n" TABLE "\n# 采购\n1| 政府采购情况表\n2| 项目 | 金额\n"
      "3| 合计 | 123.45\n4| 货物 | 0.45\n",
      "采购!- error figures-left t.yaml:1: 2 figures of the sheet are in no "
      "table of text, and are lost: B3, B4\n" },
    { "three numbers below one another, and three beside",
      "# 1\n" TABLE "\n# 采购\n1| 甲 | 30\n2| 乙 | 20\n3| 丙 | 70 | 5 | 9\n",
      "采购!- error figures-left t.yaml:1: 5 figures of the sheet are in no "
      "table of text, and are lost: B1, B2, B3, C3, D3\n" },
    { "two numbers, a list that is numbered, years",
      "# 1\n" TABLE "\n# 封面\n1| 电话 | 30\n2| 邮编 | 20\n4| 1 | 甲\n"
      "5| 2 | 乙\n6| 3 | 丙\n8| 2020 | 2021 | 2022\n",
      "" },
};

#define CODED                                                                  \
    "table: income\ntitle: 收入决算表\ncaption: ~\nheader:\n"             \
    "  - 科目编码: {code: functional}\n"                                   \
    "  - 科目名称: {name: functional}\n"                                   \
    "  - 合计: {measure: total}\n"
#define OTHER "  - 其他收入: {measure: other}\n"
#define TREE "rows: [{each: code, tree: functional}]\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\nform:\n"    \
    "  - [名称, {header: project_name}]\n"
#define GRADE "  - [结论, {result: grade}]\n"
#define LIST                                                                   \
    "  - header: [指标: {measure: level3}, 分值: {measure: weight}]\n"     \
    "    rows: [{each: record, item: \"indicator.{n}\"}]\n"

/* A filing is written by another mapping: what has no place there, and why. */
static const struct facts_case {
    const char *name, *from, *sheet, *to, *want;
} facts[] = {
    { "nothing is lost", CODED OTHER TREE,
      "1| 收入决算表\n2| 科目编码 | 科目名称 | 合计 | 其他收入\n"
      "3| '205 | 教育 | 6 | 1.5\n",
      CODED OTHER TREE, "" },
    { "a column that is not there", CODED OTHER TREE,
      "1| 收入决算表\n2| 科目编码 | 科目名称 | 合计 | 其他收入\n"
      "3| '205 | 教育 | 6 | 1.5\n",
      CODED TREE,
      "D3 error fact-no-place t.yaml:1: other has no place for 收入决算表, 205 教育，其他收入 = 15000 CNY\n"
      "  its table has no column or field for this measure\n" },
    { "a table that is not there", CODED TREE,
      "1| 收入决算表\n2| 科目编码 | 科目名称 | 合计\n3| '205 | 教育 | 6\n",
      FORM,
      "- error fact-no-place t.yaml:1: other has no table 收入决算表; it has no place for its values: 1\n"
      "  205 教育，本年收入合计: 60000 CNY\n" },
    { "a row that is not there", CODED TREE,
      "1| 收入决算表\n2| 科目编码 | 科目名称 | 合计\n3| '205 | 教育 | 6\n",
      CODED "rows: [{item: total, label: 合计}]\n",
      "C3 error fact-no-place t.yaml:1: other has no place for 收入决算表, 205 教育，本年收入合计 = 60000 CNY\n"
      "  its table has no row or field for this item\n" },
    { "a line that is not there", FORM GRADE,
      "1| 自评表\n2| 名称 | 甲\n3| 结论 | 优\n", FORM,
      "B3 error fact-no-place t.yaml:1: other has no place for 项目支出绩效自评表, 自评结果，自评结论 = '优'\n"
      "  its table has no row or field for this item\n" },
    { "a list that is not there", FORM LIST,
      "1| 自评表\n2| 名称 | 甲\n3| 指标 | 分值\n4| 次数 | 5\n"
      "5| 人数 | 6\n",
      FORM,
      "A4 error fact-no-place t.yaml:1: other has no place for 项目支出绩效自评表, 绩效指标 1，三级指标 = '次数'\n"
      "  its table has no row or field for this item\n"
      "B4 error fact-no-place t.yaml:1: other has no place for 项目支出绩效自评表, 绩效指标 1，分值 = 5 points\n"
      "  its table has no row or field for this item\n"
      "A5 error fact-no-place t.yaml:1: other has no place for 项目支出绩效自评表, 绩效指标 2，三级指标 = '人数'\n"
      "  its table has no row or field for this item\n"
      "B5 error fact-no-place t.yaml:1: other has no place for 项目支出绩效自评表, 绩效指标 2，分值 = 6 points\n"
      "  its table has no row or field for this item\n" },
};

static void
run_facts(const struct facts_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena }, none = diag_none(&arena);
    struct given_reading from = given_reading(&arena, c->from, c->sheet);
    struct template_rule to = *given_mapping(&arena, c->to);
    struct written w;
    int n;

    to.id = to.name = TEXT("other");
    w = remainder_draw(&arena, &to, from.model, NULL, &none);
    expect_begin(c->name);
    n = remainder_report(&arena, &w.lost, &to, DIAG_ERROR, &diags);
    EXPECT_INT(fact_set_count(&w.lost), n);
    EXPECT_TEXT(c->want, show_diags(&arena, &diags));
    arena_release(&arena);
}

static void
run_case(const struct lost_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena }, left = { .arena = &arena };
    struct given_reading given = given_reading(&arena, INCOME, c->sheets);
    int n;

    expect_begin(c->name);
    n = left_behind_report(&arena, given.located, NULL, given.template,
                           DIAG_ERROR, &diags);
    EXPECT_INT(*c->want != '\0', n > 0);
    diag_move_code(&left, &diags, DIAG_FIGURES_LEFT);
    for (int i = 0; i < left.n; i++)
        left.items[i]->hint = NULL;
    EXPECT_TEXT(c->want, show_diags(&arena, &left));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    for (int i = 0; i < ARRAY_LEN(facts); i++)
        run_facts(&facts[i]);
    return expect_finish();
}
