/*
 * slots_test.c - what slots a small mapping has, on a sheet that was found and
 * on one that is drawn: what is drawn is what is found.
 *
 * The sheet says which codes, records and lines there are; the table is drawn
 * for them and found again, with its values.  One picture holds for both.
 */
#include "place/draw.h"

#include <stdlib.h>
#include <string.h>

#include "canon/unit.h"
#include "port/export.h"
#include "support/expect.h"
#include "support/given.h"

#define CODED                                                                  \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\n"                 \
    "header:\n"                                                                \
    "  - 编码: {code: functional}\n"                                         \
    "  - 名称: {name: functional}\n"
#define TREE                                                                   \
    "rows:\n  - {item: total, label: 合计, sum: true}\n"                     \
    "  - {each: code, tree: functional}\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\nform:\n"

static const struct slots_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    { "codes and a total", CODED "  - 合计: {measure: total}\n" TREE,
      "1| 支出决算表\n2| 编码 | 名称 | 合计\n3| | 合计 | 7\n"
      "4| '205 | 教育 | 3\n5| '20501 | 管理 | 3\n6| '208 | 社保 | 4\n",
      "C3 total total amount 万元 sum\n"
      "C4 205 total amount 万元\n"
      "C5 20501 total amount 万元\n"
      "C6 208 total amount 万元\n" },
    { "headings above one another",
      CODED
      "  - 本年: [基本: {measure: basic}, 项目: {measure: project}]\n" TREE,
      "1| 支出决算表\n2| 编码 | 名称 | 本年\n3| | | 基本 | 项目\n"
      "4| | 合计 | 7 | 1\nmerge A2:A3 B2:B3 C2:D2\n",
      "C4 total basic amount 万元 sum\n"
      "D4 total project amount 万元 sum\n" },
    { "a unit in a heading", CODED "  - 合计（元）: {measure: total}\n" TREE,
      "1| 支出决算表\n2| 编码 | 名称 | 合计（元）\n3| | 合计 | 7\n",
      "C3 total total amount 元 sum\n" },
    { "a heading of hundredths, its sign behind other words",
      "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\n"
      "form:\n  - beside: 资金\n    header:\n      - 项目: label\n"
      "      - 金额（万元）: {measure: annual_budget}\n"
      "      - 执行率（C/B%）: {measure: rate}\n"
      "    rows: [{item: funding.total, label: 合计}]\n",
      "1| 自评表\n2| 资金 | 项目 | 金额（万元） | 执行率（C/B%）\n"
      "3| | 合计 | 5 | 100\nmerge A2:A3\n",
      "C3 funding.total annual_budget amount 万元\n"
      "D3 funding.total rate ratio %\n" },
    { "labels beside their values",
      FORM "  - [名称, {header: project_name}, 负责人, {header: authority}]\n",
      "1| 自评表\n2| 名称 | 甲 | 负责人 | 乙\n",
      "B2 header project_name text field\n"
      "D2 header authority text field\n" },
    { "a pattern in one cell",
      FORM
      "  - [\"金额：{funding.total.annual_budget}，得分：{result.total_score}\"]\n",
      "1| 自评表\n2| 金额：5，得分：6\n",
      "A2 funding.total annual_budget amount 万元 pattern\n"
      "A2 result total_score score pattern\n" },
    { "choices that are ticked",
      FORM "  - [结论, {result: grade, ticks: [优, 良]}]\n",
      "1| 自评表\n2| 结论 | 优□ 良☑\n", "B2 result grade text field ticks\n" },
    { "records of a list, with groups",
      FORM
      "  - header:\n"
      "      - 一级: {measure: level1, group: true}\n"
      "      - 三级: {measure: level3}\n"
      "      - 分值: {measure: weight}\n"
      "    rows:\n      - {each: record, item: \"indicator.{n}\"}\n"
      "      - {item: result, label: 总分, measures: {weight: total_weight}}\n",
      "1| 自评表\n2| 一级 | 三级 | 分值\n3| 产出 | 次数 | 1\n"
      "4| | 人数 | 2\n5| 效益 | 天数 | 3\n6| 总分 | | 6\n"
      "merge A3:A4 A6:B6\n",
      "A3 indicator.1 level1 text group\n"
      "A3 indicator.2 level1 text group shared\n"
      "A5 indicator.3 level1 text group\n"
      "B3 indicator.1 level3 text\n"
      "B4 indicator.2 level3 text\n"
      "B5 indicator.3 level3 text\n"
      "C3 indicator.1 weight score\n"
      "C4 indicator.2 weight score\n"
      "C5 indicator.3 weight score\n"
      "C6 result total_weight score\n" },
    { "two blocks beside each other",
      "table: income_expenditure_summary\ntitle: 总表\ncaption: ~\nblocks:\n"
      "  - header: [收入: [项目: label, 金额: {measure: amount}]]\n"
      "    rows:\n"
      "      - {item: income.superior_subsidy, label: 补助}\n"
      "      - {item: income.total, label: 总计, sum: true}\n"
      "  - header: [支出: [项目: label, 金额: {measure: amount}]]\n"
      "    rows:\n      - {item: expenditure.201, label: 服务}\n",
      "1| 总表\n2| 收入 | | 支出\n3| 项目 | 金额 | 项目 | 金额\n"
      "4| 补助 | 1 | 服务 | 2\n5| 总计 | 1\nmerge A2:B2 C2:D2\n",
      "B4 income.superior_subsidy amount amount 万元\n"
      "B5 income.total amount amount 万元 sum\n"
      "D4 expenditure.201 amount amount 万元\n" },
};

