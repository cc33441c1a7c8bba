/* draw_test.c - tables as their mappings draw them. */
#include "place/draw.h"

#include "book/gridtext.h"
#include "port/export.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

/*
 * The model is what the sheet says; the table is drawn anew from it.  A case
 * without a sheet draws a blank.
 */
#define TREE                                                                          \
    "table: expenditure\ntitle: [支出决算表, 部门支出决算表]\n"           \
    "number: 公开03表\n"                                                           \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n"        \
    "header:\n  - 项目: [编码: {code: functional}, 名称: {name: functional}]\n" \
    "  - 合计: {measure: total, sum: true}\n"                                       \
    "  - 本年: [基本: {measure: basic}, 项目: {measure: project}]\n"            \
    "ruler: 栏次\nrows: [{item: total, label: 合计, sum: true},"                  \
    " {each: code, tree: functional}]\nnotes: [注：甲。, 注：乙。]\n"         \
    "declared_empty: 本表无数据\n"
#define TREE_SHEET                                                             \
    "1| 支出决算表\n2| 部门：某局 | | 单位：万元\n"             \
    "3| 项目 | | 合计 | 本年\n4| 编码 | 名称 | | 基本 | 项目\n"  \
    "5| | 合计 | 3.50{0.00} | 1.50{0.00} | 2.00{0.00}\n"                     \
    "6| 205 | 教育 | 3.5{0.00} | 1.5{0.00} | 2{0.00}\n"                      \
    "7| 20501 | 管理 | -3 | - | 0\n8| 206 | 科学\nmerge A3:B3 C3:C4 D3:E3\n"
#define SPLIT                                                                  \
    "table: expenditure\ntitle: 表\nheader:\n"                                \
    "  - 编码: [类: {code: functional, part: class},"                       \
    " 款: {code: functional, part: section},"                                 \
    " 项: {code: functional, part: item}]\n"                                  \
    "  - 合计: {measure: total}\n"                                           \
    "rows: [{each: code, tree: functional}, {item: total, label: 合计}]\n"
#define BLOCKS                                                                         \
    "table: income_expenditure_summary\ntitle: 表\nblocks:\n"                         \
    "  - header: [收入: [项目: label, 行次: line, 金额: {measure: amount}]]\n" \
    "    rows:\n"                                                                      \
    "      - {line: 1, item: income.superior_subsidy, label: 一、补助}\n"          \
    "      - {line: 2, blank: 2}\n"                                                    \
    "      - {line: 4, item: income.total, label: 总计, sum: true}\n"                \
    "  - header: [支出: [项目: label, 行次: line, 金额: {measure: amount}]]\n" \
    "    rows:\n"                                                                      \
    "      - {line: 5, item: expenditure.201, label: 一、服务}\n"                  \
    "ruler: 栏次\n"
#define FEET                                                                        \
    "table: general_budget_basic_expenditure\ntitle: 表\nblocks:\n"                \
    "  - header: [人员: &c [编码: {code: economic}, 数: {measure: amount}]]\n" \
    "    rows: [{each: code, tree: economic, under: [301]}]\n"                      \
    "    foot: {item: personnel_total, label: 人员合计, sum: true}\n"           \
    "  - header: [公用: *c]\n"                                                    \
    "    rows: [{each: code, tree: economic, under: [302]}]\n"                      \
    "  - header: [公用: *c]\n"                                                    \
    "    rows: [{each: code, tree: economic, under: [310]}]\n"                      \
    "    foot: {item: public_total, label: 公用合计, sum: true, from: 2}\n"
