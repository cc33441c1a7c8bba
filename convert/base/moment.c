/* moment.c - dates and times as ISO 8601 writes them. */
#include "base/moment.h"

#include <time.h>

/* n digits at *pos, a number from 'least' to 'most'; *pos moves behind them. */
static bool
digits(struct text t, size_t *pos, int n, int least, int most, int *out)
{
    *out = 0;
    for (int i = 0; i < n; i++, (*pos)++) {
        if (*pos >= t.n || !text_is_digit(t.at[*pos]))
            return false;
        *out = *out * 10 + (t.at[*pos] - '0');
    }
    return *out >= least && *out <= most;
}

static bool
mark(struct text t, size_t *pos, char c)
{
    if (*pos >= t.n || t.at[*pos] != c)
        return false;
    ++*pos;
    return true;
}

bool
moment_take_date(struct text t, size_t *pos, struct moment *m)
{
    static const int days[]
        = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap;

    if (!digits(t, pos, 4, 0, 9999, &m->year) || !mark(t, pos, '-')
        || !digits(t, pos, 2, 1, 12, &m->month) || !mark(t, pos, '-')
        || !digits(t, pos, 2, 1, 31, &m->day))
        return false;
    leap = m->year % 4 == 0 && (m->year % 100 != 0 || m->year % 400 == 0);
    return m->day <= days[m->month] + (m->month == 2 && leap);
}

/* "Z", "+08:00", in minutes; nothing where there is none. */
static bool
take_zone(struct text t, size_t *pos, struct moment *m)
{
    int hours, minutes, sign = *pos < t.n && t.at[*pos] == '-' ? -1 : 1;

    m->zoned = mark(t, pos, 'Z');
    if (m->zoned || (!mark(t, pos, '+') && !mark(t, pos, '-')))
        return true;
    if (!digits(t, pos, 2, 0, 14, &hours) || !mark(t, pos, ':')
        || !digits(t, pos, 2, 0, 59, &minutes))
        return false;
    m->zoned = true;
    m->zone = sign * (hours * 60 + minutes);
    return true;
}

bool
moment_take_time(struct text t, size_t *pos, struct moment *m)
{
    size_t end;

    if (!digits(t, pos, 2, 0, 24, &m->hour) || !mark(t, pos, ':')
        || !digits(t, pos, 2, 0, 59, &m->minute))
        return false;
    if (mark(t, pos, ':') && !digits(t, pos, 2, 0, 60, &m->second))
        return false;
    if (mark(t, pos, '.')) {
        end = text_digits(t, *pos);
        if (end == *pos)
            return false;
        for (int unit = 100000; *pos < end; ++*pos, unit /= 10)
            m->micros += (t.at[*pos] - '0') * unit;
    }
    return take_zone(t, pos, m);
}

static struct text
show(struct arena *arena, time_t t)
{
    struct tm tm;

    gmtime_r(&t, &tm);
    return text_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ",
                       tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                       tm.tm_min, tm.tm_sec);
}

struct text
moment_parse(struct arena *arena, struct text t)
{
    struct moment m = { .zoned = true };
    struct tm tm = { .tm_year = 0 };
    size_t pos = 0;

    t = text_trim(t);
    if (!moment_take_date(t, &pos, &m) || m.year == 0
        || (pos < t.n
            && (!mark(t, &pos, 'T') || !moment_take_time(t, &pos, &m)))
        || pos < t.n || !m.zoned || m.hour > 23 || m.second > 59)
        return TEXT_NONE;
    tm.tm_year = m.year - 1900;
    tm.tm_mon = m.month - 1;
    tm.tm_mday = m.day;
    tm.tm_hour = m.hour;
    tm.tm_min = m.minute;
    tm.tm_sec = m.second;
    return show(arena, timegm(&tm) - m.zone * 60);
}

struct text
moment_of_seconds(struct arena *arena, int64_t seconds)
{
    const int64_t to_1970 = INT64_C(11644473600), to_10000 = 253402300800;

    if (seconds < 0 || seconds - to_1970 >= to_10000)
        return TEXT_NONE;
    return show(arena, (time_t)(seconds - to_1970));
}
