/* xlsx_style.c - ECMA-376 part 1, 18.8. */
#include "edit/xlsx_style.h"

#include <string.h>

#include "base/bytes.h"
#include "base/pairs.h"
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

/* Those of a list of the part, as written. */
struct elements {
    const char *name; /* of the list */
    bool there;
    struct markup_tag open;
    size_t end; /* where its closing tag begins */
    struct text *items;
    int n, n_read, capacity;
    struct pairs *known; /* index by the element */
};

/* In the order of the schema (18.8.39). */
enum lists { FONTS, FILLS, BORDERS, BASE_FORMATS, FORMATS, LISTS_N };

/* How formats look that are stripped of their fill. */
struct bare {
    struct pairs *plain, *filled; /* the first format by what is left: without
                                     any fill, with a fill of others */
    int n;                        /* formats looked at */
};

struct xlsx_style {
    struct xlsx_edit *edit;
    struct arena *arena;
    struct text part, bytes; /* "" where there is none */
    struct text prefix;      /* of new elements */
    struct elements lists[LISTS_N];
    struct bare bare;
};

/* ---- the part, taken apart ---- */

static void
push(struct xlsx_style *s, struct elements *list, struct text element)
{
    pairs_add(list->known, element, TEXT_NONE, list->n);
    ARENA_PUSH(s->arena, list->items, list->n, list->capacity, element);
}

static void
read_list(struct xlsx_style *s, struct elements *list)
{
    struct markup m = { s->bytes, 0 };
    struct markup_tag child, close;

    list->known = pairs_new(s->arena);
    list->there = markup_to(&m, list->name, &list->open);
    if (!list->there || list->open.kind == MARKUP_EMPTY)
        return;
    list->end = s->bytes.n;
    while (markup_next(&m, &child)) {
        if (child.kind == MARKUP_CLOSE) {
            list->end = child.top;
            break;
        }
        if (!markup_skip(&m, &child, &close))
            break;
        push(s, list, text_slice(s->bytes, child.top, close.end));
    }
    list->n_read = list->n;
}

static void
read_part(struct xlsx_style *s)
{
    static const char *const names[LISTS_N]
        = { "fonts", "fills", "borders", "cellStyleXfs", "cellXfs" };

    s->prefix = markup_prefix(s->arena, s->bytes);
    for (int i = 0; i < LISTS_N; i++) {
        s->lists[i] = (struct elements){ .name = names[i] };
        read_list(s, &s->lists[i]);
    }
}

struct xlsx_style *
xlsx_style_open(struct xlsx_edit *edit)
{
    struct xlsx_style *s = ARENA_NEW(edit->arena, struct xlsx_style);

    s->edit = edit;
    s->arena = edit->arena;
    s->part = xlsx_edit_related(edit, edit->workbook, "styles", NULL);
    s->bytes = s->part.n ? xlsx_edit_bytes(edit, s->part) : TEXT("");
    read_part(s);
    return s;
}

/* The largest number of a format that a sheet names. */
static int
most_format(struct xlsx_edit *edit)
{
    int most = 0;

    for (int i = 0; i < edit->n_listed; i++) {
        struct markup m = { TEXT_NONE, 0 };
        struct markup_tag tag;

        if (edit->listed[i].sheet < 0)
            continue;
        m.bytes = xlsx_edit_bytes(edit, edit->listed[i].part);
        while (markup_next(&m, &tag)) {
            int format = -1;

            if (tag.kind == MARKUP_CLOSE)
                continue;
            if (markup_is(&tag, "c") || markup_is(&tag, "row"))
                format = markup_number(markup_find(&tag, "s"));
            else if (markup_is(&tag, "col"))
                format = markup_number(markup_find(&tag, "style"));
            most = format > most ? format : most;
        }
    }
    return most < FORMATS_MOST ? most : FORMATS_MOST - 1;
}

/* A workbook that lost its styles gets plain ones: as many as its cells name,
   which no program would open else. */
static void
make_part(struct xlsx_style *s)
{
    struct xlsx_edit *edit = s->edit;
    int most = most_format(edit);

    s->part = TEXT("xl/styles.xml");
    if (xlsx_edit_has(edit, s->part))
        s->part = xlsx_edit_new_part(edit, "xl/styles", ".xml");
    s->bytes = text_printf(s->arena, plain, xlsx_edit_main(edit));
    xlsx_edit_put(edit, s->part, s->bytes);
    xlsx_edit_relate(edit, edit->workbook, "styles", s->part);
    xlsx_edit_type(edit, s->part, NULL, STYLES_TYPE);
    read_part(s);
    for (int i = 1; i <= most; i++)
        push(s, &s->lists[FORMATS], s->lists[FORMATS].items[0]);
}

/* ---- what was added ---- */

