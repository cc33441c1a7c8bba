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

static struct text
show(struct arena *arena, double value)
{
    char shown[40];

    if (value > -1e15 && value < 1e15 && (double)(long long)value == value)
        return text_printf(arena, "%lld", (long long)value);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(shown, sizeof shown, "%.*G", digits, value);
        if (strtod(shown, NULL) == value)
            break;
    }
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
