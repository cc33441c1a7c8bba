/*
 * blank_test.c - what a blank lets people type, and what it tells them.
 *
 * A case draws a mapping with room for two codes; expected is a line for each
 * input: its cells, what may stand there, its title and hint; then the names.
 */
#include "submit/blank.h"

#include "support/expect.h"
#include "support/given.h"

#define LIST "code,name,evidence\n205,教育支出,a\n20501,教育管理事务,a\n"
#define INCOME                                                                  \
    "table: income\ntitle: 收入\nunit: 万元\ndecimals: 2\n"                 \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n"  \
    "header:\n  - 编码: {code: functional}\n  - 名称: {name: functional}\n" \
    "  - 本年: [合计: {measure: total, sum: true}]\n"                       \
    "rows: [{item: total, label: 合计, sum: true}, "                          \
    "{each: code, tree: functional}]\n"                                         \
    "declared_empty: \"{year}年度无收入{*}\"\n"

static const struct {
    const char *name, *codes, *mapping, *want;
} cases[] = {
    { "rows by code", LIST, INCOME,
      "A2 test LEFT(A2,3)=\"部门：\" | 单位名称 | 在格内填写，保留“部门：”。 | General\n"
      "C5 test AND(ISNUMBER(C5),ROUND(C5,2)=C5) | 合计 本年收入合计 | 单位：万元，最多2位小数。没有数的留空。 | 0.00\n"
      "A7:A8 list? codes.functional | 编码 | 功能分类科目代码：类3位、款5位、项7位，各占一行。 | @\n"
      "B7:B8 anything  | 名称 | 科目名称。 | General\n"
      "C7:C8 test AND(ISNUMBER(C7),ROUND(C7,2)=C7) | 本年 合计 | 单位：万元，最多2位小数。没有数的留空。 | 0.00\n"
      "A10 anything  | 没有数据时 | 全表没有数据时，在此说明，如：2022年度无收入 | General\n"
      "income.department 0!$A$2\n"
      "income.total.total 0!$C$5\n"
      "income.rows.code 0!$A$7:$A$8\n"
      "income.rows.total 0!$C$7:$C$8\n"
      "codes.functional 1!$A$1:$A$2\n" },
    { "codes in columns", LIST,
      "table: income\ntitle: 收入\nunit: 元\nheader:\n  - 编码:\n"
      "      - 类: {code: functional, part: class}\n"
      "      - 款: {code: functional, part: section}\n"
      "  - 合计: {measure: total}\nrows: [{each: code, tree: functional}]\n",
      "A4:A5 test? ISNUMBER(MATCH($A4&RIGHT(\"0\"&$B4,2*(LEN($B4)>0)),codes.functional,0)) | 类 | 类3位、款2位、项2位，分格填写；每行都要填全上级，类、款也各占一行。 | @\n"
      "B4:B5 test? ISNUMBER(MATCH($A4&RIGHT(\"0\"&$B4,2*(LEN($B4)>0)),codes.functional,0)) | 款 | 类3位、款2位、项2位，分格填写；每行都要填全上级，类、款也各占一行。 | @\n"
      "C4:C5 test AND(ISNUMBER(C4),ROUND(C4,2)=C4) | 合计 | 单位：元，最多2位小数。没有数的留空。 | 0.00\n"
      "income.rows.class 0!$A$4:$A$5\n"
      "income.rows.section 0!$B$4:$B$5\n"
      "income.rows.total 0!$C$4:$C$5\n"
      "codes.functional 1!$A$1:$A$2\n" },
    { "codes of no list", "",
      "table: income\ntitle: 收入\nheader:\n"
      "  - 编码: {code: functional}\n  - 合计: {measure: total}\n"
      "rows: [{each: code, tree: functional}]\n",
      "A3:A4 test? OR(LEN($A3)=3,LEN($A3)=5,LEN($A3)=7) | 编码 | "
      "功能分类科目代码：类3位、款5位、项7位，各占一行。 | @\n"
      "B3:B4 test AND(ISNUMBER(B3),ROUND(B3,2)=B3) | 合计 | "
      "单位：万元，最多2位小数。没有数的留空。 | 0.00\n"
      "income.rows.code 0!$A$3:$A$4\nincome.rows.total 0!$B$3:$B$4\n" },
    { "a form", "",
      "table: project_self_evaluation\ntitle: 自评表\n"
      "instance: header.project_name\ncolumns: 4\nunit: 万元\n"
      "caption: {left: \"日期：{header.date}\", right: "
      "\"总分：{result.total_score}分\"}\n"
      "form:\n  - [名称, {header: project_name}]\n"
      "  - [日期, {pattern: \"{header.date:*年*月*日}\"}]\n"
      "  - [等次, {result: grade, ticks: [优, 良]}]\n"
      "  - {line: [结论, {header: kind, ticks: {choices: [甲, 乙], "
      "marks: apart}}], spans: [2, 2]}\n"
      "  - [备注, {kept: true}]\n"
      "  - header: [\"\": label, 预算数: {measure: annual_budget}, "
      "执行率(%): {measure: rate}]\n"
      "    rows: [{item: funding.total, label: 总额}]\n"
      "  - header: [指标: {measure: level3}, 目标值: {measure: target}, "
      "得分: {measure: score}]\n"
      "    rows: [{each: record, item: \"indicator.{n}\", min: 2}]\n",
      "A2 test LEFT(A2,3)=\"日期：\" | 填报日期 | 在格内填写，保留“日期：”。 | General\n"
      "C2 test AND(LEFT(C2,3)=\"总分：\",RIGHT(C2,1)=\"分\") | 总分（得分） | 在格内填写，保留“总分：…分”。 | General\n"
      "B3 anything  | 项目名称 | 文字，按实际填写。 | General\n"
      "B4 test OR(ISNUMBER(B4),COUNTIF(B4,\"*年*月*日\")>0) | 填报日期 | 日期，如 2023年4月18日。 | yyyy\"年\"m\"月\"d\"日\"\n"
      "B5 choice? 优☑ 良□,优□ 良☑ | 自评结论 | 从列表中选一项。 | General\n"
      "C6 choice 甲,甲√ | 项目类型 | 选中的一项打 √。 | General\n"
      "D6 choice 乙,乙√ | 项目类型 | 选中的一项打 √。 | General\n"
      "B9 test AND(ISNUMBER(B9),ROUND(B9,2)=B9) | 年度资金总额 全年预算数 | 单位：万元，最多2位小数。没有数的留空。 | 0.00\n"
      "C9 test AND(ISNUMBER(C9),C9>=0,C9<=1000) | 年度资金总额 执行率 | 单位：%，只填数字，如 99.94。 | General\n"
      "A11:A12 anything  | 指标 | 文字，按实际填写。 | @\n"
      "B11:B12 anything  | 目标值 | 文字，按实际填写。 | @\n"
      "C11:C12 test AND(ISNUMBER(C11),C11>=0) | 得分 | 分，只填数字。 | General\n"
      "project_self_evaluation.header.date 0!$A$2\n"
      "project_self_evaluation.result.total_score 0!$C$2\n"
      "project_self_evaluation.header.project_name 0!$B$3\n"
      "project_self_evaluation.header.date.2 0!$B$4\n"
      "project_self_evaluation.result.grade 0!$B$5\n"
      "project_self_evaluation.header.kind 0!$C$6\n"
      "project_self_evaluation.funding.total.annual_budget 0!$B$9\n"
      "project_self_evaluation.funding.total.rate 0!$C$9\n"
      "project_self_evaluation.indicator.level3 0!$A$11:$A$12\n"
      "project_self_evaluation.indicator.target 0!$B$11:$B$12\n"
      "project_self_evaluation.indicator.score 0!$C$11:$C$12\n" },
};

