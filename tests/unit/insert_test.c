/*
 * insert_test.c - rows inserted into a sheet that stands, as pictures.
 *
 * FILING is a sheet with the figures, STANDING the one they are put into,
 * which has no row for some of them.  Groups of records: insert_group_test.c.
 */
#include "port/insert.h"

#include "book/gridtext.h"
#include "port/export.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define CODED                                                                  \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\n"                 \
    "header:\n"                                                                \
    "  - 编码: {code: functional}\n"                                         \
    "  - 名称: {name: functional}\n"                                         \
    "  - 合计: {measure: total}\n"                                           \
    "rows:\n  - {item: total, label: 合计, sum: true, optional: true}\n"     \
    "  - {each: code, tree: functional}\n"
#define INCOME                                                                 \
    "---\ntable: income\ntitle: 收入决算表\ncaption: ~\n"                 \
    "header: [编码: {code: functional}, 合计: {measure: total}]\n"         \
    "rows: [{each: code, tree: functional}]\n"
#define SPLIT                                                                  \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\nheader:\n"        \
    "  - 编码: [类: {code: functional, part: class},"                       \
    " 款: {code: functional, part: section},"                                 \
    " 项: {code: functional, part: item}]\n"                                  \
    "  - 合计: {measure: total}\n"                                           \
    "rows: [{each: code, tree: functional}]\n"
#define LISTED                                                                 \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\nform:\n"    \
    "  - header:\n      - 指标: {measure: level3}\n"                         \
    "      - 分值: {measure: weight}\n"                                      \
    "    rows:\n      - {each: record, item: \"indicator.{n}\"}\n"             \
    "      - {item: result, label: 总分, measures: {weight: total_weight}}\n"
#define HEAD "1| 支出决算表\n2| 编码 | 名称 | 合计\n"
#define LIST_HEAD "1| 自评表\n2| 指标 | 分值\n"

