/* overlap.c - a text that two patterns match. */
#include "mapping/overlap.h"

/* A pattern as what it takes: a character, any digit, or any run. */
enum { ANY_DIGIT = 0x110000, ANY_RUN };

struct tokens {
    uint32_t *items;
    int n, capacity;
};

static struct tokens
tokens_of(struct arena *arena, const struct pattern *pattern)
{
    struct tokens t = { NULL, 0, 0 };

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];

        for (size_t at = 0; part->literal && at < part->folded.n;)
            ARENA_PUSH(arena, t.items, t.n, t.capacity,
                       text_next(part->folded, &at));
        for (int j = 0; !part->literal && j < 4; j++) {
            bool year = part->field == FIELD_YEAR;

            ARENA_PUSH(arena, t.items, t.n, t.capacity,
                       year ? (uint32_t)ANY_DIGIT : (uint32_t)ANY_RUN);
            if (!year)
                break;
        }
    }
    return t;
}

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || c == ANY_DIGIT;
}

/* Can one character be both? */
static bool
fits(uint32_t a, uint32_t b)
{
    return a == b || (a == ANY_DIGIT && is_digit(b))
           || (b == ANY_DIGIT && is_digit(a));
}

/* What follows token i of a and j of b, as a matrix: can the rest meet? */
struct matrix {
    struct tokens a, b;
    uint8_t *meets; /* [(a.n + 1) * (b.n + 1)] */
};

static bool
meets(const struct matrix *m, int i, int j)
{
    return i <= m->a.n && j <= m->b.n && m->meets[i * (m->b.n + 1) + j];
}

static bool
can_meet(const struct matrix *m, int i, int j)
{
    bool a_run = i < m->a.n && m->a.items[i] == ANY_RUN;
    bool b_run = j < m->b.n && m->b.items[j] == ANY_RUN;

    if (i == m->a.n && j == m->b.n)
        return true;
    if (a_run && (meets(m, i + 1, j) || meets(m, i, j + 1)))
        return true;
    if (b_run && (meets(m, i, j + 1) || meets(m, i + 1, j)))
        return true;
    return i < m->a.n && j < m->b.n && !a_run && !b_run
           && fits(m->a.items[i], m->b.items[j]) && meets(m, i + 1, j + 1);
}

/* A year is as good an example of four digits as any. */
static size_t
put(char *out, size_t n, uint32_t c)
{
    static const char year[] = "2022";
    size_t digits = 0;

    if (c == ANY_RUN)
        return n;
    while (c == ANY_DIGIT && digits < n
           && is_digit((uint8_t)out[n - 1 - digits]))
        digits++;
    return n
           + (size_t)text_put(out + n,
                              c == ANY_DIGIT ? (uint32_t)year[digits % 4] : c);
}

/* Walks a way through the matrix and writes what it passes. */
static struct text
witness(struct arena *arena, const struct matrix *m)
{
    char *out = ARENA_ARRAY(arena, char, 4 * (m->a.n + m->b.n) + 4);
    size_t n = 0;
    int i = 0, j = 0;

    while (i < m->a.n || j < m->b.n) {
        uint32_t a = i < m->a.n ? m->a.items[i] : (uint32_t)ANY_RUN;
        uint32_t b = j < m->b.n ? m->b.items[j] : (uint32_t)ANY_RUN;

        if (a != ANY_RUN && b != ANY_RUN) {
            n = put(out, n, a == ANY_DIGIT ? b : a);
            i++;
            j++;
        } else if (j < m->b.n && i < m->a.n && a == ANY_RUN
                   && meets(m, i, j + 1)) {
            n = put(out, n, b);
            j++;
        } else if (i < m->a.n && meets(m, i + 1, j)) {
            n = put(out, n, a);
            i++;
        } else {
            n = put(out, n, b);
            j++;
        }
    }
    return n ? (struct text){ out, n } : TEXT("表"); /* both take anything */
}

struct text
overlap_of(struct arena *arena, const struct pattern *a,
           const struct pattern *b)
{
    struct matrix m = { tokens_of(arena, a), tokens_of(arena, b), NULL };

    m.meets = ARENA_ARRAY(arena, uint8_t, (m.a.n + 1) * (m.b.n + 1));
    for (int i = m.a.n; i >= 0; i--) {
        for (int j = m.b.n; j >= 0; j--)
            m.meets[i * (m.b.n + 1) + j] = can_meet(&m, i, j);
    }
    return meets(&m, 0, 0) ? witness(arena, &m) : TEXT_NONE;
}
