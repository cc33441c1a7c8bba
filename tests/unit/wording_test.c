/* wording_test.c - texts that words match, and what they say more. */
#include "mapping/wording.h"

#include "support/expect.h"
#include "support/given.h"

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
        const struct wording *w
            = &mapping_parts(t->tables[0])[0].cells[0].words;
        struct text extra = wording_extra(w, folded);

        EXPECT_INT(c->want, wording_match(w, folded));
        if (c->want > 0)
            EXPECT_TEXT(c->extra ? c->extra : "", text_zero(&arena, extra));
    }
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(words); i++)
        run_word(&words[i]);
    return expect_finish();
}
