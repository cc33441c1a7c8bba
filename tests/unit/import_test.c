/* import_test.c - cells become values, and what becomes none. */
#include "port/import.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

/* ---- single values ---- */

#define SCORES                                                                 \
    "table: project_self_evaluation\ntitle: 表\nform:\n"                      \
    "  - [金额, {funding.total: annual_budget}]\n"                           \
    "  - [比率, {funding.total: rate}]\n"                                    \
    "  - [得分, {funding.total: score}]\n"                                   \
    "  - [文字, {header: overview}]\n"                                       \
    "  - [结论, {result: grade, ticks: [优, 良]}]\n"
#define PERCENT                                                                \
    "table: project_self_evaluation\ntitle: 表\nform:\n"                      \
    "  - header: [项目: label, 金额: {measure: annual_budget},"            \
    " 执行率(%): {measure: rate}]\n"                                        \
    "    rows: [{item: funding.total, label: 总额}]\n"
#define ASSETS                                                                 \
    "table: state_assets\ntitle: 表\nheader: [项目: label,"                 \
    " 数量: {measure: count}]\nrows: [{item: vehicles.total, label: 车辆}]\n"

static const struct value_case {
    const char *name, *mapping, *sheet, *want;
} values[] = {
    /* amounts, in 万元 */
    { "a number", SCORES, "2| 金额 | 582.36{0.00}\n",
      "B2 funding.total annual_budget = 5823600 -2\n" },
    { "a number without decimals", SCORES, "2| 金额 | 582\n",
      "B2 funding.total annual_budget = 5820000 -4\n" },
    { "a number that shows fewer decimals than it has", SCORES,
      "2| 金额 | 582.3612{0.00}\n",
      "B2 funding.total annual_budget = 5823612 0\n" },
    { "a number that shows more decimals than it has", SCORES,
      "2| 金额 | 5.5{#,##0.0000}\n",
      "B2 funding.total annual_budget = 55000 0\n" },
    { "zero", SCORES, "2| 金额 | 0\n",
      "B2 funding.total annual_budget = 0 -4\n" },
    { "zero shown with decimals", SCORES, "2| 金额 | 0{0.00}\n",
      "B2 funding.total annual_budget = 0 -2\n" },
    { "a negative number", SCORES, "2| 金额 | -12.50{0.00}\n",
      "B2 funding.total annual_budget = -125000 -2\n" },
    { "a negative number in brackets by its format", SCORES,
      "2| 金额 | -12.5{#,##0.00_);(#,##0.00)}\n",
      "B2 funding.total annual_budget = -125000 -2\n" },
    { "15 digits", SCORES, "2| 金额 | 1234567890123.45\n",
      "B2 funding.total annual_budget = 12345678901234500 -2\n" },
    { "16 digits are rounded as Excel shows them", SCORES,
      "2| 金额 | 0.57999999999999996{0.00}\n",
      "B2 funding.total annual_budget = 5800 -2\n" },
    { "the 17th digit of a large amount", SCORES,
      "2| 金额 | 582.36000000000001{0.00}\n",
      "B2 funding.total annual_budget = 5823600 -2\n" },
    { "an exponent", SCORES, "2| 金额 | 1.5E+3\n",
      "B2 funding.total annual_budget = 15000000 -4\n" },
    { "a very large number", SCORES, "2| 金额 | 1E+30\n",
      "B2 error value-overflow t.yaml:4: '1E+30' has more digits than can be kept exactly\n" },
    { "a very small number", SCORES, "2| 金额 | 1E-30\n",
      "B2 funding.total annual_budget = 0 -4\n" },
    { "separators", SCORES, "2| 金额 | 1,234.50\n",
      "B2 funding.total annual_budget = 12345000 -2\n" },
    { "separators in the wrong places", SCORES, "2| 金额 | 12,34.50\n",
      "B2 error value-no-number t.yaml:4: '12,34.50' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure alone, as 1234.50, and a negative one as -1234.50\n" },
    { "full-width digits and separators", SCORES,
      "2| 金额 | １，２３４．５０\n",
      "B2 funding.total annual_budget = 12345000 -2\n" },
    { "blanks around a number", SCORES, "2| 金额 | '　 1234.50 \\n\n",
      "B2 funding.total annual_budget = 12345000 -2\n" },
    { "blanks inside a number", SCORES, "2| 金额 | 1 234.50\n",
      "B2 funding.total annual_budget = 12345000 -2\n" },
    { "a number typed as text", SCORES, "2| 金额 | '582.36\n",
      "B2 funding.total annual_budget = 5823600 -2\n" },
    { "a unit behind it", SCORES, "2| 金额 | 73 万元\n",
      "B2 funding.total annual_budget = 730000 -4\n" },
    { "another unit behind it", SCORES, "2| 金额 | 5,823,600.00元\n",
      "B2 funding.total annual_budget = 5823600 2\n" },
    { "a currency sign", SCORES, "2| 金额 | ￥5.00\n",
      "B2 funding.total annual_budget = 50000 -2\n" },
    { "a plus and a minus of full width", SCORES, "2| 金额 | －5.00\n",
      "B2 funding.total annual_budget = -50000 -2\n" },
    { "accountants' brackets typed as text", SCORES, "2| 金额 | (5.00)\n",
      "B2 error value-no-number t.yaml:4: '(5.00)' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure alone, as 1234.50, and a negative one as -1234.50\n" },
    { "blank", SCORES, "2| 金额 | \n", "" },
    { "the empty text", SCORES, "2| 金额 | '\n", "" },
    { "blanks only", SCORES, "2| 金额 | '\\s　\\s\n", "" },
    { "a dash", SCORES, "2| 金额 | -\n", "" },
    { "a long dash", SCORES, "2| 金额 | ——\n", "" },
    { "a slash of full width", SCORES, "2| 金额 | ／\n", "" },
    { "无", SCORES, "2| 金额 | 无\n",
      "B2 error value-no-number t.yaml:4: '无' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure, 0 where there is none, or leave the cell blank\n" },
    { "words", SCORES, "2| 金额 | 约五万元\n",
      "B2 error value-no-number t.yaml:4: '约五万元' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure, 0 where there is none, or leave the cell blank\n" },
    { "two numbers", SCORES, "2| 金额 | 5.00/6.00\n",
      "B2 error value-no-number t.yaml:4: '5.00/6.00' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure alone, as 1234.50, and a negative one as -1234.50\n" },
    { "a letter for 0", SCORES, "2| 金额 | O\n",
      "B2 error value-no-number t.yaml:4: 'O' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: O is a letter: type the figure 0, or leave the cell blank\n" },
    { "two numbers on two lines", SCORES, "2| 金额 | 5.00\\n6.00\n",
      "B2 error value-no-number t.yaml:4: '5.00\n6.00' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: there is more than one figure in the cell: leave one\n" },
    { "a percentage", SCORES, "2| 金额 | 50%\n",
      "B2 error value-no-number t.yaml:4: '50%' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure alone, as 1234.50, and a negative one as -1234.50\n" },
    { "a date", SCORES, "2| 金额 | 45107{yyyy/m/d}\n",
      "B2 error value-no-number t.yaml:4: '2023/6/30' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure in a plain format (0.00)\n" },
    { "an ISO date", SCORES, "2| 金额 | @2023-06-30\n",
      "B2 error value-no-number t.yaml:4: '2023-06-30' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure in a plain format (0.00)\n" },
    { "a boolean", SCORES, "2| 金额 | TRUE\n",
      "B2 error value-no-number t.yaml:4: 'TRUE' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure in a plain format (0.00)\n" },
    { "an error", SCORES, "2| 金额 | #DIV/0!\n",
      "B2 error cell-is-error t.yaml:4: the cell shows #DIV/0!\n"
      "  hint: mend the formula, or type the figure\n" },
    { "a formula's result", SCORES, "2| 金额 | =582.36{0.00}\n",
      "B2 funding.total annual_budget = 5823600 -2\n" },
    { "a formula's result that is text", SCORES, "2| 金额 | ='582.36\n",
      "B2 funding.total annual_budget = 5823600 -2\n" },
    { "a formula's result that is the empty text", SCORES, "2| 金额 | ='\n",
      "" },
    { "a formula's error", SCORES, "2| 金额 | =#REF!\n",
      "B2 error cell-is-error t.yaml:4: the cell shows #REF!\n"
      "  hint: mend the formula, or type the figure\n" },
    { "a formula without a result", SCORES, "2| 金额 | =?SUM(B3:B4)\n",
      "B2 warning nocache t.yaml:4: formulas have no result, so that 1 figures are not known: B2\n"
      "  hint: open the workbook in Excel or WPS and save it\n" },
    { "a format that hides zero", SCORES, "2| 金额 | 0{0.00;-0.00;;}\n",
      "B2 funding.total annual_budget = 0 -2\n" },
    { "a unit in the label", SCORES, "2| 金额（元） | 5823600\n",
      "B2 funding.total annual_budget = 5823600 0\n" },
    { "two numbers parted by a blank", SCORES, "2| 金额 | 12 34\n",
      "B2 error value-no-number t.yaml:4: '12 34' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: there is more than one figure in the cell: leave one\n" },
    { "an amount shown as a percentage", SCORES, "2| 金额 | 582.36{0.00%}\n",
      "B2 error value-no-number t.yaml:4: '58236.00%' is not an amount (年度资金总额 全年预算数)\n"
      "  hint: type the figure in a plain format (0.00)\n" },
    /* ratios */
    { "a ratio", SCORES, "2| 比率 | 0.9994\n",
      "B2 funding.total rate = 0.9994 ratio 4\n" },
    { "a ratio shown as a percentage", SCORES, "2| 比率 | 0.9994{0.00%}\n",
      "B2 funding.total rate = 0.9994 ratio 4\n" },
    { "a percentage typed", SCORES, "2| 比率 | 99.94%\n",
      "B2 funding.total rate = 0.9994 ratio 4\n" },
    { "a percentage of full width", SCORES, "2| 比率 | ９９．９４％\n",
      "B2 funding.total rate = 0.9994 ratio 4\n" },
    { "a percentage without base", SCORES, "2| 比率 | --%\n", "" },
    { "a number under a heading with %", PERCENT,
      "2| 项目 | 金额 | 执行率（%）\n3| 总额 | 1 | 99.94\n",
      "B3 funding.total annual_budget = 10000 -4\n"
      "C3 funding.total rate = 0.9994 ratio 4\n" },
    { "a percentage under a heading with %", PERCENT,
      "2| 项目 | 金额 | 执行率（%）\n3| 总额 | 1 | 0.9994{0.00%}\n",
      "B3 funding.total annual_budget = 10000 -4\n"
      "C3 funding.total rate = 0.9994 ratio 4\n" },
    { "a typed percentage under a heading with %", PERCENT,
      "2| 项目 | 金额 | 执行率（%）\n3| 总额 | 1 | 99.94%\n",
      "B3 funding.total annual_budget = 10000 -4\n"
      "C3 funding.total rate = 0.9994 ratio 4\n" },
    { "a typed number under a heading with %", PERCENT,
      "2| 项目 | 金额 | 执行率（%）\n3| 总额 | 1 | '99.94\n",
      "B3 funding.total annual_budget = 10000 -4\n"
      "C3 funding.total rate = 0.9994 ratio 4\n" },
    { "a number under a heading that lost its %", PERCENT,
      "2| 项目 | 金额 | 执行率\n3| 总额 | 1 | 0.9994\n",
      "B3 funding.total annual_budget = 10000 -4\n"
      "C3 funding.total rate = 0.9994 ratio 4\n" },
    { "a hundred and more", SCORES, "2| 比率 | 1.2{0%}\n",
      "B2 funding.total rate = 1.2 ratio 2\n" },
    /* scores and counts */
    { "a score", SCORES, "2| 得分 | 9.5\n",
      "B2 funding.total score = 9.5 score 1\n" },
    { "a score with its word", SCORES, "2| 得分 | 10 分\n",
      "B2 funding.total score = 10 score 0\n" },
    { "a score as a percentage", SCORES, "2| 得分 | 95%\n",
      "B2 error value-no-number t.yaml:6: '95%' is not a score (年度资金总额 得分)\n"
      "  hint: type the figure alone, as 1234.50, and a negative one as -1234.50\n" },
    { "a score shown as a percentage", SCORES, "2| 得分 | 0.95{0%}\n",
      "B2 error value-no-number t.yaml:6: '95%' is not a score (年度资金总额 得分)\n"
      "  hint: type the figure in a plain format (0.00)\n" },
    { "a count", ASSETS, "2| 项目 | 数量\n3| 车辆 | 3\n",
      "B3 vehicles.total count = 3 count 0\n" },
    { "a count in the format of the amounts around it", ASSETS,
      "2| 项目 | 数量\n3| 车辆 | 46{0.00}\n",
      "B3 vehicles.total count = 46 count 0\n" },
    { "a count in a format with what is counted", ASSETS,
      "2| 项目 | 数量\n3| 车辆 | 46{0\"辆\"}\n",
      "B3 vehicles.total count = 46 count 0\n" },
    { "counts in formats that show ten thousands", ASSETS,
      "2| 项目 | 数量\n3| 车辆 | 20000{0!.0,\"万\"}\n",
      "B3 error value-shown t.yaml:4: the cell holds 20000, but its format 0!.0,\"万\" shows something else\n"
      "  hint: type the figure as it is to be read, in a plain format (0.00)\n" },
    { "a rate in a format that shows thousandths", SCORES,
      "2| 比率 | 5{0\"‰\"}\n",
      "B2 error value-shown t.yaml:5: the cell holds 5, but its format 0\"‰\" shows something else\n"
      "  hint: type the figure as it is to be read, in a plain format (0.00)\n" },
    { "a ratio in times: its words make another number of it", SCORES,
      "2| 比率 | 5{0\"倍\"}\n",
      "B2 error value-shown t.yaml:5: the cell holds 5, but its format 0\"倍\" shows something else\n"
      "  hint: type the figure as it is to be read, in a plain format (0.00)\n" },
    { "zeros in formats with words", ASSETS,
      "2| 项目 | 数量\n3| 车辆 | 0{0;-0;\"见附件\"}\n",
      "B3 error value-shown t.yaml:4: the cell holds 0, but its format 0;-0;\"见附件\" shows something else\n"
      "  hint: type the figure as it is to be read, in a plain format (0.00)\n" },
    { "a zero shown as none", ASSETS,
      "2| 项目 | 数量\n3| 车辆 | 0{0;-0;\"—\"}\n",
      "B3 vehicles.total count = 0 count 0\n" },
    { "a count that is no whole number", ASSETS,
      "2| 项目 | 数量\n3| 车辆 | 4.25\n",
      "B3 warning count-fraction t.yaml:4: '4.25' is no whole number (车辆数合计（辆） 数量)\n"
      "  hint: see whether an amount of money was typed there\n"
      "B3 vehicles.total count = 4.25 count 2\n" },
    { "a count below zero", ASSETS, "2| 项目 | 数量\n3| 车辆 | -3\n",
      "B3 warning count-negative t.yaml:4: '-3' is less than none (车辆数合计（辆） 数量)\n"
      "  hint: see whether the sign was typed by mistake\n"
      "B3 vehicles.total count = -3 count 0\n" },
    { "a count with its word", ASSETS, "2| 项目 | 数量\n3| 车辆 | 3辆\n",
      "B3 error value-no-number t.yaml:4: '3辆' is not a count (车辆数合计（辆） 数量)\n"
      "  hint: type the figure alone, as 1234.50, and a negative one as -1234.50\n" },
    /* texts */
    { "a figure with a raised part", SCORES, "2| 金额 | ^'582.362\n",
      "B2 error value-no-number t.yaml:4: a part of '582.362' is struck out, raised or lowered, so it is not taken for an amount (年度资金总额 全年预算数)\n"
      "  hint: leave in the cell the figure alone, in plain type; notes go below the table\n" },
    { "a number in a struck-out cell", SCORES, "2| 金额 | ^582.36{0.00}\n",
      "B2 error value-no-number t.yaml:4: a part of '582.36' is struck out, raised or lowered, so it is not taken for an amount (年度资金总额 全年预算数)\n"
      "  hint: leave in the cell the figure alone, in plain type; notes go below the table\n" },
    { "a formula's result that is struck out", SCORES, "2| 金额 | ^=582.36\n",
      "B2 error value-no-number t.yaml:4: a part of '582.36' is struck out, raised or lowered, so it is not taken for an amount (年度资金总额 全年预算数)\n"
      "  hint: leave in the cell the figure alone, in plain type; notes go below the table\n" },
    { "a ratio with a raised part", SCORES, "2| 比率 | ^'99%2\n",
      "B2 error value-no-number t.yaml:5: a part of '99%2' is struck out, raised or lowered, so it is not taken for a ratio (年度资金总额 执行率)\n"
      "  hint: leave in the cell the figure alone, in plain type; notes go below the table\n" },
    { "a score that is struck out", SCORES, "2| 得分 | ^'8\n",
      "B2 error value-no-number t.yaml:6: a part of '8' is struck out, raised or lowered, so it is not taken for a score (年度资金总额 得分)\n"
      "  hint: leave in the cell the figure alone, in plain type; notes go below the table\n" },
    { "a dash that is struck out is one", SCORES, "2| 金额 | ^-\n", "" },
    { "a text with a struck-out part is read", SCORES, "2| 文字 | ^甲乙\n",
      "B2 header overview = '甲乙'\n" },
    { "a text with a NUL is not", SCORES, "2| 文字 | 甲\\x00乙\n",
      "B2 error char-invalid t.yaml:7: the text holds something that is no character (a NUL), which Excel does not show; it is not read\n"
      "  hint: empty the cell and type the text anew\n" },
    { "nor one that begins with it", SCORES, "2| 文字 | \\x00甲\n",
      "B2 error char-invalid t.yaml:7: the text holds something that is no character (a NUL), which Excel does not show; it is not read\n"
      "  hint: empty the cell and type the text anew\n" },
    { "nor is one alone", SCORES, "2| 文字 | \\x00\n",
      "B2 error char-invalid t.yaml:7: the text holds something that is no character (a NUL), which Excel does not show; it is not read\n"
      "  hint: empty the cell and type the text anew\n" },
    { "a text, trimmed", SCORES, "2| 文字 | '\\s　甲 乙\\n丙\\s\n",
      "B2 header overview = '甲 乙\n"
      "丙'\n" },
    { "a text that is a number", SCORES, "2| 文字 | 1200.5\n",
      "B2 header overview = '1200.5'\n" },
    { "a text that is a formatted number", SCORES,
      "2| 文字 | 1200.5{#,##0.00}\n", "B2 header overview = '1,200.50'\n" },
    { "a text that is a percentage", SCORES, "2| 文字 | 0.9994{0.00%}\n",
      "B2 header overview = '99.94%'\n" },
    { "a text that is a date", SCORES, "2| 文字 | 45107{yyyy/m/d}\n",
      "B2 header overview = '2023/6/30'\n" },
    { "a text that is an ISO date", SCORES, "2| 文字 | @2023-06-30\n",
      "B2 header overview = '2023-06-30'\n" },
    { "a text that is a boolean", SCORES, "2| 文字 | TRUE\n",
      "B2 header overview = 'TRUE'\n" },
    { "a text that is an error", SCORES, "2| 文字 | #N/A\n",
      "B2 error cell-is-error t.yaml:7: the cell shows #N/A\n"
      "  hint: mend the formula, or type the figure\n" },
    { "a text that is a dash", SCORES, "2| 文字 | /\n", "" },
    { "a text that is 无", SCORES, "2| 文字 | 无\n",
      "B2 header overview = '无'\n" },
    { "a text that is a formula without a result", SCORES,
      "2| 文字 | =?'A1&B1\n",
      "B2 warning nocache t.yaml:7: formulas have no result, so that 1 figures are not known: B2\n"
      "  hint: open the workbook in Excel or WPS and save it\n" },
    /* ticks */
    { "a tick", SCORES, "2| 结论 | 优□ 良☑\n", "B2 result grade = '良'\n" },
    { "a tick that is no choice", SCORES, "2| 结论 | 优□ 良□ 中☑\n",
      "B2 warning tick-unknown t.yaml:8: '中' is ticked, which is none of the choices of the form\n"
      "B2 result grade = '中'\n" },
    { "a choice alone", SCORES, "2| 结论 | 良\n", "B2 result grade = '良'\n" },
    { "words where choices belong", SCORES, "2| 结论 | 较好\n",
      "B2 warning tick-unknown t.yaml:8: '较好' is ticked, which is none of the choices of the form\n"
      "B2 result grade = '较好'\n" },
};

