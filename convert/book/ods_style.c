/* ods_style.c - styles by name, number formats as codes. */
#include "book/ods_style.h"

#include <string.h>

#include "base/bytes.h"
#include "base/pairs.h"

/* What a condition leads to: the name of another number format. */
struct section {
    struct text condition; /* ">=10000" */
    struct text name;
};

#define SECTIONS 3 /* conditions, of which programs write no more */

struct number_style {
    struct text code; /* where no condition holds */
    struct section sections[SECTIONS];
    int n_sections;
};

/* A style of cells, of a table or of its rows. */
struct style {
    struct text number, parent; /* names; "" for none */
    bool hidden;
    uint8_t raised, struck; /* enum said */
    bool settled;           /* what its parents say is in it */
    bool listed;            /* 'style' is known */
    uint16_t style;         /* of the book */
};

enum said { SAID_NOTHING, SAID_NO, SAID_YES };

struct ods_styles {
    struct arena *arena;
    struct book *book;
    struct pairs *number_index, *index; /* by name; by name and family */
    struct number_style *numbers;
    int n_numbers, numbers_capacity;
    struct style *styles;
    int n_styles, styles_capacity;
};

#define CELLS TEXT("table-cell") /* a family */

struct text
ods_style_said(const struct xml *xml, const char *name)
{
    size_t n = strlen(name);

    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (a->space == SPACE_DOCUMENT && a->name.n == n
            && memcmp(a->name.at, name, n) == 0)
            return a->value;
    }
    return TEXT_NONE;
}

/* A number of digits, which no format has more of. */
static int
digits_of(const struct xml *xml, const char *name, int absent)
{
    struct text t = ods_style_said(xml, name);

    if (t.n == 0 || t.n > 2 || !text_is_digits(t))
        return absent;
    return t.n == 1 ? t.at[0] - '0' : (t.at[0] - '0') * 10 + t.at[1] - '0';
}

static bool
is_said(const struct xml *xml, const char *name, const char *value)
{
    return text_equal(ods_style_said(xml, name), text_of(value));
}

/* ---- number formats ---- */

static void
put_literal(struct bytes *code, struct text t)
{
    if (t.n == 0)
        return;
    bytes_char(code, '"');
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '"')
            bytes_char(code, t.at[i]);
    }
    bytes_char(code, '"');
}

static void
put_repeated(struct bytes *code, char c, int n)
{
    while (n-- > 0)
        bytes_char(code, c);
}

/* #,##0 of so many digits at least; before the last 'rest' digits stands
   'inside', where there is any. */
static void
put_whole(struct bytes *code, int digits, bool grouping, struct text inside,
          int rest)
{
    int least = inside.n ? rest + 1 : digits == 0;
    int n = grouping ? 4 : 0;

    n = n > least ? n : least;
    n = n > digits ? n : digits;
    for (int left = n; left > 0; left--) {
        if (left == rest)
            put_literal(code, inside);
        bytes_char(code, left > digits ? '#' : '0');
        if (grouping && left == 4)
            bytes_char(code, ',');
    }
    if (rest == 0)
        put_literal(code, inside);
}

/* The text that stands between the digits of a number:number, and before how
   many of them.  After its start, to behind its end. */
static bool
read_inside(struct xml *xml, struct bytes *inside, int *rest)
{
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        int position = digits_of(xml, "position", 0);
        struct text text;

        if (!text_equal(xml->name, TEXT("embedded-text"))) {
            if (!xml_skip(xml))
                return false;
            continue;
        }
        if (!xml_text(xml, &text))
            return false;
        *rest = text.n ? position : *rest;
        bytes_add(inside, text);
    }
    return event == EVENT_END;
}

/* #,##0.00 of number:number, to behind its end; General where it does not say
   its decimals. */
static bool
read_number(struct xml *xml, struct bytes *code)
{
    int decimals = digits_of(xml, "decimal-places", -1);
    int least = digits_of(xml, "min-decimal-places", decimals);
    int whole = digits_of(xml, "min-integer-digits", 1);
    int thousands = (int)ods_style_said(xml, "display-factor").n / 3, rest = 0;
    bool factor = ods_style_said(xml, "display-factor").n > 0;
    bool grouping = is_said(xml, "grouping", "true");
    struct bytes inside = { .arena = code->arena };

    if (!read_inside(xml, &inside, &rest))
        return false;
    if (decimals < 0 && !factor && !grouping && whole == 1 && inside.n == 0) {
        bytes_add(code, TEXT("General"));
        return true;
    }
    put_whole(code, whole, grouping, bytes_text(&inside), rest);
    if (decimals > 0) {
        bytes_char(code, '.');
        put_repeated(code, '0', least);
        put_repeated(code, '#', decimals - least);
    }
    put_repeated(code, ',', thousands);
    return true;
}

/* What of a date or a time is shown, in its long and its short form. */
static const struct {
    const char *name, *brief, *full;
} pieces[] = {
    { "year", "yy", "yyyy" },         { "day", "d", "dd" },
    { "day-of-week", "ddd", "dddd" }, { "hours", "h", "hh" },
    { "minutes", "m", "mm" },         { "seconds", "s", "ss" },
    { "am-pm", "AM/PM", "AM/PM" },
};

