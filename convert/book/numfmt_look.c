/* numfmt_look.c - the section of a format that a number is shown by, and how. */
#include "book/numfmt_look.h"

#include "book/numfmt.h"
#include "book/numfmt_token.h"

/* ---- sections ---- */

#define SECTIONS 3 /* for numbers; one more is for texts */

/* A condition: [>=10000]. */
struct condition {
    enum { NONE, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT } kind;
    struct decimal limit;
};

struct section {
    struct text text;
    struct condition only;
};

struct sections {
    struct section items[SECTIONS];
    int n;
    bool conditions, odd; /* there are some; such as nobody writes */
};

/* The section for a number, and whether it is for negative ones alone, which
   then have no sign but the section's. */
struct chosen {
    struct text text;
    bool negative, odd;
};

static bool
is_condition(struct text inside)
{
    return inside.n > 0
           && (inside.at[0] == '<' || inside.at[0] == '>'
               || inside.at[0] == '=');
}

/* What is between the brackets; false: it says nothing. */
static bool
read_condition(struct text inside, struct condition *out)
{
    static const struct {
        const char *sign;
        int kind;
    } signs[] = { { "<>", NOT }, { "<=", LESS_EQUAL }, { ">=", GREATER_EQUAL },
                  { "<", LESS }, { ">", GREATER },     { "=", EQUAL } };

    for (int i = 0; i < ARRAY_LEN(signs); i++) {
        struct text sign = text_of(signs[i].sign);

        if (!text_starts(inside, sign))
            continue;
        out->kind = signs[i].kind;
        return decimal_parse_cell(
                   text_trim(text_slice(inside, sign.n, inside.n)), &out->limit)
               == DECIMAL_OK;
    }
    return false;
}

/* The section that begins at 'from', up to its ';' or the format's end. */
static struct section
read_section(struct text format, size_t from, struct sections *all)
{
    struct section section = { .only = { .kind = NONE } };
    size_t pos = from;

    for (;;) {
        size_t at = pos;
        struct numfmt_token t = numfmt_token_next(format, &pos);

        if (t.kind == TOKEN_END || (t.kind == TOKEN_MARK && t.letter == ';')) {
            section.text = text_slice(format, from, at);
            return section;
        }
        if (t.kind == TOKEN_NOTHING && format.at[at] == '['
            && is_condition(t.text)) {
            all->odd |= section.only.kind != NONE
                        || !read_condition(t.text, &section.only);
            all->conditions = true;
        }
    }
}

static struct sections
sections_of(struct text format)
{
    struct sections all = { .n = 0 };

    for (size_t from = 0; from <= format.n && all.n < SECTIONS;) {
        struct section section = read_section(format, from, &all);

        from += section.text.n + 1;
        all.items[all.n++] = section;
        if (from > format.n && all.n > 1
            && text_find(section.text, TEXT("@"), 0) >= 0)
            all.n--; /* the last one is for texts */
    }
    if (all.n > 1 && all.items[0].only.kind == NONE
        && all.items[1].only.kind == LESS
        && decimal_is_zero(all.items[1].only.limit)) /* as it is without */
        all.conditions = false;
    all.odd |= all.n == SECTIONS && all.items[2].only.kind != NONE;
    return all;
}

static bool
holds(struct condition c, struct decimal value)
{
    int order = decimal_compare(value, c.limit);

    switch (c.kind) {
    case LESS:
        return order < 0;
    case LESS_EQUAL:
        return order <= 0;
    case GREATER:
        return order > 0;
    case GREATER_EQUAL:
        return order >= 0;
    case EQUAL:
        return order == 0;
    case NOT:
        return order != 0;
    default:
        return false;
    }
}

/* Is what one of two sections is for just what is below zero? */
static bool
is_negative_one(const struct sections *all, int chosen)
{
    struct condition first = all->items[0].only, second = all->items[1].only;

    if (!decimal_is_zero(first.limit)
        || (second.kind != NONE && !decimal_is_zero(second.limit)))
        return false;
    if (chosen == 0)
        return first.kind == LESS || first.kind == LESS_EQUAL;
    return chosen == 1 && (first.kind == GREATER || first.kind == GREATER_EQUAL)
           && (second.kind == NONE || second.kind == LESS);
}

static struct chosen
choose_by_condition(const struct sections *all, struct decimal value)
{
    const struct section *s = all->items;
    bool first = s[0].only.kind != NONE;
    bool second = all->n > 1 && s[1].only.kind != NONE;
    int i = 0;
    bool odd = all->odd || !first;

    if (holds(s[0].only, value)) {
        i = 0;
    } else if (all->n == 1) {
        odd = true;       /* ###### */
    } else if (!second) { /* of three, not all programs take the same */
        i = 1;
        odd |= all->n == SECTIONS;
    } else if (holds(s[1].only, value)) {
        i = 1;
    } else {
        i = all->n - 1;
        odd |= all->n < SECTIONS;
    }
    return (struct chosen){ s[i].text, is_negative_one(all, i), odd };
}

