/* heading_test.c - what headings and labels say of the figures under them. */
#include "place/heading.h"

#include "support/expect.h"

enum reads { READS_HEADING, READS_LABEL, READS_BESIDE };

static const struct heading_case {
    const char *text;
    enum reads reads;
    const char *want; /* the unit, "?" where it cannot be read, and % */
} cases[] = {
    { "年初预算数", READS_HEADING, "" },
    { "年初预算数（万元）", READS_HEADING, "万元" },
    { "其他收入（美元）", READS_HEADING, "?" },
    { "执行率", READS_HEADING, "" },
    { "执行率（%）", READS_HEADING, "? %" },
    { "执行率（B/A%）", READS_HEADING, " %" },
    { "年度资金总额（万元）", READS_LABEL, "万元" },
    { "年度资金总额（万元）：", READS_LABEL, "万元" },
    { "世行贷款（美元）项目", READS_LABEL, "" },
    { "世行贷款（美元）项目", READS_HEADING, "?" },
    { "团组数（个）", READS_HEADING, "?" },
    { "1个）", READS_HEADING, "?" },
    { "万元", READS_HEADING, "万元" },
    { "支出[千元]", READS_HEADING, "千元" },
    { "设备（不含车辆）（台、套）：", READS_LABEL, "?" },
    { "公务用车（辆）购置费", READS_LABEL, "" },
    { "行政运行（项）", READS_LABEL, "" },
    { "三公经费（个人部分）", READS_LABEL, "" },
    { "项目资金（万元）", READS_BESIDE, "万元" },
};

static const char *
show(struct arena *arena, struct heading_says says)
{
    return arena_printf(arena, "%s%s",
                        says.unit.kind == UNIT_KNOWN
                            ? unit_word(says.unit.shift)
                        : says.unit.kind == UNIT_UNKNOWN ? "?"
                                                         : "",
                        says.percent ? " %" : "");
}

static void
run_case(const struct heading_case *c)
{
    struct arena arena = { 0 };
    struct text folded = text_fold(&arena, text_of(c->text));
    struct heading_says says = HEADING_NONE;

    expect_begin(arena_printf(&arena, "%s, %d", c->text, (int)c->reads));
    if (c->reads == READS_HEADING)
        says = heading_read(HEADING_NONE, folded, NULL);
    else if (c->reads == READS_LABEL)
        says = heading_read_label(folded, NULL);
    else
        says = heading_read_beside(folded, NULL);
    EXPECT_TEXT(c->want, show(&arena, says));
    arena_release(&arena);
}

/* What is nearer to the figures holds; a % above holds as well. */
static void
run_below(void)
{
    struct arena arena = { 0 };
    const struct heading_says yuan = { .unit = { UNIT_KNOWN, 0 } },
                              wan
                              = { .unit = { UNIT_KNOWN, 4 }, .percent = true };

    expect_begin("one heading below another");
    EXPECT_TEXT("元 %", show(&arena, heading_below(wan, yuan)));
    EXPECT_TEXT("万元 %", show(&arena, heading_below(yuan, wan)));
    EXPECT_TEXT("万元 %", show(&arena, heading_below(wan, HEADING_NONE)));
    EXPECT_TEXT("元", show(&arena, heading_below(HEADING_NONE, yuan)));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    run_below();
    return expect_finish();
}
