/* decimal_test.c - numbers read, written, added, shifted, compared. */
#include "base/decimal.h"

#include "support/expect.h"

static const char *
answer(struct arena *arena, enum decimal_result result, struct decimal d)
{
    if (result == DECIMAL_NO_NUMBER)
        return "no number";
    if (result == DECIMAL_OVERFLOW)
        return "overflow";
    return decimal_text(arena, d).at;
}

typedef enum decimal_result (*parse_fn)(struct text t, struct decimal *out);

static const struct parse_case {
    const char *in, *want;
} plain[] = {
    { "0", "0" },
    { "904.50", "904.50" },
    { "-0.07", "-0.07" },
    { "+3", "3" },
    { "007", "7" },
    { "-0", "0" },
    { "0.000000000000000001", "0.000000000000000001" },
    { "999999999999999999", "999999999999999999" },
    { "-99999999.9999999999", "-99999999.9999999999" },
    { "000000000000000000000001.5", "1.5" },
    { "1000000000000000000", "overflow" },
    { "0.0000000000000000001", "overflow" },
    { "99999999999999999999999999999", "overflow" },
    { "", "no number" },
    { "-", "no number" },
    { ".", "no number" },
    { ".5", "no number" },
    { "5.", "no number" },
    { "1.2.3", "no number" },
    { "1,234", "no number" },
    { "1e3", "no number" },
    { " 1", "no number" },
    { "--1", "no number" },
    { "１", "no number" },
    { "99999999999999999999x", "no number" },
};

static const struct parse_case cells[] = {
    { "0", "0" },
    { "-0.0", "0" },
    { "582.36", "582.36" },
    { "904.50", "904.5" },
    { "0.07000000000000001", "0.07" },
    { "0.30000000000000004", "0.3" },
    { "1.0049999999999999", "1.005" },
    { "4733.1400000000003", "4733.14" },
    { "-4733.1399999999994", "-4733.14" },
    { "123456789012345", "123456789012345" },
    { "1234567890123454", "1234567890123450" },
    { "1234567890123455", "1234567890123460" },
    { "-1234567890123455", "-1234567890123460" },
    { "999999999999999.5", "1000000000000000" },
    { "9.9999999999999995E-1", "1" },
    { "1E3", "1000" },
    { "1.5e+2", "150" },
    { "12E-4", "0.0012" },
    { "5.6843418860808015e-14", "0.000000000000056843" },
    { "1e-18", "0.000000000000000001" },
    { "1.5e-18", "0.000000000000000001" },
    { "1e-19", "0" },
    { "1e-999999999999999999999", "0" },
    { "0e999999999999999999999", "0" },
    { "1e17", "100000000000000000" },
    { ".5", "0.5" },
    { "5.", "5" },
    { " 5 ", "5" },
    { "0.000000000000000000000000000000001E+33", "1" },
    { "1e18", "overflow" },
    { "1e308", "overflow" },
    { "1e999999999999999999999", "overflow" },
    { "9999999999999999999", "overflow" },
    { "", "no number" },
    { ".", "no number" },
    { "-", "no number" },
    { "e5", "no number" },
    { "1e", "no number" },
    { "1e+", "no number" },
    { "1e5.0", "no number" },
    { "1.2.3", "no number" },
    { "NaN", "no number" },
    { "INF", "no number" },
    { "0x10", "no number" },
    { "1,000", "no number" },
    { "1 2", "no number" },
};

static const struct parse_case typed[] = {
    { "904.50", "904.50" },
    { "4,733.14", "4733.14" },
    { "1,234,567", "1234567" },
    { "１２３．４５", "123.45" },
    { "１，２３４", "1234" },
    { "－5", "-5" },
    { "−5.10", "-5.10" },
    { "＋5", "5" },
    { "　 12.00 \u00A0", "12.00" },
    { "¥12.30", "12.30" },
    { "￥ 1,200", "1200" },
    { "-¥5", "-5" },
    { "¥-5", "-5" },
    { "- 5", "-5" },
    { ".50", "0.50" },
    { "0", "0" },
    { "", "no number" },
    { "-", "no number" },
    { "—", "no number" },
    { "——", "no number" },
    { "¥", "no number" },
    { "/", "no number" },
    { "5.", "no number" },
    { "1,23", "no number" },
    { "1234,567", "no number" },
    { "12,34.5", "no number" },
    { ",123", "no number" },
    { "1,,234", "no number" },
    { "1,234,", "no number" },
    { "1.234,5", "no number" },
    { "1.2.3", "no number" },
    { "1 234", "no number" },
    { "100%", "no number" },
    { "10分", "no number" },
    { "1e3", "no number" },
    { "--5", "no number" },
    { "¥¥5", "no number" },
    { "无", "no number" },
    { "1,000,000,000,000,000,000", "overflow" },
};