#define FORM                                                                      \
    "table: project_self_evaluation\n"                                            \
    "title: \"{year}年度{header.project_name}自评表\"\n"                     \
    "instance: header.project_name\ncolumns: 5\n"                                 \
    "caption: [\"（{header.year}年度）\", {left: \"日期：{header.date}\"," \
    " right: \"总分：{result.total_score}\"}]\n"                               \
    "form:\n  - [名称, {header: project_name}]\n"                               \
    "  - {line: [部门, {header: authority}, 单位,"                            \
    " {header: implementing_unit}], spans: [1, 2, 1, 1]}\n"                       \
    "  - [结论, {result: grade, ticks: [优, 良]}]\n"                          \
    "  - {line: [备注, {header: overview}], optional: true}\n"                  \
    "  - beside: 资金\n"                                                        \
    "    header: [\"\": label, 预算数: {measure: annual_budget},"              \
    " 执行率(%): {measure: rate}]\n"                                           \
    "    rows: [{item: funding.total, label: 总额}]\n"                          \
    "  - beside: 指标\n"                                                        \
    "    header: [一级: {measure: level1, group: true},"                        \
    " 三级: {measure: level3}, 分值: {measure: weight},"                      \
    " 得分: {measure: score}]\n"                                                \
    "    rows: [{each: record, item: \"indicator.{n}\", min: 2},"                 \
    " {item: result, label: 总分, measures: {weight: total_weight,"             \
    " score: total_score}}]\n"
#define FORM_SHEET                                                                             \
    "1| 2022年度甲自评表\n2| （2022年度）\n3| 日期：3月1日 | | | 总分：88\n" \
    "4| 名称 | 甲\n5| 部门 | 乙 | | 单位 | 丙\n6| 结论 | 优□ 良☑\n"           \
    "7| 资金 | | 预算数 | 执行率(%)\n8| | 总额 | 5.00{0.00} | 99.94\n"               \
    "9| 指标 | 一级 | 三级 | 分值 | 得分\n10| | 产出 | 次数 | 10 | 9\n"          \
    "11| | | 人数 | 10 | 8\n12| | 效益 | 好评 | 20 | 20\n"                               \
    "13| 总分 | | | 40 | 88\nmerge A7:A8 A9:A12 B10:B11 A13:C13\n"

#define NUMBERED(where)                                                             \
    "table: income\ntitle: 表\nnumber: {label: 报表编号：A1, where: " where         \
    "}\n"                                                                           \
    "caption: {right: \"单位：{unit}\"}\n"                                       \
    "header: [项目: label, 合计: {measure: total}, 其他: {measure: other}]\n" \
    "rows: [{item: total, label: 合计}]\n"
#define NUMBERED_BODY(a, b, c)                                                 \
    a "| | | 单位：万元\n" b "| 项目 | 合计 | 其他\n" c "| 合计\n"

#define NESTED                                                                 \
    "table: project_self_evaluation\ntitle: 表\ncolumns: 5\nform:\n"          \
    "  - beside: {label: 资金（万元）, span: 1}\n    form:\n"            \
    "      - [文号, {header: document_number}]\n"                            \
    "      - beside: 指标\n"                                                 \
    "        header: [三级: {measure: level3}, 分值: {measure: weight}]\n" \
    "        rows: [{each: record, item: \"indicator.{n}\", min: 2},"          \
    " {item: result, label: 总分, measures: {weight: total_weight}}]\n"      \
    "  - [备注, {header: overview}]\n"