static int
compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One slot a line, by its cell: what it says, its kind and unit, and how. */
static const char *
show_slots(struct arena *arena, const struct placement *p)
{
    static const char *const kinds[]
        = { [VALUE_AMOUNT] = "amount", [VALUE_RATIO] = "ratio",
            [VALUE_COUNT] = "count",   [VALUE_SCORE] = "score",
            [VALUE_TEXT] = "text",     [VALUE_DATE] = "date" };
    const char **lines = ARENA_ARRAY(arena, const char *, p->n_slots + 1);
    const char *all = "";

    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        char ref[CELLREF_MAX];

        cellref_show(slot->row, slot->col, ref);
        lines[i] = arena_printf(
            arena, "%s %.*s %.*s %s%s%s%s%s%s%s%s%s%s", ref,
            TEXT_ARG(slot->item), TEXT_ARG(slot->measure), kinds[slot->kind],
            slot->kind == VALUE_AMOUNT && slot->shift != SLOT_NO_UNIT ? " "
                                                                      : "",
            slot->kind == VALUE_AMOUNT && slot->shift != SLOT_NO_UNIT
                ? unit_word(slot->shift)
                : "",
            slot->percent ? " %" : "", slot->sum ? " sum" : "",
            slot->group ? " group" : "", slot->shared ? " shared" : "",
            slot->field ? " field" : "", slot->ticks != NULL ? " ticks" : "",
            slot->pattern != NULL ? " pattern" : "");
    }
    qsort(lines, (size_t)p->n_slots, sizeof *lines, compare_lines);
    for (int i = 0; i < p->n_slots; i++)
        all = arena_printf(arena, "%s%s\n", all, lines[i]);
    return all;
}

static void
run_case(const struct slots_case *c)
{
    struct arena arena = { 0 };
    struct diag_list none = diag_none(&arena);
    struct given_reading r = given_reading(&arena, c->mapping, c->sheet);
    struct book *book = ARENA_NEW(&arena, struct book);
    struct grid *grid = ARENA_NEW(&arena, struct grid);
    struct exported out = export_book(&arena, r.template, r.model, NULL, &none);
    const struct located *found
        = locate_book(&arena, out.book, r.template, &none);
    struct draw_source source = { .template = r.template,
                                  .table = r.template->tables[0],
                                  .model = r.model,
                                  .data = &r.model->tables[0] };

    expect_begin(c->name);
    if (!EXPECT(r.model->n_tables == 1 && found->sheets[0].n_tables == 1))
        return;
    book_style(&arena, book, (struct cell_style){ .format = TEXT("General") });
    EXPECT_TEXT(c->want,
                show_slots(&arena, draw_table(&arena, book, grid, &source)));
    EXPECT_TEXT(c->want, show_slots(&arena, found->sheets[0].tables[0]));
    arena_release(&arena);
}

