/* xlsx_style.c - ECMA-376 part 1, 18.8. */
#include "book/xlsx_style.h"

#include <string.h>

#include "book/markup.h"
#include "book/numfmt.h"

#define FORMATS_MOST 65490 /* that Excel opens */
#define STYLES_TYPE                                                            \
    "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"

static const char plain[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<styleSheet xmlns=\"%s\"><fonts count=\"1\"><font>"
      "<sz val=\"11\"/><name val=\"宋体\"/></font></fonts><fills count=\"2\">"
      "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
      "patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border>"
      "<left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
      "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\"><xf "
      "numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      "</cellXfs></styleSheet>";

/* The styles part; made where the workbook has none. */
static struct text
styles_part(struct xlsx_edit *edit)
{
    struct text part = xlsx_edit_related(edit, edit->workbook, "styles", NULL);

    if (part.n)
        return part;
    part = xlsx_edit_new_part(edit, "xl/styles", ".xml");
    xlsx_edit_put(edit, part,
                  text_printf(edit->arena, plain, xlsx_edit_main(edit)));
    xlsx_edit_relate(edit, edit->workbook, "styles", part);
    xlsx_edit_type(edit, part, NULL, STYLES_TYPE);
    return part;
}

/* The n-th child of the first element of that name; false if there is none. */
static bool
find_child(struct text bytes, const char *list, int n, struct markup_tag *open,
           struct markup_tag *close)
{
    struct markup m = { bytes, 0 };
    struct markup_tag outer, end;
    struct markup inside;

    if (!markup_to(&m, list, &outer))
        return false;
    inside = m;
    if (!markup_skip(&inside, &outer, &end))
        return false;
    for (int i = 0;; i++) {
        if (!markup_next(&m, open) || open->top >= end.top
            || !markup_skip(&m, open, close))
            return false;
        if (i == n)
            return true;
    }
}

struct text *
xlsx_style_codes(struct xlsx_edit *edit, int *n)
{
    struct text part = xlsx_edit_related(edit, edit->workbook, "styles", NULL);
    struct text bytes, *codes = NULL;
    struct markup_tag open, close;
    struct markup m;
    int capacity = 0;

    *n = 0;
    if (!part.n)
        return NULL;
    bytes = xlsx_edit_bytes(edit, part);
    if (!find_child(bytes, "cellXfs", 0, &open, &close))
        return NULL;
    m = (struct markup){ bytes, open.top };
    while (markup_next(&m, &open) && open.kind != MARKUP_CLOSE) {
        int id = markup_is(&open, "xf")
                     ? markup_number(markup_find(&open, "numFmtId"))
                     : -1;
        struct text code = numfmt_builtin(id);
        struct markup formats = { bytes, 0 };
        struct markup_tag format;

        /* The last of one number counts, as when it is read. */
        while (id >= 0 && markup_to(&formats, "numFmt", &format)) {
            struct text given = markup_find(&format, "formatCode");

            if (given.n
                && markup_number(markup_find(&format, "numFmtId")) == id)
                code = markup_decode(edit->arena, given);
        }
        if (!code.n)
            code = TEXT("General");
        ARENA_PUSH(edit->arena, codes, *n, capacity, code);
        if (!markup_skip(&m, &open, &close))
            break;
    }
    return codes;
}

/* Elements, each with the prefix. */
static struct text
prefixed(struct arena *arena, const char *elements, struct text prefix)
{
    struct markup_out out = { .arena = arena };

    for (const char *at = elements; *at; at++) {
        markup_put(&out, (struct text){ at, 1 });
        if (*at == '<' && at[1] == '/')
            markup_put(&out, (struct text){ ++at, 1 });
        if (*at == '<' || (*at == '/' && at[-1] == '<'))
            markup_put(&out, prefix);
    }
    return markup_text(&out);
}

/* The index of the element in a list such as fills; appended where the list
   has none that is written so. */
static int
place_element(struct xlsx_edit *edit, struct text *bytes, const char *list,
              struct text element)
{
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { *bytes, 0 };
    struct markup_tag open, close, child, end;
    int n = 0;

    if (!markup_to(&m, list, &open) || open.kind == MARKUP_EMPTY) {
        xlsx_edit_wrong(edit, text_of(list), "of the styles is missing");
        return 0;
    }
    while (markup_next(&m, &child) && child.kind != MARKUP_CLOSE) {
        if (!markup_skip(&m, &child, &end))
            break;
        if (text_equal(text_slice(*bytes, child.top, end.end), element))
            return n;
        n++;
    }
    close = child;
    markup_patch(&patches, close.top, close.top, element);
    markup_patch_attribute(&patches, *bytes, &open, "count",
                           text_printf(edit->arena, "%d", n + 1));
    *bytes = markup_apply(&patches, *bytes);
    return n;
}

/* Puts a list where there is none, or an empty tag. */
static void
open_list(struct xlsx_edit *edit, struct text *bytes, const char *list,
          struct text prefix)
{
    static const char *const order[]
        = { "fonts", "fills", "borders", "cellStyleXfs", "cellXfs" };
    struct markup_patches patches = { .arena = edit->arena };
    struct text made = TEXT_NONE;
    struct markup_tag open;

    for (int i = 0; i < ARRAY_LEN(order); i++) {
        struct markup m = { *bytes, 0 };
        bool ours = strcmp(order[i], list) == 0;

        if (ours)
            made = text_printf(edit->arena, "<%.*s%s></%.*s%s>",
                               TEXT_ARG(prefix), list, TEXT_ARG(prefix), list);
        if (!made.n || !markup_to(&m, order[i], &open))
            continue;
        if (ours && open.kind != MARKUP_EMPTY)
            return;
        markup_patch(&patches, open.top, ours ? open.end : open.top, made);
        *bytes = markup_apply(&patches, *bytes);
        return;
    }
}

/* What comes first in any list: Excel takes the first fills for these whatever
   they say, and a format that names none for the first font. */
static void
fill_list(struct xlsx_edit *edit, struct text *bytes, const char *list,
          const char *const *first, int n, struct text prefix)
{
    struct markup_tag open, close;

    open_list(edit, bytes, list, prefix);
    for (int i = 0; i < n; i++) {
        if (!find_child(*bytes, list, i, &open, &close))
            place_element(edit, bytes, list,
                          prefixed(edit->arena, first[i], prefix));
    }
}

/* The element of the n-th format with some attributes otherwise. */
static struct text
clone(struct xlsx_edit *edit, struct text bytes, int format, int fill, int font,
      bool wrap, struct text prefix)
{
    struct arena *arena = edit->arena;
    struct markup_patches patches = { .arena = arena };
    struct markup_tag open, close, child;
    struct text xf, made;
    struct markup m;

    if (!find_child(bytes, "cellXfs", format, &open, &close)
        && !find_child(bytes, "cellXfs", 0, &open, &close)) {
        xlsx_edit_wrong(edit, TEXT("cellXfs"), "of the styles is missing");
        return TEXT_NONE;
    }
    xf = text_slice(bytes, open.top, close.end);
    m = (struct markup){ xf, 0 };
    if (!markup_next(&m, &open))
        return TEXT_NONE;
    if (fill >= 0) {
        markup_patch_attribute(&patches, xf, &open, "fillId",
                               text_printf(arena, "%d", fill));
        markup_patch_attribute(&patches, xf, &open, "applyFill", TEXT("1"));
    }
    if (font >= 0) {
        markup_patch_attribute(&patches, xf, &open, "fontId",
                               text_printf(arena, "%d", font));
        markup_patch_attribute(&patches, xf, &open, "applyFont", TEXT("1"));
    }
    if (!wrap)
        return markup_apply(&patches, xf);
    markup_patch_attribute(&patches, xf, &open, "applyAlignment", TEXT("1"));
    made
        = text_printf(arena, "<%.*salignment vertical=\"top\" wrapText=\"1\"/>",
                      TEXT_ARG(prefix));
    if (open.kind == MARKUP_EMPTY)
        markup_patch(&patches, open.end - 2, open.end,
                     text_printf(arena, ">%.*s</%.*sxf>", TEXT_ARG(made),
                                 TEXT_ARG(prefix)));
    else if (markup_to(&m, "alignment", &child))
        markup_patch_attribute(&patches, xf, &child, "wrapText", TEXT("1"));
    else
        markup_patch(&patches, open.end, open.end, made);
    return markup_apply(&patches, xf);
}

int
xlsx_style_add(struct xlsx_edit *edit, int format, struct xlsx_look look)
{
    static const char *const fills[]
        = { "<fill><patternFill patternType=\"none\"/></fill>",
            "<fill><patternFill patternType=\"gray125\"/></fill>" };
    static const char *const fonts[] = { "<font/>" };
    struct text part = styles_part(edit), bytes, prefix = TEXT(""), xf;
    struct arena *arena = edit->arena;
    struct markup_tag root, last;
    struct markup m;
    int fill = -1, font = -1, index;

    bytes = xlsx_edit_bytes(edit, part);
    m = (struct markup){ bytes, 0 };
    if (markup_next(&m, &root) && root.prefix.n)
        prefix = text_printf(arena, "%.*s:", TEXT_ARG(root.prefix));
    if (!find_child(bytes, "cellXfs", 0, &root, &last)
        || find_child(bytes, "cellXfs", FORMATS_MOST - 1, &root, &last))
        return format;
    if (look.fill) {
        struct text p = prefix;

        fill_list(edit, &bytes, "fills", fills, ARRAY_LEN(fills), prefix);
        fill = place_element(
            edit, &bytes, "fills",
            text_printf(arena,
                        "<%.*sfill><%.*spatternFill "
                        "patternType=\"solid\"><%.*sfgColor "
                        "rgb=\"%s\"/><%.*sbgColor indexed=\"64\"/>"
                        "</%.*spatternFill></%.*sfill>",
                        TEXT_ARG(p), TEXT_ARG(p), TEXT_ARG(p), look.fill,
                        TEXT_ARG(p), TEXT_ARG(p), TEXT_ARG(p)));
    }
    if (look.font) {
        fill_list(edit, &bytes, "fonts", fonts, ARRAY_LEN(fonts), prefix);
        font = place_element(
            edit, &bytes, "fonts",
            text_printf(arena, "<%.*sfont>%.*s</%.*sfont>", TEXT_ARG(prefix),
                        TEXT_ARG(prefixed(arena, look.font, prefix)),
                        TEXT_ARG(prefix)));
    }
    xf = clone(edit, bytes, format, fill, font, look.wrap, prefix);
    index = place_element(edit, &bytes, "cellXfs", xf);
    xlsx_edit_put(edit, part, bytes);
    return index;
}

/* ---- without a fill ---- */

/* Is the n-th fill solid, of one of these colours? */
static bool
is_fill(struct text bytes, int n, const char *const *fills, int n_fills)
{
    struct markup_tag open, close, colour;
    struct markup m;

    if (n < 0 || !find_child(bytes, "fills", n, &open, &close))
        return false;
    m = (struct markup){ text_slice(bytes, open.top, close.end), 0 };
    if (!markup_to(&m, "fgColor", &colour))
        return false;
    for (int i = 0; i < n_fills; i++) {
        if (text_equal(markup_find(&colour, "rgb"), text_of(fills[i])))
            return true;
    }
    return false;
}

/* The element without what it says of its fill. */
static struct text
sans_fill(struct arena *arena, struct text xf, int *fill)
{
    struct markup_patches patches = { .arena = arena };
    struct markup m = { xf, 0 };
    struct markup_tag open;

    *fill = -1;
    if (!markup_next(&m, &open))
        return xf;
    *fill = markup_number(markup_find(&open, "fillId"));
    if (markup_find(&open, "fillId").at)
        markup_patch_attribute(&patches, xf, &open, "fillId", TEXT_NONE);
    if (markup_find(&open, "applyFill").at)
        markup_patch_attribute(&patches, xf, &open, "applyFill", TEXT_NONE);
    return markup_apply(&patches, xf);
}

int
xlsx_style_without(struct xlsx_edit *edit, int format, const char *const *fills,
                   int n_fills)
{
    struct text part = xlsx_edit_related(edit, edit->workbook, "styles", NULL);
    struct text bytes, xf;
    struct markup_tag open, close;
    struct markup m;
    int fill, best = -1;

    if (!part.n)
        return format;
    bytes = xlsx_edit_bytes(edit, part);
    if (!find_child(bytes, "cellXfs", format, &open, &close))
        return format;
    xf = sans_fill(edit->arena, text_slice(bytes, open.top, close.end), &fill);
    if (!is_fill(bytes, fill, fills, n_fills)
        || !find_child(bytes, "cellXfs", 0, &open, &close))
        return format;
    m = (struct markup){ bytes, open.top };
    for (int i = 0; markup_next(&m, &open) && open.kind != MARKUP_CLOSE; i++) {
        struct text other;

        if (!markup_skip(&m, &open, &close))
            break;
        other = sans_fill(edit->arena, text_slice(bytes, open.top, close.end),
                          &fill);
        if (!text_equal(xf, other) || is_fill(bytes, fill, fills, n_fills))
            continue;
        if (fill <= 0)
            return i;
        best = best < 0 ? i : best;
    }
    return best < 0 ? format : best;
}
