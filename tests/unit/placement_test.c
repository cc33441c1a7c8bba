/* placement_test.c - texts that patterns and words match, marks for absent. */
#include "place/placement.h"

#include "support/expect.h"
#include "support/given.h"

/* ---- patterns ---- */

static const struct pattern_case {
    const char *pattern, *text;
    const char *want; /* what each placeholder takes, or "no" */
} patterns[] = {
    { "部门：{department}", "部门：某县 教育局", "[某县 教育局]" },
    { "部门：{department}", "部　门 : 某局（盖章）", "[某局（盖章）]" },
    { "部门：{department}", "部门：", "[]" },
    { "部门：{department}", "编制部门：某局", "no" },
    { "部门：{department}", "", "no" },
    { "单位：{department}", "单位：万元", "no" },
    { "单位：{department}", "单位：某局", "[某局]" },
    { "单位：{unit}", "单位：万元", "[万元]" },
    { "单位：{unit}", "单位：人民币元", "[人民币元]" },
    { "单位：{unit}", "单位：某局", "no" },
    { "单位：{unit}", "金额单位：万元", "no" },
    { "（单位：{unit}）", "(单位:元)", "[元]" },
    { "（{year}年度）", "（ ２０２２ 年度）", "[２０２２]" },
    { "（{year}年度）", "（年度）", "[]" },
    { "（{year}年度）", "（22年度）", "no" },
    { "（{year}年度）", "（20222年度）", "no" },
    { "（{header.year}年度）", "（2022年度）", "[2022]" },
    { "{year}年度无收入{*}", "2022年度无收入，故本表为空",
      "[2022][，故本表为空]" },
    { "{year}年度无收入{*}", "年度无收入", "[][]" },
    { "{*}无收入{*}", "我局2022年无收入无收入", "[我局2022年][无收入]" },
    { "填报日期：{header.date:*年*月*}", "填报日期：2023年3月1日",
      "[2023年3月1日]" },
    { "填报日期：{header.date:*年*月*}", "填报日期：2023.3.1", "no" },
    { "填报日期：{header.date:*年*月*}", "填报日期：", "[]" },
    { "填报日期：{header.date:*年*月*日}", "填报日期：　年　月　日", "[]" },
    { "总分：{result.total_score}分", "总分：95.5分", "[95.5]" },
    { "总分：{result.total_score}分", "总分：95.5", "no" },
    { "{result.total_score}/{result.total_weight}", "95/100", "[95][100]" },
    { "{header.project_name}项目（{header.year}）", "甲（一）项目（2022）",
      "[甲（一）][2022]" },
    { "甲{*}乙", "甲乙", "[]" },
    { "甲{*}乙", "甲乙乙", "[乙]" },
    { "甲{*}乙", "甲乙丙", "no" },
};

static const struct pattern *
given_pattern(struct arena *arena, const char *pattern)
{
    const struct template_rule *t = given_mapping(
        arena, arena_printf(arena,
                            "table: project_self_evaluation\ntitle: 表\n"
                            "form:\n  - [{pattern: \"%s\"}]\n",
                            pattern));

    return t->n_tables > 0 ? &t->tables[0]->parts[0].cells[0].patterns[0]
                           : NULL;
}

static void
run_pattern(const struct pattern_case *c)
{
    struct arena arena = { 0 };
    const struct pattern *p;
    struct text *spans;
    const char *got = "no";

    expect_begin(arena_printf(&arena, "%s in %s", c->pattern, c->text));
    p = given_pattern(&arena, c->pattern);
    spans = ARENA_ARRAY(&arena, struct text, p ? p->n_parts : 1);
    if (p != NULL && placement_match(&arena, p, text_of(c->text), spans)) {
        got = "";
        for (int i = 0; i < p->n_parts; i++) {
            if (!p->parts[i].literal)
                got = arena_printf(&arena, "%s[%.*s]", got, TEXT_ARG(spans[i]));
        }
    }
    EXPECT_TEXT(c->want, got);
    arena_release(&arena);
}

