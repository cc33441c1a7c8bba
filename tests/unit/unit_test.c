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
    { "单位：人民币（元）", "元" },
    { "金额单位均为元", "元" },
    { "除特别注明外，金额单位均为：万元", "万元" },
    { "单位;元", "元" },
    { "单位.元", "元" },
    { "单位 = 元", "元" },
    { "単位：元", "元" },
    { "（以元计）", "元" },
    { "金额以元列示", "元" },
    { "本表按“千元”填列。", "千元" },
    { "金额:元", "元" },
    { "公开02表 元", "元" },
    { "单位：“元”", "元" },
    { "单位：《元》", "元" },
    { "元（￥）", "元" },
    { "单位：万元(￥)", "万元" },
    { "单位：元（精确到元）", "元" },
    { "金额单位：万元 数量单位：个", "万元" },
    { "公开02表（万元）", "万元" },
    { "金额：人民币元", "元" },
    { "金额（万元）", "万元" },
    { "币种：元", "元" },
    { "单位：元整", "元" },
    { "单位：元  精确到分", "元" },
    { "单位：万元（保留两位小数）", "万元" },
    { "单位：万元、人", "万元" },
    { "单位：万元 填表日期：2023年8月1日", "万元" },
    { "单位：万元 制表：财务科", "万元" },
    { "单位：元 盖章", "元" },
    { "备注：不含下属单位上缴收入5000元", "none" },
    { "世行贷款（万元户）项目", "none" },
    { "单位：元（以下同）", "元" },
    { "币种：人民币 单位：千元", "千元" },
    { "单位：元 金额单位：元", "元" },
    /* what amounts cannot be read in */
    { "单位：元（万元）", "unknown" },
    { "单位：元 万元", "unknown" },
    { "单位：元、万元", "unknown" },
    { "单位：元或万元", "unknown" },
    { "单位：元（折合万元）", "unknown" },
    { "單位：千元（新台幣）", "unknown" },
    { "元/万元", "unknown" },
    { "单位：元万", "unknown" },
    { "元 万", "unknown" },
    { "万", "unknown" },
    { "元（万元）", "unknown" },
    { "单位：万元 单位：元", "unknown" },
    { "以元为单位，金额单位：万元", "unknown" },
    { "单位：万", "unknown" },
    { "单位：亿", "unknown" },
    { "单位：万元以下", "unknown" },
    { "单位：￥", "unknown" },
    { "单位：人民币", "unknown" },
    { "单位：角", "unknown" },
    { "单位：块", "unknown" },
    { "单位：yuan", "unknown" },
    { "Unit: Yuan", "unknown" },
    { "以美元列示", "unknown" },
    { "按万美元计", "unknown" },
    { "金额：美元", "unknown" },
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
    { "币种：人民币", "none" },
    { "金额：100元", "none" },
    { "合计金额大写：壹万元整", "none" },
    { "以上均为万元以上支出", "none" },
    { "元旦春节慰问", "none" },
    { "万元以上设备", "none" },
    { "按人民币记账", "none" },
    { "单位：个", "none" },
    { "单位：辆、台（套）", "none" },
    { "单位：元江县水务局", "none" },
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
    { "支出（万元、%）", "万元" },
    { "其他收入（二十）", "none" },
    { "收入决算表（分单位）", "none" },
    { "收入决算表（分单位）（单位：元）", "元" },
    { "自评得分（分）", "none" },
    { "其他收入（十）", "none" },
    { "财政拨款（万元）（元）", "unknown" },
    { "收入（万元/元）", "unknown" },
    { "收入（万）", "unknown" },
    { "收入（亿）", "unknown" },
    { "收入（￥）", "none" },
    { "收入（人民币）", "none" },
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

static const struct scrap_case {
    const char *text;
    bool is;
} scraps[] = {
    { "单位：", true }, { "万", true },       { "元", true },
    { "位：元", true }, { "人民币", true },   { "（万元）", true },
    { "金额", true },   { "单位：万", true }, { "元氏县", false },
    { "某局", false },  { "2022年", false },  { "公开02表", false },
    { "", false },
};

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
    for (int i = 0; i < ARRAY_LEN(scraps); i++) {
        expect_begin(scraps[i].text);
        EXPECT_INT(scraps[i].is,
                   unit_is_scrap(text_fold(&arena, text_of(scraps[i].text))));
    }
    run_strip("73 万元", "73 万元");
    run_strip("￥20.25元", "¥20.25 元");
    run_strip("12.3", "12.3 none");
    run_strip("12.3美元", "12.3美元 none");
    run_strip("元", "元 none");
    arena_release(&arena);
    return expect_finish();
}