static const struct sum_case {
    const char *name, *a, *b, *sum, *difference, *product;
    int order;
} sums[] = {
    { "scales are aligned", "880.00", "24.5", "904.50", "855.50", "21560.000",
      1 },
    { "signs", "-1.5", "0.50", "-1.00", "-2.00", "-0.750", -1 },
    { "equal by value", "1.50", "1.5", "3.00", "0.00", "2.250", 0 },
    { "zero is zero at any scale", "0", "0.000", "0.000", "0.000", "0.000", 0 },
    { "below the point only", "-0.1", "-0.10", "-0.20", "0.00", "0.010", 0 },
    { "carry out of range", "999999999999999999", "1", "overflow",
      "999999999999999998", "999999999999999999", 1 },
    { "no wrap at the other end", "-999999999999999999", "999999999999999999",
      "0", "overflow", "overflow", -1 },
    { "no room to align", "999999999999999999", "0.1", "overflow", "overflow",
      "99999999999999999.9", 1 },
    { "trailing zeros make room", "999999999999999998", "1.000",
      "999999999999999999", "999999999999999997", "999999999999999998", 1 },
    { "scales beyond 18 together", "0.0000000001", "0.0000000001",
      "0.0000000002", "0.0000000000", "overflow", 0 },
    { "far apart", "0.000000000000000001", "5", "overflow", "overflow",
      "0.000000000000000005", -1 },
    { "a last zero makes room for the carry", "99999999999999999.5", "0.5",
      "100000000000000000", "99999999999999999.0", "overflow", 1 },
};

static const struct shift_case {
    const char *in;
    int places;
    const char *want;
} shifts[] = {
    { "582.36", 4, "5823600" },
    { "5823600", -4, "582.36" },
    { "5823601", -4, "582.3601" },
    { "0.00", 4, "0" },
    { "0", -30, "0" },
    { "-0.07", 4, "-700" },
    { "100", 0, "100" },
    { "1.50", 0, "1.5" },
    { "1", 17, "100000000000000000" },
    { "1", 18, "overflow" },
    { "1", -18, "0.000000000000000001" },
    { "1", -19, "overflow" },
    { "10", -19, "0.000000000000000001" },
    { "99999999999999999.9", 2, "overflow" },
};

static const struct round_case {
    const char *in;
    int scale;
    const char *want;
} rounds[] = {
    { "1.005", 2, "1.01" },   { "-1.005", 2, "-1.01" }, { "1.004", 2, "1.00" },
    { "-1.004", 2, "-1.00" }, { "0.5", 0, "1" },        { "0.49", 0, "0" },
    { "-0.4", 0, "0" },       { "9.99", 1, "10.0" },    { "1.5", 4, "1.5" },
    { "1.5", -3, "2" },
};

static void
run_parse(const char *kind, parse_fn parse, const struct parse_case *c)
{
    struct arena arena = { 0 };
    struct decimal d = { 0 };
    enum decimal_result result = parse(text_of(c->in), &d);

    expect_begin(arena_printf(&arena, "%s '%s'", kind, c->in));
    EXPECT_TEXT(c->want, answer(&arena, result, d));
    if (result == DECIMAL_OK) {
        struct decimal again;
        EXPECT_INT(DECIMAL_OK, decimal_parse(decimal_text(&arena, d), &again));
        EXPECT_INT(d.units, again.units);
        EXPECT_INT(d.scale, again.scale);
    }
    arena_release(&arena);
}

static struct decimal
given(const char *s)
{
    struct decimal d = { 0 };

    EXPECT_INT(DECIMAL_OK, decimal_parse(text_of(s), &d));
    return d;
}