static struct chosen
choose(const struct sections *all, struct decimal value)
{
    int i = 0;

    if (all->conditions)
        return choose_by_condition(all, value);
    if (value.units < 0 && all->n >= 2)
        i = 1;
    if (value.units == 0 && all->n >= 3)
        i = 2;
    return (struct chosen){ all->items[i].text, i == 1, false };
}

/* ---- the section's pieces ---- */

struct looking {
    struct arena *arena;
    struct numfmt_look look;
    bool digits, point, literal_point, minus, color, exponent, fraction, places;
    int after, commas; /* digits behind a point; commas behind digits */
};

static void
look_at_words(struct looking *l, struct text words)
{
    struct text *to = l->digits ? &l->look.tail : &l->look.head;

    if (text_equal(words, TEXT("-")) || text_equal(words, TEXT("("))
        || text_equal(words, TEXT(")"))) {
        l->minus = true;
        return;
    }
    if (text_equal(words, TEXT(".")) && l->digits && !l->point) {
        l->literal_point = l->point = true;
        return;
    }
    for (size_t i = 0; i < words.n; i++)
        l->look.odd |= text_is_digit(words.at[i]);
    if (text_find(words, TEXT("%"), 0) >= 0
        || text_find(words, TEXT("％"), 0) >= 0) {
        l->look.odd |= l->look.percent || l->look.hundredths;
        l->look.hundredths = true;
        return;
    }
    *to = text_printf(l->arena, "%.*s%.*s", TEXT_ARG(*to),
                      TEXT_ARG(text_trim(words)));
}

/* [$USD-409] is a currency, [>100] a condition, [Red] a colour. */
static void
look_at_bracket(struct looking *l, struct text inside)
{
    if (inside.n > 0 && inside.at[0] == '$') {
        long dash = text_find(inside, TEXT("-"), 1);

        look_at_words(
            l, text_slice(inside, 1, dash < 0 ? inside.n : (size_t)dash));
    } else { /* a red number is a negative one */
        l->color |= text_starts(inside, TEXT("Red"))
                    || text_starts(inside, TEXT("红"));
    }
}

static void
look_at_mark(struct looking *l, struct numfmt_token t)
{
    switch (t.letter) {
    case '0':
    case '#':
    case '?':
        /* Words among the digits: 58万2360. */
        l->look.odd |= l->look.tail.n > 0;
        l->digits = l->places = true;
        l->after += l->point && !l->exponent;
        l->commas = 0;
        break;
    case '.':
        l->look.odd |= l->literal_point;
        l->point = l->digits = l->places = true;
        break;
    case ',':
        l->commas += l->digits;
        break;
    case '%':
        l->look.odd |= l->look.percent || l->look.hundredths;
        l->look.percent = true;
        break;
    case '-':
    case '(':
    case ')':
        l->minus = true;
        break;
    case 'e':
        l->exponent = true;
        break;
    case '/':
        l->fraction |= l->digits;
        break;
    case '@':
        l->digits = true;
        break;
    case ' ':
    case '+':
    case ':':
        break;
    default:
        look_at_words(l, t.text);
        break;
    }
}

static void
look_at(struct looking *l, struct text section)
{
    for (size_t pos = 0;;) {
        size_t word = numfmt_token_general(text_slice(section, pos, section.n));
        struct numfmt_token t;

        if (word > 0) {
            l->digits = true;
            pos += word;
            continue;
        }
        t = numfmt_token_next(section, &pos);
        if (t.kind == TOKEN_END)
            return;
        if (t.kind == TOKEN_NOTHING && section.at[pos - 1] == ']')
            look_at_bracket(l, t.text);
        else if (t.kind == TOKEN_LITERAL)
            look_at_words(l, t.text);
        else if (t.kind == TOKEN_MARK)
            look_at_mark(l, t);
    }
}

struct numfmt_look
numfmt_look(struct arena *arena, struct text format, struct decimal value)
{
    struct looking l = { .arena = arena, .look = { .decimals = -1 } };
    struct sections all = sections_of(format);
    struct chosen chosen = choose(&all, value);
    bool general;

    if (format.n == 0)
        l.digits = true;
    look_at(&l, chosen.text);
    general = !l.places || l.fraction || numfmt_is_date(chosen.text);
    l.look.odd |= chosen.odd;
    l.look.conditional = all.conditions;
    l.look.hidden = !l.digits;
    l.look.off = l.literal_point ? l.after : 0;
    l.look.off += general || l.exponent ? 0 : 3 * l.commas;
    if (!general)
        l.look.decimals = l.after;
    for (int i = 0; l.look.hidden && l.look.decimals < 0 && i < all.n; i++)
        l.look.decimals = numfmt_places(all.items[i].text); /* as others */
    /* The sign must be seen, and none that is not there. */
    l.look.odd |= value.units < 0 && chosen.negative && !l.minus && !l.color;
    l.look.odd |= value.units > 0 && l.minus;
    return l.look;
}
