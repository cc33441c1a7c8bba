/* export_test.c - models put back into the sheets they came from. */
#include "port/export.h"

#include "book/gridtext.h"
#include "store/json.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"
#include "support/show_store.h"

#define CODED                                                                  \
    "table: expenditure\ntitle: 支出决算表\n"                             \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n" \
    "header: [编码: {code: functional}, 名称: {name: functional},"         \
    " 合计: {measure: total, sum: true}, 基本: {measure: basic}]\n"        \
    "rows: [{item: total, label: 合计, sum: true, optional: true},"          \
    " {each: code, tree: functional}]\n"
#define HEAD "1| 支出决算表\n2| 部门：某局\n3| 编码 | 名称 | 合计 | 基本\n"
#define INCOME                                                                 \
    "---\ntable: income\ntitle: 收入决算表\n"                             \
    "header: [编码: {code: functional}, 合计: {measure: total}]\n"         \
    "rows: [{each: code, tree: functional}]\n"
#define RECORDS                                                                \
    "table: project_self_evaluation\ntitle: 自评表\n"                       \
    "instance: header.project_name\nform:\n"                                   \
    "  - [名称, {header: project_name}]\n"                                   \
    "  - header: [一级: {measure: level1, group: true},"                     \
    " 三级: {measure: level3}, 分值: {measure: weight}]\n"                 \
    "    rows: [{each: record, item: \"indicator.{n}\"},"                      \
    " {item: result, label: 总分, measures: {weight: total_weight}}]\n"
#define LIST                                                                   \
    "1| 自评表\n2| 名称 | 甲\n3| 一级 | 三级 | 分值\n"             \
    "4| 产出 | 次数 | 10\n5| | 人数 | 10\n6| 总分 | | 20\n"            \
    "merge A4:A5 A6:B6\n"
#define TICKED                                                                      \
    "table: project_self_evaluation\ntitle: 自评表\n"                            \
    "caption: {left: \"日期：{header.date}，总分：{result.total_score}\"}\n" \
    "form:\n  - [结论, {result: grade, ticks: [优, 良]}]\n"                     \
    "  - [名称, {header: project_name}]\n"                                        \
    "  - [金额, {funding.total: annual_budget},"                                  \
    " {funding.total: rate}]\n"
#define TICKED_SHEET                                                                               \
    "1| 自评表\n2| 日期：3月，总分：88\n3| 结论 | 优□ | 良☑\n4| 名称 | 甲\n" \
    "5| 金额 | 1,234.50 | 99.9%\n"

/*
 * A sheet is read; the model is then what a second sheet says, and goes back
 * into the first.
 */
