/* ods_text.c - pieces of text, blanks and breaks between elements. */
#include "book/ods_text.h"

#include "base/bytes.h"

/* A paragraph being read.  White space before anything, and behind other white
   space, is none. */
struct paragraph {
    struct xml *xml;
    struct ods_styles *styles;
    struct bytes out;
    bool blank; /* white space was met, and is not written yet */
    int raised; /* depth of the element that raises or strikes out; 0: none */
    bool marked;
};

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
put_blank(struct paragraph *p)
{
    if (p->blank && p->out.n > 0)
        bytes_char(&p->out, ' ');
    p->blank = false;
}

static void
put_piece(struct paragraph *p, struct text piece)
{
    for (size_t i = 0; i < piece.n;) {
        size_t end = i;

        while (end < piece.n && !is_blank(piece.at[end]))
            end++;
        if (end > i) {
            put_blank(p);
            bytes_add(&p->out, text_slice(piece, i, end));
            p->marked |= p->raised > 0;
        }
        while (end < piece.n && is_blank(piece.at[end])) {
            p->blank = true;
            end++;
        }
        i = end;
    }
}

static bool
too_long(const struct paragraph *p)
{
    return limits_reached(p->xml->diags, LIMITS_TEXT_BYTES,
                          PLACE_FILE(p->xml->part.file), "a text is too long");
}

/* So many blanks that are meant (text:s). */
static bool
put_blanks(struct paragraph *p)
{
    struct text count = ods_style_said(p->xml, "c");
    size_t n = count.at == NULL;

    for (size_t i = 0; count.at && i < count.n && n <= LIMIT_TEXT_BYTES; i++) {
        if (!text_is_digit(count.at[i]))
            break;
        n = n * 10 + (size_t)(count.at[i] - '0');
    }
    if (n > LIMIT_TEXT_BYTES)
        return too_long(p);
    put_blank(p);
    while (n-- > 0)
        bytes_char(&p->out, ' ');
    return true;
}

/* Notes, drawings and what is spoken are not of the text. */
static bool
is_aside(struct text name)
{
    static const char *const asides[]
        = { "annotation", "annotation-end", "note", "frame",
            "ruby-text",  "change",         "shape" };

    for (int i = 0; i < ARRAY_LEN(asides); i++) {
        if (text_equal(name, text_of(asides[i])))
            return true;
    }
    return false;
}

/* An element in the paragraph: what is in it is of the text, unless it is an
   aside. */
static bool
begin_element(struct paragraph *p)
{
    struct text name = p->xml->name;
    struct text style = ods_style_said(p->xml, "style-name");

    if (p->raised == 0 && style.n > 0 && ods_style_is_marked(p->styles, style))
        p->raised = p->xml->depth;
    if (text_equal(name, TEXT("s")))
        return put_blanks(p);
    if (text_equal(name, TEXT("tab")) || text_equal(name, TEXT("line-break"))) {
        put_blank(p);
        bytes_char(&p->out, name.at[0] == 't' ? '\t' : '\n');
    }
    return !is_aside(name) || xml_skip(p->xml);
}

/* Has it no white space but single blanks inside, as most texts? */
static bool
is_tidy(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (is_blank(t.at[i])
            && (t.at[i] != ' ' || i == 0 || i + 1 == t.n || t.at[i - 1] == ' '))
            return false;
    }
    return t.n <= LIMIT_TEXT_BYTES;
}

bool
ods_text_paragraph(struct xml *xml, struct ods_styles *styles,
                   struct arena *arena, struct text *out, bool *marked)
{
    struct paragraph p
        = { .xml = xml, .styles = styles, .out = { .arena = arena } };
    int depth = xml->depth;

    for (;;) {
        struct text piece;
        enum xml_event event;

        if (!xml_piece(xml, &piece) || (event = xml_next(xml)) >= EVENT_DONE)
            return false;
        if (xml->depth < depth && p.out.n == 0 && is_tidy(piece)) {
            *out = piece;
            break;
        }
        put_piece(&p, piece);
        if ((size_t)p.out.n > LIMIT_TEXT_BYTES)
            return too_long(&p);
        if (xml->depth < depth) {
            *out = bytes_text(&p.out);
            break;
        }
        if (event == EVENT_START && !begin_element(&p))
            return false;
        if (xml->depth < p.raised)
            p.raised = 0;
    }
    *marked |= p.marked;
    return true;
}