static const char *
show_inputs(struct arena *arena, const struct book *book, int sheet)
{
    static const char *const kinds[] = { "anything", "test", "list", "choice" };
    const struct grid *grid = &book->sheets[sheet];
    const char *all = "";

    for (int i = 0; i < grid->n_inputs; i++) {
        const struct grid_input *input = &grid->inputs[i];
        const struct cell *cell
            = grid_at(grid, input->span.top, input->span.left);
        const struct cell_style *style = &book->styles[cell->style];

        all = arena_printf(arena, "%s%s %s%s %.*s", all,
                           cellref_span(arena, input->span), kinds[input->kind],
                           input->warns ? "?" : "", TEXT_ARG(input->formula));
        for (int k = 0; k < input->n_choices; k++)
            all = arena_printf(arena, "%s%s%.*s", all, k ? "," : "",
                               TEXT_ARG(input->choices[k]));
        all = arena_printf(arena, "%s | %.*s | %.*s | %.*s%s\n", all,
                           TEXT_ARG(input->title), TEXT_ARG(input->hint),
                           TEXT_ARG(style->format),
                           style->unlocked ? "" : " locked");
    }
    return all;
}

static const char *
show_names(struct arena *arena, const struct book *book)
{
    const char *all = "";

    for (int i = 0; i < book->n_names; i++)
        all = arena_printf(arena, "%s%.*s %d!%s\n", all,
                           TEXT_ARG(book->names[i].name), book->names[i].sheet,
                           cellref_span_fixed(arena, book->names[i].span));
    return all;
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        struct template_rule template
            = *given_mapping(&arena, cases[i].mapping);
        struct blank *blank = blank_draw(&arena, &template, 2, 0);

        template.functional = NULL;
        if (*cases[i].codes)
            template.functional = codes_read(&arena, "codes.csv", TEXT("codes"),
                                             text_of(cases[i].codes), &diags);
        expect_begin(cases[i].name);
        blank_dress(&arena, blank);
        EXPECT(blank->book->sheets[0].locked);
        EXPECT_TEXT(cases[i].want,
                    arena_printf(&arena, "%s%s",
                                 show_inputs(&arena, blank->book, 0),
                                 show_names(&arena, blank->book)));
        arena_release(&arena);
    }
    return expect_finish();
}
