/* cellref.c - A1 references read and shown. */
#include "base/cellref.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"

/* The letters and the digits may each have a $ before them; *pos moves behind
   what was read. */
static bool
parse_letters(struct text t, size_t *pos, int *col)
{
    size_t i = *pos, first;
    int c = 0;

    i += i < t.n && t.at[i] == '$';
    for (first = i; i < t.n && i - first < 4; i++) {
        int letter = (unsigned char)t.at[i] | 0x20;

        if (letter < 'a' || letter > 'z')
            break;
        c = c * 26 + letter - 'a' + 1;
    }
    if (i == first || c > LIMIT_COLS)
        return false;
    *pos = i;
    *col = c - 1;
    return true;
}

static bool
parse_digits(struct text t, size_t *pos, int *row)
{
    size_t i = *pos, first;
    int r = 0;

    i += i < t.n && t.at[i] == '$';
    if (i < t.n && t.at[i] == '0')
        return false;
    for (first = i; i < t.n && i - first < 8; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            break;
        r = r * 10 + t.at[i] - '0';
    }
    if (i == first || r > LIMIT_ROWS)
        return false;
    *pos = i;
    *row = r - 1;
    return true;
}

static bool
parse_at(struct text t, size_t *pos, int *row, int *col)
{
    return parse_letters(t, pos, col) && parse_digits(t, pos, row);
}

bool
cellref_parse(struct text t, int *row, int *col)
{
    size_t pos = 0;

    return parse_at(t, &pos, row, col) && pos == t.n;
}

int
cellref_show(int row, int col, char out[CELLREF_MAX])
{
    char digits[CELLREF_MAX];
    int n = 0, n_out = 0;

    assert(row >= 0 && col >= 0 && row < LIMIT_ROWS && col < LIMIT_COLS);
    for (int c = col + 1; c > 0; c = (c - 1) / 26)
        digits[n++] = (char)('A' + (c - 1) % 26);
    while (n)
        out[n_out++] = digits[--n];
    for (int r = row + 1; r > 0; r /= 10)
        digits[n++] = (char)('0' + r % 10);
    while (n)
        out[n_out++] = digits[--n];
    out[n_out] = '\0';
    return n_out;
}

bool
cellref_parse_span(struct text t, struct span *out)
{
    int top, left, bottom, right;
    size_t pos = 0;

    if (!parse_at(t, &pos, &top, &left))
        return false;
    bottom = top;
    right = left;
    if (pos < t.n) {
        if (t.at[pos++] != ':' || !parse_at(t, &pos, &bottom, &right)
            || pos != t.n)
            return false;
    }
    if (bottom < top || right < left)
        return false;
    *out = (struct span){ top, left, bottom + 1, right + 1 };
    return true;
}

bool
cellref_parse_whole(struct text t, struct span *out)
{
    const char *colon = t.n ? memchr(t.at, ':', t.n) : NULL;
    size_t pos = 0, end = 0;
    struct text first, last;
    int from, to;

    if (!colon)
        return false;
    first = text_slice(t, 0, (size_t)(colon - t.at));
    last = text_slice(t, first.n + 1, t.n);
    if (parse_letters(first, &pos, &from) && parse_letters(last, &end, &to))
        *out = (struct span){ 0, from, LIMIT_ROWS, to + 1 };
    else if (parse_digits(first, &pos, &from) && parse_digits(last, &end, &to))
        *out = (struct span){ from, 0, to + 1, LIMIT_COLS };
    else
        return false;
    return pos == first.n && end == last.n && from <= to;
}

const char *
cellref_span(struct arena *arena, struct span span)
{
    char from[CELLREF_MAX], to[CELLREF_MAX];

    cellref_show(span.top, span.left, from);
    if (span.end_row - span.top == 1 && span.end_col - span.left == 1)
        return arena_printf(arena, "%s", from);
    cellref_show(span.end_row - 1, span.end_col - 1, to);
    return arena_printf(arena, "%s:%s", from, to);
}

const char *
cellref_span_fixed(struct arena *arena, struct span span)
{
    const char *plain = cellref_span(arena, span);
    char *out = arena_alloc(arena, 2 * CELLREF_MAX + 5), *end = out;

    for (const char *c = plain; *c; c++) {
        bool letter = *c >= 'A' && *c <= 'Z';
        bool inside = c > plain && (c[-1] >= 'A' && c[-1] <= 'Z') == letter
                      && c[-1] != ':';

        if (*c != ':' && !inside)
            *end++ = '$';
        *end++ = *c;
    }
    *end = '\0';
    return out;
}
