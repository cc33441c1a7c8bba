/* sheet_name_test.c - names of sheets, from any text. */
#include "book/sheet_name.h"

#include "support/expect.h"

static const struct name_case {
    const char *wanted, *taken, *want;
} names[] = {
    { "收入决算表", "", "收入决算表" },
    { "收入决算表", "收入决算表", "收入决算表（2）" },
    { "a/b:c[1]*?\\", "", "abc1" },
    { "'x'", "", "x" },
    { "", "", "表" },
    { "///", "表", "表（2）" },
    { "SHEET", "sheet", "SHEET（2）" },
    { "Ａ表é", "ａ表É", "Ａ表é（2）" },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙丙", "",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲" },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙丙",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲",
      "一二三四五六七八九十一二三四五六七八九十一二三四（2）" },
    { "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀" },
    { " 两端 ", "", "两端" },
    { "History", "", "History" },
};

static void
run_name(const struct name_case *c)
{
    struct arena arena = { 0 };
    struct grid taken = { .name = text_of(c->taken) };
    struct book book = { .sheets = &taken, .n_sheets = 1 };

    expect_begin(c->wanted);
    EXPECT_BYTES(c->want, sheet_name(&arena, &book, text_of(c->wanted)));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(names); i++)
        run_name(&names[i]);
    return expect_finish();
}