static const struct draw_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    { "a table by code", TREE, TREE_SHEET,
      "1| 支出决算表\n"
      "2| | | | | 公开03表\n"
      "3| 部门：某局 | | | 单位：万元\n"
      "4| 项目 | | 合计 | 本年\n"
      "5| 编码 | 名称 | | 基本 | 项目\n"
      "6| 栏次 | | '1 | '2 | '3\n"
      "7| 合计 | | 3.5{0.00} | 1.5{0.00} | 2{0.00}\n"
      "8| '205 | 教育 | 3.5{0.00} | 1.5{0.00} | 2{0.00}\n"
      "9| '20501 | 管理 | -3{0} | | 0{0}\n"
      "10| '206 | 科学\n"
      "11| 注：甲。\n"
      "12| 注：乙。\n"
      "merge A1:E1 A3:C3 D3:E3 A4:B4 C4:C5 D4:E4 A6:B6 A7:B7 A11:E11 A12:E12\n" },
    { "the same, blank", TREE, NULL,
      "1| 支出决算表\n"
      "2| | | | | 公开03表\n"
      "3| 部门： | | | 单位：万元\n"
      "4| 项目 | | 合计 | 本年\n"
      "5| 编码 | 名称 | | 基本 | 项目\n"
      "6| 栏次 | | '1 | '2 | '3\n"
      "7| 合计\n"
      "8| 注：甲。\n"
      "9| 注：乙。\n"
      "merge A1:E1 A3:C3 D3:E3 A4:B4 C4:C5 D4:E4 A6:B6 A7:B7 A8:E8 A9:E9\n"
      "expenditure at A1\n"
      "7 total: C total, D basic, E project\n" },
    { "in 元 on the sheet, drawn in the template's unit", TREE,
      "1| 支出决算表\n2| 部门：某局 | | 单位：元\n"
      "3| 项目 | | 合计 | 本年\n4| 编码 | 名称 | | 基本 | 项目\n"
      "5| 205 | 教育 | 35000 | 15000.25 | 20000\nmerge A3:B3 C3:C4 D3:E3\n",
      "支出决算表!D8 warning digits-hidden t.yaml:10: the cell holds 1.500025 and shows 2 decimals\n"
      "1| 支出决算表\n"
      "2| | | | | 公开03表\n"
      "3| 部门：某局 | | | 单位：万元\n"
      "4| 项目 | | 合计 | 本年\n"
      "5| 编码 | 名称 | | 基本 | 项目\n"
      "6| 栏次 | | '1 | '2 | '3\n"
      "7| 合计\n"
      "8| '205 | 教育 | 3.5{0.00} | 1.500025{0.00} | 2{0.00}\n"
      "9| 注：甲。\n"
      "10| 注：乙。\n"
      "merge A1:E1 A3:C3 D3:E3 A4:B4 C4:C5 D4:E4 A6:B6 A7:B7 A9:E9 A10:E10\n" },
    { "a number above the title", NUMBERED("above left"), NULL,
      "1| 报表编号：A1\n2| 表\n" NUMBERED_BODY(
          "3", "4",
          "5") "merge A1:B1 A2:C2\nincome at A2\n5 total: B total, C other\n" },
    { "above it at the right", NUMBERED("above right"), NULL,
      "1| | | 报表编号：A1\n2| 表\n" NUMBERED_BODY(
          "3", "4",
          "5") "merge A2:C2\nincome at A2\n5 total: B total, C other\n" },
    { "left of it", NUMBERED("beside left"), NULL,
      "1| 报表编号：A1 | 表\n" NUMBERED_BODY(
          "2", "3",
          "4") "merge B1:C1\nincome at B1\n4 total: B total, C other\n" },
    { "right of it", NUMBERED("beside right"), NULL,
      "1| 表 | | 报表编号：A1\n" NUMBERED_BODY(
          "2", "3",
          "4") "merge A1:B1\nincome at A1\n4 total: B total, C other\n" },
    { "below it at the left", NUMBERED("below left"), NULL,
      "1| 表\n2| 报表编号：A1\n" NUMBERED_BODY(
          "3", "4",
          "5") "merge A1:C1 A2:B2\nincome at A1\n5 total: B total, C other\n" },
    { "and, as most have it, at the right", NUMBERED("below right"), NULL,
      "1| 表\n2| | | 报表编号：A1\n" NUMBERED_BODY(
          "3", "4",
          "5") "merge A1:C1\nincome at A1\n5 total: B total, C other\n" },
    { "a number is found wherever it stands, and drawn where it belongs",
      NUMBERED("beside left"),
      "1| | | 报表编号：A1\n2| 表\n3| | | 单位：万元\n"
      "4| 项目 | 合计 | 其他\n5| 合计 | 1.00{0.00}\n",
      "1| 报表编号：A1 | 表\n2| | | 单位：万元\n"
      "3| 项目 | 合计 | 其他\n4| 合计 | 1{0.00}\nmerge B1:C1\n" },
    { "counts among amounts",
      "table: three_public\ntitle: 表\nheader: [项目: label, 决算数: {measure: "
      "final}]\n"
      "rows: [{item: total, label: 合计}, {item: domestic_guests, label: "
      "接待（人次）}]\n",
      "1| 表\n2| 单位：元\n3| 项目 | 决算数\n4| 合计 | 52300.00{0.00}\n"
      "5| 接待（人次） | 1046.00{0.00}\n",
      "1| 表\n"
      "2| 项目 | 决算数\n"
      "3| 合计 | 5.23{0.00}\n"
      "4| 接待（人次） | 1046{#,##0}\n"
      "merge A1:B1\n" },
    { "declared empty", TREE,
      "1| 支出决算表\n3| 项目 | | 合计 | 本年\n4| 编码 | 名称 | | 基本 | 项目\n"
      "5| 本表无数据\nmerge A3:B3 C3:C4 D3:E3\n",
      "1| 支出决算表\n"
      "2| | | | | 公开03表\n"
      "3| 部门： | | | 单位：万元\n"
      "4| 项目 | | 合计 | 本年\n"
      "5| 编码 | 名称 | | 基本 | 项目\n"
      "6| 栏次 | | '1 | '2 | '3\n"
      "7| 合计\n"
      "8| 注：甲。\n"
      "9| 注：乙。\n"
      "10| 本表无数据\n"
      "merge A1:E1 A3:C3 D3:E3 A4:B4 C4:C5 D4:E4 A6:B6 A7:B7 A8:E8 A9:E9 A10:E10\n" },
    { "codes in parts, the total last", SPLIT,
      "1| 表\n2| 编码 | | | 合计\n3| 类 | 款 | 项\n4| 205 | | | 3.00{0.00}\n"
      "5| 20501 | | | 2.00{0.00}\n6| 2050102 | | | 1.00{0.00}\n"
      "7| 合计 | | | 3.00{0.00}\nmerge A2:C2 D2:D3 A7:C7\n",
      "1| 表\n"
      "2| 编码 | | | 合计\n"
      "3| 类 | 款 | 项\n"
      "4| '205 | | | 3{0.00}\n"
      "5| '205 | '01 | | 2{0.00}\n"
      "6| '205 | '01 | '02 | 1{0.00}\n"
      "7| 合计 | | | 3{0.00}\n"
      "merge A1:D1 A2:C2 D2:D3 A7:C7\n" },
    { "blocks side by side, fillers and line numbers", BLOCKS,
      "1| 表\n2| 收入 | | | 支出\n3| 项目 | 行次 | 金额 | 项目 | 行次 | 金额\n"
      "4| 补助 | 1 | 1.00{0.00} | 服务 | 5 | 2.00{0.00}\n"
      "5| 总计 | 4 | 3.00{0.00}\nmerge A2:C2 D2:F2\n",
      "1| 表\n"
      "2| 收入 | | | 支出\n"
      "3| 项目 | 行次 | 金额 | 项目 | 行次 | 金额\n"
      "4| 栏次 | | '1 | 栏次 | | '2\n"
      "5| 一、补助 | 1 | 1{0.00} | 一、服务 | 5 | 2{0.00}\n"
      "6| | 2\n"
      "7| | 3\n"
      "8| 总计 | 4 | 3{0.00}\n"
      "merge A1:F1 A2:C2 D2:F2\n" },
    { "feet below blocks of different height", FEET,
      "1| 表\n2| 人员 | | 公用 | | 公用\n3| 编码 | 数 | 编码 | 数 | 编码 | 数\n"
      "4| 301 | 1.00{0.00} | 302 | 2.00{0.00} | 310 | 3.00{0.00}\n"
      "5| 30101 | 1.00{0.00}\n"
      "6| 人员合计 | 1.00{0.00} | 公用合计 | | | 5.00{0.00}\n"
      "merge A2:B2 C2:D2 E2:F2 C6:E6\n",
      "1| 表\n"
      "2| 人员 | | 公用\n"
      "3| 编码 | 数 | 编码 | 数 | 编码 | 数\n"
      "4| '301 | 1{0.00} | '302 | 2{0.00} | '310 | 3{0.00}\n"
      "5| '30101 | 1{0.00}\n"
      "6| 人员合计 | 1{0.00} | 公用合计 | | | 5{0.00}\n"
      "merge A1:F1 A2:B2 C2:F2 C6:E6\n" },
    { "a label beside a line and a grid with a label of its own", NESTED,
      "1| 表\n2| 资金（万元） | 文号 | 1号\n3| | 指标 | 三级 | 分值\n"
      "4| | | 次数 | 10\n5| | 总分 | | 10\n6| 备注 | 无\n"
      "merge A2:A5 B3:B4 B5:C5\n",
      "1| 表\n"
      "2| 资金（万元） | 文号 | 1号\n"
      "3| | 指标 | 三级 | 分值\n"
      "4| | | 次数 | 10{0}\n"
      "6| | 总分 | | 10{0}\n"
      "7| 备注 | 无\n"
      "merge A1:E1 A2:A6 C2:E2 B3:B5 D3:E3 D4:E4 D5:E5 B6:C6 D6:E6 B7:E7\n" },
    { "a form", FORM, FORM_SHEET,
      "1| 2022年度甲自评表\n"
      "2| （2022年度）\n"
      "3| 日期：3月1日 | | | 总分：88\n"
      "4| 名称 | 甲\n"
      "5| 部门 | 乙 | | 单位 | 丙\n"
      "6| 结论 | 优□ 良☑\n"
      "7| 资金 | | 预算数 | 执行率(%)\n"
      "8| | 总额 | 5{0.00} | 99.94{0.00}\n"
      "9| 指标 | 一级 | 三级 | 分值 | 得分\n"
      "10| | 产出 | 次数 | 10{0} | 9{0}\n"
      "11| | | 人数 | 10{0} | 8{0}\n"
      "12| | 效益 | 好评 | 20{0} | 20{0}\n"
      "13| 总分 | | | 40{0} | 88{0}\n"
      "merge A1:E1 A2:E2 A3:C3 D3:E3 B4:E4 B5:C5 B6:E6 A7:A8 D7:E7 D8:E8 A9:A12 B10:B11\n"
      "merge A13:C13\n" },
    { "a form, blank", FORM, NULL,
      "1| 年度自评表\n"
      "2| （年度）\n"
      "3| 日期： | | | 总分：\n"
      "4| 名称\n"
      "5| 部门 | | | 单位\n"
      "6| 结论 | 优□ 良□\n"
      "7| 备注\n"
      "8| 资金 | | 预算数 | 执行率(%)\n"
      "9| | 总额\n"
      "10| 指标 | 一级 | 三级 | 分值 | 得分\n"
      "13| 总分\n"
      "merge A1:E1 A2:E2 A3:C3 D3:E3 B4:E4 B5:C5 B6:E6 B7:E7 A8:A9 D8:E8 D9:E9 A10:A12\n"
      "merge A13:C13\n"
      "project_self_evaluation at A1\n"
      "2 header: A year*\n"
      "3 header: A date*\n"
      "3 result: D total_score*\n"
      "4 header: B project_name\n"
      "5 header: B authority, E implementing_unit\n"
      "6 result: B grade\n"
      "7 header: B overview\n"
      "9 funding.total: C annual_budget, D rate\n"
      "11 indicator.1: C level3, D weight, E score\n"
      "12 indicator.2: C level3, D weight, E score\n"
      "11 indicator.1: B level1\n"
      "12 indicator.2: B level1\n"
      "13 result: D total_weight, E total_score\n" },
};