static void
put_piece(struct bytes *code, const struct xml *xml)
{
    bool full = is_said(xml, "style", "long");

    if (text_equal(xml->name, TEXT("month"))) {
        put_repeated(code, 'm',
                     (is_said(xml, "textual", "true") ? 3 : 1) + full);
        return;
    }
    for (int i = 0; i < ARRAY_LEN(pieces); i++) {
        if (text_equal(xml->name, text_of(pieces[i].name)))
            bytes_add(code, text_of(full ? pieces[i].full : pieces[i].brief));
    }
}

static void
take_section(const struct xml *xml, struct number_style *style)
{
    struct text condition = ods_style_said(xml, "condition");
    struct section section
        = { .name = ods_style_said(xml, "apply-style-name") };

    if (!text_starts(condition, TEXT("value()"))
        || style->n_sections == SECTIONS)
        return;
    section.condition = text_slice(condition, TEXT("value()").n, condition.n);
    style->sections[style->n_sections++] = section;
}

/* One element of a number format, to behind its end. */
static bool
read_piece(struct xml *xml, struct number_style *style, struct bytes *code,
           bool percent)
{
    struct text name = xml->name, text;

    if (text_equal(name, TEXT("text"))
        || text_equal(name, TEXT("currency-symbol"))) {
        if (!xml_text(xml, &text))
            return false;
        if (percent && text_equal(text, TEXT("%")))
            bytes_char(code, '%');
        else
            put_literal(code, text);
        return true;
    }
    if (text_equal(name, TEXT("number")))
        return read_number(xml, code);
    if (text_equal(name, TEXT("scientific-number"))) {
        if (!read_number(xml, code))
            return false;
        bytes_add(code, TEXT("E+00"));
        return true;
    }
    if (text_equal(name, TEXT("fraction"))) {
        bytes_add(code, TEXT("# ?/?"));
    } else if (text_equal(name, TEXT("text-content"))) {
        bytes_char(code, '@');
    } else if (text_equal(name, TEXT("map"))) {
        take_section(xml, style);
    } else {
        put_piece(code, xml);
    }
    return xml_skip(xml);
}

static void
keep_number(struct ods_styles *s, struct text name, struct number_style style)
{
    int i = pairs_add(s->number_index, name, TEXT_NONE, s->n_numbers);

    if (i >= 0)
        s->numbers[i] = style;
    else
        ARENA_PUSH(s->arena, s->numbers, s->n_numbers, s->numbers_capacity,
                   style);
}

static bool
read_number_style(struct ods_styles *s, struct xml *xml)
{
    struct number_style style = { .code = TEXT_NONE };
    struct text name = ods_style_said(xml, "name");
    bool percent = text_equal(xml->name, TEXT("percentage-style"));
    struct bytes code = { .arena = s->arena };
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (!read_piece(xml, &style, &code, percent))
            return false;
    }
    style.code = bytes_text(&code);
    keep_number(s, name, style);
    return event == EVENT_END;
}

static const struct number_style *
find_number(const struct ods_styles *s, struct text name)
{
    int i = pairs_find(s->number_index, name, TEXT_NONE);

    return i >= 0 ? &s->numbers[i] : NULL;
}

/* The section of a style for such a condition; NULL: it has none. */
static const struct section *
section_for(const struct number_style *style, struct text condition)
{
    for (int i = 0; i < style->n_sections; i++) {
        if (text_equal(style->sections[i].condition, condition))
            return &style->sections[i];
    }
    return NULL;
}

static struct text
code_of(const struct ods_styles *s, const struct number_style *style,
        const struct section *section)
{
    const struct number_style *other
        = section != NULL ? find_number(s, section->name) : NULL;

    return other != NULL ? other->code : style->code;
}

/* Sections for what is above, below and at zero, in the order of .xlsx; false:
   there are other conditions. */
static bool
by_sign(const struct ods_styles *s, const struct number_style *style,
        struct text *out)
{
    const struct section *above = section_for(style, TEXT(">0"));
    const struct section *from = section_for(style, TEXT(">=0"));
    const struct section *below = section_for(style, TEXT("<0"));
    const struct section *zero = section_for(style, TEXT("=0"));
    const struct section *first = above != NULL ? above : from;

    if ((first == NULL && below == NULL)
        || (above != NULL) + (from != NULL) + (below != NULL) + (zero != NULL)
               < style->n_sections)
        return false;
    *out
        = text_printf(s->arena, "%.*s;%.*s", TEXT_ARG(code_of(s, style, first)),
                      TEXT_ARG(code_of(s, style, below)));
    if (zero != NULL || (above != NULL && from == NULL))
        *out = text_printf(
            s->arena, "%.*s;%.*s", TEXT_ARG(*out),
            TEXT_ARG(code_of(s, style, zero != NULL ? zero : from)));
    return true;
}

