/* binary64.c - 15 digits where these are enough, else 16 or 17. */
#include "book/binary64.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPONENT (UINT64_C(0x7ff) << 52)

/* The point of the locale as a point. */
static struct text
plain(struct arena *arena, const char *shown)
{
    char *to = arena_copy(arena, shown, strlen(shown)), *end = to;

    for (const char *p = shown; *p; p++) {
        if (text_is_digit(*p) || *p == '-' || *p == '+' || *p == 'E')
            *end++ = *p;
        else if (end > to && end[-1] != '.')
            *end++ = '.';
    }
    return (struct text){ to, (size_t)(end - to) };
}

/* A number of hundredths, without zeros behind the point. */
static struct text
show_hundredths(struct arena *arena, int64_t hundredths)
{
    char digits[24], *end = digits + sizeof digits, *at = end;
    uint64_t rest = (uint64_t)(hundredths < 0 ? -hundredths : hundredths);
    int place = 2;

    while (place > 0 && rest % 10 == 0) {
        rest /= 10;
        place--;
    }
    for (int i = 0; rest > 0 || i <= place; i++, rest /= 10) {
        if (i == place && i > 0)
            *--at = '.';
        *--at = (char)('0' + rest % 10);
    }
    if (hundredths < 0)
        *--at = '-';
    return text_copy(arena, (struct text){ at, (size_t)(end - at) });
}

/* Amounts are mostly such, and of these at most 15 digits: dividing gives the
   very number that the text is read as. */
static bool
is_hundredths(double value, int64_t *out)
{
    if (!(value > -1e13 && value < 1e13))
        return false;
    *out = (int64_t)(value * 100 + (value < 0 ? -0.5 : 0.5));
    return (double)*out / 100 == value;
}

static struct text
show(struct arena *arena, double value)
{
    char shown[40];
    int64_t hundredths;

    if (is_hundredths(value, &hundredths))
        return show_hundredths(arena, hundredths);
    if (value > -1e15 && value < 1e15 && (double)(long long)value == value)
        return text_printf(arena, "%lld", (long long)value);
    for (int digits = 15; digits < 17; digits++) {
        snprintf(shown, sizeof shown, "%.*G", digits, value);
        if (strtod(shown, NULL) == value)
            return plain(arena, shown);
    }
    snprintf(shown, sizeof shown, "%.17G", value);
    return plain(arena, shown);
}

bool
binary64_show(struct arena *arena, uint64_t bits, struct text *out)
{
    double value;

    if ((bits & EXPONENT) == EXPONENT)
        return false;
    memcpy(&value, &bits, sizeof value);
    *out = show(arena, value);
    return true;
}

bool
binary64_show_rk(struct arena *arena, uint32_t rk, struct text *out)
{
    double value;

    if (rk & 2) {
        value = (double)((int32_t)rk >> 2);
    } else {
        uint64_t bits = (uint64_t)(rk & ~UINT32_C(3)) << 32;

        if ((bits & EXPONENT) == EXPONENT)
            return false;
        memcpy(&value, &bits, sizeof value);
    }
    *out = show(arena, rk & 1 ? value / 100 : value);
    return true;
}