static const char *
first_lines(struct arena *arena, const struct value_case *c)
{
    /* Only the line that the case is about. */
    return arena_printf(arena, "1| 表\n%s", c->sheet);
}

/* What the case is not about: lines of the form that are not there. */
static void
drop_missing(struct diag_list *diags)
{
    int n = 0;

    for (int i = 0; i < diags->n; i++) {
        if (diags->items[i]->code != DIAG_HEADER_MISSING)
            diags->items[n++] = diags->items[i];
    }
    diags->n = n;
}

static void
run_value(const struct value_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, first_lines(&arena, c));
    EXPECT_TEXT("", show_broken_laws(&r));
    drop_missing(&r.diags);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", show_diags(&arena, &r.diags),
                             show_values(&arena, r.model)));
    arena_release(&arena);
}

/* ---- tables ---- */

#define INCOME                                                                         \
    "table: income\ntitle: 收入决算表\n"                                          \
    "caption: {left: [\"部门：{department}\", \"编制单位：{department}\"],"    \
    " right: [\"金额单位：{unit}\", \"单位：{unit}\"]}\n"                      \
    "header: [科目编码: {code: functional}, 科目名称: {name: functional},"     \
    " 合计: {measure: total, sum: true}, 财政: {measure: fiscal_appropriation}]\n" \
    "rows: [{item: total, label: 合计, sum: true, optional: true},"                  \
    " {each: code, tree: functional}]\n"                                               \
    "declared_empty: [\"{year}年度无收入{*}\", 本表无数据]\n"
