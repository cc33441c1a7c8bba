/* csv_guard.c - the marks that make a spreadsheet run a text. */
#include "base/csv_guard.h"

#include <string.h>

static bool
is_one_of(uint32_t c, const char *set)
{
    return c > 0 && c < 0x80 && strchr(set, (int)c) != NULL;
}

/* Does no text that begins with this byte run as a formula? */
static inline bool
is_harmless(unsigned char first)
{
    return (first >= '0' && first <= '9') || (first >= 'A' && first <= 'z')
           || (first >= 0x80 && first != 0xEF);
}

bool
csv_guard_needs(struct text t)
{
    size_t pos = 0;

    /* Most texts begin with a letter, a digit or a Chinese character. */
    if (t.n > 0 && is_harmless((unsigned char)t.at[0]))
        return false;
    while (pos < t.n) {
        uint32_t c = text_next(t, &pos);

        if (is_one_of(c, "\t\r\n"))
            return true;
        if (is_one_of(c, " \"',;"))
            continue;
        return is_one_of(c, "=+-@|") || c == 0xFF1D || c == 0xFF0B
               || c == 0xFF0D || c == 0xFF20;
    }
    return false;
}

struct text
csv_guard_strip(struct text t)
{
    struct text inner;

    if (t.n == 0 || t.at[0] != '\'')
        return t;
    inner = text_slice(t, 1, t.n);
    return csv_guard_needs(inner) ? inner : t;
}
