/* limits.c - the table of limits.def, as --limit sets it and people read it. */
#include "base/limits.h"

#include <inttypes.h>
#include <limits.h>

#include "base/decimal.h"

int64_t limits_value[LIMITS_N] = {
#define LIMIT(name, word, value, of, why) (value),
#include "base/limits.def"
#undef LIMIT
};

static const struct {
    const char *word, *of, *why;
} table[LIMITS_N] = {
#define LIMIT(name, word, value, of, why) { word, of, why },
#include "base/limits.def"
#undef LIMIT
};

/* Counts are held in an int; bytes may be more. */
static int64_t
most(int i)
{
    return text_equal(text_of(table[i].of), TEXT("bytes")) ? INT64_C(1) << 40
                                                           : INT_MAX - 1;
}

/* 20000, 64K, 512M, 2G */
static bool
parse_number(struct text t, int64_t *out)
{
    int64_t unit = 1;
    struct decimal d;

    if (t.n
        && (t.at[t.n - 1] == 'K' || t.at[t.n - 1] == 'M'
            || t.at[t.n - 1] == 'G')) {
        char letter = t.at[--t.n];

        unit = INT64_C(1) << (letter == 'K' ? 10 : letter == 'M' ? 20 : 30);
    }
    if (decimal_parse(t, &d) != DECIMAL_OK || d.scale != 0 || d.units < 1
        || d.units > INT64_MAX / unit)
        return false;
    *out = d.units * unit;
    return true;
}

bool
limits_set(struct text setting)
{
    long equals = text_find(setting, TEXT("="), 0);
    int64_t value;

    if (equals < 0
        || !parse_number(text_slice(setting, (size_t)equals + 1, setting.n),
                         &value))
        return false;
    for (int i = 0; i < LIMITS_N; i++)
        if (text_equal(text_slice(setting, 0, (size_t)equals),
                       text_of(table[i].word))
            && value <= most(i)) {
            limits_value[i] = value;
            return true;
        }
    return false;
}

bool
limits_reached(struct diag_list *diags, enum limits limit, struct place at,
               const char *format, ...)
{
    struct diag *diag;
    va_list args;
    char *what;

    va_start(args, format);
    what = arena_vprintf(diags->arena, diag_say(diags, format), args);
    va_end(args);
    diag = diag_add(
        diags, DIAG_LIMIT_REACHED, at, PLACE_NONE, "%s: the limit is %lld %s",
        what, (long long)limits_value[limit], diag_say(diags, table[limit].of));
    diag_hint(diags, diag,
              "if the file is to be trusted, '--limit %s=NUMBER' raises it",
              table[limit].word);
    return false;
}

void
limits_write(FILE *out, enum language language)
{
    for (int i = 0; i < LIMITS_N; i++) {
        fprintf(out, "%-12s  %10" PRId64 " ", table[i].word, limits_value[i]);
        text_write_padded(out, text_of(language_say(language, table[i].of)),
                          10);
        fprintf(out, "  %s\n", language_say(language, table[i].why));
    }
}
