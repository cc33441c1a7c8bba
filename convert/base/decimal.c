/* decimal.c - digits into units and a scale, and sums of them. */
#include "base/decimal.h"

#include <string.h>

#define CELL_DIGITS 15 /* what a spreadsheet shows of a number */

static const int64_t pow10[] = {
    INT64_C(1),
    INT64_C(10),
    INT64_C(100),
    INT64_C(1000),
    INT64_C(10000),
    INT64_C(100000),
    INT64_C(1000000),
    INT64_C(10000000),
    INT64_C(100000000),
    INT64_C(1000000000),
    INT64_C(10000000000),
    INT64_C(100000000000),
    INT64_C(1000000000000),
    INT64_C(10000000000000),
    INT64_C(100000000000000),
    INT64_C(1000000000000000),
    INT64_C(10000000000000000),
    INT64_C(100000000000000000),
    INT64_C(1000000000000000000),
};

/* A number while its digits are read. */
struct reader {
    int64_t units;
    size_t scale;
    bool overflow, negative, digits;
};

static void
take_digit(struct reader *r, int digit, bool fraction)
{
    r->digits = true;
    if (r->units > (DECIMAL_MAX - digit) / 10)
        r->overflow = true;
    else
        r->units = r->units * 10 + digit;
    r->scale += fraction;
}

static enum decimal_result
take_end(const struct reader *r, struct decimal *out)
{
    if (!r->digits)
        return DECIMAL_NO_NUMBER;
    if (r->overflow || r->scale > DECIMAL_SCALE_MAX)
        return DECIMAL_OVERFLOW;
    out->units = r->negative ? -r->units : r->units;
    out->scale = (uint8_t)r->scale;
    return DECIMAL_OK;
}

enum decimal_result
decimal_parse(struct text t, struct decimal *out)
{
    struct reader r = { 0 };
    size_t i = 0;

    if (i < t.n && (t.at[i] == '-' || t.at[i] == '+'))
        r.negative = t.at[i++] == '-';
    for (; i < t.n && text_is_digit(t.at[i]); i++)
        take_digit(&r, t.at[i] - '0', false);
    if (i < t.n && t.at[i] == '.' && r.digits) {
        i++;
        if (i == t.n)
            return DECIMAL_NO_NUMBER;
        for (; i < t.n && text_is_digit(t.at[i]); i++)
            take_digit(&r, t.at[i] - '0', true);
    }
    return i < t.n ? DECIMAL_NO_NUMBER : take_end(&r, out);
}

/* Reads an exponent's digits; capped far beyond what any number needs. */
static bool
parse_exponent(struct text t, size_t i, int64_t *exponent)
{
    bool negative = false;

    *exponent = 0;
    if (i < t.n && (t.at[i] == '-' || t.at[i] == '+'))
        negative = t.at[i++] == '-';
    if (i == t.n)
        return false;
    for (; i < t.n; i++) {
        if (!text_is_digit(t.at[i]))
            return false;
        if (*exponent < INT64_C(1) << 40)
            *exponent = *exponent * 10 + (t.at[i] - '0');
    }
    if (negative)
        *exponent = -*exponent;
    return true;
}

bool
decimal_lex(struct text t, struct decimal_form *out)
{
    size_t from = t.n && (t.at[0] == '-' || t.at[0] == '+');
    size_t i = text_digits(t, from);

    *out = (struct decimal_form){ .negative = from && t.at[0] == '-',
                                  .point = i - from };
    if (i < t.n && t.at[i] == '.')
        i = text_digits(t, i + 1);
    out->digits = text_slice(t, from, i);
    if (i == from || (out->point == 0 && out->digits.n == 1))
        return false;
    return i == t.n
           || ((t.at[i] == 'e' || t.at[i] == 'E')
               && parse_exponent(t, i + 1, &out->exponent));
}

/* units * 10^exponent, trailing zeros dropped. */
static enum decimal_result
scaled(int64_t units, int64_t exponent, struct decimal *out)
{
    while (units && units % 10 == 0) {
        units /= 10;
        exponent++;
    }
    if (exponent < -DECIMAL_SCALE_MAX) {
        int64_t drop = -exponent - DECIMAL_SCALE_MAX;
        units = drop > DECIMAL_SCALE_MAX ? 0 : units / pow10[drop];
        exponent = -DECIMAL_SCALE_MAX;
        while (units && units % 10 == 0) {
            units /= 10;
            exponent++;
        }
    }
    if (units == 0)
        exponent = 0;
    if (exponent > 0) {
        int64_t magnitude = units < 0 ? -units : units;
        if (exponent > DECIMAL_SCALE_MAX
            || magnitude > DECIMAL_MAX / pow10[exponent])
            return DECIMAL_OVERFLOW;
        units *= pow10[exponent];
        exponent = 0;
    }
    out->units = units;
    out->scale = (uint8_t)-exponent;
    return DECIMAL_OK;
}