static void
run_case(const struct draw_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;
    struct diag_list diags = { .arena = &arena };
    struct exported out;
    const char *got = "";

    expect_begin(c->name);
    if (c->sheet == NULL) {
        struct book *book = given_sheets(&arena, "");
        struct grid grid = { .name = TEXT("Sheet1") };
        const struct template_rule *t = given_mapping(&arena, c->mapping);
        const struct draw_source source
            = { .template = t, .table = t->tables[0] };
        struct placement *p = draw_table(&arena, book, &grid, &source);

        book->sheets = &grid;
        book->n_sheets = 1;
        EXPECT_TEXT(c->want,
                    arena_printf(&arena, "%s%s",
                                 gridtext_show_sheet(&arena, book, &grid).at,
                                 show_placement(&arena, p)));
        arena_release(&arena);
        return;
    }
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT("", show_broken_laws(&r));
    out = export_book(&arena, r.template, r.model, NULL, &diags);
    got = show_diags(&arena, &diags);
    for (int s = 0; s < out.book->n_sheets; s++)
        got = arena_printf(
            &arena, "%s%s", got,
            gridtext_show_sheet(&arena, out.book, &out.book->sheets[s]).at);
    EXPECT_TEXT(c->want, got);
    EXPECT_INT(0, fact_set_count(&out.lost));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
