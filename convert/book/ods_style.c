/* ods_style.c - styles by name, number formats as codes. */
#include "book/ods_style.h"

#include "base/bytes.h"
#include "base/pairs.h"

/* A number format; 'map' is what its conditions lead to, by sections. */
struct number_style {
    struct text code;
    struct text first, second; /* names of others, for > and < */
};

/* A style of cells, of a table or of its rows. */
struct style {
    struct text number, parent; /* names; "" for none */
    bool hidden;
    bool settled;
    uint16_t style; /* of the book, once settled */
};

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

const struct text *
ods_style_find(const struct xml *xml, const char *name)
{
    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (a->space == SPACE_OTHER && text_equal(a->name, text_of(name))
            && text_starts(a->uri, TEXT("urn:oasis:names:tc:opendocument:")))
            return &a->value;
    }
    return NULL;
}

static struct text
said(const struct xml *xml, const char *name)
{
    const struct text *value = ods_style_find(xml, name);

    return value ? *value : TEXT_NONE;
}

/* A number of digits, which no format has more of. */
static int
digits_of(const struct xml *xml, const char *name, int absent)
{
    struct text t = said(xml, name);

    if (t.n == 0 || t.n > 2 || !text_is_digits(t))
        return absent;
    return t.n == 1 ? t.at[0] - '0' : (t.at[0] - '0') * 10 + t.at[1] - '0';
}

static bool
is_said(const struct xml *xml, const char *name, const char *value)
{
    return text_equal(said(xml, name), text_of(value));
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

/* #,##0.00 of number:number; General where it does not say its decimals. */
static void
put_number(struct bytes *code, const struct xml *xml)
{
    int decimals = digits_of(xml, "decimal-places", -1);
    int least = digits_of(xml, "min-decimal-places", decimals);
    int whole = digits_of(xml, "min-integer-digits", 1);
    int thousands = (int)said(xml, "display-factor").n / 3;

    if (decimals < 0 && said(xml, "display-factor").n == 0
        && !is_said(xml, "grouping", "true") && whole == 1) {
        bytes_add(code, TEXT("General"));
        return;
    }
    if (is_said(xml, "grouping", "true")) {
        bytes_add(code, TEXT("#,"));
        put_repeated(code, '#', 3 - whole);
    } else if (whole == 0) {
        bytes_char(code, '#');
    }
    put_repeated(code, '0', whole);
    if (decimals > 0) {
        bytes_char(code, '.');
        put_repeated(code, '0', least);
        put_repeated(code, '#', decimals - least);
    }
    put_repeated(code, ',', thousands);
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
    if (text_equal(name, TEXT("number"))) {
        put_number(code, xml);
    } else if (text_equal(name, TEXT("scientific-number"))) {
        put_number(code, xml);
        bytes_add(code, TEXT("E+00"));
    } else if (text_equal(name, TEXT("fraction"))) {
        bytes_add(code, TEXT("# ?/?"));
    } else if (text_equal(name, TEXT("text-content"))) {
        bytes_char(code, '@');
    } else if (text_equal(name, TEXT("map"))) {
        struct text condition = said(xml, "condition");

        if (text_starts(condition, TEXT("value()>")))
            style->first = said(xml, "apply-style-name");
        else if (text_starts(condition, TEXT("value()<")))
            style->second = said(xml, "apply-style-name");
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
    struct text name = said(xml, "name");
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

/* The format code, with the sections that the conditions lead to. */
static struct text
whole_code(const struct ods_styles *s, struct text name)
{
    const struct number_style *style = find_number(s, name);
    const struct number_style *first, *second;

    if (style == NULL)
        return TEXT("General");
    first = style->first.n ? find_number(s, style->first) : NULL;
    second = style->second.n ? find_number(s, style->second) : NULL;
    if (first && second)
        return text_printf(s->arena, "%.*s;%.*s;%.*s", TEXT_ARG(first->code),
                           TEXT_ARG(second->code), TEXT_ARG(style->code));
    if (first)
        return text_printf(s->arena, "%.*s;%.*s", TEXT_ARG(first->code),
                           TEXT_ARG(style->code));
    return style->code.n ? style->code : TEXT("General");
}

/* ---- styles ---- */

struct ods_styles *
ods_style_new(struct package *package, struct book *book)
{
    struct ods_styles *s = ARENA_NEW(package->arena, struct ods_styles);

    s->arena = package->arena;
    s->book = book;
    s->number_index = pairs_new(s->arena);
    s->index = pairs_new(s->arena);
    return s;
}

static bool
read_style(struct ods_styles *s, struct xml *xml)
{
    struct text name = said(xml, "name"), family = said(xml, "family");
    struct style style = { .number = said(xml, "data-style-name"),
                           .parent = said(xml, "parent-style-name") };
    enum xml_event event;
    int i;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (text_equal(xml->name, TEXT("table-properties")))
            style.hidden = is_said(xml, "display", "false");
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

/* The number format of a style or of the nearest that it is made from; a chain
   longer than there are styles leads back to itself. */
static struct text
number_of(const struct ods_styles *s, int i)
{
    for (int far = 0; i >= 0 && far <= s->n_styles; far++) {
        if (s->styles[i].number.n)
            return s->styles[i].number;
        i = pairs_find(s->index, s->styles[i].parent, CELLS);
    }
    return TEXT_NONE;
}

uint16_t
ods_style_of_cell(struct ods_styles *s, struct text name)
{
    int i = pairs_find(s->index, name, CELLS);
    struct cell_style style = { .format = TEXT_NONE };

    if (i < 0)
        return 0;
    if (!s->styles[i].settled) {
        style.format = whole_code(s, number_of(s, i));
        s->styles[i].settled = true;
        if (s->book->n_styles < UINT16_MAX - 1)
            s->styles[i].style = (uint16_t)book_style(s->arena, s->book, style);
    }
    return s->styles[i].style;
}

bool
ods_style_is_hidden(struct ods_styles *s, struct text name)
{
    int i = pairs_find(s->index, name, TEXT("table"));

    return i >= 0 && s->styles[i].hidden;
}
