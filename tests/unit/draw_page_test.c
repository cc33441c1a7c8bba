/*
 * draw_page_test.c - the paper that a drawn table is printed on.
 *
 * A case draws a mapping without figures; expected is how it is printed, the
 * rows that are not of one line, and the merged cells.
 */
#include "place/draw_page.h"

#include "place/draw.h"
#include "support/expect.h"
#include "support/given.h"

#define COLUMNS                                                                \
    "table: expenditure\ntitle: 支出决算表\nheader:\n"                    \
    "  - 编码: {code: functional}\n  - 名称: {name: functional}\n"         \
    "  - 合计: {measure: total, sum: true}\n  - 基本: {measure: basic}\n"  \
    "  - 项目: {measure: project}\n"
#define CODES                                                                  \
    COLUMNS "rows: [{item: total, label: 合计, sum: true},"                  \
            " {each: code, tree: functional}]\n"
#define LABELS                                                                 \
    "table: income_expenditure_summary\ntitle: 收支\nheader:\n"              \
    "  - 项目: label\n  - 金额: {measure: amount}\nrows:\n"                \
    "  - {item: income.superior_subsidy, label: 上级补助收入}\n"         \
    "  - {item: income.total, label: 总计}\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\n"                       \
    "instance: header.project_name\ncolumns: 4\nform:\n"                       \
    "  - [名称, {header: project_name}]\n"                                   \
    "  - beside: 年度总体目标\n"                                         \
    "    header: [预期目标: {measure: expected},"                          \
    " 实际完成情况: {measure: actual}]\n"                                \
    "    rows: [{one: true, item: goal.1}]\n"

static const struct {
    const char *name, *mapping, *want;
} cases[] = {
    { "a narrow table stands upright; its title is on each page", LABELS,
      "upright, rows 1:2\nrow 1: 27\nA1:B1\n" },
    { "columns that would be too small upright lie on their side",
      CODES "widths: [12, 30, 40, 40, 40]\n",
      "on its side, rows 1:2\nrow 1: 27\nA1:E1\nA3:B3\n" },
    { "the mapping turns what would be readable either way",
      LABELS "widths: [60, 40]\nlandscape: true\n",
      "on its side, rows 1:2\nrow 1: 27\nA1:B1\n" },
    { "as many rows as there always are stand upright rather than torn",
      LABELS
      "  - {blank: 30}\n"
      "  - {item: income.institutional, label: 事业收入}\nwidths: [70, 70]\n",
      "upright, rows 1:2\nrow 1: 27\nA1:B1\n" },
    { "as many as there are codes lie on their side, so that they are larger",
      COLUMNS
      "rows: [{item: total, label: 合计}, {blank: 40},"
      " {each: code, tree: functional}]\nwidths: [12, 30, 30, 30, 38]\n",
      "on its side, rows 1:2\nrow 1: 27\nA1:E1\nA3:B3\n" },
    { "over several pages the codes are on each, and the title above them",
      CODES "widths: [12, 30, 300, 300, 300]\n",
      "on its side, rows 1:2, columns 2, 6 pages wide\n"
      "row 1: 27\nA1:B1\nA3:B3\n" },
    { "a heading of three lines, and a note over all columns of three",
      CODES "widths: [12, 30, 15, 15, 3]\nnotes: 注：本表反映部门本年度"
            "一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算"
            "财政拨款的总收支和年末结转结余情况，按功能分类科目列示到项，"
            "数据取自部门决算报表。\n",
      "upright, rows 1:2\nrow 1: 27\nrow 2: 48\nrow 4: 48\n"
      "A1:E1\nA3:B3\nA4:E4\n" },
    { "a label beside rows that are lower than it makes them higher",
      FORM "widths: [4, 20, 20, 20]\n",
      "upright\nrow 1: 27\nrow 3: 54\nrow 4: 54\n"
      "A1:D1\nB2:D2\nA3:A4\nC3:D3\nC4:D4\n" },
};

static const char *
show_page(struct arena *arena, const struct grid *grid)
{
    const char *all = grid->landscape ? "on its side" : "upright";

    if (grid->repeat_end > grid->repeat_top)
        all = arena_printf(arena, "%s, rows %d:%d", all, grid->repeat_top + 1,
                           grid->repeat_end);
    if (grid->repeat_cols > 0)
        all = arena_printf(arena, "%s, columns %d", all, grid->repeat_cols);
    if (grid->pages_wide > 0)
        all = arena_printf(arena, "%s, %d pages wide", all, grid->pages_wide);
    all = arena_printf(arena, "%s\n", all);
    for (int i = 0; i < grid->n_heights; i++) {
        const struct row_height *height = &grid->heights[i];

        if ((int)height->points != DRAW_PAGE_LINE)
            all = arena_printf(arena, "%srow %d: %d\n", all, height->row + 1,
                               (int)height->points);
    }
    for (int i = 0; i < grid->n_merges; i++)
        all = arena_printf(arena, "%s%s\n", all,
                           cellref_span(arena, grid->merges[i]));
    return all;
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = { 0 };
        const struct template_rule *template
            = given_mapping(&arena, cases[i].mapping);
        const struct draw_source source
            = { .template = template, .table = template->tables[0] };
        struct book book = { 0 };
        struct grid grid = { 0 };

        expect_begin(cases[i].name);
        draw_table(&arena, &book, &grid, &source);
        draw_page_fit(&arena, &book, &grid, source.table);
        EXPECT_TEXT(cases[i].want, show_page(&arena, &grid));
        arena_release(&arena);
    }
    return expect_finish();
}
