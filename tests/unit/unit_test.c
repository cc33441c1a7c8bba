/* unit_test.c - units of money, in every wording that was seen. */
#include "canon/unit.h"
#include "support/expect.h"

static const struct unit_case {
    const char *text, *want; /* the unit; "none", "unknown" */
} cases[] = {
    /* captions */
    { "单位：万元", "万元" },
    { "金额单位：元", "元" },
    { "（金额单位：元）", "元" },
    { "单位：元（人民币）", "元" },
    { "单位：人民币元", "元" },
    { "公开02表 单位：元", "元" },
    { "单位：元。", "元" },
    { "第1页 共2页 单位：元", "元" },
    { "单位：元 第1页", "元" },
    { "币种：人民币 单位：元", "元" },
    { "單位：萬元", "万元" },
    { "金 额 单 位 ： 万 元", "万元" },
    { "单位:百元", "百元" },
    { "单位：千元", "千元" },
    { "单位：仟元", "千元" },
    { "单位：十万元", "十万元" },
    { "单位：百万元", "百万元" },
    { "单位：亿元", "亿元" },
    { "单位万元", "万元" },
    { "金额单位为万元", "万元" },
    { "注：本表金额单位为元，保留两位小数。", "元" },
    { "本表以“万元”为金额单位（保留两位小数）", "万元" },
    { "以元为单位", "元" },
    { "部门：某局　　金额单位：元", "元" },
    { "编制单位：某局 单位：万元", "万元" },
    { "万元", "万元" },
    { "（元）", "元" },
    { "单位：圆", "元" },
    /* what amounts cannot be read in */
    { "单位：万美元", "unknown" },
    { "单位：元/人", "unknown" },
    { "币种：美元 单位：万元", "unknown" },
    { "单位：港币", "unknown" },
    { "单位：千亿元", "unknown" },
    { "单位：US$", "unknown" },
    { "单位：万元每人", "unknown" },
    /* no unit of money */
    { "单位：某县教育局", "none" },
    { "编制单位：某局", "none" },
    { "单位：元氏县财政局", "none" },
    { "单位：元宝山区教育局", "none" },
    { "预算单位", "none" },
    { "单位：%", "none" },
    { "度量单位", "none" },
    { "单位负责人：", "none" },
    { "2.本套报表金额单位转换时可能存在尾数误差。", "none" },
    { "本年收入100万元", "none" },
    { "单元", "none" },
    { "", "none" },
}, brackets[] = {
    { "其他收入（元）", "元" },
    { "其他收入（单位：元）", "元" },
    { "预算执行情况（万元）（20分）", "万元" },
    { "项目资金\n（万元）", "万元" },
    { "金额[万元]", "万元" },
    { "车辆（辆）", "none" },
    { "因公出国（境）费", "none" },
    { "执行率（C/B%）", "none" },
    { "资本性支出（基本建设）", "none" },
    { "收入（万美元）", "unknown" },
    { "人均支出（元/人）", "unknown" },
    { "万元", "none" },
};

static const char *
show(struct unit_said said)
{
    static const char *const kinds[] = { "none", NULL, "unknown" };

    return said.kind == UNIT_KNOWN ? unit_word(said.shift) : kinds[said.kind];
}

static void
run_strip(const char *text, const char *want)
{
    struct arena arena = { 0 };
    struct unit_said said;
    struct text rest = unit_strip(text_fold(&arena, text_of(text)), &said);

    expect_begin(arena_printf(&arena, "the unit behind %s", text));
    EXPECT_TEXT(want,
                arena_printf(&arena, "%.*s %s", TEXT_ARG(rest), show(said)));
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        expect_begin(cases[i].text);
        EXPECT_TEXT(
            cases[i].want,
            show(unit_of_text(text_fold(&arena, text_of(cases[i].text)))));
    }
    for (int i = 0; i < ARRAY_LEN(brackets); i++) {
        expect_begin(brackets[i].text);
        EXPECT_TEXT(brackets[i].want, show(unit_of_brackets(text_fold(
                                          &arena, text_of(brackets[i].text)))));
    }
    run_strip("73 万元", "73 万元");
    run_strip("￥20.25元", "¥20.25 元");
    run_strip("12.3", "12.3 none");
    run_strip("12.3美元", "12.3美元 none");
    run_strip("元", "元 none");
    arena_release(&arena);
    return expect_finish();
}
