/* quantity_test.c - targets and results of indicators, as people write them. */
#include "reconcile/quantity.h"

#include "support/expect.h"

static const struct quantity_case {
    const char *target, *nature, *unit, *actual, *want;
} cases[] = {
    { "≥95%", "", "", "89%", "missed" },
    { "≥95%", "", "", "95%", "met" },
    { ">=95%", "", "", "95.5%", "met" },
    { "＞370 个", "", "", "413 个", "met" },
    { ">370 个", "", "", "370 个", "missed" },
    { "不低于 95%", "", "", "94.9%", "missed" },
    { "95%以上", "", "", "94%", "missed" },
    { "95%（含）以上", "", "", "95%", "met" },
    { "达到 85%以上", "", "", "80%", "missed" },
    { "7 日内", "", "", "8日", "missed" },
    { "<=73 万元", "", "", "73 万元", "met" },
    { "≤73 万元", "", "", "730001元", "missed" },
    { "3,000人以上", "", "", "2,999 人", "missed" },
    { "96.7", "≥", "万人", "91.8", "missed" },
    { "917320", "≥", "人", "91.8万人", "met" },
    { "30", "≥", "万册", "30 万册", "met" },
    { "24", "＜", "小时", "24", "missed" },
    { "0", "≤", "次", "0", "met" },
    { "667.03", "＝", "万元", "667.03", "met" },
    { "47", "＝", "个", "46 个", "missed" },
    { "100%", "", "", "98%", "missed" },
    { "100%", "", "", "100%", "met" },
    { "12次", "", "", "12次", "met" },
    /* The first clause is aimed at, the second tells how points go. */
    { "调查满意度 95%以上满分，每少 5%扣 1 分。", "", "", "89%", "missed" },
    { "调查满意度 95%以上满分，每少 5%扣 1 分。", "", "", "100%", "met" },
    /* What may mean several things is not judged. */
    { "", "", "", "100%", "unclear" },
    { "12次", "", "", "10次", "unclear" },
    { "选调 4 人、组织培训 3 次", "", "", "4人", "unclear" },
    { "7*24 小时服务", "", "", "100%", "unclear" },
    { "做好 7*24 小时服务，系统正常运行", "", "", "100%", "unclear" },
    { "12 月底前完成工作", "", "", "100%", "unclear" },
    { "61.50 万元", "", "", "100%", "unclear" },
    { "≥34万人", "", "", "100%", "unclear" },
    { "优", "定性", "", "优", "unclear" },
    { "95", "定性", "", "94", "unclear" },
    { "≥95%", "", "", "合格", "unclear" },
    { "≥95%", "", "", "95%以上", "unclear" },
    { "≥95%", "", "", "0.96", "unclear" },
    { "≥95%以下", "", "", "95%", "unclear" },
    { "≥99999999999999999999", "", "", "1", "unclear" },
};

static const char *
compare(struct arena *arena, const struct quantity_case *c)
{
    struct quantity target, actual;

    if (!quantity_parse_target(arena, text_of(c->target), text_of(c->nature),
                               text_of(c->unit), &target)
        || !quantity_parse_actual(arena, text_of(c->actual), &target, &actual))
        return "unclear";
    switch (quantity_compare(&target, &actual)) {
    case QUANTITY_MET:
        return "met";
    case QUANTITY_MISSED:
        return "missed";
    case QUANTITY_UNCLEAR:
        break;
    }
    return "unclear";
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = { 0 };
        const struct quantity_case *c = &cases[i];

        expect_begin(arena_printf(&arena, "%s%s%s, %s", c->nature, c->target,
                                  c->unit, c->actual));
        EXPECT_TEXT(c->want, compare(&arena, c));
        arena_release(&arena);
    }
    return expect_finish();
}
