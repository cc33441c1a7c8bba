/* xlsx_style.c - ECMA-376 part 1, 18.8. */
#include "edit/xlsx_style.h"

#include <string.h>

#include "base/bytes.h"
#include "base/pairs.h"
#include "book/numfmt.h"
#include "edit/schema.h"
#include "edit/xlsx_related.h"

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
    const char *name;                /* of the list */
    const struct part_element *list; /* NULL: the part has none */
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
    struct text name; /* of the part, "" where there is none */
    struct part *part;
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
    const struct part_element *e;

    list->known = pairs_new(s->arena);
    list->list = part_child(s->part, part_root(s->part), list->name);
    for (e = part_child(s->part, list->list, NULL); e;
         e = part_sibling(s->part, e, NULL))
        push(s, list, part_span(s->part, e));
    list->n_read = list->n;
}

static void
read_part(struct xlsx_style *s, struct part *part)
{
    static const char *const names[LISTS_N]
        = { "fonts", "fills", "borders", "cellStyleXfs", "cellXfs" };

    s->part = part;
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
    s->name = xlsx_related(edit, edit->workbook, "styles");
    read_part(s, s->name.n ? xlsx_edit_part(edit, s->name)
                           : part_read(edit->arena, TEXT("")));
    return s;
}

/* The largest number of a format that a sheet names. */
static int
most_format(struct xlsx_edit *edit)
{
    int most = 0;

    for (int i = 0; i < edit->n_listed; i++) {
        const struct part *p;

        if (edit->listed[i].sheet < 0)
            continue;
        p = xlsx_edit_part(edit, edit->listed[i].part);
        for (int k = 0; k < p->n; k++) {
            const struct part_element *e = &p->items[k];
            int format = -1;

            if (part_is(p, e, "c") || part_is(p, e, "row"))
                format = part_number(p, e, "s");
            else if (part_is(p, e, "col"))
                format = part_number(p, e, "style");
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
    struct xlsx_related_part new
        = { .type = "styles",
            .name = TEXT("xl/styles.xml"),
            .bytes = text_printf(s->arena, plain, xlsx_edit_main(edit)),
            .content_type = STYLES_TYPE };

    if (xlsx_edit_has(edit, new.name))
        new.name = xlsx_related_name(edit, "xl/styles", ".xml");
    xlsx_related_add(edit, edit->workbook, &new);
    s->name = new.name;
    read_part(s, xlsx_edit_part(edit, s->name));
    for (int i = 1; i <= most; i++)
        push(s, &s->lists[FORMATS], s->lists[FORMATS].items[0]);
}

/* ---- what was added ---- */

static void
put_list(struct xlsx_style *s, const struct elements *list)
{
    struct bytes out = { .arena = s->arena };

    for (int i = list->n_read; i < list->n; i++)
        bytes_add(&out, list->items[i]);
    if (list->list) {
        part_set_number(s->part, list->list, "count", list->n);
        part_append(s->part, list->list, bytes_text(&out));
        return;
    }
    part_insert(s->part, part_root(s->part), schema_styles, list->name,
                part_xml(s->part, "<%s count=\"%d\">%.*s</%s>", list->name,
                         list->n, TEXT_ARG(bytes_text(&out)), list->name));
}

void
xlsx_style_close(struct xlsx_style *s)
{
    for (int i = 0; i < LISTS_N; i++) {
        if (s->lists[i].n > s->lists[i].n_read)
            put_list(s, &s->lists[i]);
    }
    xlsx_edit_save(s->edit, s->name, s->part);
}

/* ---- number formats ---- */

/* The codes by the number; the last of one number counts, as when it is
   read. */
static struct pairs *
read_codes(const struct part *p, struct text **codes)
{
    struct pairs *known = pairs_new(p->arena);
    struct text *numbers = NULL;
    int n = 0, n_codes = 0, capacity = 0, codes_capacity = 0;

    for (int i = 0; i < p->n; i++) {
        const struct part_element *e = &p->items[i];
        struct text code;
        int id;

        if (!part_is(p, e, "numFmt"))
            continue;
        code = part_get(p, e, "formatCode");
        id = part_number(p, e, "numFmtId");
        if (!code.n || id < 0)
            continue;
        ARENA_PUSH(p->arena, numbers, n, capacity,
                   text_printf(p->arena, "%d", id));
        ARENA_PUSH(p->arena, *codes, n_codes, codes_capacity,
                   markup_decode(p->arena, code));
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
    const struct part_element *e = part_child(s->part, formats->list, NULL);
    struct text *made = NULL, *codes;
    struct pairs *known = read_codes(s->part, &made);

    *n = 0;
    codes = ARENA_ARRAY(edit->arena, struct text, formats->n + 1);
    for (; e; e = part_sibling(s->part, e, NULL)) {
        int id = part_is(s->part, e, "xf") ? part_number(s->part, e, "numFmtId")
                                           : -1;
        int found
            = pairs_find(known, text_printf(edit->arena, "%d", id), TEXT_NONE);
        struct text *code = &codes[(*n)++];

        *code = made && found >= 0 ? made[found] : numfmt_builtin(id);
        if (!code->n)
            *code = TEXT("General");
    }
    return codes;
}

/* ---- adding ---- */

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
        push(s, &s->lists[index], part_prefixed(s->part, first[i]));
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
    return place_element(s, FILLS, part_prefixed(s->part, fill));
}

static int
place_font(struct xlsx_style *s, const char *inside)
{
    static const char *const first[] = { "<font/>" };

    begin_list(s, FONTS, first, ARRAY_LEN(first));
    return place_element(
        s, FONTS,
        part_prefixed(s->part,
                      arena_printf(s->arena, "<font>%s</font>", inside)));
}

static void
apply(struct part *xf, const char *name, const char *applied, int number)
{
    if (number < 0)
        return;
    part_set_number(xf, part_root(xf), name, number);
    part_set_number(xf, part_root(xf), applied, 1);
}

/* The element of a format with some attributes otherwise. */
static struct text
clone(struct xlsx_style *s, struct text format, int fill, int font, bool wrap)
{
    struct part *xf = part_read(s->arena, format);
    const struct part_element *root = part_root(xf);
    const struct part_element *alignment = part_find(xf, root, "alignment");

    apply(xf, "fillId", "applyFill", fill);
    apply(xf, "fontId", "applyFont", font);
    if (wrap)
        part_set_number(xf, root, "applyAlignment", 1);
    if (wrap && alignment)
        part_set_number(xf, alignment, "wrapText", 1);
    else if (wrap)
        part_prepend(
            xf, root,
            part_xml(s->part, "<alignment vertical=\"top\" wrapText=\"1\"/>"));
    return part_bytes(xf);
}

bool
xlsx_style_full(const struct xlsx_style *s)
{
    return s->lists[FORMATS].n >= FORMATS_MOST;
}

int
xlsx_style_add(struct xlsx_style *s, int format, struct xlsx_look look)
{
    struct elements *formats = &s->lists[FORMATS];
    int fill = -1, font = -1;

    if (!s->name.n)
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
    struct part *p;
    struct text rgb;

    if (n < 0 || n >= s->lists[FILLS].n)
        return false;
    p = part_read(s->arena, s->lists[FILLS].items[n]);
    rgb = part_get(p, part_find(p, NULL, "fgColor"), "rgb");
    for (int i = 0; i < n_fills; i++) {
        if (text_equal(rgb, text_of(fills[i])))
            return true;
    }
    return false;
}

/* The element without what it says of its fill. */
static struct text
sans_fill(struct arena *arena, struct text format, int *fill)
{
    struct part *xf = part_read(arena, format);

    *fill = part_number(xf, part_root(xf), "fillId");
    part_set(xf, part_root(xf), "fillId", TEXT_NONE);
    part_set(xf, part_root(xf), "applyFill", TEXT_NONE);
    return part_bytes(xf);
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