static const struct insert_case {
    const char *name, *mapping, *filing, *standing, *want;
} cases[] = {
    { "codes in their order: before, between, behind", CODED,
      HEAD "3| '201 | 服务 | 1\n4| '205 | 教育 | 2\n5| '206 | 科学 | 3\n"
           "6| '208 | 社保 | 4\n7| '210 | 卫生 | 5\n",
      HEAD "3| '205 | 教育 | 9\n4| '208 | 社保 | 9\n5| 注：手写\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| '201 | 服务 | 1{0}\n"
      "4| '205 | 教育 | 2{0}\n"
      "5| '206 | 科学 | 3{0}\n"
      "6| '208 | 社保 | 4{0}\n"
      "7| '210 | 卫生 | 5{0}\n"
      "8| 注：手写\n" },
    { "a code below its parent", CODED,
      HEAD "3| '205 | 教育 | 2\n4| '20501 | 管理 | 1\n5| '20502 | 普通 | 1\n"
           "6| '208 | 社保 | 4\n",
      HEAD "3| '205 | 教育 | 9\n4| '208 | 社保 | 9\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| '205 | 教育 | 2{0}\n"
      "4| '20501 | 管理 | 1{0}\n"
      "5| '20502 | 普通 | 1{0}\n"
      "6| '208 | 社保 | 4{0}\n" },
    { "below a total that is printed first", CODED,
      HEAD "3| | 合计 | 2\n4| '205 | 教育 | 2\n", HEAD "3| | 合计 | 9\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| | 合计 | 2{0}\n"
      "4| '205 | 教育 | 2{0}\n" },
    { "above a total that is printed last", CODED,
      HEAD "3| '205 | 教育 | 2\n4| '208 | 社保 | 4\n5| | 合计 | 6\n",
      HEAD "3| '205 | 教育 | 9\n4| | 合计 | 9\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| '205 | 教育 | 2{0}\n"
      "4| '208 | 社保 | 4{0}\n"
      "5| | 合计 | 6{0}\n" },
    { "code parts in three columns", SPLIT,
      "1| 支出决算表\n2| 编码 | | | 合计\n3| 类 | 款 | 项\n"
      "4| '205 | | | 3\n5| '205 | '01 | | 3\n6| '205 | '01 | '99 | 3\n"
      "merge A2:C2 D2:D3\n",
      "1| 支出决算表\n2| 编码 | | | 合计\n3| 类 | 款 | 项\n"
      "4| '205 | | | 9\nmerge A2:C2 D2:D3\n",
      "1| 支出决算表\n"
      "2| 编码 | | | 合计\n"
      "3| 类 | 款 | 项\n"
      "4| '205 | | | 3{0}\n"
      "5| '205 | '01 | | 3{0}\n"
      "6| '205 | '01 | '99 | 3{0}\n"
      "merge A2:C2 D2:D3\n" },
    { "a table below on the same sheet moves down", CODED INCOME,
      HEAD "3| '205 | 教育 | 2\n4| '208 | 社保 | 4\n6| 收入决算表\n"
           "7| 编码 | 合计\n8| '205 | 7\n",
      HEAD "3| '205 | 教育 | 9\n5| 收入决算表\n6| 编码 | 合计\n"
           "7| '205 | 9\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| '205 | 教育 | 2{0}\n"
      "4| '208 | 社保 | 4{0}\n"
      "6| 收入决算表\n"
      "7| 编码 | 合计\n"
      "8| '205 | 7{0}\n" },
    { "a merged cell beside the rows grows", CODED,
      HEAD "3| '205 | 教育 | 2\n4| '206 | 科学 | 3\n5| '208 | 社保 | 4\n",
      HEAD "3| '205 | 教育 | 9 | 旁注\n4| '208 | 社保 | 9\nmerge D3:D4\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| '205 | 教育 | 2{0} | 旁注\n"
      "4| '206 | 科学 | 3{0}\n"
      "5| '208 | 社保 | 4{0}\n"
      "merge D3:D5\n" },
    { "a merged note below moves as it is", CODED,
      HEAD "3| '205 | 教育 | 2\n4| '208 | 社保 | 4\n",
      HEAD "3| '205 | 教育 | 9\n4| 注：手写\nmerge A4:C4\n",
      "1| 支出决算表\n"
      "2| 编码 | 名称 | 合计\n"
      "3| '205 | 教育 | 2{0}\n"
      "4| '208 | 社保 | 4{0}\n"
      "5| 注：手写\n"
      "merge A5:C5\n" },
    { "records of a list above what is below it", LISTED,
      LIST_HEAD "3| 次数 | 1\n4| 人数 | 2\n5| 天数 | 3\n6| 总分 | 6\n",
      LIST_HEAD "3| 次数 | 9\n4| 总分 | 9\n",
      "1| 自评表\n"
      "2| 指标 | 分值\n"
      "3| 次数 | 1{0}\n"
      "4| 人数 | 2{0}\n"
      "5| 天数 | 3{0}\n"
      "6| 总分 | 6{0}\n" },
    { "a record less leaves its row blank", LISTED,
      LIST_HEAD "3| 次数 | 1\n4| 总分 | 1\n",
      LIST_HEAD "3| 次数 | 9\n4| 人数 | 9\n5| 总分 | 18\n",
      "1| 自评表\n"
      "2| 指标 | 分值\n"
      "3| 次数 | 1{0}\n"
      "5| 总分 | 1{0}\n" },
};

static void
run_case(const struct insert_case *c)
{
    struct arena arena = { 0 };
    struct diag_list none = diag_none(&arena);
    struct given_reading filing = given_reading(&arena, c->mapping, c->filing);
    struct given_reading sheet = given_reading(&arena, c->mapping, c->standing);
    struct kept *kept = export_kept(&arena, sheet.located, sheet.model, true);
    struct exported out
        = export_book(&arena, sheet.template, filing.model, kept, &none);

    expect_begin(c->name);
    EXPECT_TEXT(
        c->want,
        arena_printf(
            &arena, "%s%s",
            gridtext_show_sheet(&arena, out.book, &out.book->sheets[0]).at,
            show_values(&arena, fact_set_pick(&arena, &out.lost))));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