static void
run_sum(const struct sum_case *c)
{
    struct arena arena = { 0 };
    struct decimal a, b, d = { 0 };
    enum decimal_result result;

    expect_begin(c->name);
    a = given(c->a);
    b = given(c->b);
    result = decimal_add(a, b, &d);
    EXPECT_TEXT(c->sum, answer(&arena, result, d));
    result = decimal_add(b, a, &d);
    EXPECT_TEXT(c->sum, answer(&arena, result, d));
    result = decimal_subtract(a, b, &d);
    EXPECT_TEXT(c->difference, answer(&arena, result, d));
    result = decimal_multiply(a, b, &d);
    EXPECT_TEXT(c->product, answer(&arena, result, d));
    EXPECT_INT(c->order, decimal_compare(a, b));
    EXPECT_INT(-c->order, decimal_compare(b, a));
    arena_release(&arena);
}

static const struct lex_case {
    const char *in, *want;
} forms[] = {
    { "12.50", "+12.50 2 0" }, { "-1.5E+3", "-1.5 1 3" },
    { "+.5e-7", "+.5 0 -7" },  { "7.", "+7. 1 0" },
    { ".", "none" },           { "", "none" },
    { "-", "none" },           { "1e", "none" },
    { "1.2.3", "none" },       { "1e5x", "none" },
    { " 1", "none" },          { "1e99999999999999999999", "+1 1 large" },
};

static void
run_form(const struct lex_case *c)
{
    struct arena arena = { 0 };
    struct decimal_form f;
    const char *got = "none";

    expect_begin(arena_printf(&arena, "form '%s'", c->in));
    if (decimal_lex(text_of(c->in), &f))
        got = arena_printf(&arena, "%c%.*s %zu %s", f.negative ? '-' : '+',
                           TEXT_ARG(f.digits), f.point,
                           f.exponent > 1000000
                               ? "large"
                               : arena_printf(&arena, "%d", (int)f.exponent));
    EXPECT_TEXT(c->want, got);
    arena_release(&arena);
}

static void
run_rest(void)
{
    struct arena arena = { 0 };
    char shown[DECIMAL_TEXT_MAX];
    struct decimal d = { -DECIMAL_MAX, 18 };

    expect_begin("the longest number is shown whole");
    EXPECT_INT(21, decimal_show(d, shown));
    EXPECT_TEXT("-0.999999999999999999", shown);

    expect_begin("normal form and its digits");
    EXPECT_TEXT("1.5", decimal_text(&arena, decimal_normal(given("1.500"))).at);
    EXPECT_TEXT("0", decimal_text(&arena, decimal_normal(given("0.00"))).at);
    EXPECT_TEXT("100", decimal_text(&arena, decimal_of(100)).at);
    EXPECT_INT(1, decimal_digits(given("1.500")));
    EXPECT_INT(0, decimal_digits(given("100")));
    EXPECT(decimal_is_zero(given("-0.00")));
    EXPECT(!decimal_is_zero(given("0.01")));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(plain); i++)
        run_parse("plain", decimal_parse, &plain[i]);
    for (int i = 0; i < ARRAY_LEN(cells); i++)
        run_parse("cell", decimal_parse_cell, &cells[i]);
    for (int i = 0; i < ARRAY_LEN(typed); i++)
        run_parse("typed", decimal_parse_typed, &typed[i]);
    for (int i = 0; i < ARRAY_LEN(forms); i++)
        run_form(&forms[i]);
    for (int i = 0; i < ARRAY_LEN(sums); i++)
        run_sum(&sums[i]);
    for (int i = 0; i < ARRAY_LEN(shifts); i++) {
        struct arena arena = { 0 };
        struct decimal d = { 0 };
        enum decimal_result result;
        expect_begin("shift");
        result = decimal_shift(given(shifts[i].in), shifts[i].places, &d);
        EXPECT_TEXT(shifts[i].want, answer(&arena, result, d));
        arena_release(&arena);
    }
    for (int i = 0; i < ARRAY_LEN(rounds); i++) {
        struct arena arena = { 0 };
        expect_begin("round");
        EXPECT_TEXT(rounds[i].want,
                    decimal_text(&arena, decimal_round(given(rounds[i].in),
                                                       rounds[i].scale))
                        .at);
        arena_release(&arena);
    }
    run_rest();
    return expect_finish();
}