static const struct export_case {
    const char *name, *mapping, *sheet, *other, *want;
} cases[] = {
    { "another figure in a cell that shows two decimals", CODED,
      HEAD "4| 205 | 教育 | 3.50{0.00} | 1.00{0.00}\n6| 注：手写\n",
      HEAD "4| 205 | 教育 | 4.25{0.00} | 1.00{0.00}\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 4.25{0.00} | 1.00{0.00}\n"
      "6| 注：手写\n" },
    { "a figure typed as text stays while it is right", CODED,
      HEAD "4| 205 | 教育 | 1,234.50 | 1,000.00元\n",
      HEAD "4| 205 | 教育 | 1234.50{0.00} | 2.00{0.00}\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 1,234.50 | 2{0.00}\n" },
    { "a figure that is gone, and one that is new", CODED,
      HEAD "4| 205 | 教育 | 3.50{0.00} | —\n5| 206 | 科学 | - | 2\n",
      HEAD "4| 205 | 教育 | | 1.00{0.00}\n5| 206 | 科学 | 5 | \n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | {0.00} | 1{0.00}\n"
      "5| 206 | 科学 | 5{0}\n" },
    { "more decimals than the sheet had", CODED,
      HEAD "4| 205 | 教育 | 3.50{0.00} | 1.00{0.00}\n",
      HEAD "4| 205 | 教育 | 3.5012{0.0000} | 1.00{0.00}\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 3.5012{0.0000} | 1.00{0.00}\n" },
    { "into a sheet in 元", CODED,
      "1| 支出决算表\n2| 单位：元\n3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 35000.00{0.00} | 0.00{0.00}\n",
      HEAD "4| 205 | 教育 | 4.2512{0.0000} | 1.00{0.00}\n",
      "1| 支出决算表\n"
      "2| 单位：元\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 42512{0.00} | 10000{0.00}\n" },
    { "into a column in 元", CODED,
      "1| 支出决算表\n3| 编码 | 名称 | 合计（元） | 基本\n"
      "4| 205 | 教育 | 35000 | 1.00{0.00}\n",
      HEAD "4| 205 | 教育 | 4.25{0.00} | 2.00{0.00}\n"
           "5| 206 | 科学 | 1.00{0.00} | 1.00{0.00}\n",
      "1| 支出决算表\n"
      "3| 编码 | 名称 | 合计（元） | 基本\n"
      "4| 205 | 教育 | 42500{0.00} | 2{0.00}\n"
      "5| '206 | 科学 | 10000{0.00} | 1{0.00}\n" },
    { "codes between, before and behind", CODED,
      HEAD "4| | 合计 | 3.00\n5| 205 | 教育 | 1.00\n6| 20502 | 普通 | 1.00\n"
           "8| 注：手写\n",
      HEAD "4| | 合计 | 3.00\n5| 201 | 服务 | 1.00\n6| 205 | 教育 | 1.00\n"
           "7| 20501 | 管理 | 1.00\n8| 20502 | 普通 | 1.00\n"
           "9| 206 | 科学 | 2.00\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| | 合计 | 3.00\n"
      "5| '201 | 服务 | 1{0}\n"
      "6| 205 | 教育 | 1.00\n"
      "7| '20501 | 管理 | 1{0}\n"
      "8| 20502 | 普通 | 1.00\n"
      "9| '206 | 科学 | 2{0}\n"
      "11| 注：手写\n" },
    { "codes into a table without rows", CODED, HEAD "6| 注：手写\n",
      HEAD "4| 205 | 教育 | 1.00{0.00}\n5| 206 | 科学 | 2.00{0.00}\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| '205 | 教育 | 1{0.00}\n"
      "5| '206 | 科学 | 2{0.00}\n"
      "8| 注：手写\n" },
    { "a code that is gone", CODED,
      HEAD "4| 205 | 教育 | 1.00\n5| 206 | 科学 | 2.00\n",
      HEAD "4| 206 | 科学 | 2.00\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育\n"
      "5| 206 | 科学 | 2.00\n" },
    { "a figure under a merged cell has no place", CODED,
      HEAD "4| 205 | 教育 | 1.00 | 2.00\n5| 20501 | 管理 | | 2.00\n"
           "merge C4:C5\n",
      HEAD "4| 205 | 教育 | 1.00 | 2.00\n5| 20501 | 管理 | 7.00 | 2.00\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 1.00 | 2.00\n"
      "5| 20501 | 管理 | | 2.00\n"
      "merge C4:C5\n"
      "lost: C5 20501 total = 70000 -4 sum\n" },
    { "a table that the workbook did not have", CODED INCOME,
      HEAD "4| 205 | 教育 | 1.00\n",
      "# 1\n" HEAD "4| 205 | 教育 | 1.00\n"
      "# 2\n1| 收入决算表\n2| 编码 | 合计\n3| 205 | 2.00\n",
      "# Sheet1\n"
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 1.00\n"
      "# 收入决算表\n"
      "1| 收入决算表\n"
      "2| 编码 | 合计\n"
      "3| '205 | 2{0}\n"
      "merge A1:B1\n" },
    { "an unknown column stays as it was", CODED,
      "1| 支出决算表\n3| 编码 | 名称 | 合计 | 其他 | 基本\n"
      "4| 205 | 教育 | 3.00 | 0.50 | 1.00\n",
      HEAD "4| 205 | 教育 | 4.00 | 1.00\n",
      "1| 支出决算表\n"
      "3| 编码 | 名称 | 合计 | 其他 | 基本\n"
      "4| 205 | 教育 | 4{0} | 0.50 | 1.00\n" },
    { "a bad cell gives way to the model's figure", CODED,
      HEAD "4| 205 | 教育 | 约三万 | #REF!\n",
      HEAD "4| 205 | 教育 | 3.00{0.00}\n",
      "1| 支出决算表\n"
      "2| 部门：某局\n"
      "3| 编码 | 名称 | 合计 | 基本\n"
      "4| 205 | 教育 | 3{0.00} | #REF!\n" },
    { "another list member", RECORDS, LIST,
      "1| 自评表\n2| 名称 | 甲\n3| 一级 | 三级 | 分值\n"
      "4| 产出 | 次数 | 10\n5| | 人数 | 10\n6| 效益 | 好评 | 5\n"
      "7| 总分 | | 25\nmerge A4:A5 A7:B7\n",
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 一级 | 三级 | 分值\n"
      "4| 产出 | 次数 | 10\n"
      "5| | 人数 | 10\n"
      "6| 效益 | 好评 | 5{0}\n"
      "7| 总分 | | 25{0}\n"
      "merge A4:A5 A7:B7\n" },
    { "a list member less", RECORDS, LIST,
      "1| 自评表\n2| 名称 | 甲\n3| 一级 | 三级 | 分值\n4| 产出 | 次数 | 10\n"
      "5| 总分 | | 10\n",
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 一级 | 三级 | 分值\n"
      "4| 产出 | 次数 | 10\n"
      "6| 总分 | | 10{0}\n"
      "merge A4:A5 A6:B6\n" },
    { "another group name", RECORDS, LIST,
      "1| 自评表\n2| 名称 | 甲\n3| 一级 | 三级 | 分值\n"
      "4| 效益 | 次数 | 10\n5| | 人数 | 10\n6| 总分 | | 20\nmerge A4:A5\n",
      "1| 自评表\n"
      "2| 名称 | 甲\n"
      "3| 一级 | 三级 | 分值\n"
      "4| 效益 | 次数 | 10\n"
      "5| | 人数 | 10\n"
      "6| 总分 | | 20\n"
      "merge A4:A5 A6:B6\n" },
    { "ticks, patterns, percentages and separators", TICKED, TICKED_SHEET,
      "1| 自评表\n2| 日期：4月，总分：90\n3| 结论 | 优\n4| 名称 | 甲\n"
      "5| 金额 | 2,000.00 | 50%\n",
      "1| 自评表\n"
      "2| 日期：4月，总分：90\n"
      "3| 结论 | 优√ | 良\n"
      "4| 名称 | 甲\n"
      "5| 金额 | 2000{0.00} | 0.5{0%}\n" },
};

