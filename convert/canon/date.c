/* date.c - dates as people write them, and as ISO 8601 does. */
#include "canon/date.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2999

/* What stands behind the year, the month and the day, and behind a month that
   no day follows. */
static const struct style {
    const char *year, *month, *day, *last;
} styles[] = { { "年", "月", "日", "月" },
               { "年", "月", "号", "月" },
               { "-", "-", "", "" },
               { "/", "/", "", "" },
               { ".", ".", "", "" } };

/* Digits at *pos, 'most' at most; -1 for none. */
static int
take_number(struct text t, size_t *pos, int most)
{
    int n = 0, value = 0;

    for (; n < most && *pos < t.n && text_is_digit(t.at[*pos]); n++)
        value = value * 10 + (t.at[(*pos)++] - '0');
    return n > 0 ? value : -1;
}

static bool
take_mark(struct text t, size_t *pos, const char *mark)
{
    if (!text_starts(text_slice(t, *pos, t.n), text_of(mark)))
        return false;
    *pos += text_of(mark).n;
    return true;
}

/* A day's first second, as programs write it behind a day. */
static bool
is_midnight(struct text t)
{
    return t.n == 0 || text_equal(t, TEXT("00:00"))
           || text_equal(t, TEXT("00:00:00"));
}

/* Day 0 where none is said. */
static bool
take_date(struct text t, const struct style *style, struct moment *m)
{
    size_t pos = 0;

    m->day = 0;
    m->year = take_number(t, &pos, 4);
    if (pos != 4 || !take_mark(t, &pos, style->year))
        return false;
    m->month = take_number(t, &pos, 2);
    if (text_equal(text_slice(t, pos, t.n), text_of(style->last)))
        return true;
    if (!take_mark(t, &pos, style->month))
        return false;
    m->day = take_number(t, &pos, 2);
    return m->day > 0 && take_mark(t, &pos, style->day)
           && is_midnight(text_slice(t, pos, t.n));
}

/* 20220301 */
static bool
take_digits(struct text t, struct moment *m)
{
    size_t pos = 0;

    if (t.n != 8 || text_digits(t, 0) != 8)
        return false;
    m->year = take_number(t, &pos, 4);
    m->month = take_number(t, &pos, 2);
    m->day = take_number(t, &pos, 2);
    return m->day > 0;
}

struct text
date_read(struct arena *arena, struct text t)
{
    struct text folded = text_fold(arena, t), iso;
    struct moment m = { 0 }, same;
    bool good = take_digits(folded, &m);
    size_t pos = 0;

    for (int i = 0; i < ARRAY_LEN(styles) && !good; i++)
        good = take_date(folded, &styles[i], &m);
    if (!good || m.year < YEAR_FIRST || m.year > YEAR_LAST)
        return TEXT_NONE;
    iso = text_printf(arena, "%04d-%02d-%02d", m.year, m.month,
                      m.day > 0 ? m.day : 1);
    if (!moment_take_date(iso, &pos, &same)) /* no such day */
        return TEXT_NONE;
    return m.day > 0 ? iso : text_slice(iso, 0, 7);
}

bool
date_day(struct text iso, struct moment *m)
{
    size_t pos = 0;

    *m = (struct moment){ 0 };
    return moment_take_date(iso, &pos, m) && pos == iso.n;
}

struct text
date_show(struct arena *arena, struct text iso)
{
    size_t pos = 0;
    int year = take_number(iso, &pos, 4), month, day;

    (void)take_mark(iso, &pos, "-");
    month = take_number(iso, &pos, 2);
    (void)take_mark(iso, &pos, "-");
    day = take_number(iso, &pos, 2);
    if (day < 0)
        return text_printf(arena, "%d年%d月", year, month);
    return text_printf(arena, "%d年%d月%d日", year, month, day);
}

bool
date_is_blank(struct arena *arena, struct text t)
{
    struct text folded = text_fold(arena, t);

    return text_equal(folded, TEXT("年月日"))
           || text_equal(folded, TEXT("年月"));
}
