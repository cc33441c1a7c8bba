/*
 * project_test.c - as much of a filing as another template can say.
 *
 * The sheet is read by the first mapping and drawn by the second; below it are
 * the facts that have no place there.
 */
#include "remap/project.h"

#include "book/gridtext.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define CODED_HEAD                                                             \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\n"                 \
    "header:\n"                                                                \
    "  - 编码: {code: functional}\n"                                         \
    "  - 名称: {name: functional}\n"                                         \
    "  - 合计: {measure: total}\n"
#define PROJECT "  - 项目支出: {measure: project}\n"
#define TREE                                                                   \
    "rows:\n  - {item: total, label: 合计, sum: true, optional: true}\n"     \
    "  - {each: code, tree: functional}\n"
#define CODED CODED_HEAD PROJECT TREE
#define CODED_SHEET                                                            \
    "1| 支出决算表\n2| 编码 | 名称 | 合计 | 项目支出\n"         \
    "3| | 合计 | 7.00 | 3.00\n4| '205 | 教育 | 7.00 | 3.00\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\nform:\n"
#define NAMED                                                                  \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\n"           \
    "instance: header.project_name\nform:\n"
#define NAME "  - [名称, {header: project_name}]\n"
#define GRADE(ticks) "  - [结论, {result: grade, ticks: [" ticks "]}]\n"
#define LIST                                                                   \
    "  - header:\n"                                                            \
    "      - 指标: {measure: level3}\n"                                      \
    "      - 分值: {measure: weight}\n"
#define ACTUAL "      - 完成值: {measure: actual}\n"
#define RECORDS "    rows: [{each: record, item: \"indicator.{n}\"}]\n"
#define LISTED FORM NAME LIST ACTUAL RECORDS

static const struct project_case {
    const char *name, *from, *sheet, *to, *want;
} cases[] = {
    { "all of it", CODED, CODED_SHEET, CODED,
      "# 支出决算表\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| 合计 | | 7{0} | 3{0}\n"
      "4| '205 | 教育 | 7{0} | 3{0}\n"
      "merge A1:D1 A3:B3\n" },
    { "a column less", CODED, CODED_SHEET, CODED_HEAD TREE,
      "# 支出决算表\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| 合计 | | 7{0}\n"
      "4| '205 | 教育 | 7{0}\n"
      "merge A1:C1 A3:B3\n"
      "D3 total project = 30000 -4 sum\n"
      "D4 205 project = 30000 -4\n" },
    { "a row less", CODED, CODED_SHEET,
      CODED_HEAD PROJECT "rows: [{item: total, label: 合计}]\n",
      "# 支出决算表\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| 合计 | | 7{0} | 3{0}\n"
      "merge A1:D1 A3:B3\n"
      "C4 205 total = 70000 -4\n"
      "D4 205 project = 30000 -4\n" },
    { "a table less", CODED, CODED_SHEET, FORM NAME,
      "no sheets\n"
      "C3 total total = 70000 -4 sum\n"
      "D3 total project = 30000 -4 sum\n"
      "C4 205 total = 70000 -4\n"
      "D4 205 project = 30000 -4\n" },
    { "a code with a name and no figure there is", CODED,
      "1| 支出决算表\n2| 编码 | 名称 | 合计 | 项目支出\n"
      "3| '205 | 教育 | | 3.00\n4| '208 | 社保 | 1.00\n",
      CODED_HEAD TREE,
      "# 支出决算表\n"
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| 合计\n"
      "4| '208 | 社保 | 1{0}\n"
      "merge A1:C1 A3:B3\n"
      "D3 205 project = 30000 -4\n" },
    { "a list without a column", LISTED,
      "1| 自评表\n2| 名称 | 甲\n3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n5| 人数 | 20 | 五人\n",
      FORM NAME LIST RECORDS,
      "# 自评表\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值\n"
      "4| 次数 | 10{0}\n"
      "5| 人数 | 20{0}\n"
      "merge A1:B1\n"
      "C4 indicator.1 actual = '三次'\n"
      "C5 indicator.2 actual = '五人'\n" },
    { "members it has no word for leave no row: those below move up", LISTED,
      "1| 自评表\n2| 名称 | 甲\n3| 指标 | 分值 | 完成值\n"
      "4| 次数 | 10 | 三次\n5| | | 五人\n6| | | 六人\n7| 天数 | 5\n",
      FORM NAME LIST RECORDS,
      "# 自评表\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 指标 | 分值\n"
      "4| 次数 | 10{0}\n"
      "5| 天数 | 5{0}\n"
      "merge A1:B1\n"
      "C4 indicator.1 actual = '三次'\n"
      "C5 indicator.2 actual = '五人'\n"
      "C6 indicator.3 actual = '六人'\n" },
    { "a choice that it does not list is written behind its own",
      FORM NAME GRADE("优, 良, 差"),
      "1| 自评表\n2| 名称 | 甲\n3| 结论 | 优□ | 良□ | 差☑\n",
      FORM NAME GRADE("优, 良"),
      "# 自评表\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 结论 | 优□ 良□ 差☑\n"
      "merge A1:B1\n" },
    { "a choice that both list", FORM NAME GRADE("优, 良, 差"),
      "1| 自评表\n2| 名称 | 甲\n3| 结论 | 优□ | 良☑ | 差□\n",
      FORM NAME GRADE("优, 良"),
      "# 自评表\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 结论 | 优□ 良☑\n"
      "merge A1:B1\n" },
    { "two forms, each on a sheet", NAMED NAME,
      "# A\n1| 自评表\n2| 名称 | 甲\n# B\n1| 自评表\n2| 名称 | 乙\n",
      NAMED NAME,
      "# 甲\n"
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "merge A1:B1\n"
      "# 乙\n"
      "1| 自评表\n"
      "2| 名称 | 乙\n"
      "merge A1:B1\n" },
};

static void
run_case(const struct project_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct given_reading from = given_reading(&arena, c->from, c->sheet);
    struct written w = project_model(&arena, from.model,
                                     given_mapping(&arena, c->to), &diags);

    expect_begin(c->name);
    EXPECT_TEXT(
        c->want,
        arena_printf(&arena, "%s%s%s", gridtext_show(&arena, w.book).at,
                     show_values(&arena, fact_set_pick(&arena, &w.lost)),
                     show_diags(&arena, &diags)));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
