/* placement.c - slots, and the texts that labels and patterns match. */
#include "move/placement.h"

#include <string.h>

#include "base/limits.h"

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

int
placement_member(const struct row_rule *rule, struct text item)
{
    int n = 0;

    if (rule->item.n == 0 || !text_starts(item, rule->item))
        return 0;
    for (size_t i = rule->item.n; i < item.n; i++) {
        if (item.at[i] < '0' || item.at[i] > '9' || n > LIMIT_ROWS / 10)
            return 0;
        n = n * 10 + (item.at[i] - '0');
    }
    return n;
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

bool
placement_is_placeholder(const struct cell *cell)
{
    struct text t = text_trim(cell->text);

    return cell->type == CELL_TEXT
           && (text_equal(t, TEXT("…")) || text_equal(t, TEXT("……"))
               || text_equal(t, TEXT("...")));
}

bool
placement_is_idle(const struct cell *cell)
{
    struct decimal d;

    if (!(cell->flags & CELL_FORMULA))
        return false;
    if ((cell->flags & CELL_NO_RESULT) || cell->type == CELL_ERROR)
        return true;
    if (cell->type == CELL_TEXT)
        return placement_is_absent(cell->text);
    return cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, &d) == DECIMAL_OK
           && decimal_is_zero(d);
}

/* A text beside the byte offsets of its characters that folding keeps. */
struct folding {
    struct text folded;
    const size_t *from; /* [folded.n + 1] offset in the original */
    struct text original;
    bool any_unit; /* {unit} takes any word */
    bool filled;   /* none but {*} takes nothing */
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

/* Four digits, or a year left blank. */
static bool
is_year(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (!is_digit(t.at[i]))
            return false;
    }
    return t.n == 0 || t.n == 4;
}

/* May part i take this much of the folded text? */
static bool
part_takes(const struct pattern_part *part, struct text taken, bool any_unit)
{
    int shift;

    switch (part->field) {
    case FIELD_YEAR:
        return is_year(taken);
    case FIELD_UNIT:
        return taken.n == 0 || any_unit || mapping_unit(taken, &shift);
    case FIELD_ANY:
        return true;
    case FIELD_DEPARTMENT: /* 单位：万元 names no department */
        return !mapping_unit(taken, &shift);
    case FIELD_VALUE:
        break;
    }
    if (part->measure.n == 4 && memcmp(part->measure.at, "year", 4) == 0)
        return is_year(taken);
    return part->glob.n == 0 || taken.n == 0 || text_glob(part->glob, taken);
}

/* 年 月 日 with no figures in it: only the words of what it should look like. */
static bool
is_left_blank(const struct pattern_part *part, struct text taken)
{
    size_t k = 0;

    for (size_t i = 0; i < part->glob.n; i++) {
        if (part->glob.at[i] == '*')
            continue;
        if (k == taken.n || taken.at[k] != part->glob.at[i])
            return false;
        k++;
    }
    return part->glob.n > 0 && k == taken.n;
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
    /* The last one takes all there is. */
    for (size_t end = i + 1 == pattern->n_parts ? f->folded.n : at;
         end <= f->folded.n; end++) {
        struct text taken = text_slice(f->folded, at, end);

        if ((f->filled && taken.n == 0 && part->field != FIELD_ANY)
            || !part_takes(part, taken, f->any_unit)
            || !match_from(pattern, i + 1, f, end, spans))
            continue;
        spans[i]
            = text_trim(text_slice(f->original, f->from[at], f->from[end]));
        if (is_left_blank(part, taken))
            spans[i] = TEXT_NONE;
        return true;
    }
    return false;
}

/* Are a pattern's words in a folded text, in order?  Most cells lack them. */
bool
placement_may_match(const struct pattern *pattern, struct text folded)
{
    size_t at = 0;
    int taken = 0;

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        long found;

        if (!part->literal) {
            taken++;
            continue;
        }
        found = text_find(folded, part->folded, at);
        if (found < 0 || (i == 0 && found > 0))
            return false;
        at = (size_t)found + part->folded.n;
    }
    return folded.n > 0 && (taken < 2 || folded.n <= LIMIT_PATTERN_TEXT);
}

static bool
match(struct arena *arena, const struct pattern *pattern, struct text t,
      bool any_unit, bool filled, struct text *spans)
{
    struct folding f;

    if (pattern->n_parts == 0
        || !placement_may_match(pattern, text_fold(arena, t)))
        return false;
    f = fold_with_offsets(arena, t);
    f.any_unit = any_unit;
    f.filled = filled;
    return match_from(pattern, 0, &f, 0, spans);
}

bool
placement_match(struct arena *arena, const struct pattern *pattern,
                struct text t, struct text *spans)
{
    return match(arena, pattern, t, false, false, spans);
}

bool
placement_match_any_unit(struct arena *arena, const struct pattern *pattern,
                         struct text t, struct text *spans)
{
    return match(arena, pattern, t, true, false, spans);
}

bool
placement_match_filled(struct arena *arena, const struct pattern *pattern,
                       struct text t, struct text *spans)
{
    return match(arena, pattern, t, false, true, spans);
}
