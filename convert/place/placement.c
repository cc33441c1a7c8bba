/* placement.c - slots, and the texts that labels and patterns match. */
#include "place/placement.h"

#include "canon/unit.h"
#include <string.h>

#include "base/limits.h"

static int
slot_shift(const struct placement *placement, const struct heading_says *says)
{
    if (says->unit.kind == UNIT_KNOWN)
        return says->unit.shift;
    if (says->unit.kind == UNIT_UNKNOWN
        || placement->unit_found == UNIT_UNKNOWN)
        return SLOT_NO_UNIT;
    return placement->unit_shift;
}

/* What was said of the last field with the measure. */
static struct heading_says
said_above(const struct placement *placement, struct text measure)
{
    for (int i = placement->n_slots - 1; i >= 0; i--) {
        const struct slot *slot = &placement->slots[i];

        if (slot->kind == VALUE_AMOUNT && slot->field
            && text_equal(slot->measure, measure))
            return (struct heading_says){
                .unit = { slot->of_sheet                ? UNIT_NONE
                          : slot->shift == SLOT_NO_UNIT ? UNIT_UNKNOWN
                                                        : UNIT_KNOWN,
                          slot->shift },
                .cell = slot->says,
            };
    }
    return (struct heading_says){ .percent = false };
}

struct slot *
placement_add(struct arena *arena, struct placement *placement, int row,
              int col, const struct slot_rule *rule)
{
    struct heading_says says = rule->says;
    struct slot slot = { .row = row,
                         .col = col,
                         .end_col = col + 1,
                         .item = rule->item,
                         .measure = rule->measure,
                         .kind = rule->kind,
                         .sum = rule->sum,
                         .group = rule->group,
                         .field = rule->field,
                         .percent = says.percent,
                         .by = rule->by };

    if (says.unit.kind == UNIT_NONE)
        says = placement->section;
    if (says.unit.kind == UNIT_NONE && rule->field)
        says = said_above(placement, rule->measure);
    slot.shift = slot_shift(placement, &says);
    slot.of_sheet = says.unit.kind == UNIT_NONE;
    slot.says = says.cell;
    if (rule->ticks != NULL && rule->ticks->n > 0)
        slot.ticks = rule->ticks;
    ARENA_PUSH(arena, placement->slots, placement->n_slots,
               placement->slots_capacity, slot);
    return &placement->slots[placement->n_slots - 1];
}

struct heading_says
placement_below(struct heading_says above, struct heading_says own)
{
    if (own.unit.kind != UNIT_NONE) {
        above.unit = own.unit;
        above.cell = own.cell;
    }
    above.percent |= own.percent;
    return above;
}

struct heading_says
placement_heading(struct heading_says above, struct text folded,
                  const struct cell *cell)
{
    struct heading_says own
        = { .unit = unit_of_brackets(folded), .cell = cell };

    if (own.unit.kind == UNIT_NONE)
        own.unit = unit_of_word(folded);
    own.percent = text_find(folded, TEXT("%"), 0) >= 0;
    if (own.percent && own.unit.kind == UNIT_NONE
        && text_find(folded, TEXT("(%)"), 0) >= 0)
        own.unit.kind = UNIT_UNKNOWN; /* for amounts */
    return placement_below(above, own);
}

void
placement_begin(struct placement *placement, struct heading_says says)
{
    if (says.unit.kind != UNIT_NONE && !says.percent)
        placement->section = says;
}

void
placement_settle_unit(struct placement *placement)
{
    const struct heading_says none = { .percent = false };

    for (int i = 0; i < placement->n_slots; i++) {
        struct slot *slot = &placement->slots[i];

        if (!slot->of_sheet)
            continue;
        slot->shift = slot_shift(placement, &none);
        slot->assumed
            = placement->unit_found == UNIT_NONE && !placement->unit_given;
    }
}