enum decimal_result
decimal_parse_cell(struct text t, struct decimal *out)
{
    int64_t units = 0, exponent = 0, written = 0;
    int significant = 0, next = 0; /* 'next': the digit behind the 15th */
    bool negative = false, point = false, digits = false;
    size_t i;

    t = text_trim(t);
    i = t.n && (t.at[0] == '-' || t.at[0] == '+');
    negative = i && t.at[0] == '-';
    for (; i < t.n; i++) {
        if (t.at[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!text_is_digit(t.at[i]))
            break;
        digits = true;
        if (significant < CELL_DIGITS) {
            units = units * 10 + (t.at[i] - '0');
            significant += units > 0;
            exponent -= point;
        } else {
            if (significant++ == CELL_DIGITS)
                next = t.at[i] - '0';
            exponent += !point;
        }
    }
    if (!digits)
        return DECIMAL_NO_NUMBER;
    if (i < t.n) {
        if ((t.at[i] != 'e' && t.at[i] != 'E')
            || !parse_exponent(t, i + 1, &written))
            return DECIMAL_NO_NUMBER;
    }
    units += next >= 5;
    return scaled(negative ? -units : units, exponent + written, out);
}

/* The ASCII twin of a character that a typed number may have; 0: none. */
static char
typed_twin(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    switch (c) {
    case 0x2212: /* minus */
    case 0x2013: /* en dash */
    case 0x2014: /* em dash */
        return '-';
    default:
        return c < 0x80 ? (char)c : '\0';
    }
}

static void
skip_typed_spaces(struct text t, size_t *pos)
{
    while (*pos < t.n) {
        size_t behind = *pos;
        if (!text_is_space(text_next(t, &behind)))
            return;
        *pos = behind;
    }
}

/* Sign and ¥ in either order, blanks between them; each at most once. */
static void
take_typed_head(struct text t, size_t *pos, struct reader *r)
{
    bool sign = false, yen = false;

    while (*pos < t.n) {
        size_t behind = *pos;
        uint32_t c = text_next(t, &behind);
        char twin = typed_twin(c);

        if (!sign && (twin == '-' || twin == '+')) {
            sign = true;
            r->negative = twin == '-';
        } else if (!yen && (c == 0xA5 || c == 0xFFE5)) {
            yen = true;
        } else {
            return;
        }
        *pos = behind;
        skip_typed_spaces(t, pos);
    }
}

enum decimal_result
decimal_parse_typed(struct text t, struct decimal *out)
{
    struct reader r = { 0 };
    size_t pos = 0;
    int group = 0; /* digits since the last separator */
    bool separated = false, point = false;
    char last = '\0';

    t = text_trim(t);
    take_typed_head(t, &pos, &r);
    while (pos < t.n) {
        char c = typed_twin(text_next(t, &pos));
        if (text_is_digit(c)) {
            take_digit(&r, c - '0', point);
            group += !point;
        } else if (c == ',' && !point && r.digits
                   && (separated ? group == 3 : group <= 3)) {
            separated = true;
            group = 0;
        } else if (c == '.' && !point && (!separated || group == 3)) {
            point = true;
        } else {
            return DECIMAL_NO_NUMBER;
        }
        last = c;
    }
    if (!text_is_digit(last) || (separated && group != 3))
        return DECIMAL_NO_NUMBER;
    return take_end(&r, out);
}

int
decimal_show(struct decimal d, char out[DECIMAL_TEXT_MAX])
{
    char digits[DECIMAL_TEXT_MAX];
    char *end = digits + sizeof digits, *first = end;
    uint64_t left = d.units < 0 ? -(uint64_t)d.units : (uint64_t)d.units;
    int length;

    for (int i = 0; i < d.scale; i++) {
        *--first = (char)('0' + left % 10);
        left /= 10;
    }
    if (d.scale > 0)
        *--first = '.';
    do {
        *--first = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (d.units < 0)
        *--first = '-';
    length = (int)(end - first);
    memcpy(out, first, (size_t)length);
    out[length] = '\0';
    return length;
}

struct text
decimal_text(struct arena *arena, struct decimal d)
{
    char shown[DECIMAL_TEXT_MAX];
    int n = decimal_show(d, shown);

    return text_copy(arena, (struct text){ shown, (size_t)n });
}

struct decimal
decimal_of(int64_t whole)
{
    return (struct decimal){ whole, 0 };
}

struct decimal
decimal_normal(struct decimal d)
{
    while (d.scale && d.units % 10 == 0) {
        d.units /= 10;
        d.scale--;
    }
    return d;
}

int
decimal_digits(struct decimal d)
{
    return decimal_normal(d).scale;
}

/* Writes d with a scale that is no smaller than its own. */
static bool
widen(struct decimal *d, uint8_t scale)
{
    int64_t factor = pow10[scale - d->scale];
    int64_t most = DECIMAL_MAX / factor;

    if (d->units > most || d->units < -most)
        return false;
    d->units *= factor;
    d->scale = scale;
    return true;
}

static bool
align(struct decimal *a, struct decimal *b)
{
    return a->scale < b->scale ? widen(a, b->scale) : widen(b, a->scale);
}

enum decimal_result
decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
    struct decimal x = a, y = b;
    int64_t sum;

    if (!align(&x, &y)) { /* trailing zeros may be what does not fit */
        x = decimal_normal(a);
        y = decimal_normal(b);
        if (!align(&x, &y))
            return DECIMAL_OVERFLOW;
    }
    sum = x.units + y.units; /* at most 2 * DECIMAL_MAX, which fits */
    if (sum > DECIMAL_MAX || sum < -DECIMAL_MAX) {
        if (x.scale == 0 || sum % 10)
            return DECIMAL_OVERFLOW;
        sum /= 10;
        x.scale--;
    }
    *out = (struct decimal){ sum, x.scale };
    return DECIMAL_OK;
}

enum decimal_result
decimal_subtract(struct decimal a, struct decimal b, struct decimal *out)
{
    b.units = -b.units;
    return decimal_add(a, b, out);
}

static bool
multiply(struct decimal a, struct decimal b, struct decimal *out)
{
    int64_t product;

    if (a.scale + b.scale > DECIMAL_SCALE_MAX
        || __builtin_mul_overflow(a.units, b.units, &product)
        || product > DECIMAL_MAX || product < -DECIMAL_MAX)
        return false;
    *out = (struct decimal){ product, (uint8_t)(a.scale + b.scale) };
    return true;
}

enum decimal_result
decimal_multiply(struct decimal a, struct decimal b, struct decimal *out)
{
    if (multiply(a, b, out)
        || multiply(decimal_normal(a), decimal_normal(b), out))
        return DECIMAL_OK;
    return DECIMAL_OVERFLOW;
}

enum decimal_result
decimal_shift(struct decimal d, int places, struct decimal *out)
{
    int64_t exponent;

    d = decimal_normal(d);
    if (d.units == 0) {
        *out = decimal_of(0);
        return DECIMAL_OK;
    }
    exponent = (int64_t)places - d.scale;
    while (d.units % 10 == 0) {
        d.units /= 10;
        exponent++;
    }
    if (exponent < -DECIMAL_SCALE_MAX) /* scaled() would drop digits */
        return DECIMAL_OVERFLOW;
    return scaled(d.units, exponent, out);
}

struct decimal
decimal_round(struct decimal d, int scale)
{
    int64_t unit, rest;

    if (scale < 0)
        scale = 0;
    if (d.scale <= scale)
        return d;
    unit = pow10[d.scale - scale];
    rest = d.units % unit;
    d.units /= unit;
    d.scale = (uint8_t)scale;
    if (rest >= unit / 2 && rest > 0)
        d.units++;
    else if (-rest >= unit / 2 && rest < 0)
        d.units--;
    return d;
}

int
decimal_compare(struct decimal a, struct decimal b)
{
    int64_t x = a.units / pow10[a.scale], y = b.units / pow10[b.scale];

    if (x == y) {
        /* Fractions as units of 10^-18; both have the sign of their number. */
        x = a.units % pow10[a.scale] * pow10[DECIMAL_SCALE_MAX - a.scale];
        y = b.units % pow10[b.scale] * pow10[DECIMAL_SCALE_MAX - b.scale];
    }
    return (x > y) - (x < y);
}

bool
decimal_is_zero(struct decimal d)
{
    return d.units == 0;
}

struct decimal
decimal_absolute(struct decimal d)
{
    if (d.units < 0)
        d.units = -d.units;
    return d;
}
