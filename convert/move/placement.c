/* placement.c - slots, and the texts that labels and patterns match. */
#include "move/placement.h"

#include <string.h>

struct slot *
placement_add(struct arena *arena, struct placement *placement)
{
    struct slot none = { .row = -1, .col = -1 };

    ARENA_PUSH(arena, placement->slots, placement->n_slots,
               placement->slots_capacity, none);
    return &placement->slots[placement->n_slots - 1];
}

int
placement_word(const struct wording *words, struct text folded)
{
    struct text key;

    if (folded.n == 0)
        return 0;
    for (int i = 0; i < words->n; i++) {
        if (text_equal(words->exact[i], folded))
            return 2;
    }
    key = text_sans_tail(text_sans_ordinal(folded));
    if (key.n == 0)
        return 0;
    for (int i = 0; i < words->n; i++) {
        if (text_equal(words->key[i], key))
            return 1;
    }
    return 0;
}

bool
placement_is_absent(struct text t)
{
    t = text_trim(t);
    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);
        switch (c) {
        case '-':
        case '/':
        case 0x2010: /* ‐ */
        case 0x2011: /* ‑ */
        case 0x2012: /* ‒ */
        case 0x2013: /* – */
        case 0x2014: /* — */
        case 0x2015: /* ― */
        case 0x2212: /* − */
        case 0x2500: /* ─ */
        case 0xFF0D: /* － */
        case 0xFF0F: /* ／ */
            break;
        default:
            return false;
        }
    }
    return true;
}

/* A text beside the byte offsets of its characters that folding keeps. */
struct folding {
    struct text folded;
    const size_t *from; /* [folded.n + 1] offset in the original */
    struct text original;
};

static struct folding
fold_with_offsets(struct arena *arena, struct text t)
{
    struct folding f = { .original = t };
    size_t *from = ARENA_ARRAY(arena, size_t, t.n + 1);
    char *bytes = ARENA_ARRAY(arena, char, t.n + 1);
    size_t n = 0;

    for (size_t pos = 0; pos < t.n;) {
        size_t start = pos;
        struct text one;

        (void)text_next(t, &pos);
        one = text_fold(arena, text_slice(t, start, pos));
        for (size_t i = 0; i < one.n; i++) {
            bytes[n] = one.at[i];
            from[n++] = start;
        }
    }
    from[n] = t.n;
    f.folded = (struct text){ bytes, n };
    f.from = from;
    return f;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* May part i take this much of the folded text? */
static bool
part_takes(const struct pattern_part *part, struct text taken)
{
    int shift;

    switch (part->field) {
    case FIELD_YEAR:
        return taken.n == 4 && is_digit(taken.at[0]) && is_digit(taken.at[1])
               && is_digit(taken.at[2]) && is_digit(taken.at[3]);
    case FIELD_UNIT:
        return taken.n == 0 || mapping_unit(taken, &shift);
    case FIELD_ANY:
        return true;
    case FIELD_DEPARTMENT: /* 单位：万元 names no department */
        return !mapping_unit(taken, &shift);
    case FIELD_VALUE:
        break;
    }
    if (part->measure.n == 4 && memcmp(part->measure.at, "year", 4) == 0)
        return taken.n == 4 && is_digit(taken.at[0]) && is_digit(taken.at[1])
               && is_digit(taken.at[2]) && is_digit(taken.at[3]);
    return part->glob.n == 0 || taken.n == 0 || text_glob(part->glob, taken);
}

/*
 * Matches parts i.. against the folded text from 'at'; a placeholder takes
 * the shortest run that lets the rest match.
 */
static bool
match_from(const struct pattern *pattern, int i, const struct folding *f,
           size_t at, struct text *spans)
{
    const struct pattern_part *part;

    if (i == pattern->n_parts)
        return at == f->folded.n;
    part = &pattern->parts[i];
    if (part->literal) {
        struct text rest = text_slice(f->folded, at, f->folded.n);

        spans[i] = TEXT_NONE;
        return text_starts(rest, part->folded)
               && match_from(pattern, i + 1, f, at + part->folded.n, spans);
    }
    for (size_t end = at; end <= f->folded.n; end++) {
        struct text taken = text_slice(f->folded, at, end);

        if (!part_takes(part, taken)
            || !match_from(pattern, i + 1, f, end, spans))
            continue;
        spans[i] = text_trim(
            text_slice(f->original, f->from[at], f->from[end]));
        return true;
    }
    return false;
}

bool
placement_match(struct arena *arena, const struct pattern *pattern,
                struct text t, struct text *spans)
{
    struct folding f;
    bool some = false;

    /* A pattern's first literal decides most cells without any copy. */
    if (pattern->n_parts == 0)
        return false;
    if (pattern->parts[0].literal) {
        struct text head = pattern->parts[0].folded;
        struct text folded = text_fold(arena, t);

        if (!text_starts(folded, head))
            return false;
    }
    f = fold_with_offsets(arena, t);
    if (f.folded.n == 0 || !match_from(pattern, 0, &f, 0, spans))
        return false;
    for (int i = 0; i < pattern->n_parts; i++)
        some = some || pattern->parts[i].literal || spans[i].n > 0;
    return some;
}
