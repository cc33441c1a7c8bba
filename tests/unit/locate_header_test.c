/* locate_header_test.c - headings found by their words, and what is not. */
#include "place/locate_header.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define TITLE "1| 支出决算表\n"
#define ROWS "rows: [{each: code, tree: functional}]\n"
#define TREE                                                                             \
    "table: expenditure\ntitle: 支出决算表\nheader:\n"                              \
    "  - 项目: [科目编码: {code: functional}, 科目名称: {name: functional}]\n" \
    "  - 合计: {measure: total, sum: true}\n"                                          \
    "  - 本年支出: [基本支出: {measure: basic},"                                 \
    " 项目支出: {measure: project}]\n"                                               \
    "ignore: [决算数]\n" ROWS
#define FLAT                                                                         \
    "table: expenditure\ntitle: 支出决算表\nheader: [科目编码:"             \
    " {code: functional}, 合计: {measure: total}, 基本支出: {measure: basic}," \
    " 项目支出: {measure: project}]\n" ROWS
#define THREE                                                                   \
    "table: three_public\ntitle: 支出决算表\nheader:\n"                    \
    "  - 预算数: {measure: budget, columns: &parts [合计: {item: total},"  \
    " 车辆: [小计: {item: vehicles}, 购置费: {item: vehicle_purchase}]," \
    " 接待费: {item: reception}]}\n"                                         \
    "  - 决算数: {measure: final, columns: *parts}\nrows: [one]\n"
#define BLOCKS                                                                   \
    "table: general_budget_basic_expenditure\ntitle: 支出决算表\nblocks:\n" \
    "  - header: [人员经费: &c [编码: {code: economic},"                   \
    " 决算数: {measure: amount}]]\n    rows: [{each: code, tree: economic,"   \
    " under: [301, 303]}]\n"                                                     \
    "  - header: [公用经费: *c]\n    rows: [{each: code, tree: economic,"    \
    " under: [302]}]\n"                                                          \
    "  - header: [公用经费: *c]\n    rows: [{each: code, tree: economic,"    \
    " under: [310]}]\n"
#define RATES                                                                  \
    "table: project_self_evaluation\ntitle: 支出决算表\nform:\n"          \
    "  - header: [项目: label, 预算数: {measure: annual_budget},"         \
    " 执行率: {measure: rate}]\n"                                           \
    "    rows: [{item: funding.total, label: 总额}]\n"

