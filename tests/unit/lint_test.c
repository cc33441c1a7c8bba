/* lint_test.c - what is proved of a mapping before any workbook is seen.
 * What lint says of bad mappings is in tests/mappings; here is what it must
 * find, and what it must let pass. */
#include "mapping/lint.h"

#include "mapping/load.h"
#include "mapping/overlap.h"
#include "support/expect.h"
#include "support/given.h"

/* Two titles and a text that both match, "" when there is none. */
static const struct overlap_case {
    const char *a, *b, *want;
} overlaps[] = {
    { "收入决算表", "支出决算表", "" },
    { "收入决算表", "收入 决算表", "收入决算表" },
    { "{*}决算表", "收入决算表", "收入决算表" },
    { "收入{*}", "{*}决算表", "收入决算表" },
    { "收入{*}表", "支出{*}表", "" },
    { "{*}表", "{*}情况", "" },
    { "{*}表", "{*}算表", "算表" },
    { "{year}年度收入决算表", "{*}收入决算表", "2022年度收入决算表" },
    { "{year}年度收入决算表", "2019年度收入决算表", "2019年度收入决算表" },
    { "{year}年度收入决算表", "近年度收入决算表", "" },
    { "{year}年度{*}部门自评表", "{year}年度{*}项目自评表", "" },
    { "{year}年度{*}自评表", "{year}年度{*}项目自评表", "2022年度项目自评表" },
    { "{department}", "{*}", "表" },
};

static const char *
table_of(struct arena *arena, const char *title)
{
    return arena_printf(arena,
                        "table: income\ntitle: \"%s\"\n"
                        "header: [科目代码: {code: functional}]\n"
                        "rows: [{each: code, tree: functional}]\n",
                        title);
}

static const struct pattern *
pattern(struct arena *arena, const char *title, struct diag_list *diags)
{
    const struct template_rule *t = load_text(
        arena, given_words(), "t.yaml", text_of(table_of(arena, title)), diags);

    return t ? t->tables[0]->titles : NULL;
}

static void
run_overlap(const struct overlap_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct pattern *a = pattern(&arena, c->a, &diags);
    const struct pattern *b = pattern(&arena, c->b, &diags);

    expect_begin(arena_printf(&arena, "%s / %s", c->a, c->b));
    if (EXPECT(a && b)) {
        EXPECT_BYTES(c->want, overlap_of(&arena, a, b));
        EXPECT_BYTES(c->want, overlap_of(&arena, b, a));
    }
    arena_release(&arena);
}

#define SUMMARY                                                                \
    "table: income_expenditure_summary\ntitle: 收入支出决算总表\n"     \
    "header: [项目: label, 行次: line, 金额: {measure: amount}]\nrows:\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 项目支出绩效自评表\nform:\n"
#define BLOCKS                                                                 \
    "table: general_budget_basic_expenditure\ntitle: 基本支出决算表\n"  \
    "blocks:\n"                                                                \
    "  - header: &h [科目代码: {code: economic}, 决算数: {measure: amount}]\n"

static const struct lint_case {
    const char *name, *yaml, *want; /* codes, one a line */
} cases[] = {
    { "rows by code in two blocks, told apart by 'under'",
      BLOCKS "    rows: [{each: economic, under: [301, 303]}]\n"
             "  - header: *h\n    rows: [{each: economic, under: [302]}]\n",
      "" },
    { "a code below another's is the same code",
      BLOCKS "    rows: [{each: economic, under: [301]}]\n"
             "  - header: *h\n    rows: [{each: economic, under: [30101]}]\n",
      "mapping-twice\n" },
    { "codes and measures differ: nothing is twice",
      BLOCKS
      "    rows: [{each: economic, under: [301]}]\n"
      "  - header: [科目代码: {code: economic}, 其中: {measure: public}]\n"
      "    rows: [{each: economic, under: [301]}]\n",
      "" },
    { "a row labelled with a code",
      BLOCKS "    rows: [{each: economic, under: [301]},"
             " {item: total, label: \"30101\"}]\n",
      "mapping-contested\n" },
    { "labels alike but for the ordinal, with line numbers",
      SUMMARY "  - {line: 1, item: income.total, label: 一、收入}\n"
              "  - {line: 2, item: income.other, label: 二、收入}\n",
      "" },
    { "labels alike but for the ordinal, one without a line number",
      SUMMARY "  - {line: 1, item: income.total, label: 一、收入}\n"
              "  - {item: income.other, label: 二、收入}\n",
      "mapping-contested\n" },
    { "an 'also' may be what collides",
      SUMMARY "  - {item: income.total, label: 总计}\n"
              "  - {item: income.other, label: 其他, also: [总 计]}\n",
      "mapping-contested\n" },
    { "blank rows take line numbers",
      SUMMARY "  - {line: 1, blank: 3}\n"
              "  - {line: 4, item: income.total, label: 总计}\n",
      "" },
    { "line numbers that overlap",
      SUMMARY "  - {line: 1, blank: 4}\n"
              "  - {line: 4, item: income.total, label: 总计}\n",
      "mapping-contested\n" },
    { "two members of two lists",
      FORM "  - header: [预期目标: {measure: expected}]\n"
           "    rows: [{each: record, item: \"goal.{n}\"}]\n"
           "  - header: [三级指标: {measure: level3}]\n"
           "    rows: [{each: record, item: \"indicator.{n}\"}]\n",
      "" },
    { "two lists of the same members",
      FORM "  - header: [三级指标: {measure: level3}]\n"
           "    rows: [{each: record, item: \"indicator.{n}\"}]\n"
           "  - header: [指标: {measure: level3}]\n"
           "    rows: [{each: record, item: \"indicator.{n}\"}]\n",
      "mapping-twice\n" },
    { "a value may stand in the caption as well",
      FORM "  - [得分, {result: total_score}]\n"
           "  - \"总分：{result.total_score}\"\n",
      "" },
    { "two blank headings are told apart by their order",
      FORM "  - beside: 指标\n    header: [\"\": {measure: level1}, \"\": ~]\n"
           "    rows: [{each: record, item: \"indicator.{n}\"}]\n",
      "" },
};

static void
run_case(const struct lint_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct template_rule *t
        = load_text(&arena, given_words(), "t.yaml", text_of(c->yaml), &diags);
    const char *got = "";
    bool ok;

    expect_begin(c->name);
    ok = t && lint_table(&arena, t->tables[0], &diags);
    for (int i = 0; i < diags.n; i++)
        got = arena_printf(&arena, "%s%s\n", got,
                           diag_word(diags.items[i]->code));
    EXPECT_TEXT(c->want, got);
    EXPECT(ok == (diags.n == 0));
    arena_release(&arena);
}

static void
lint_all(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct mapping_set *set = given_mappings(&arena);

    expect_begin("the mappings as they stand");
    EXPECT(lint_set(&arena, set, &diags));
    for (int i = 0; i < diags.n; i++)
        diag_write_text(stdout, diags.items[i]);
    EXPECT_INT(0, diags.n);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(overlaps); i++)
        run_overlap(&overlaps[i]);
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    lint_all();
    return expect_finish();
}
