/* numfmt_look_test.c - which section shows a number, and what it adds. */
#include "book/numfmt_look.h"

#include "support/expect.h"

/* 'want': the words with # for the digits, then what else is said. */
static const struct look_case {
    const char *format, *value, *want;
} cases[] = {
    { "General", "3", "# as many" },
    { "", "3", "# as many" },
    { "@", "3", "# as many" },
    { "# ?/?", "0.5", "# as many" },
    { "0.00E+00", "3", "# 2" },
    { "0.00", "-3", "# 2" },
    { "#,##0,", "3000", "# 0 off 3" },
    { "0!.0,\"万\"", "20000", "#万 1 off 4" },
    { "\"¥\"0.00\"元\"", "3", "¥#元 2" },
    { "[$USD-409] 0", "3", "USD# 0" },
    { "0%", "0.5", "# 0 percent" },
    { "0\"%\"", "50", "# 0 hundredths" },
    { "0%%", "0.5", "# 0 percent odd" },
    { "0%\"%\"", "0.5", "# 0 percent hundredths odd" },
    { "0\"00\"", "3", "#00 0 odd" },
    { "0\"万\"0", "35", "#万 0 odd" },
    { "\"-\"0", "3", "# 0 odd" },
    { "0.00;@", "-3", "# 2" },
    /* sections by sign */
    { "0.00;-0.0;\"—\"", "3", "# 2" },
    { "0.00;-0.0;\"—\"", "-3", "# 1" },
    { "0.00;-0.0;\"—\"", "0", "— 2 hidden" },
    { "0;(0)", "-3", "# 0" },
    { "0;[Red]0", "-3", "# 0" },
    { "0;0", "-3", "# 0 odd" },
    { "0;", "-3", " 0 hidden odd" },
    { "0.00;[Red][<0]-0.0", "-3", "# 1" },
    /* sections by conditions */
    { "[=0]\"见附件\";0.00", "0", "见附件 2 hidden by condition" },
    { "[=0]\"见附件\";0.00", "3", "# 2 by condition" },
    { "[=0]\"见附件\";0.00", "-3", "# 2 by condition" },
    { "[<=0]\"无\";0.0", "-3", "无 1 hidden odd by condition" },
    { "[>=100]0.0,\"万\";0.00", "100", "#万 1 off 3 by condition" },
    { "[>=100]0.0,\"万\";0.00", "99.9", "# 2 by condition" },
    { "[<0]0;0.00", "3", "# 2 by condition" },
    { "[<0]0;0.00", "-3", "# 0 odd by condition" },
    { "[Red][<0]-0;0.00", "-3", "# 0 by condition" },
    { "[>=0]0.00;0", "3", "# 2 by condition" },
    { "[>=0]0.00;0", "-3", "# 0 odd by condition" },
    { "[>0]0;[<0]-0.0;\"零\"", "-3", "# 1 by condition" },
    { "[>0]0;[<0]-0.0;\"零\"", "0", "零 0 hidden by condition" },
    { "[<>5]0;\"五\"", "5", "五 0 hidden by condition" },
    /* such as programs show in different ways */
    { "[>9]0.0", "3", "# 1 odd by condition" },
    { "[>9]0;[>5]0.0", "3", "# 1 odd by condition" },
    { "[>9]0;0.0;0.00", "3", "# 1 odd by condition" },
    { "0;[>9]0.0;0.00", "3", "# 2 odd by condition" },
    { "[>9]0;[>5]0.0;[>3]0.00", "3", "# 2 odd by condition" },
    { "[>x]0;0.0", "3", "# 0 odd by condition" },
};

static const char *
show(struct arena *arena, struct numfmt_look look)
{
    const char *out = arena_printf(
        arena, "%.*s%s%.*s %s", TEXT_ARG(look.head), look.hidden ? "" : "#",
        TEXT_ARG(look.tail),
        look.decimals < 0 ? "as many"
                          : arena_printf(arena, "%d", look.decimals));

    if (look.off != 0)
        out = arena_printf(arena, "%s off %d", out, look.off);
    return arena_printf(
        arena, "%s%s%s%s%s%s", out, look.percent ? " percent" : "",
        look.hundredths ? " hundredths" : "", look.hidden ? " hidden" : "",
        look.odd ? " odd" : "", look.conditional ? " by condition" : "");
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct decimal value = decimal_of(0);

        expect_begin(
            arena_printf(&arena, "%s in %s", cases[i].value, cases[i].format));
        EXPECT_INT(DECIMAL_OK,
                   decimal_parse_cell(text_of(cases[i].value), &value));
        EXPECT_TEXT(
            cases[i].want,
            show(&arena, numfmt_look(&arena, text_of(cases[i].format), value)));
    }
    arena_release(&arena);
    return expect_finish();
}
