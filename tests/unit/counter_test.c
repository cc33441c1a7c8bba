/* counter_test.c - what things are counted by, in brackets. */
#include "canon/counter.h"
#include "support/expect.h"

static const struct counter_case {
    const char *text;
    bool counted;
} cases[] = {
    { "因公出国（境）团组数（个）", true },
    { "国内公务接待（批次）", true },
    { "公务用车保有量(辆)：", true },
    { "设备（不含车辆）（台、套）", true },
    { "单价100万元（含）以上设备（台（套））", true },
    { "（人/次）", true },
    { "设备（台套）", true },
    { "公务用车购置费", false },
    { "公务用车（辆）购置费", false },
    { "三公经费（个人）", false },
    { "行政运行（项）", false },
    { "年度资金总额（万元）", false },
    { "次数）", false },
    { "（）", false },
    { "", false },
};

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        expect_begin(cases[i].text);
        EXPECT_INT(cases[i].counted, counter_in_brackets(text_fold(
                                         &arena, text_of(cases[i].text))));
    }
    arena_release(&arena);
    return expect_finish();
}