/* Instances and sheets: read, changed by nothing, put back. */
static const struct export_case books[] = {
    { "sheets in their order, hidden and strange ones between", CODED INCOME,
      "# 封面\n1| 决算\n# b | hidden\n1| 收入决算表\n2| 编码 | 合计\n"
      "3| 205 | 2.00\n# 目录 | very hidden\n1| 收入决算表 | 1\n"
      "# a\n" HEAD "4| 205 | 教育 | 1.00\n",
      NULL, NULL },
    { "instances of one name", RECORDS, "# 1\n" LIST "# 2\n" LIST, NULL, NULL },
    { "instances on one sheet", RECORDS,
      "1| 自评表\n2| 名称 | 甲\n3| 一级 | 三级 | 分值\n4| 产出 | 次数 | 10\n"
      "5| 总分 | | 10\n8| 自评表\n9| 名称 | 乙\n10| 一级 | 三级 | 分值\n"
      "11| 产出 | 人数 | 5\n12| 总分 | | 5\n",
      NULL, NULL },
    { "formats and types of all kinds", CODED,
      HEAD
      "4| '205 | 教育 | =3.50{#,##0.00} | '1.00\n"
      "5| 206 | 科学 | 1E+2 | １．５\n6| 45107{yyyy/m/d} | TRUE | @2023-01-01\n"
      "7| #N/A | {0.00} | '\n",
      NULL, NULL },
};

static const char *
show_sheets(struct arena *arena, const struct exported *out)
{
    const char *got = "";

    for (int s = 0; s < out->book->n_sheets; s++) {
        if (out->book->n_sheets > 1)
            got = arena_printf(arena, "%s# %.*s\n", got,
                               TEXT_ARG(out->book->sheets[s].name));
        got = arena_printf(
            arena, "%s%s", got,
            gridtext_show_sheet(arena, out->book, &out->book->sheets[s]).at);
    }
    if (fact_set_count(&out->lost) > 0)
        got = arena_printf(
            arena, "%slost: %s", got,
            show_values(arena, fact_set_pick(arena, &out->lost)));
    return got;
}