/* The format code, with the sections that the conditions lead to. */
static struct text
whole_code(const struct ods_styles *s, struct text name)
{
    const struct number_style *style = find_number(s, name);
    struct text out = TEXT_NONE;

    if (style == NULL)
        return TEXT("General");
    if (style->n_sections == 0)
        return style->code.n ? style->code : TEXT("General");
    if (by_sign(s, style, &out))
        return out;
    for (int i = 0; i < style->n_sections; i++)
        out = text_printf(s->arena, "%.*s[%.*s]%.*s;", TEXT_ARG(out),
                          TEXT_ARG(style->sections[i].condition),
                          TEXT_ARG(code_of(s, style, &style->sections[i])));
    return text_printf(s->arena, "%.*s%.*s", TEXT_ARG(out),
                       TEXT_ARG(style->code));
}

/* ---- styles ---- */

struct ods_styles *
ods_style_new(struct arena *arena, struct book *book)
{
    struct ods_styles *s = ARENA_NEW(arena, struct ods_styles);

    s->arena = arena;
    s->book = book;
    s->number_index = pairs_new(s->arena);
    s->index = pairs_new(s->arena);
    return s;
}

/* What style:text-properties say of a font: "super 58%", "33% 58%". */
static void
take_font(struct style *style, const struct xml *xml)
{
    struct text position = ods_style_said(xml, "text-position");
    const struct text lines[]
        = { ods_style_said(xml, "text-line-through-type"),
            ods_style_said(xml, "text-line-through-style") };

    if (position.n)
        style->raised = position.at[0] == '0' ? SAID_NO : SAID_YES;
    for (int i = 0; i < ARRAY_LEN(lines); i++) {
        if (lines[i].at && style->struck != SAID_YES)
            style->struck
                = text_equal(lines[i], TEXT("none")) ? SAID_NO : SAID_YES;
    }
}

static bool
read_style(struct ods_styles *s, struct xml *xml)
{
    struct text name = ods_style_said(xml, "name"),
                family = ods_style_said(xml, "family");
    struct style style = { .number = ods_style_said(xml, "data-style-name"),
                           .parent = ods_style_said(xml, "parent-style-name") };
    enum xml_event event;
    int i;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (text_equal(xml->name, TEXT("table-properties")))
            style.hidden = is_said(xml, "display", "false");
        else if (text_equal(xml->name, TEXT("text-properties")))
            take_font(&style, xml);
        if (!xml_skip(xml))
            return false;
    }
    i = pairs_add(s->index, name, family, s->n_styles);
    if (i >= 0)
        s->styles[i] = style;
    else
        ARENA_PUSH(s->arena, s->styles, s->n_styles, s->styles_capacity, style);
    return event == EVENT_END;
}

bool
ods_style_read(struct ods_styles *s, struct xml *xml)
{
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (!(text_equal(xml->name, TEXT("style"))   ? read_style(s, xml)
              : text_ends(xml->name, TEXT("-style")) ? read_number_style(s, xml)
                                                     : xml_skip(xml)))
            return false;
    }
    return event == EVENT_END;
}

/* Takes over from the styles that a style is made from what it does not say,
   and so for each of these; a chain that leads back to itself ends there. */
static const struct style *
settle(struct ods_styles *s, int i, struct text family)
{
    int *chain = NULL, n = 0, capacity = 0, parent = i;

    while (parent >= 0 && !s->styles[parent].settled) {
        s->styles[parent].settled = true;
        ARENA_PUSH(s->arena, chain, n, capacity, parent);
        parent = pairs_find(s->index, s->styles[parent].parent, family);
    }
    while (n-- > 0) {
        struct style *style = &s->styles[chain[n]];

        if (parent >= 0) {
            const struct style *from = &s->styles[parent];

            style->number = style->number.n ? style->number : from->number;
            style->raised = style->raised ? style->raised : from->raised;
            style->struck = style->struck ? style->struck : from->struck;
        }
        parent = chain[n];
    }
    return &s->styles[i];
}

static bool
is_marked(const struct style *style)
{
    return style->raised == SAID_YES || style->struck == SAID_YES;
}

uint16_t
ods_style_of_cell(struct ods_styles *s, struct text name, bool *marked)
{
    int i = pairs_find(s->index, name, CELLS);
    const struct style *style = i >= 0 ? settle(s, i, CELLS) : NULL;

    *marked = style && is_marked(style);
    if (style == NULL)
        return 0;
    if (!style->listed && s->book->n_styles < UINT16_MAX - 1) {
        struct cell_style format = { .format = whole_code(s, style->number) };

        s->styles[i].style = (uint16_t)book_style(s->arena, s->book, format);
    }
    s->styles[i].listed = true;
    return style->style;
}

bool
ods_style_is_marked(struct ods_styles *s, struct text name)
{
    int i = pairs_find(s->index, name, TEXT("text"));

    return i >= 0 && is_marked(settle(s, i, TEXT("text")));
}

bool
ods_style_is_hidden(struct ods_styles *s, struct text name)
{
    int i = pairs_find(s->index, name, TEXT("table"));

    return i >= 0 && s->styles[i].hidden;
}