/* A text that is made to be tried for long is not. */
static void
run_hostile(void)
{
    struct arena arena = { 0 };
    const struct pattern *p
        = given_pattern(&arena, "{*}年{header.date}年{header.overview}月{*}日");
    int n = 60000;
    char *bytes = ARENA_ARRAY(&arena, char, 3 * n);
    struct text spans[16];

    expect_begin("a long text and a pattern with several placeholders");
    for (int i = 0; i < n; i++) {
        const char *one = i % 2 == 0 ? "年" : "月";

        for (int k = 0; k < 3; k++)
            bytes[3 * i + k] = one[k];
    }
    EXPECT(!placement_match(&arena, p, (struct text){ bytes, 3 * (size_t)n },
                            spans));
    arena_release(&arena);
}

/* ---- words ---- */

static const struct word_case {
    const char *words, *text;
    int want;          /* 2 exactly, 1 by key, 0 not */
    const char *extra; /* what its brackets say more, or NULL */
} words[] = {
    { "基本支出", "基本支出", 2, NULL },
    { "基本支出", "基 本\n支　出", 2, NULL },
    { "基本支出", "（一）基本支出", 1, NULL },
    { "基本支出", "1.基本支出（万元）", 1, NULL },
    { "基本支出", "其中：基本支出：", 1, NULL },
    { "（一）基本支出", "(一) 基本支出", 2, NULL },
    { "（一）基本支出", "二、基本支出", 1, NULL },
    { "基本支出", "基本支出小计", 0, NULL },
    { "基本支出", "", 0, NULL },
    { "因公出国（境）费", "因公出国(境)费", 2, NULL },
    { "因公出国（境）费", "因公出国费", 0, NULL },
    { "基本, also: [基本支出]", "基本支出", 2, NULL },
    { "“三公”经费", "\"三公\"经费", 2, NULL },
    { "上级补助收入", "上级补助收入（2021）", 1, "2021" },
    { "上级补助收入", "上级补助收入(budget)", 1, "budget" },
    { "上级补助收入", "上级补助收入（预算数）", 1, "预算数" },
    { "上级补助收入", "上级补助收入（C=A+B）", 1, NULL },
    { "得分", "得分（20分*B/A）", 1, NULL },
    { "执行率", "执行率（100%）", 1, NULL },
};

static void
run_word(const struct word_case *c)
{
    struct arena arena = { 0 };
    const struct template_rule *t;
    struct text folded = text_fold(&arena, text_of(c->text));

    expect_begin(arena_printf(&arena, "%s and %s", c->words, c->text));
    t = given_mapping(&arena,
                      arena_printf(&arena,
                                   "table: project_self_evaluation\ntitle: 表\n"
                                   "form:\n  - [{label: %s}, ~]\n",
                                   c->words));
    if (t->n_tables > 0) {
        const struct wording *w = &t->tables[0]->parts[0].cells[0].words;
        struct text extra = placement_extra(w, folded);

        EXPECT_INT(c->want, placement_word(w, folded));
        if (c->want > 0)
            EXPECT_TEXT(c->extra ? c->extra : "", text_zero(&arena, extra));
    }
    arena_release(&arena);
}

/* ---- absent ---- */

static const struct absent_case {
    const char *text;
    bool want;
} absents[] = {
    { "", true },      { " \n　", true }, { "-", true },    { "—", true },
    { "——", true },    { "－", true },    { "/", true },    { "／", true },
    { "─", true },     { "−", true },     { "- -", false }, { "0", false },
    { "0.00", false }, { "-1", false },   { "无", false },  { "*", false },
};

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(patterns); i++)
        run_pattern(&patterns[i]);
    run_hostile();
    for (int i = 0; i < ARRAY_LEN(words); i++)
        run_word(&words[i]);
    for (int i = 0; i < ARRAY_LEN(absents); i++) {
        expect_begin(absents[i].text);
        EXPECT_INT(absents[i].want,
                   placement_is_absent(text_of(absents[i].text)));
    }
    return expect_finish();
}