static void
run_case(const struct export_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r, other;
    struct diag_list diags = { .arena = &arena };
    struct exported out;
    struct kept *kept;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    other = given_reading(&arena, c->mapping, c->other);
    kept = export_kept(&arena, r.located, r.model, true);
    out = export_book(&arena, r.template, other.model, kept, &diags);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", show_diags(&arena, &diags),
                             show_sheets(&arena, &out)));
    arena_release(&arena);
}

static void
run_book(const struct export_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

/* ---- what is kept ---- */

static const struct kept_case {
    const char *name, *sheet;
    bool all;
    const char *want;
} kept_cases[] = {
    { "a sheet as the template draws it",
      "1| 支出决算表\n2| 部门：某局 | | 单位：万元\n"
      "3| 编码 | 名称 | 合计 | 基本\n4| 合计\n"
      "5| '205 | 教育 | 3.5{0.00} | 1{0.00}\n"
      "merge A1:D1 A2:B2 C2:D2 A4:B4\n",
      false, "Sheet1: drawn, state 0, 0 cells, 0 merged, expenditure\n" },
    { "the same, kept all the same",
      "1| 支出决算表\n2| 部门：某局 | | 单位：万元\n"
      "3| 编码 | 名称 | 合计 | 基本\n4| 合计\n"
      "5| '205 | 教育 | 3.5{0.00} | 1{0.00}\n"
      "merge A1:D1 A2:B2 C2:D2 A4:B4\n",
      true, "Sheet1: whole, state 0, 12 cells, 4 merged, expenditure\n" },
    { "one cell more",
      "1| 支出决算表\n2| 部门：某局 | | 单位：万元\n"
      "3| 编码 | 名称 | 合计 | 基本\n4| 合计\n"
      "5| '205 | 教育 | 3.5{0.00} | 1{0.00}\n7| 注：手写\n"
      "merge A1:D1 A2:B2 C2:D2 A4:B4\n",
      false, "Sheet1: whole, state 0, 13 cells, 4 merged, expenditure\n" },
    { "a figure typed as text",
      "1| 支出决算表\n2| 部门：某局 | | 单位：万元\n"
      "3| 编码 | 名称 | 合计 | 基本\n4| 合计\n"
      "5| '205 | 教育 | '3.50 | 1{0.00}\n"
      "merge A1:D1 A2:B2 C2:D2 A4:B4\n",
      false, "Sheet1: whole, state 0, 12 cells, 4 merged, expenditure\n" },
    { "sheets without tables, hidden ones, a formula without a result",
      "# 封面 | hidden\n1| 决算\n# 空\n# 支出\n1| 支出决算表\n"
      "3| 编码 | 名称 | 合计 | 基本\n4| 205 | 教育 | =?A1 | 1\n",
      false,
      "封面: whole, state 1, 1 cells, 0 merged\n"
      "空: whole, state 0, 0 cells, 0 merged\n"
      "支出: whole, state 0, 8 cells, 0 merged, expenditure\n" },
};

static void
run_kept(const struct kept_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;
    const struct kept *kept;
    const char *got = "";

    expect_begin(c->name);
    r = given_reading(&arena, CODED, c->sheet);
    kept = export_kept(&arena, r.located, r.model, c->all);
    for (int s = 0; s < kept->n_sheets; s++) {
        const struct kept_sheet *sheet = &kept->sheets[s];

        got = arena_printf(
            &arena,
            "%s%.*s: %s, state %d, %d cells, %d merged"
            "%s%.*s\n",
            got, TEXT_ARG(sheet->name), sheet->whole ? "whole" : "drawn",
            sheet->state, sheet->n_cells, sheet->n_merges,
            sheet->table.n > 0 ? ", " : "", TEXT_ARG(sheet->table));
    }
    EXPECT_TEXT(c->want, got);
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

/* ---- sheets whose unit was given ---- */

static const struct unit_case {
    const char *name;
    int shift;
} units[] = {
    { "a sheet without a unit, given in 元", 0 },
    { "the same in 万元, as the template has it", 4 },
    { "the same in 亿元", 8 },
};

/* Written back, also by way of the kept file, it is what it was. */
static void
run_given_unit(const struct unit_case *c)
{
    static const char sheet[] = "1| 支出决算表\n3| 编码 | 名称 | 合计 | 基本\n"
                                "4| '205 | 教育 | 3.50{0.00} | 1.25{0.00}\n";
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct template_rule *template = given_mapping(&arena, CODED);
    struct book *book = given_sheets(&arena, sheet);
    struct located *located;
    const struct model *model;
    const struct kept *kept;
    struct exported out;

    expect_begin(c->name);
    book->given.unit = true;
    book->given.unit_shift = c->shift;
    book->given.unit_by = "--unit";
    located = locate_book(&arena, book, template, &diags);
    model = import_book(&arena, located, &diags);
    kept = json_read_kept(
        &arena, given_words(), "k.json",
        show_kept(&arena, export_kept(&arena, located, model, false)), &diags);
    if (!EXPECT(kept != NULL && kept->sheets[0].unit_given))
        return;
    EXPECT_INT(c->shift, kept->sheets[0].unit_shift);
    out = export_book(&arena, template, model, kept, &diags);
    EXPECT_TEXT(sheet, show_sheets(&arena, &out));
    EXPECT_INT(c->shift, model->tables[0].unit_shift);
    arena_release(&arena);
}

/* ---- two forms of one table ---- */

#define TWO_FORMS                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\n"                            \
    "instance: header.project_name\nform:\n"                                        \
    "  - [名称, {header: project_name}]\n"                                        \
    "  - header: [一级: {measure: level1}, 分值: {measure: weight}]\n"          \
    "    rows: [{each: record, item: \"indicator.{n}\"}]\n"                         \
    "---\ntable: project_self_evaluation\ntitle: 自评表\n"                       \
    "instance: header.project_name\nform:\n"                                        \
    "  - [名称, {header: project_name}]\n"                                        \
    "  - header: [指标: {measure: level1}, 实际完成值: {measure: actual}]\n" \
    "    rows: [{each: record, item: \"indicator.{n}\"}]\n"

static const struct form_case {
    const char *name, *sheets, *facts;
} forms[] = {
    { "each form is read and drawn as the one that it is",
      "# 甲\n1| 自评表\n2| 名称 | 甲\n3| 一级 | 分值\n4| 产出 | 10\n"
      "# 乙\n1| 自评表\n2| 名称 | 乙\n3| 指标 | 实际完成值\n4| 次数 | 三次\n",
      "6" },
    { "what both have a place for is drawn in the first",
      "# 甲\n1| 自评表\n2| 名称 | 甲\n3| 一级 | 分值\n4| 产出\n", "2" },
};

static void
run_forms(const struct form_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r = given_reading(&arena, TWO_FORMS, c->sheets);
    struct exported out;

    expect_begin(c->name);
    EXPECT_TEXT("", show_diags(&arena, &r.diags));
    EXPECT_TEXT(c->facts,
                arena_printf(&arena, "%d", model_count_facts(r.model)));
    out = export_book(&arena, r.template, r.model, NULL, &r.diags);
    EXPECT_INT(0, fact_set_count(&out.lost));
    EXPECT_INT(r.book->n_sheets, out.book->n_sheets);
    for (int s = 0; s < out.book->n_sheets && s < r.book->n_sheets; s++) {
        const struct cell *was = grid_at(&r.book->sheets[s], 2, 1);
        const struct cell *is = grid_at(&out.book->sheets[s], 2, 1);

        EXPECT(is != NULL && text_equal(was->text, is->text));
    }
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(forms); i++)
        run_forms(&forms[i]);
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    for (int i = 0; i < ARRAY_LEN(books); i++)
        run_book(&books[i]);
    for (int i = 0; i < ARRAY_LEN(kept_cases); i++)
        run_kept(&kept_cases[i]);
    for (int i = 0; i < ARRAY_LEN(units); i++)
        run_given_unit(&units[i]);
    return expect_finish();
}
