/* xlsx_fill_styles.c - fonts, number formats and formats of cells. */
#include "book/xlsx_fill_styles.h"

#include "base/pairs.h"
#include "book/markup.h"
#include "book/xlsx_draw.h"

#define FORMAT_MAX 127       /* bytes that the library keeps of one */
#define FORMAT_FIRST 164     /* number of the first that a book brings */
#define FONT_KINDS (256 * 2) /* sizes, bold or not */

/* The lists under way, and what they have so far. */
struct styling {
    struct xlsx_fill *fill;
    struct text face; /* a font's end, behind its size */
    struct bytes codes, fonts, formats;
    struct pairs *code; /* number formats, to their numbers */
    int n_codes, n_fonts, n_formats;
    int font[FONT_KINDS]; /* its number + 1 */
    bool bordered;
};

static int
number_format(struct styling *s, struct text code)
{
    int number;

    if (text_equal(code, TEXT("General")))
        return 0;
    number = pairs_add(s->code, code, TEXT_NONE, s->n_codes);
    if (number >= 0)
        return FORMAT_FIRST + number;
    s->fill->odd |= code.n == 0 || code.n > FORMAT_MAX;
    for (size_t i = 0; i < code.n; i++)
        s->fill->odd |= (unsigned char)code.at[i] < ' ';
    bytes_add(&s->codes, TEXT("<numFmt numFmtId=\""));
    bytes_int(&s->codes, FORMAT_FIRST + s->n_codes);
    bytes_add(&s->codes, TEXT("\" formatCode=\""));
    bytes_add(&s->codes, markup_escape(s->fill->arena, code));
    bytes_add(&s->codes, TEXT("\"/>"));
    return FORMAT_FIRST + s->n_codes++;
}

static int
font(struct styling *s, int size, bool bold)
{
    int kind;

    if (size == 0)
        size = XLSX_DRAW_FONT_SIZE;
    kind = size * 2 + bold;
    if (s->font[kind])
        return s->font[kind] - 1;
    bytes_add(&s->fonts,
              bold ? TEXT("<font><b/><sz val=\"") : TEXT("<font><sz val=\""));
    bytes_int(&s->fonts, size);
    bytes_add(&s->fonts, s->face);
    s->font[kind] = ++s->n_fonts;
    return s->n_fonts - 1;
}

/* The library aligns to the left what is indented from neither side. */
static void
put_alignment(struct bytes *out, const struct cell_style *style)
{
    bool left = style->align == ALIGN_LEFT
                || (style->indent && style->align != ALIGN_RIGHT);

    bytes_add(out, TEXT("<alignment"));
    if (left)
        bytes_add(out, TEXT(" horizontal=\"left\""));
    else if (style->align == ALIGN_CENTER)
        bytes_add(out, TEXT(" horizontal=\"center\""));
    else if (style->align == ALIGN_RIGHT)
        bytes_add(out, TEXT(" horizontal=\"right\""));
    bytes_add(out, style->valign ? TEXT(" vertical=\"top\"")
                                 : TEXT(" vertical=\"center\""));
    if (style->indent) {
        bytes_add(out, TEXT(" indent=\""));
        bytes_int(out, style->indent);
        bytes_char(out, '"');
    }
    if (style->wrap)
        bytes_add(out, TEXT(" wrapText=\"1\""));
    bytes_add(out, TEXT("/>"));
}

static void
put_format(struct styling *s, const struct cell_style *style)
{
    struct bytes *out = &s->formats;
    int code = number_format(s, style->format);
    int face = font(s, style->font_size, style->bold);

    bytes_add(out, TEXT("<xf numFmtId=\""));
    bytes_int(out, code);
    bytes_add(out, TEXT("\" fontId=\""));
    bytes_int(out, face);
    bytes_add(out, style->border
                       ? TEXT("\" fillId=\"0\" borderId=\"1\" xfId=\"0\"")
                       : TEXT("\" fillId=\"0\" borderId=\"0\" xfId=\"0\""));
    if (code > 0)
        bytes_add(out, TEXT(" applyNumberFormat=\"1\""));
    if (face > 0)
        bytes_add(out, TEXT(" applyFont=\"1\""));
    if (style->border)
        bytes_add(out, TEXT(" applyBorder=\"1\""));
    bytes_add(out, TEXT(" applyAlignment=\"1\""));
    if (style->unlocked)
        bytes_add(out, TEXT(" applyProtection=\"1\""));
    bytes_char(out, '>');
    put_alignment(out, style);
    if (style->unlocked)
        bytes_add(out, TEXT("<protection locked=\"0\"/>"));
    bytes_add(out, TEXT("</xf>"));
    s->bordered |= style->border;
    s->n_formats++;
}

