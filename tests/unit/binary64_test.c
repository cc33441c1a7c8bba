/* binary64_test.c - numbers of old workbooks as text, and back. */
#include "book/binary64.h"

#include <stdlib.h>
#include <string.h>

#include "support/expect.h"

static struct arena arena;

static const struct {
    double value;
    const char *want;
} cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 1, "1" },
    { -7, "-7" },
    { 10, "10" },
    { 0.01, "0.01" },
    { -0.05, "-0.05" },
    { 0.5, "0.5" },
    { 99.94, "99.94" },
    { -1234.5, "-1234.5" },
    { 9999999999999.98, "9999999999999.98" },
    { 10000000000000.02, "10000000000000.02" },
    { 0.005, "0.005" },
    { 582.3601, "582.3601" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 100.0 / 3, "33.333333333333336" },
    { 999999999999999, "999999999999999" },
    { 1e15, "1E+15" },
    { -2.5e-9, "-2.5E-09" },
    { 1.7976931348623157e308, "1.7976931348623157E+308" },
    { 5e-324, "4.94065645841247E-324" },
};

static struct text
shown(double value)
{
    struct text out = TEXT_NONE;
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    EXPECT(binary64_show(&arena, bits, &out));
    return out;
}

/* Amounts of two decimals are written as such, and each is read as itself. */
static void
test_amounts(void)
{
    uint64_t seed = 7;

    expect_begin("every amount is the shortest text that is read as it");
    for (int i = 0; i < 100000; i++) {
        int64_t hundredths;
        double value;
        char want[40];

        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
        hundredths = (int64_t)(seed >> (i % 44 + 15));
        value = (double)hundredths / (i % 3 == 0 ? 1000 : 100);
        snprintf(want, sizeof want, "%.15G", value);
        if (strtod(want, NULL) == value && !strchr(want, 'E'))
            EXPECT_BYTES(want, shown(value));
        EXPECT(strtod(text_zero(&arena, shown(value)), NULL) == value);
    }
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        expect_begin(cases[i].want);
        EXPECT_BYTES(cases[i].want, shown(cases[i].value));
    }
    test_amounts();
    arena_release(&arena);
    return expect_finish();
}