struct slot_rule
placement_leaf(const struct row_rule *rule, const struct column_rule *column,
               int leaf, const struct heading_says *says, struct text item)
{
    const struct value_rule *value = &rule->values[leaf];

    return (struct slot_rule){ .item = value->item.n > 0 ? value->item : item,
                               .measure = value->measure,
                               .kind = value->kind,
                               .sum = value->sum,
                               .group = column->group,
                               .ticks = &column->ticks,
                               .says = *says,
                               .by = rule->place };
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

/* (B/A), (20分), (%): letters, figures and signs, which say no other figure;
   but (2021) and (budget) may. */
static bool
is_formula(struct text t)
{
    int letters = 0, digits = 0;

    for (size_t i = 0; i < t.n;) {
        struct text rest = text_slice(t, i, t.n);
        char c = t.at[i];

        letters = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? letters + 1 : 0;
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (letters > 2 || digits > 3)
            return false;
        if (text_starts(rest, TEXT("分")) || text_starts(rest, TEXT("×"))
            || text_starts(rest, TEXT("÷")))
            i += text_starts(rest, TEXT("分")) ? 3 : 2;
        else if ((unsigned char)c < 0x80)
            i++;
        else
            return false;
    }
    return true;
}

static bool
is_worded(const struct wording *words, struct text inside)
{
    for (int i = 0; i < words->n; i++) {
        if (text_find(words->exact[i], inside, 0) >= 0)
            return true;
    }
    return false;
}

struct text
placement_extra(const struct wording *words, struct text folded)
{
    if (placement_word(words, folded) == 2)
        return TEXT_NONE;
    for (;;) {
        struct text bare = text_sans_tail(folded), inside;

        if (bare.n == folded.n)
            return TEXT_NONE;
        inside = text_slice(folded, bare.n, folded.n);
        if (text_ends(inside, TEXT(":")))
            inside.n--;
        /* Group by group, the innermost tail first. */
        while (inside.n > 0 && inside.at[inside.n - 1] == ')') {
            size_t open = inside.n - 1;

            for (int depth = 1; open > 0 && depth > 0;) {
                open--;
                depth += inside.at[open] == ')';
                depth -= inside.at[open] == '(';
            }
            if (inside.n - open > 2) {
                struct text group = text_slice(inside, open + 1, inside.n - 1);

                if (!is_formula(group) && !is_worded(words, group)
                    && !unit_is_renminbi(group)
                    && unit_of_brackets(text_slice(inside, open, inside.n)).kind
                           == UNIT_NONE)
                    return group;
            }
            inside.n = open;
        }
        folded = bare;
    }
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
    bool filled; /* none but {*} takes nothing */
};

/* Four digits, or a year left blank. */
static bool
is_year(struct text t)
{
    return text_is_digits(t) && (t.n == 0 || t.n == 4);
}

/* May part i take this much of the folded text? */
static bool
part_takes(const struct pattern_part *part, struct text taken)
{
    int shift;

    switch (part->field) {
    case FIELD_YEAR:
        return is_year(taken);
    case FIELD_UNIT:
        return taken.n == 0 || unit_parse(taken, &shift);
    case FIELD_ANY:
        return true;
    case FIELD_DEPARTMENT: /* 单位：万元 names no department */
        return !unit_parse(taken, &shift);
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
            || !part_takes(part, taken)
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
      bool filled, struct text *spans)
{
    struct folding f;

    if (pattern->n_parts == 0
        || !placement_may_match(pattern, text_fold(arena, t)))
        return false;
    f.original = t;
    f.folded = text_fold_from(arena, t, &f.from);
    f.filled = filled;
    return match_from(pattern, 0, &f, 0, spans);
}

bool
placement_match(struct arena *arena, const struct pattern *pattern,
                struct text t, struct text *spans)
{
    return match(arena, pattern, t, false, spans);
}

bool
placement_match_filled(struct arena *arena, const struct pattern *pattern,
                       struct text t, struct text *spans)
{
    return match(arena, pattern, t, true, spans);
}