/* By their numbers, of which each may be that of several styles. */
static void
put_formats(struct styling *s)
{
    const struct xlsx_fill *fill = s->fill;
    int n = fill->book->n_styles;
    const struct cell_style **by_number
        = ARENA_ARRAY(fill->arena, const struct cell_style *, n + 1);

    for (int i = 0; i < n; i++)
        by_number[fill->format[i]] = &fill->book->styles[i];
    font(s, 0, false);
    for (int k = 1; k <= n && by_number[k]; k++)
        put_format(s, by_number[k]);
}

static void
put_list(struct bytes *out, const char *name, int count, const char *first,
         struct text items)
{
    bytes_printf(out, "<%s count=\"%d\">%s", name, count, first);
    bytes_add(out, items);
    bytes_printf(out, "</%s>", name);
}

static void
put_borders(struct bytes *out, bool bordered)
{
    static const char *const sides[] = { "left", "right", "top", "bottom" };
    struct bytes thin = { .arena = out->arena };

    if (bordered) {
        bytes_add(&thin, TEXT("<border>"));
        for (int i = 0; i < ARRAY_LEN(sides); i++)
            bytes_printf(&thin, "<%s style=\"thin\"><color auto=\"1\"/></%s>",
                         sides[i], sides[i]);
        bytes_add(&thin, TEXT("<diagonal/></border>"));
    }
    put_list(out, "borders", 1 + bordered,
             "<border><left/><right/><top/><bottom/><diagonal/></border>",
             bytes_text(&thin));
}

/* From 'from' on up to 'end'; .at NULL: there is none. */
static struct text
piece(struct text part, const char *from, const char *end)
{
    long at = text_find(part, text_of(from), 0);
    long to = at < 0 ? -1 : text_find(part, text_of(end), (size_t)at);

    return to < 0 ? TEXT_NONE : text_slice(part, (size_t)at, (size_t)to);
}

struct text
xlsx_fill_styles(struct xlsx_fill *fill, struct text part)
{
    struct styling s = { .fill = fill,
                         .codes = { .arena = fill->arena },
                         .fonts = { .arena = fill->arena },
                         .formats = { .arena = fill->arena },
                         .code = pairs_new(fill->arena) };
    struct bytes out = { .arena = fill->arena };
    struct text head = piece(part, "<?xml", "<numFmts "),
                first = piece(part, "<sz ", "<font>"),
                fills = piece(part, "<fills ", "<borders "),
                kinds = piece(part, "<cellStyleXfs ", "<cellXfs "),
                rest = piece(part, "</cellXfs>", "</styleSheet>");
    long size;

    if (!head.at)
        head = piece(part, "<?xml", "<fonts ");
    if (!first.at)
        first = piece(part, "<sz ", "</fonts>");
    size = text_find(first, TEXT("\"/>"), 0);
    if (!head.at || !fills.at || !kinds.at || !rest.at || size < 0)
        return TEXT_NONE;
    s.face = text_slice(first, (size_t)size, first.n);
    put_formats(&s);
    bytes_add(&out, head);
    if (s.n_codes > 0)
        put_list(&out, "numFmts", s.n_codes, "", bytes_text(&s.codes));
    put_list(&out, "fonts", s.n_fonts, "", bytes_text(&s.fonts));
    bytes_add(&out, fills);
    put_borders(&out, s.bordered);
    bytes_add(&out, kinds);
    put_list(&out, "cellXfs", 1 + s.n_formats,
             "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
             "xfId=\"0\"/>",
             bytes_text(&s.formats));
    bytes_add(&out, text_slice(rest, sizeof "</cellXfs>" - 1, rest.n));
    bytes_add(&out, TEXT("</styleSheet>"));
    return bytes_text(&out);
}
