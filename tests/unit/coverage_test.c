/*
 * coverage_test.c - what a template asks for that a filing in another one
 * cannot say, as it is reported.
 */
#include "remap/coverage.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define CODED_HEAD                                                             \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\n"                 \
    "header:\n"                                                                \
    "  - 编码: {code: functional}\n"                                         \
    "  - 合计: {measure: total}\n"
#define PROJECT "  - 项目支出: {measure: project}\n"
#define OPTIONAL "  - 项目支出: {measure: project, optional: true}\n"
#define TREE "rows:\n  - {each: code, tree: functional}\n"
#define TOTAL "  - {item: total, label: 合计, sum: true}\n"
#define TOTAL_MAYBE                                                            \
    "  - {item: total, label: 合计, sum: true, optional: true}\n"
#define SHEET "1| 支出决算表\n2| 编码 | 合计\n3| '205 | 7.00\n"
#define INCOME                                                                 \
    "---\ntable: income\ntitle: 收入决算表\ncaption: ~\n"                 \
    "header: [编码: {code: functional}, 合计: {measure: total}]\n"         \
    "rows: [{each: code, tree: functional}]\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\nform:\n"    \
    "  - [名称, {header: project_name}]\n"
#define GRADE "  - [结论, {result: grade, ticks: [优, 良]}]\n"
#define LIST "  - header:\n      - 指标: {measure: level3}\n"
#define WEIGHT "      - 分值: {measure: weight}\n"
#define RECORDS "    rows: [{each: record, item: \"indicator.{n}\"}]\n"
#define FORM_SHEET "1| 自评表\n2| 名称 | 甲\n"

static const struct coverage_case {
    const char *name, *from, *sheet, *to, *want;
} cases[] = {
    { "the same template asks for nothing", CODED_HEAD TREE, SHEET,
      CODED_HEAD TREE, "" },
    { "a column more", CODED_HEAD TREE, SHEET, CODED_HEAD PROJECT TREE,
      "given hint place-no-fact t.yaml:9: 支出决算表 asks for 项目支出, which text does not have; left blank\n" },
    { "a column that need not be there", CODED_HEAD TREE, SHEET,
      CODED_HEAD OPTIONAL TREE,
      "given hint place-no-fact t.yaml:9: 支出决算表 asks for 项目支出, which text does not have; left blank\n" },
    { "a column more, in which the filing has figures all the same",
      CODED_HEAD PROJECT TREE,
      "1| 支出决算表\n2| 编码 | 合计 | 项目支出\n3| '205 | 7.00 | 3.00\n",
      CODED_HEAD PROJECT TREE, "" },
    { "a row more", CODED_HEAD TREE, SHEET, CODED_HEAD TREE TOTAL,
      "given hint place-no-fact t.yaml:9: 支出决算表 asks for 合计, which text does not have; left blank\n" },
    { "a row that need not be there", CODED_HEAD TREE, SHEET,
      CODED_HEAD TREE TOTAL_MAYBE,
      "given hint place-no-fact t.yaml:9: 支出决算表 asks for 合计, which text does not have; left blank\n" },
    { "a table more", CODED_HEAD TREE, SHEET, CODED_HEAD TREE INCOME,
      "given hint place-no-fact t.yaml:1: text has no table 收入决算表; it is left blank\n" },
    { "a table that the filing lacks and its template has",
      CODED_HEAD TREE INCOME, SHEET, CODED_HEAD TREE INCOME,
      "given hint place-no-fact t.yaml:1: the workbook has no table 收入决算表; it is left blank\n" },
    { "a choice more in a form", FORM, FORM_SHEET, FORM GRADE,
      "given hint place-no-fact t.yaml:6: 项目支出绩效自评表 asks for 自评结果, which text does not have; left blank\n" },
    { "a list more in a form", FORM, FORM_SHEET, FORM LIST RECORDS,
      "given hint place-no-fact t.yaml:8: 项目支出绩效自评表 asks for 绩效指标, which text does not have; left blank\n" },
    { "a column more in a list", FORM LIST RECORDS,
      FORM_SHEET "3| 指标\n4| 次数\n", FORM LIST WEIGHT RECORDS,
      "given hint place-no-fact t.yaml:9: 项目支出绩效自评表 asks for 分值, which text does not have; left blank\n" },
    { "for other years", CODED_HEAD TREE, SHEET,
      "#years 2019 2021\n" CODED_HEAD TREE,
      "given warning year-differs t.yaml:2: the filing is of 2022, other is for 2019-2021\n"
      "  hint: see that it is the form that the year is filed in ('juesuan mappings list' names them all)\n" },
};

static void
run_case(const struct coverage_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct given_reading from = given_reading(&arena, c->from, c->sheet);
    struct template_rule to = *given_mapping(&arena, c->to);

    to.id = to.name = TEXT("other");
    expect_begin(c->name);
    coverage_report(&arena, from.model, from.template, &to, &diags);
    EXPECT_TEXT(c->want, show_diags(&arena, &diags));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