/* Where a list goes that the part lacks: before those that follow it. */
static size_t
place_of(const struct xlsx_style *s, int list)
{
    for (int i = list + 1; i < LISTS_N; i++) {
        if (s->lists[i].there)
            return s->lists[i].open.top;
    }
    return s->bytes.n;
}

static void
put_list(struct xlsx_style *s, int index, struct markup_patches *patches)
{
    struct elements *list = &s->lists[index];
    struct bytes out = { .arena = s->arena };
    struct text count = text_printf(s->arena, "%d", list->n);
    size_t at;

    for (int i = list->n_read; i < list->n; i++)
        bytes_add(&out, list->items[i]);
    if (!list->there) {
        at = place_of(s, index);
        markup_patch(patches, at, at,
                     text_printf(s->arena,
                                 "<%.*s%s count=\"%.*s\">%.*s</%.*s%s>",
                                 TEXT_ARG(s->prefix), list->name,
                                 TEXT_ARG(count), TEXT_ARG(bytes_text(&out)),
                                 TEXT_ARG(s->prefix), list->name));
        return;
    }
    markup_patch_attribute(patches, s->bytes, &list->open, "count", count);
    if (list->open.kind == MARKUP_EMPTY)
        markup_fill(patches, &list->open, bytes_text(&out));
    else
        markup_patch(patches, list->end, list->end, bytes_text(&out));
}

void
xlsx_style_close(struct xlsx_style *s)
{
    struct markup_patches patches = { .arena = s->arena };

    for (int i = 0; i < LISTS_N; i++) {
        if (s->lists[i].n > s->lists[i].n_read)
            put_list(s, i, &patches);
    }
    if (patches.n)
        xlsx_edit_put(s->edit, s->part, markup_apply(&patches, s->bytes));
}

/* ---- number formats ---- */

/* The codes by the number; the last of one number counts, as when it is
   read. */
static struct pairs *
read_codes(struct xlsx_edit *edit, struct text bytes, struct text **codes)
{
    struct pairs *known = pairs_new(edit->arena);
    struct text *numbers = NULL;
    struct markup m = { bytes, 0 };
    struct markup_tag tag;
    int n = 0, n_codes = 0, capacity = 0, codes_capacity = 0;

    while (markup_to(&m, "numFmt", &tag)) {
        struct text code = markup_find(&tag, "formatCode");
        int id = markup_number(markup_find(&tag, "numFmtId"));

        if (!code.n || id < 0)
            continue;
        ARENA_PUSH(edit->arena, numbers, n, capacity,
                   text_printf(edit->arena, "%d", id));
        ARENA_PUSH(edit->arena, *codes, n_codes, codes_capacity,
                   markup_decode(edit->arena, code));
    }
    while (n-- > 0)
        pairs_add(known, numbers[n], TEXT_NONE, n);
    return known;
}

struct text *
xlsx_style_codes(struct xlsx_edit *edit, int *n)
{
    struct xlsx_style *s = xlsx_style_open(edit);
    const struct elements *formats = &s->lists[FORMATS];
    struct text *made = NULL, *codes;
    struct pairs *known = read_codes(edit, s->bytes, &made);

    *n = formats->n;
    codes = ARENA_ARRAY(edit->arena, struct text, formats->n + 1);
    for (int i = 0; i < formats->n; i++) {
        struct markup m = { formats->items[i], 0 };
        struct markup_tag xf;
        int id = -1, found;

        if (markup_next(&m, &xf) && markup_is(&xf, "xf"))
            id = markup_number(markup_find(&xf, "numFmtId"));
        found
            = pairs_find(known, text_printf(edit->arena, "%d", id), TEXT_NONE);
        codes[i] = found >= 0 ? made[found] : numfmt_builtin(id);
        if (!codes[i].n)
            codes[i] = TEXT("General");
    }
    return codes;
}

/* ---- adding ---- */

/* Elements, each with the prefix. */
static struct text
prefixed(struct arena *arena, const char *elements, struct text prefix)
{
    struct bytes out = { .arena = arena };

    for (const char *at = elements; *at; at++) {
        bytes_add(&out, (struct text){ at, 1 });
        if (*at == '<' && at[1] == '/')
            bytes_add(&out, (struct text){ ++at, 1 });
        if (*at == '<' || (*at == '/' && at[-1] == '<'))
            bytes_add(&out, prefix);
    }
    return bytes_text(&out);
}

/* The index of the element; appended where the list has none that is written
   so. */
static int
place_element(struct xlsx_style *s, int index, struct text element)
{
    struct elements *list = &s->lists[index];
    int known = pairs_find(list->known, element, TEXT_NONE);

    if (known >= 0)
        return known;
    push(s, list, element);
    return list->n - 1;
}

/* What comes first in any list: Excel takes the first fills for these whatever
   they say, and a format that names none for the first font. */
static void
begin_list(struct xlsx_style *s, int index, const char *const *first, int n)
{
    for (int i = s->lists[index].n; i < n; i++)
        push(s, &s->lists[index], prefixed(s->arena, first[i], s->prefix));
}

