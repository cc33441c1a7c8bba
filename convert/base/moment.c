/* moment.c - moments read in any zone, shown in one. */
#include "base/moment.h"

#include <time.h>

static struct text
show(struct arena *arena, time_t t)
{
    struct tm tm;

    gmtime_r(&t, &tm);
    return text_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ",
                       tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                       tm.tm_min, tm.tm_sec);
}

/* So many digits at *pos, between the two; behind them *pos is. */
static bool
digits(struct text t, size_t *pos, int n, int least, int most, int *out)
{
    *out = 0;
    for (int i = 0; i < n; i++, (*pos)++) {
        if (*pos == t.n || t.at[*pos] < '0' || t.at[*pos] > '9')
            return false;
        *out = *out * 10 + (t.at[*pos] - '0');
    }
    return *out >= least && *out <= most;
}

static bool
letter(struct text t, size_t *pos, char c)
{
    return *pos < t.n && t.at[(*pos)++] == c;
}

/* "Z", "+08:00", in minutes. */
static bool
zone(struct text t, size_t *pos, int *out)
{
    int hours, minutes;
    char sign;

    *out = 0;
    if (*pos == t.n)
        return false;
    sign = t.at[(*pos)++];
    if (sign == 'Z')
        return true;
    if ((sign != '+' && sign != '-') || !digits(t, pos, 2, 0, 14, &hours)
        || !letter(t, pos, ':') || !digits(t, pos, 2, 0, 59, &minutes))
        return false;
    *out = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    return true;
}

/* What stands behind a date. */
static bool
clock_of(struct text t, size_t *pos, struct tm *tm, int *minutes)
{
    if (!letter(t, pos, 'T') || !digits(t, pos, 2, 0, 23, &tm->tm_hour)
        || !letter(t, pos, ':') || !digits(t, pos, 2, 0, 59, &tm->tm_min))
        return false;
    if (*pos < t.n && t.at[*pos] == ':') {
        (*pos)++;
        if (!digits(t, pos, 2, 0, 59, &tm->tm_sec))
            return false;
        if (*pos < t.n && t.at[*pos] == '.')
            *pos = text_digits(t, *pos + 1);
    }
    return zone(t, pos, minutes) && *pos == t.n;
}

struct text
moment_parse(struct arena *arena, struct text t)
{
    struct tm tm = { .tm_year = 0 };
    int year, month, day, minutes = 0;
    size_t pos = 0;
    time_t moment;

    t = text_trim(t);
    if (!digits(t, &pos, 4, 1, 9999, &year) || !letter(t, &pos, '-')
        || !digits(t, &pos, 2, 1, 12, &month) || !letter(t, &pos, '-')
        || !digits(t, &pos, 2, 1, 31, &day)
        || (pos < t.n && !clock_of(t, &pos, &tm, &minutes)))
        return TEXT_NONE;
    tm.tm_year = year - 1900;
    tm.tm_mon = month - 1;
    tm.tm_mday = day;
    moment = timegm(&tm);
    if (tm.tm_mday != day) /* 30 February */
        return TEXT_NONE;
    return show(arena, moment - minutes * 60);
}