#define OUT "---\n" SPENT
#define SPENT                                                                  \
    "table: expenditure\ntitle: 支出决算表\n"                             \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n" \
    "header: [科目编码: {code: functional}, 合计: {measure: total}]\n"   \
    "rows: [{each: code, tree: functional}]\n"
#define HEAD "4| 科目编码 | 科目名称 | 合计 | 财政\n"
#define BODY HEAD "5| 205 | 教育 | 3.50{0.00} | 1.00{0.00}\n"
#define SCORED                                                                 \
    "table: project_self_evaluation\ntitle: \"{*}自评表\"\n"                \
    "instance: header.project_name\nform:\n"                                   \
    "  - \"（{header.year}年度）\"\n"                                      \
    "  - [项目名称, {header: project_name}]\n"                             \
    "  - [单位, {header: implementing_unit}]\n"                              \
    "  - [预算数, {funding.total: annual_budget}]\n"
#define SHEET(year, name, unit, amount)                                        \
    "1| 项目自评表\n2| （" year "年度）\n3| 项目名称 | " name                  \
    "\n4| 单位 | " unit "\n5| 预算数 | " amount "\n"

static const struct value_case tables[] = {
    { "department, unit, year, names and sums", INCOME,
      "1| 某县2022年度收入决算表\n2| 部门：某局 | | 金额单位：万元\n" HEAD
      "5| | 合计 | 3.50{0.00} | 1.00{0.00}\n"
      "6| 205 | 教育支出 | 3.50{0.00} | 1.00{0.00}\n"
      "7| 20501 | 管理 | 3.50{0.00} | 1.00{0.00}\n"
      "8| 2050101 | 运行 | 3.50{0.00} | 1.00{0.00}\n"
      "9| 206 | 科学 | 0{0.00} | -\n",
      "income of 某局, 2022, 4: 2 decimals\n"
      "205 教育支出\n"
      "20501 管理\n"
      "2050101 运行\n"
      "206 科学\n"
      "C5 total total = 35000 -2 sum\n"
      "D5 total fiscal_appropriation = 10000 -2 sum\n"
      "C6 205 total = 35000 -2 sum\n"
      "D6 205 fiscal_appropriation = 10000 -2 sum\n"
      "C7 20501 total = 35000 -2 sum\n"
      "D7 20501 fiscal_appropriation = 10000 -2 sum\n"
      "C8 2050101 total = 35000 -2 sum\n"
      "D8 2050101 fiscal_appropriation = 10000 -2\n"
      "C9 206 total = 0 -2 sum\n"
      "某局 2022\n" },
    { "a year behind the unit", INCOME,
      "1| 收入决算表\n2| 部门：某局  单位：万元  2022年度\n" HEAD
      "5| 205 | 教育 | 3.50{0.00} | 3.50{0.00}\n",
      "income of 某局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 35000 -2\n"
      "某局 2022\n" },
    { "元 on the sheet", INCOME,
      "1| 收入决算表\n2| 部门：某局 | | 金额单位：元\n" HEAD
      "5| 205 | 教育 | 35,000.00 | 10000\n",
      "C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income of 某局, 2022, 0: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 2 sum\n"
      "D5 205 fiscal_appropriation = 10000 0\n"
      "某局 2022\n" },
    { "千元 on the sheet", INCOME, "1| 收入决算表\n2| 单位：千元\n" BODY,
      "A2 warning unit-differs t.yaml:1: the sheet's amounts are in 千元, the template's in 万元; read as the sheet says\n"
      "income, 2022, 3: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 3500 -1 sum\n"
      "D5 205 fiscal_appropriation = 1000 -1\n"
      " 2022\n" },
    { "亿元 on the sheet", INCOME, "1| 收入决算表\n2| 单位：亿元\n" BODY,
      "A2 warning unit-differs t.yaml:1: the sheet's amounts are in 亿元, the template's in 万元; read as the sheet says\n"
      "income, 2022, 8: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 350000000 -6 sum\n"
      "D5 205 fiscal_appropriation = 100000000 -6\n"
      " 2022\n" },
    { "人民币万元 on the sheet", INCOME,
      "1| 收入决算表\n2| 金额单位：人民币万元\n" BODY,
      "income, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2022\n" },
    { "an unknown unit", INCOME, "1| 收入决算表\n2| 金额单位：美元\n" BODY,
      "A2 error unit-unknown t.yaml:1: '金额单位：美元' is no unit of money that is known; the amounts of the table are not read\n"
      "  hint: write the unit that the figures are in, as 单位：万元 or 单位：元\n"
      "income, 2022, 4: 2 decimals\n"
      "205 教育\n"
      " 2022\n" },
    { "no unit", INCOME, "1| 收入决算表\n" BODY,
      "income, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2022\n" },
    { "the unit left blank", INCOME, "1| 收入决算表\n2| 金额单位：\n" BODY,
      "income, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2022\n" },
    { "the unit in a cell of its own", INCOME,
      "1| 收入决算表\n2| 编制单位： | 某局 | 金额单位： | 元\n" BODY,
      "D2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income of 某局, 2022, 0: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 3.5 2 sum\n"
      "D5 205 fiscal_appropriation = 1 2\n"
      "某局 2022\n" },
    { "the unit above the title", INCOME,
      "1| | | 金额单位：元\n2| 收入决算表\n" BODY,
      "C1 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 2022, 0: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 3.5 2 sum\n"
      "D5 205 fiscal_appropriation = 1 2\n"
      " 2022\n" },
    { "the unit in brackets behind the title", INCOME,
      "1| 收入决算表（单位：元）\n" BODY,
      "A1 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 2022, 0: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 3.5 2 sum\n"
      "D5 205 fiscal_appropriation = 1 2\n"
      " 2022\n" },
    { "the unit said twice, and differently", INCOME,
      "1| 收入决算表\n2| 金额单位：元\n3| 单位：万元\n" BODY,
      "A2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "A3 error unit-twice t.yaml:1: the unit is 万元 here, but another one in another place; the amounts of the table are not read\n"
      "income, 2022, 0: 2 decimals\n"
      "205 教育\n"
      " 2022\n" },
    { "单位 with a name is the department", INCOME,
      "1| 收入决算表\n2| 编制单位：某局 | | 单位：万元\n" BODY,
      "income of 某局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "某局 2022\n" },
    { "department and unit in one cell", INCOME,
      "1| 收入决算表\n2| 部门：某局　　　　金额单位：元\n" BODY,
      "A2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income of 某局, 2022, 0: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 3.5 2 sum\n"
      "D5 205 fiscal_appropriation = 1 2\n"
      "某局 2022\n" },
    { "two departments", INCOME OUT,
      "# 1\n1| 收入决算表\n2| 部门：甲局\n" BODY
      "# 2\n1| 支出决算表\n2| 部门：乙局\n4| 科目编码 | 合计\n5| 205 | 1\n",
      "2!A2 error department-differs t.yaml:1: this sheet is of '乙局', sheet 1 (A2) of '甲局'\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "expenditure of 乙局, 2022, 4: 0 decimals\n"
      "B5 205 total = 10000 -4\n"
      "甲局 2022\n" },
    { "a department and what is short for it", INCOME OUT,
      "# 1\n1| 收入决算表\n2| 部门：甲区教育局\n" BODY
      "# 2\n1| 支出决算表\n2| 部门：甲教局\n4| 科目编码 | 合计\n5| 205 | 1\n",
      "2!A2 warning department-differs t.yaml:1: this sheet is of '甲教局', sheet 1 (A2) of '甲区教育局'\n"
      "income of 甲区教育局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "expenditure of 甲教局, 2022, 4: 0 decimals\n"
      "B5 205 total = 10000 -4\n"
      "甲区教育局 2022\n" },
    { "two departments on a sheet", INCOME,
      "1| 收入决算表\n2| 部门：甲局\n3| 编制单位：乙校\n" BODY,
      "A3 warning department-differs t.yaml:1: this cell says '乙校', A2 of the sheet says '甲局', which is taken\n"
      "  hint: correct the one that is wrong\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "甲局 2022\n" },
    { "a label that no mapping has", INCOME,
      "1| 收入决算表\n2| 报送单位（公章）：某局\n" BODY,
      "income of 某局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "某局 2022\n" },
    { "and its name in the next cell", INCOME,
      "1| 收入决算表\n2| 汇总单位： | | 某局\nmerge A2:B2\n" BODY,
      "income of 某局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "某局 2022\n" },
    { "a label behind a year and another label", INCOME,
      "1| 收入决算表\n2| 2022年度 部门代码：101 部门名称：某局\n" BODY,
      "income of 某局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "某局 2022\n" },
    { "more in a caption than a name", INCOME OUT,
      "# 1\n1| 收入决算表\n2| 部门：甲局 张三\n" BODY
      "# 2\n1| 支出决算表\n2| 部门：甲局 张三\n4| 科目编码 | 合计\n5| 205 | 1\n",
      "1!A2 warning caption-unclear t.yaml:1: '部门：甲局 张三' says more than a name, or two years; the department is read as '甲局'\n"
      "  hint: write the name alone behind its label, and the year in a cell of its own\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "expenditure of 甲局, 2022, 4: 0 decimals\n"
      "B5 205 total = 10000 -4\n"
      "甲局 2022\n" },
    { "figures behind a name, a unit and words", INCOME,
      "1| 收入决算表\n2| 部门：甲局 上年结转：123.45 | 单位：万元 支出：999.5 | 人数：5 车辆：3\n" BODY,
      "A2 warning caption-unclear t.yaml:1: '部门：甲局 上年结转：123.45' holds a figure, 123.45, for which the form has no place; it is not read\n"
      "  hint: take it away here, and write it where the form has a place for it\n"
      "B2 warning caption-unclear t.yaml:1: '单位：万元 支出：999.5' holds a figure, 999.5, for which the form has no place; it is not read\n"
      "  hint: take it away here, and write it where the form has a place for it\n"
      "C2 warning caption-unclear t.yaml:1: '人数：5 车辆：3' holds a figure, 5, for which the form has no place; it is not read\n"
      "  hint: take it away here, and write it where the form has a place for it\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "甲局 2022\n" },
    { "no figures: dates, codes, phones, numbers of tables and remarks", INCOME,
      "1| 收入决算表\n2| 部门：甲局 部门代码：101001 | 单位：万元 2023.3.1 | 公开02表 第1页 共2页 | 填报日期：2023年3月 电话：0722-331991 | 注：尾差0.01\n" BODY,
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "甲局 2022\n" },
    { "a label without a name", INCOME, "1| 收入决算表\n2| 部门：XX局\n" BODY,
      "income, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2022\n" },
    { "two years on a sheet", "#years 2019 2022\n" INCOME,
      "1| 2022年度收入决算表\n2| 部门：甲局 2021年度\n" BODY,
      "A2 error year-differs t.yaml:2: this cell says 2021, A1 of the sheet says 2022\n"
      "  hint: correct the one that is wrong\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "甲局 2022\n" },
    { "a cover of another year", "#years 2019 2022\n" INCOME,
      "# 0\n1| 甲局2021年度部门决算\n# 1\n1| 2022年度收入决算表\n2| 部门：甲局\n" BODY,
      "0!A1 error year-differs t.yaml:2: this cell says 2021, 1!A1 says 2022\n"
      "  hint: correct the one that is wrong; a filing is of one year\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "甲局 2022\n" },
    { "a cover of another department", INCOME,
      "# 0\n1| 第二部分 乙局2022年度部门决算表\n# 1\n1| 收入决算表\n2| 部门：甲局\n" BODY,
      "0!A1 warning department-differs t.yaml:1: this cell says '乙局', 1!A2 says '甲局'\n"
      "income of 甲局, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "甲局 2022\n" },
    { "one department, written in two ways", INCOME OUT,
      "# 1\n1| 收入决算表\n2| 部门：甲局（本级）\n" BODY
      "# 2\n1| 支出决算表\n2| 部门： 甲 局(本级)\n4| 科目编码 | 合计\n"
      "5| 205 | 1\n",
      "income of 甲局（本级）, 2022, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "expenditure of 甲 局(本级), 2022, 4: 0 decimals\n"
      "B5 205 total = 10000 -4\n"
      "甲局（本级） 2022\n" },
    { "a year that is not the template's", INCOME,
      "1| 2021年度收入决算表\n" BODY,
      "A1 warning year-differs t.yaml:1: the sheet says 2021, the template text is for 2022\n"
      "  hint: see that the year is right; where it is, the sheet may be of another form of that year\n"
      "income, 2021, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2021\n" },
    { "a year in the span", "#years 2019 2021\n" INCOME,
      "1| 2020年度收入决算表\n" BODY,
      "income, 2020, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2020\n" },
    { "no year in a span of years", "#years 2019 2021\n" INCOME,
      "1| 收入决算表\n" BODY,
      "given warning year-unknown t.yaml:2: nothing says which year the filing is of\n"
      "  hint: say it with --year YEAR\n"
      "income, 0, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 0\n" },
    { "sheets of two years", "#years 2019 2021\n" INCOME OUT,
      "# 1\n1| 2020年度收入决算表\n" BODY
      "# 2\n1| 2021年度支出决算表\n4| 科目编码 | 合计\n5| 205 | 1\n",
      "2!A1 error year-differs t.yaml:1: this sheet is of 2021, sheet 1 (A1) of 2020\n"
      "  hint: correct the one that is wrong; a filing is of one year\n"
      "income, 2020, 4: 2 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      "expenditure, 2021, 4: 0 decimals\n"
      "B5 205 total = 10000 -4\n"
      " 2020\n" },
    { "declared empty", INCOME,
      "1| 收入决算表\n2| 部门：某局\n" HEAD "5| 2022年度无收入，本表为空\n",
      "income of 某局, 2022, 4: 2 decimals\n"
      "empty: 2022年度无收入，本表为空\n"
      "某局 2022\n" },
    { "declared empty below the title alone", INCOME,
      "1| 收入决算表\n2| 部门：某局\n5| 2022年度无收入\n",
      "income of 某局, 2022, 4: 2 decimals\n"
      "empty: 2022年度无收入\n"
      "某局 2022\n" },
    { "declared empty below the title alone for another year, once", INCOME,
      "1| 2022年度收入决算表\n5| 2021年度无收入\n",
      "A5 error year-differs t.yaml:1: this cell says 2021, A1 of the sheet says 2022\n"
      "  hint: correct the one that is wrong\n"
      "income, 2022, 4: 2 decimals\n"
      "empty: 2021年度无收入\n"
      " 2022\n" },
    { "as any table may say it, though its mapping has no sentence", SPENT,
      "1| 2022年度支出决算表\n2| 部门：某局\n5| 本表无数据。\n",
      "expenditure of 某局, 2022, 4: 2 decimals\n"
      "empty: 本表无数据。\n"
      "某局 2022\n" },
    { "and below its headings", SPENT,
      "1| 2022年度支出决算表\n4| 科目编码 | 合计\n6| 本表无数据\n",
      "expenditure, 2022, 4: 2 decimals\n"
      "empty: 本表无数据\n"
      " 2022\n" },
    { "but what is a figure is named", SPENT,
      "1| 2022年度支出决算表\n5| 本表无数据\n6| 甲 | 12.00\n",
      "B6 error cell-unclaimed t.yaml:1: '12' stands above the table and "
      "belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "expenditure, 2022, 4: 2 decimals\n"
      "empty: 本表无数据\n"
      " 2022\n" },
    { "declared empty for another year", INCOME,
      "1| 收入决算表\n" HEAD "5| 2021年度无收入\n",
      "A1 warning year-differs t.yaml:1: the sheet says 2021, the template text is for 2022\n"
      "  hint: see that the year is right; where it is, the sheet may be of another form of that year\n"
      "income, 2021, 4: 2 decimals\n"
      "empty: 2021年度无收入\n"
      " 2021\n" },
    { "declared empty, but with figures", INCOME,
      "1| 收入决算表\n" BODY "6| 本表无数据\n",
      "A1 warning empty-differs t.yaml:1: the sheet has figures, but says '本表无数据'\n"
      "income, 2022, 4: 2 decimals\n"
      "empty: 本表无数据\n"
      "205 教育\n"
      "C5 205 total = 35000 -2 sum\n"
      "D5 205 fiscal_appropriation = 10000 -2\n"
      " 2022\n" },
    { "bad figures of a sheet are said in one run", INCOME,
      "1| 收入决算表\n" HEAD "5| 205 | 教育 | 三万 | #REF!\n"
      "6| 206 | 科学 | 1.00 | =?A1\n",
      "C5 error value-no-number t.yaml:5: '三万' is not an amount (205 教育 本年收入合计)\n"
      "  hint: type the figure, 0 where there is none, or leave the cell blank\n"
      "D5 error cell-is-error t.yaml:5: the cell shows #REF!\n"
      "  hint: mend the formula, or type the figure\n"
      "D6 warning nocache t.yaml:5: formulas have no result, so that 1 figures are not known: D6\n"
      "  hint: open the workbook in Excel or WPS and save it\n"
      "income, 2022, 4: 0 decimals\n"
      "205 教育\n"
      "206 科学\n"
      "C6 206 total = 10000 -4 sum\n"
      " 2022\n" },
    { "a column with its own unit", INCOME,
      "1| 收入决算表\n2| 单位：万元\n4| 科目编码 | 科目名称 | 合计（元） |"
      " 财政\n5| 205 | 教育 | 35000 | 1.00\n",
      "income, 2022, 4: 4 decimals\n"
      "205 教育\n"
      "C5 205 total = 35000 0 sum\n"
      "D5 205 fiscal_appropriation = 10000 -4\n"
      " 2022\n" },
    { "an instance", SCORED, SHEET("2022", "办公楼\\n维修", "某局", "5.00"),
      "project_self_evaluation '办公楼维修', 2022, 4: 0 decimals\n"
      "A2 header year = '2022'\n"
      "B3 header project_name = '办公楼\n"
      "维修'\n"
      "B4 header implementing_unit = '某局'\n"
      "B5 funding.total annual_budget = 50000 -4\n"
      "某局 2022\n" },
    { "instances of one name", SCORED,
      "# 1\n" SHEET("2022", "甲", "某局", "5.00") "# 2\n" SHEET(
          "2022", "甲", "某局", "6.00") "# 3\n" SHEET("2022", "乙", "某局",
                                                      "7"),
      "2!B3 warning instance-twice t.yaml:1: sheet 1 is of '甲', too; this one is named '甲（2）'\n"
      "project_self_evaluation '甲', 2022, 4: 0 decimals\n"
      "A2 header year = '2022'\n"
      "B3 header project_name = '甲'\n"
      "B4 header implementing_unit = '某局'\n"
      "B5 funding.total annual_budget = 50000 -4\n"
      "project_self_evaluation '甲（2）', 2022, 4: 0 decimals\n"
      "A2 header year = '2022'\n"
      "B3 header project_name = '甲'\n"
      "B4 header implementing_unit = '某局'\n"
      "B5 funding.total annual_budget = 60000 -4\n"
      "project_self_evaluation '乙', 2022, 4: 0 decimals\n"
      "A2 header year = '2022'\n"
      "B3 header project_name = '乙'\n"
      "B4 header implementing_unit = '某局'\n"
      "B5 funding.total annual_budget = 70000 -4\n"
      "某局 2022\n" },
    { "an instance without a name", SCORED, SHEET("2022", "", "某局", "5.00"),
      "project_self_evaluation 'Sheet1', 2022, 4: 0 decimals\n"
      "A2 header year = '2022'\n"
      "B4 header implementing_unit = '某局'\n"
      "B5 funding.total annual_budget = 50000 -4\n"
      "某局 2022\n" },
    { "a year of another template in a form", SCORED,
      SHEET("2020", "甲", "某局", "5.00"),
      "A1 warning year-differs t.yaml:1: the sheet says 2020, the template text is for 2022\n"
      "  hint: see that the year is right; where it is, the sheet may be of another form of that year\n"
      "project_self_evaluation '甲', 2020, 4: 0 decimals\n"
      "A2 header year = '2020'\n"
      "B3 header project_name = '甲'\n"
      "B4 header implementing_unit = '某局'\n"
      "B5 funding.total annual_budget = 50000 -4\n"
      "某局 2020\n" },
};

static void
run_table(const struct value_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT(c->want, arena_printf(&arena, "%s%s%.*s %d\n",
                                      show_diags(&arena, &r.diags),
                                      show_model(&arena, r.model),
                                      TEXT_ARG(r.model->department),
                                      r.model->fiscal_year));
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(values); i++)
        run_value(&values[i]);
    for (int i = 0; i < ARRAY_LEN(tables); i++)
        run_table(&tables[i]);
    return expect_finish();
}