static int
place_fill(struct xlsx_style *s, const char *colour)
{
    static const char *const first[]
        = { "<fill><patternFill patternType=\"none\"/></fill>",
            "<fill><patternFill patternType=\"gray125\"/></fill>" };
    const char *fill
        = arena_printf(s->arena,
                       "<fill><patternFill patternType=\"solid\"><fgColor "
                       "rgb=\"%s\"/><bgColor indexed=\"64\"/></patternFill>"
                       "</fill>",
                       colour);

    begin_list(s, FILLS, first, ARRAY_LEN(first));
    return place_element(s, FILLS, prefixed(s->arena, fill, s->prefix));
}

static int
place_font(struct xlsx_style *s, const char *inside)
{
    static const char *const first[] = { "<font/>" };

    begin_list(s, FONTS, first, ARRAY_LEN(first));
    return place_element(
        s, FONTS,
        prefixed(s->arena, arena_printf(s->arena, "<font>%s</font>", inside),
                 s->prefix));
}

static void
patch_number(struct markup_patches *patches, struct text xf,
             const struct markup_tag *open, const char *name,
             const char *applied, int number)
{
    if (number < 0)
        return;
    markup_patch_attribute(patches, xf, open, name,
                           text_printf(patches->arena, "%d", number));
    markup_patch_attribute(patches, xf, open, applied, TEXT("1"));
}

/* The element of a format with some attributes otherwise. */
static struct text
clone(struct xlsx_style *s, struct text xf, int fill, int font, bool wrap)
{
    struct markup_patches patches = { .arena = s->arena };
    struct markup m = { xf, 0 };
    struct markup_tag open, child;
    struct text made;

    if (!markup_next(&m, &open))
        return xf;
    patch_number(&patches, xf, &open, "fillId", "applyFill", fill);
    patch_number(&patches, xf, &open, "fontId", "applyFont", font);
    if (!wrap)
        return markup_apply(&patches, xf);
    markup_patch_attribute(&patches, xf, &open, "applyAlignment", TEXT("1"));
    made = text_printf(s->arena,
                       "<%.*salignment vertical=\"top\" wrapText=\"1\"/>",
                       TEXT_ARG(s->prefix));
    if (open.kind == MARKUP_EMPTY)
        markup_fill(&patches, &open, made);
    else if (markup_to(&m, "alignment", &child))
        markup_patch_attribute(&patches, xf, &child, "wrapText", TEXT("1"));
    else
        markup_patch(&patches, open.end, open.end, made);
    return markup_apply(&patches, xf);
}

int
xlsx_style_add(struct xlsx_style *s, int format, struct xlsx_look look)
{
    struct elements *formats = &s->lists[FORMATS];
    int fill = -1, font = -1;

    if (!s->part.n)
        make_part(s);
    if (formats->n == 0 || formats->n >= FORMATS_MOST)
        return format;
    if (look.fill)
        fill = place_fill(s, look.fill);
    if (look.font)
        font = place_font(s, look.font);
    return place_element(
        s, FORMATS,
        clone(s,
              formats->items[format >= 0 && format < formats->n ? format : 0],
              fill, font, look.wrap));
}

/* ---- without a fill ---- */

/* Is the fill solid, of one of these colours? */
static bool
is_fill(struct xlsx_style *s, int n, const char *const *fills, int n_fills)
{
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag colour;

    if (n < 0 || n >= s->lists[FILLS].n)
        return false;
    m.bytes = s->lists[FILLS].items[n];
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

/* Looks at the formats that it has not yet. */
static void
strip_formats(struct xlsx_style *s, const char *const *fills, int n_fills)
{
    const struct elements *formats = &s->lists[FORMATS];
    struct bare *bare = &s->bare;

    if (!bare->plain) {
        bare->plain = pairs_new(s->arena);
        bare->filled = pairs_new(s->arena);
    }
    for (; bare->n < formats->n; bare->n++) {
        int fill;
        struct text xf = sans_fill(s->arena, formats->items[bare->n], &fill);

        if (!is_fill(s, fill, fills, n_fills))
            pairs_add(fill <= 0 ? bare->plain : bare->filled, xf, TEXT_NONE,
                      bare->n);
    }
}

int
xlsx_style_without(struct xlsx_style *s, int format, const char *const *fills,
                   int n_fills)
{
    struct text xf;
    int fill, found;

    if (format < 0 || format >= s->lists[FORMATS].n)
        return format;
    xf = sans_fill(s->arena, s->lists[FORMATS].items[format], &fill);
    if (!is_fill(s, fill, fills, n_fills))
        return format;
    strip_formats(s, fills, n_fills);
    found = pairs_find(s->bare.plain, xf, TEXT_NONE);
    if (found < 0)
        found = pairs_find(s->bare.filled, xf, TEXT_NONE);
    return found < 0 ? format : found;
}