static const struct header_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    { "merged over rows and columns", TREE,
      TITLE "3| 项目 | | 合计 | 本年支出\n"
            "4| 科目编码 | 科目名称 | | 基本支出 | 项目支出\n"
            "5| 205 | 教育 | 3.00 | 1.00 | 2.00\n"
            "merge A3:B3 C3:C4 D3:E3\n",
      "expenditure at A1\n"
      "5 205: C total, D basic, E project\n" },
    { "merged over more rows than headings may take", TREE,
      TITLE "3| 项目 | | 合计 | 本年支出\n"
            "20| 科目编码 | 科目名称 | | 基本支出 | 项目支出\n"
            "21| 205 | 教育 | 3.00 | 1.00 | 2.00\n"
            "merge A3:B19 C3:C20 D3:E19\n",
      "C3 error limit-reached (nobody): the headings that begin here go on in too many rows; those further down are not read: the limit is 16 rows\n"
      "  hint: if the file is to be trusted, '--limit header-rows=NUMBER' raises it\n"
      "expenditure at A1\n"
      "1 L\n"
      "3 K.KK\n"
      "20 KK.KK\n"
      "21 NKNNN\n" },
    { "groups that are not merged", TREE,
      TITLE "3| 项目 | | 合计 | 本年支出\n"
            "4| 科目编码 | 科目名称 | | 基本支出 | 项目支出\n"
            "5| 205 | 教育 | 3.00 | 1.00 | 2.00\n",
      "expenditure at A1\n"
      "5 205: C total, D basic, E project\n" },
    { "groups in another order", TREE,
      TITLE "3| 本年支出 | | 合计 | 项目\n"
            "4| 项目支出 | 基本支出 | | 科目编码 | 科目名称\n"
            "5| 2.00 | 1.00 | 3.00 | 205 | 教育\n"
            "merge A3:B3 C3:C4 D3:E3\n",
      "expenditure at A1\n"
      "5 205: C total, B basic, A project\n" },
    { "columns in another order", FLAT,
      TITLE "3| 项目支出 | 合计 | 基本支出 | 科目编码\n"
            "4| 2.00 | 3.00 | 1.00 | 205\n",
      "expenditure at A1\n"
      "4 205: B total, C basic, A project\n" },
    { "groups left out are missed", TREE,
      TITLE "3| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
            "4| 205 | 教育 | 3.00 | 1.00 | 2.00\n",
      "C3 error header-missing t.yaml:1: 1 of 5 headings stand here, too few to tell the columns by; the table is not read\n"
      "  not found: '项目'\n"
      "  not found: '本年支出'\n"
      "  hint: write the headings as the form has them\n"
      "expenditure at A1\n"
      "1 L\n"
      "3 KKKKK\n"
      "4 NKNNN\n" },
    { "blanks, line breaks and (A) in headings", FLAT,
      TITLE "3| 科目\\n编码 | 合　计（A） | 基 本 支 出 | （三）项目支出\n"
            "4| 205 | 3.00 | 1.00 | 2.00\n",
      "expenditure at A1\n"
      "4 205: B total, C basic, D project\n" },
    { "words of the mapping that may stand there too", TREE,
      TITLE "3| 项目 | | 合计 | 本年支出\n"
            "4| 科目编码 | 科目名称 | | 基本支出 | 项目支出\n"
            "5| | | 决算数 | 决算数 | 决算数\n"
            "6| 205 | 教育 | 3.00 | 1.00 | 2.00\n"
            "merge A3:B3 A4:A5 B4:B5 C3:C4 D3:E3\n",
      "expenditure at A1\n"
      "6 205: C total, D basic, E project\n" },
    { "a misspelt heading names the nearest", FLAT,
      TITLE "3| 科目编码 | 合计 | 基本支由 | 项目支出\n"
            "4| 205 | 3.00 | 1.00 | 2.00\n",
      "C3 error header-missing t.yaml:3: no column is headed '基本支出'\n"
      "  '基本支由' stands here\n"
      "  read all the same: 合计 (B), 项目支出 (D)\n"
      "  hint: if it is this column, write '基本支出' in C3; where the sheet is right as it is, send it to whoever keeps the mappings, to add the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: B total, D project\n"
      "1 L\n"
      "3 LLNL\n"
      "4 LFNF\n" },
    { "a misspelt group heading", TREE,
      TITLE "3| 项目 | | 合计 | 本年支岀\n"
            "4| 科目编码 | 科目名称 | | 基本支出 | 项目支出\n"
            "5| 205 | 教育 | 3.00 | 1.00 | 2.00\nmerge A3:B3 C3:C4 D3:E3\n",
      "D3 error header-missing t.yaml:6: no column is headed '本年支出'\n"
      "  '本年支岀' stands here\n"
      "  read all the same: 合计 (C)\n"
      "  hint: if it is this column, write '本年支出' in D3; where the sheet is right as it is, send it to whoever keeps the mappings, to add the wording ('also')\n"
      "expenditure at A1\n"
      "5 205: C total\n"
      "1 L\n"
      "3 L.LN\n"
      "4 LL.NN\n"
      "5 LLFNN\n" },
    { "short words are near to nothing", FLAT,
      TITLE "3| 科目编码 | 总额 | 基本支出 | 项目支出\n"
            "4| 205 | 3.00 | 1.00 | 2.00\n",
      "B3 error column-unknown t.yaml:1: the form has no column '总额'; its figures are not in the result\n"
      "  not found: '合计'\n"
      "  read all the same: 基本支出 (C), 项目支出 (D)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: C basic, D project\n"
      "1 L\n"
      "3 LNLL\n"
      "4 LNFF\n" },
    { "a heading that is gone", FLAT,
      TITLE "3| 科目编码 | 合计 | 项目支出\n4| 205 | 3.00 | 2.00\n",
      "A3 error header-missing t.yaml:3: no column is headed '基本支出'\n"
      "  read all the same: 合计 (B), 项目支出 (C)\n"
      "  hint: add the column, or write its heading as the form has it\n"
      "expenditure at A1\n"
      "4 205: B total, C project\n"
      "1 L\n"
      "3 LLL\n"
      "4 LFF\n" },
    { "a heading twice", FLAT,
      TITLE "3| 科目编码 | 合计 | 基本支出 | 基本支出 | 项目支出\n"
            "4| 205 | 3.00 | 1.00 | 1.50 | 2.00\n",
      "D3 error header-twice t.yaml:1: a second column is headed '基本支出'; column C is read\n"
      "  read all the same: 合计 (B), 基本支出 (C), 项目支出 (E)\n"
      "expenditure at A1\n"
      "4 205: B total, C basic, E project\n"
      "1 L\n"
      "3 LLLNL\n"
      "4 LFFNF\n" },
    { "an unknown column in the middle", FLAT,
      TITLE "3| 科目编码 | 合计 | 经营支出 | 基本支出 | 项目支出\n"
            "4| 205 | 3.00 | 0.50 | 1.00 | 2.00\n"
            "5| 206 | 3.00 | - | 1.00 | 2.00\n",
      "C3 error column-unknown t.yaml:1: the form has no column '经营支出'; its figures are not in the result\n"
      "  read all the same: 合计 (B), 基本支出 (D), 项目支出 (E)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: B total, D basic, E project\n"
      "5 206: B total, D basic, E project\n"
      "1 L\n"
      "3 LLNLL\n"
      "4 LFNFF\n"
      "5 LFNFF\n" },
    { "an unknown column at the right", FLAT,
      TITLE "3| 科目编码 | 合计 | 基本支出 | 项目支出 | 经营支出\n"
            "4| 205 | 3.00 | 1.00 | 2.00 | 0.50\n"
            "5| 206 | 3.00 | 1.00 | 2.00 | 见注\n",
      "E3 error column-unknown t.yaml:1: the form has no column '经营支出'; its figures are not in the result\n"
      "  read all the same: 合计 (B), 基本支出 (C), 项目支出 (D)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: B total, C basic, D project\n"
      "5 206: B total, C basic, D project\n"
      "1 L\n"
      "3 LLLLN\n"
      "4 LFFFN\n"
      "5 LFFFN\n" },
    { "an unknown column at the left", FLAT,
      TITLE "3| 序号 | 科目编码 | 合计 | 基本支出 | 项目支出\n"
            "4| 1 | 205 | 3.00 | 1.00 | 2.00\n"
            "5| 2 | 206 | 3.00 | 1.00 | 2.00\n",
      "A3 error column-unknown t.yaml:1: the form has no column '序号'; its figures are not in the result\n"
      "  read all the same: 合计 (C), 基本支出 (D), 项目支出 (E)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: C total, D basic, E project\n"
      "5 206: C total, D basic, E project\n"
      "1 L\n"
      "3 NLLLL\n"
      "4 NLFFF\n"
      "5 NLFFF\n" },
    { "an unknown group of columns", TREE,
      TITLE
      "3| 项目 | | 合计 | 本年支出 | | 上年支出\n"
      "4| 科目编码 | 科目名称 | | 基本支出 | 项目支出 | 基本支出 | 项目支出\n"
      "5| 205 | 教育 | 3.00 | 1.00 | 2.00 | 4.00 | 5.00\n"
      "merge A3:B3 C3:C4 D3:E3 F3:G3\n",
      "F3 error column-unknown t.yaml:1: the form has no column '上年支出'; its figures are not in the result\n"
      "  read all the same: 合计 (C), 基本支出 (D), 项目支出 (E)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "5 205: C total, D basic, E project\n"
      "1 L\n"
      "3 L.LL.N\n"
      "4 LL.LLNN\n"
      "5 LLFFFNN\n" },
    { "an unknown column below a known group", TREE,
      TITLE "3| 项目 | | 合计 | 本年支出\n"
            "4| 科目编码 | 科目名称 | | 基本支出 | 经营支出 | 项目支出\n"
            "5| 205 | 教育 | 3.00 | 1.00 | 0.50 | 2.00\n"
            "merge A3:B3 C3:C4 D3:F3\n",
      "E4 error column-unknown t.yaml:1: the form has no column '经营支出'; its figures are not in the result\n"
      "  read all the same: 合计 (C), 基本支出 (D), 项目支出 (F)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "5 205: C total, D basic, F project\n"
      "1 L\n"
      "3 L.LL\n"
      "4 LL.LNL\n"
      "5 LLFFNF\n" },
    { "an unknown column without figures", FLAT,
      TITLE "3| 科目编码 | 合计 | 基本支出 | 项目支出 | 备注\n"
            "4| 205 | 3.00 | 1.00 | 2.00\n",
      "E3 error column-unknown t.yaml:1: the form has no column '备注'; its figures are not in the result\n"
      "  read all the same: 合计 (B), 基本支出 (C), 项目支出 (D)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: B total, C basic, D project\n"
      "1 L\n"
      "3 LLLLN\n"
      "4 LFFF\n" },
    { "fewer than half of the headings", FLAT,
      TITLE "3| 编码 | 合计 | 基本 | 项目\n4| 205 | 3.00 | 1.00 | 2.00\n",
      "B3 error header-missing t.yaml:1: 1 of 4 headings stand here, too few to tell the columns by; the table is not read\n"
      "  not found: '科目编码'\n"
      "  not found: '基本支出'\n"
      "  not found: '项目支出'\n"
      "  hint: write the headings as the form has them\n"
      "expenditure at A1\n"
      "1 L\n"
      "3 KKKK\n"
      "4 NNNN\n" },
    { "the same words under two groups", THREE,
      TITLE "3| 预算数 | | | | 决算数\n"
            "4| 合计 | 车辆 | | 接待费 | 合计 | 车辆 | | 接待费\n"
            "5| | 小计 | 购置费 | | | 小计 | 购置费\n"
            "6| 1.00 | 2.00 | 3.00 | 4.00 | 5.00 | 6.00 | 7.00 | 8.00\n"
            "merge A3:D3 E3:H3 B4:C4 F4:G4 A4:A5 D4:D5 E4:E5 H4:H5\n",
      "three_public at A1\n"
      "6 total: A budget\n"
      "6 vehicles: B budget\n"
      "6 vehicle_purchase: C budget\n"
      "6 reception: D budget\n"
      "6 total: E final\n"
      "6 vehicles: F final\n"
      "6 vehicle_purchase: G final\n"
      "6 reception: H final\n" },
    { "the same words under two groups, nothing merged", THREE,
      TITLE "3| 预算数 | | | | 决算数\n"
            "4| 合计 | 车辆 | | 接待费 | 合计 | 车辆 | | 接待费\n"
            "5| | 小计 | 购置费 | | | 小计 | 购置费\n"
            "6| 1.00 | 2.00 | 3.00 | 4.00 | 5.00 | 6.00 | 7.00 | 8.00\n",
      "three_public at A1\n"
      "6 total: A budget\n"
      "6 vehicles: B budget\n"
      "6 vehicle_purchase: C budget\n"
      "6 reception: D budget\n"
      "6 total: E final\n"
      "6 vehicles: F final\n"
      "6 vehicle_purchase: G final\n"
      "6 reception: H final\n" },
    { "two groups under one merged heading", BLOCKS,
      TITLE "3| 人员经费 | | 公用经费\n"
            "4| 编码 | 决算数 | 编码 | 决算数 | 编码 | 决算数\n"
            "5| 301 | 1.00 | 302 | 2.00 | 310 | 3.00\n"
            "merge A3:B3 C3:F3\n",
      "general_budget_basic_expenditure at A1\n"
      "5 301: B amount\n"
      "5 302: D amount\n"
      "5 310: F amount\n" },
    { "two groups with a heading each", BLOCKS,
      TITLE "3| 人员经费 | | 公用经费 | | 公用经费\n"
            "4| 编码 | 决算数 | 编码 | 决算数 | 编码 | 决算数\n"
            "5| 301 | 1.00 | 302 | 2.00 | 310 | 3.00\n"
            "merge A3:B3 C3:D3 E3:F3\n",
      "general_budget_basic_expenditure at A1\n"
      "5 301: B amount\n"
      "5 302: D amount\n"
      "5 310: F amount\n" },
    { "a unit in a heading", RATES,
      TITLE "3| 项目 | 预算数（元） | 执行率\n4| 总额 | 5.00 | 0.5\n",
      "project_self_evaluation at A1\n"
      "4 funding.total: B annual_budget, C rate\n" },
    { "a % in a heading", RATES,
      TITLE "3| 项目 | 预算数 | 执行率（%）\n4| 总额 | 5.00 | 99.94\n",
      "project_self_evaluation at A1\n"
      "4 funding.total: B annual_budget, C rate\n" },
    { "a heading merged over several columns", FLAT,
      TITLE "3| 科目编码 | | 合计 | 基本支出 | | 项目支出\n"
            "4| 205 | | 3.00 | | 1.00 | 2.00\nmerge A3:B3 D3:E3\n",
      "expenditure at A1\n"
      "4 205: C total, E basic, F project\n" },
    { "headings that are numbers are none", FLAT,
      TITLE "3| 科目编码 | 合计 | 2022 | 项目支出\n"
            "4| 205 | 3.00 | 1.00 | 2.00\n",
      "C3 error column-unknown t.yaml:1: the form has no column '2022'; its figures are not in the result\n"
      "  not found: '基本支出'\n"
      "  read all the same: 合计 (B), 项目支出 (D)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "expenditure at A1\n"
      "4 205: B total, D project\n"
      "1 L\n"
      "3 LLNL\n"
      "4 LFNF\n" },
    { "a paragraph above that says a heading's word", FLAT,
      TITLE "2| 合计\n3| 科目编码 | 合计 | 基本支出 | 项目支出\n"
            "4| 205 | 3.00 | 1.00 | 2.00\n",
      "expenditure at A1\n"
      "4 205: B total, C basic, D project\n" },
};

static void
run_case(const struct header_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s%s", show_diags(&arena, &r.diags),
                             show_placements(&r),
                             r.diags.n > 0 ? show_claims(&r) : ""));
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
