/* xlsx_value.c - xsd:double and ISO 8601, lexed and not converted. */
#include "book/xlsx_value.h"

#include <string.h>

#include "base/decimal.h"
#include "base/moment.h"

bool
xlsx_value_is_plain(struct text t)
{
    size_t i = t.n > 1 && t.at[0] == '-', points = 0;

    if (t.n - i > 300 || i == t.n || !text_is_digit(t.at[i])
        || !text_is_digit(t.at[t.n - 1]))
        return false;
    for (; i < t.n; i++)
        if (!text_is_digit(t.at[i])) {
            if (t.at[i] != '.' || points++)
                return false;
        }
    return true;
}

/* The digits of a number with its exponent are at most 1.797…e308. */
static bool
is_in_range(const struct decimal_form *form)
{
    static const char most[] = "17976931348623158";
    struct text digits = form->digits;
    size_t i = 0, k = 0, point = form->point;
    int64_t power;

    while (i < digits.n && (digits.at[i] == '0' || digits.at[i] == '.'))
        i++;
    if (i == digits.n)
        return true; /* zero */
    power = form->exponent + (int64_t)(point - i) - (i < point);
    if (power != 308)
        return power < 308;
    for (; k < sizeof most - 1; i++) {
        char digit = i < digits.n ? digits.at[i] : '0';

        if (digit == '.')
            continue;
        if (digit != most[k])
            return digit < most[k];
        k++;
    }
    return false;
}

bool
xlsx_value_is_number(struct text t)
{
    struct decimal_form form;

    return decimal_lex(t, &form) && is_in_range(&form);
}

/* P1Y2M3DT4H5M6.7S: parts in that order, at least one, no T without one. */
static bool
is_duration(struct text t)
{
    const char *units = "YMWD";
    size_t pos = 1;
    bool in_time = false, has_part = false;

    while (pos < t.n) {
        const char *unit;
        size_t from = pos;

        if (t.at[pos] == 'T' && !in_time) {
            units = "HMS";
            in_time = true;
            has_part = false;
            pos++;
            continue;
        }
        pos = text_digits(t, pos);
        if (pos > from && pos < t.n && t.at[pos] == '.')
            pos = text_digits(t, pos + 1);
        if (pos == from || pos == t.n || !t.at[pos]
            || !(unit = strchr(units, t.at[pos++])))
            return false;
        units = unit + 1;
        has_part = true;
    }
    return has_part;
}

bool
xlsx_value_is_date(struct text t)
{
    bool timed = t.n > 2 && t.at[2] == ':';
    struct moment m = { 0 };
    size_t pos = 0;

    if (text_starts(t, TEXT("P")) || text_starts(t, TEXT("-P")))
        return is_duration(text_slice(t, t.at[0] == '-', t.n));
    if (!timed) {
        if (!moment_take_date(t, &pos, &m))
            return false;
        timed = pos < t.n && (t.at[pos] == 'T' || t.at[pos] == ' ');
        pos += timed;
    }
    return (!timed || moment_take_time(t, &pos, &m)) && pos == t.n;
}