/* Rows of codes that are as the one above take no slots of their own. */
static void
run_repeated(void)
{
    static const char mapping[] = CODED
        "  - 本年: {measure: basic}\n  - 项目: {measure: project}\n" TREE;
    static const char sheet[]
        = "1| 支出决算表\n2| 编码 | 名称 | 本年 | 项目\n3| | 合计 | 7 | 7\n"
          "4| '205 | 教育 | 3 | 3\n5| '20501 | 管理 | | 3\n"
          "7| '20502 | 普通 | 1\n8| '208 | 社保（元） | 4 | 4\n"
          "9| '20801 | 管理 | 4 | 4\n10| '20802 | 事务 | 5\n"
          "11| '209 | 其他 | 6 | 6\nmerge C10:D10\n";
    static const char want[] = "C11 209 basic amount 万元\n"
                               "C3 total basic amount 万元 sum\n"
                               "C4 205 basic amount 万元\n"
                               "C5 20501 basic amount 万元\n"
                               "C7 20502 basic amount 万元\n"
                               "C8 208 basic amount 元\n"
                               "C9 20801 basic amount 万元\n"
                               "D11 209 project amount 万元\n"
                               "D3 total project amount 万元 sum\n"
                               "D4 205 project amount 万元\n"
                               "D5 20501 project amount 万元\n"
                               "D7 20502 project amount 万元\n"
                               "D8 208 project amount 元\n"
                               "D9 20801 project amount 万元\n";
    struct arena arena = { 0 };
    struct diag_list none = diag_none(&arena);
    const struct located *found
        = locate_book(&arena, given_sheets(&arena, sheet),
                      given_mapping(&arena, mapping), &none);
    const struct placement *p = found->sheets[0].tables[0];
    struct slot_walk walk = slot_begin(p);
    const struct slot *slot;
    int n = 0;

    expect_begin("rows like the one above, until one is not");
    (void)slot_kinds(p, &n);
    EXPECT_INT(10, n); /* the total, 205, 208, 20801, 209 */
    for (n = 0; (slot = slot_next(&walk)) != NULL; n++)
        EXPECT(text_starts(slot->item, TEXT("2")) == (n >= 2));
    EXPECT_INT(14, n);
    EXPECT_TEXT(want, show_slots(&arena, p));
    EXPECT(slot_list(p) == slot_list(p));
    walk = slot_begin(p);
    for (n = 0; (slot = slot_next(&walk)) != NULL; n++)
        EXPECT(slot == &slot_list(p)[n]);
    EXPECT_INT(14, n);
    arena_release(&arena);
}

/* The slots of three rows of one cell, as a merged one is, are three. */
static void
run_merged(void)
{
    static const char *const items[] = { "goal.1", "goal.2", "goal.3" };
    struct arena arena = { 0 };
    struct placement p = { 0 };

    expect_begin("rows in one merged cell");
    for (int i = 0; i < ARRAY_LEN(items); i++) {
        struct text item = text_of(items[i]);
        struct slot_rule rule = { .item = item,
                                  .measure = TEXT("expected"),
                                  .kind = VALUE_TEXT,
                                  .says = HEADING_NONE };

        slot_begin_row(&p);
        slot_add(&arena, &p, (struct slot_cell){ 3, 1, 2, true }, &rule);
        slot_end_row(&p, item);
    }
    EXPECT_TEXT("B4 goal.1 expected text shared\n"
                "B4 goal.2 expected text shared\n"
                "B4 goal.3 expected text shared\n",
                show_slots(&arena, &p));
    arena_release(&arena);
}

/* A block whose column of values is not there has none of another block's. */
static void
run_lacking(void)
{
    static const char mapping[]
        = "table: general_budget_basic_expenditure\ntitle: 支出表\n"
          "caption: ~\nblocks:\n"
          "  - header: [编码: {code: economic}, 名称: {name: economic},"
          " 金额: {measure: amount}]\n"
          "    rows: [{each: economic, under: [301]}]\n"
          "  - header: [编码: {code: economic}, 名称: {name: economic},"
          " 金额: {measure: amount}]\n"
          "    rows: [{each: economic, under: [302]}]\n";
    static const char sheet[]
        = "1| 支出表\n2| 编码 | 名称 | 金额 | 编码 | 名称\n"
          "3| '301 | 甲 | 1 | '302 | 乙\n4| '30101 | 甲 | 2 | '30201 | 乙\n"
          "5| '30102 | 甲 | 3 | '30202 | 乙\n"
          "6| '30103 | 甲 | 4 | '30203 | 乙\n";
    struct arena arena = { 0 };
    struct diag_list none = diag_none(&arena);
    const struct located *found
        = locate_book(&arena, given_sheets(&arena, sheet),
                      given_mapping(&arena, mapping), &none);

    expect_begin("a block without its values");
    EXPECT_TEXT("C3 301 amount amount 万元\nC4 30101 amount amount 万元\n"
                "C5 30102 amount amount 万元\nC6 30103 amount amount 万元\n",
                show_slots(&arena, found->sheets[0].tables[0]));
    arena_release(&arena);
}

int
main(void)
{
    run_repeated();
    run_merged();
    run_lacking();
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
