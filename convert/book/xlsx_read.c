/*
 * xlsx_read.c - the workbook part, its styles and its sheets.
 *
 * Source   ECMA-376 part 1, 18.2 and 18.8.
 */
#include "book/xlsx_read.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/sorted.h"
#include "book/kind.h"
#include "book/markup.h"
#include "book/numfmt.h"
#include "book/properties.h"
#include "book/xlsx_sheet.h"

struct sheet_entry {
    struct text name, id;
    enum sheet_state state;
    const struct relation *relation; /* NULL: none of that id */
};

/* A number format of the styles part, or a built-in one already met. */
struct code {
    int id, order; /* order in the part: the last of equal ids counts */
    struct text format;
    int style; /* -1 until a cell format uses it */
};

struct reader {
    struct arena *arena;
    struct diag_list *diags;
    struct package package;
    struct xml xml; /* the part being read */
    struct book *book;
    bool formulas; /* keep them */
    const struct grid_taker *taker;
    struct text workbook; /* its part */
    struct relation_list relations;
    struct sheet_entry *sheets;
    int n_sheets, sheets_capacity;
    struct code *codes;
    int n_codes, codes_capacity;
    uint16_t *formats; /* [n_formats] */
    bool *marked;      /* [n_formats] */
    int n_formats;
    bool *fonts; /* [n_fonts] it raises, lowers or strikes out */
    int n_fonts, fonts_capacity;
    int builtin[64]; /* style + 1 of built-in formats, 0: none yet */
};

LANGUAGE_FORMAT(3, 0)
static bool
wrong(struct reader *r, enum diag_code code, const char *what)
{
    diag_add(r->diags, code, PLACE_FILE(r->package.file), PLACE_NONE, what);
    return false;
}

/* ---- the workbook part ---- */

static bool
add_sheet(struct reader *r)
{
    struct xml *xml = &r->xml;
    const struct text *name = xml_find(xml, SPACE_NONE, "name");
    const struct text *id = xml_find(xml, SPACE_LINK, "id");
    const struct text *state = xml_find(xml, SPACE_NONE, "state");
    struct sheet_entry sheet = { .state = SHEET_VISIBLE };

    if (!name)
        return wrong(r, DIAG_PART_INVALID,
                     "the workbook lists a sheet without a name");
    if (name->n > LIMIT_SHEET_NAME)
        return limits_reached(r->diags, LIMITS_SHEET_NAME,
                              PLACE_FILE(r->package.file),
                              "a sheet's name is too long");
    if (r->n_sheets == LIMIT_SHEETS)
        return limits_reached(r->diags, LIMITS_SHEETS,
                              PLACE_FILE(r->package.file), "too many sheets");
    sheet.name = xlsx_text_decode(*name);
    sheet.id = id ? *id : TEXT_NONE;
    if (state && text_equal(*state, TEXT("hidden")))
        sheet.state = SHEET_HIDDEN;
    else if (state && text_equal(*state, TEXT("veryHidden")))
        sheet.state = SHEET_VERY_HIDDEN;
    ARENA_PUSH(r->arena, r->sheets, r->n_sheets, r->sheets_capacity, sheet);
    return true;
}

static bool
read_sheet_list(struct reader *r)
{
    enum xml_event event;

    while ((event = xml_next(&r->xml)) == EVENT_START)
        if ((xml_is(&r->xml, "sheet") && !add_sheet(r)) || !xml_skip(&r->xml))
            return false;
    return event == EVENT_END;
}

static bool
not_workbook(struct reader *r)
{
    return kind_refuse(r->package.file, kind_of_zip(r->diags, &r->package.zip),
                       r->diags);
}

/* Opens a part that says something of the filing.  One that is wrong does not
   concern the cells: it is not reported, and there is no property. */
static bool
open_properties(struct reader *r, const struct relation_list *root,
                const char *kind, struct diag_list *unheard)
{
    const struct relation *relation = package_find(root, kind);
    struct package quiet = r->package;
    struct text part;
    bool opened;

    quiet.diags = unheard;
    opened = relation && package_try_target(&quiet, TEXT_NONE, relation, &part)
             && zip_find(&quiet.zip, part)->n_unpacked <= LIMIT_PROPERTIES
             && package_open(&quiet, part, &r->xml);
    r->package.zip.n_given = quiet.zip.n_given; /* it counts all the same */
    return opened;
}

/* What custom properties say of the filing.
   Source   ECMA-376 part 1, 22.3. */
static void
read_properties(struct reader *r, const struct relation_list *root)
{
    struct diag_list none = diag_none(r->arena);

    if (!open_properties(r, root, "custom-properties", &none))
        return;
    while (xml_next(&r->xml) == EVENT_START) {
        const struct text *said = xml_find(&r->xml, SPACE_NONE, "name");
        struct text name = said ? *said : TEXT_NONE, value;

        if (!properties_is_ours(name)) {
            if (!xml_skip(&r->xml))
                return;
            continue;
        }
        if (xml_next(&r->xml) != EVENT_START || !xml_text(&r->xml, &value)
            || xml_next(&r->xml) != EVENT_END)
            return;
        properties_take(r->book, name, value);
    }
}

/* When it was saved.
   Source   ECMA-376 part 2, 11. */
static void
read_saved(struct reader *r, const struct relation_list *root)
{
    struct diag_list none = diag_none(r->arena);
    struct text written;

    if (open_properties(r, root, "core-properties", &none)) {
        while (xml_next(&r->xml) == EVENT_START) {
            if (!text_equal(r->xml.name, TEXT("modified"))) {
                if (!xml_skip(&r->xml))
                    break;
                continue;
            }
            if (xml_text(&r->xml, &written))
                properties_take_saved(r->arena, r->book, written);
            break;
        }
    }
}

static bool
find_workbook(struct reader *r)
{
    struct relation_list root;
    const struct relation *relation;

    if (!package_relations(&r->package, TEXT_NONE, &root))
        return false;
    relation = package_find(&root, "officeDocument");
    if (!relation)
        return wrong(r, DIAG_PART_MISSING,
                     root.missing ? N_("part '_rels/.rels' is missing")
                                  : N_("no relation leads to a workbook"));
    if (!package_target(&r->package, TEXT_NONE, relation, &r->workbook))
        return false;
    read_properties(r, &root);
    read_saved(r, &root);
    if (text_ends(r->workbook, TEXT(".bin")))
        return not_workbook(r);
    return true;
}

static bool
read_workbook(struct reader *r)
{
    struct xml *xml = &r->xml;
    enum xml_event event;

    if (!find_workbook(r) || !package_open(&r->package, r->workbook, xml))
        return false;
    if (!xml_is(xml, "workbook"))
        return not_workbook(r);
    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "sheets")) {
            if (!read_sheet_list(r))
                return false;
            continue;
        }
        if (xml_is(xml, "workbookPr"))
            r->book->date1904 = xml_true(xml, "date1904", false);
        if (!xml_skip(xml))
            return false;
    }
    if (event != EVENT_END || xml_next(xml) != EVENT_DONE)
        return false;
    if (!r->n_sheets)
        return wrong(r, DIAG_PART_MISSING, "the workbook has no sheet");
    if (!package_relations(&r->package, r->workbook, &r->relations))
        return false;
    if (r->relations.missing)
        return wrong(r, DIAG_PART_MISSING,
                     "the workbook's relations are missing, so no sheet can "
                     "be found");
    return true;
}

/* ---- styles ---- */

static int
format_id(const struct text *t)
{
    return t ? markup_number(*t) : -1;
}

static int
compare_codes(const void *a, const void *b)
{
    const struct code *x = a, *y = b;

    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int
add_style(struct reader *r, struct text format)
{
    struct book *book = r->book;
    struct cell_style style = { .format = format };

    if (text_equal(format, book->styles[0].format))
        return 0;
    ARENA_PUSH(r->arena, book->styles, book->n_styles, book->styles_capacity,
               style);
    return book->n_styles - 1;
}

/* The style that shows the number format 'id'. */
static int
style_of(struct reader *r, int id)
{
    int at;

    /* The last of those with one id. */
    SORTED_FIND(at, 0, r->n_codes, r->codes[at].id <= id);
    if (at > 0 && r->codes[at - 1].id == id) {
        struct code *code = &r->codes[at - 1];

        if (code->style < 0)
            code->style = add_style(r, code->format);
        return code->style;
    }
    if (id < 0 || id >= ARRAY_LEN(r->builtin))
        return 0;
    if (!r->builtin[id]) {
        struct text format = numfmt_builtin(id);

        r->builtin[id] = 1 + (format.n ? add_style(r, format) : 0);
    }
    return r->builtin[id] - 1;
}

static bool
read_codes(struct reader *r)
{
    struct xml *xml = &r->xml;
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "numFmt")) {
            const struct text *format = xml_find(xml, SPACE_NONE, "formatCode");
            int id = format_id(xml_find(xml, SPACE_NONE, "numFmtId"));

            if (r->n_codes == LIMIT_STYLES)
                return limits_reached(r->diags, LIMITS_STYLES,
                                      PLACE_FILE(r->package.file),
                                      "too many number formats");
            if (format && format->n && id >= 0) {
                struct code code = { id, r->n_codes, *format, -1 };

                ARENA_PUSH(r->arena, r->codes, r->n_codes, r->codes_capacity,
                           code);
            }
        }
        if (!xml_skip(xml))
            return false;
    }
    if (r->n_codes)
        qsort(r->codes, (size_t)r->n_codes, sizeof *r->codes, compare_codes);
    return event == EVENT_END;
}

static bool
read_fonts(struct reader *r)
{
    struct xml *xml = &r->xml;
    enum xml_event event;
    bool marked;

    while ((event = xml_next(xml)) == EVENT_START) {
        /* Every element counts, whatever it is. */
        if (!xlsx_text_font(xml, &marked))
            return false;
        ARENA_PUSH(r->arena, r->fonts, r->n_fonts, r->fonts_capacity, marked);
    }
    return event == EVENT_END;
}

/* What a cell format names; looked up later, as numFmts and fonts may come
   after cellXfs. */
struct format {
    int code, font; /* -1: none */
};

static bool
read_formats(struct reader *r, struct format **formats, int *n, int *capacity)
{
    struct xml *xml = &r->xml;
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        struct format format = { -1, -1 };

        if (*n == LIMIT_STYLES)
            return limits_reached(r->diags, LIMITS_STYLES,
                                  PLACE_FILE(r->package.file),
                                  "too many cell formats");
        if (xml_is(xml, "xf"))
            format = (struct format){
                format_id(xml_find(xml, SPACE_NONE, "numFmtId")),
                format_id(xml_find(xml, SPACE_NONE, "fontId")),
            };
        ARENA_PUSH(r->arena, *formats, *n, *capacity, format);
        if (!xml_skip(xml))
            return false;
    }
    return event == EVENT_END;
}

static bool
read_styles(struct reader *r, struct text part)
{
    struct xml *xml = &r->xml;
    struct format *formats = NULL;
    int n = 0, capacity = 0;
    enum xml_event event;

    if (!package_open(&r->package, part, xml))
        return false;
    if (!xml_is(xml, "styleSheet"))
        return wrong(r, DIAG_PART_INVALID, "the part of the styles holds none");
    while ((event = xml_next(xml)) == EVENT_START) {
        bool going = xml_is(xml, "numFmts") ? read_codes(r)
                     : xml_is(xml, "fonts") ? read_fonts(r)
                     : xml_is(xml, "cellXfs")
                         ? read_formats(r, &formats, &n, &capacity)
                         : xml_skip(xml);

        if (!going)
            return false;
    }
    if (event != EVENT_END || xml_next(xml) != EVENT_DONE)
        return false;
    r->formats = ARENA_ARRAY(r->arena, uint16_t, n);
    r->marked = ARENA_ARRAY(r->arena, bool, n);
    for (; r->n_formats < n; r->n_formats++) {
        const struct format *f = &formats[r->n_formats];

        assert(formats != NULL);
        r->formats[r->n_formats] = (uint16_t)style_of(r, f->code);
        r->marked[r->n_formats]
            = f->font >= 0 && f->font < r->n_fonts && r->fonts[f->font];
    }
    return true;
}

/* ---- sheets ---- */

/* Finds the relations of all sheets; one sheet at least must have one. */
static bool
relate_sheets(struct reader *r)
{
    int from = 0, n = 0;

    for (int i = 0; i < r->n_sheets; i++) {
        struct sheet_entry *entry = &r->sheets[i];

        if (entry->id.n)
            entry->relation = package_find_id(&r->relations, entry->id, &from);
        n += entry->relation != NULL;
    }
    if (n > 0)
        return true;
    diag_add(
        r->diags, DIAG_PART_MISSING,
        PLACE_SHEET(r->package.file, text_zero(r->arena, r->sheets[0].name)),
        PLACE_NONE, "no relation leads to the sheet, nor to any other");
    return false;
}

static void
leave_out(struct reader *r, const struct sheet_entry *entry)
{
    struct diag *diag;

    /* A Visual Basic module, which old programs list as a sheet. */
    if (!entry->id.n && package_find(&r->relations, "vbaProject"))
        return;
    diag = diag_add(
        r->diags, DIAG_SHEET_UNREAD,
        PLACE_SHEET(r->package.file, text_zero(r->arena, entry->name)),
        PLACE_NONE,
        "the workbook lists the sheet, but does not say where it is; it is "
        "left out");
    diag_hint(r->diags, diag,
              "see in a spreadsheet program whether the sheet is there, and "
              "save the workbook");
}

static bool
read_sheets(struct reader *r, struct xlsx_sheet_source *source)
{
    if (!relate_sheets(r))
        return false;
    r->book->sheets = ARENA_ARRAY(r->arena, struct grid, r->n_sheets);
    for (int i = 0; i < r->n_sheets; i++) {
        const struct sheet_entry *entry = &r->sheets[i];
        struct grid *grid = &r->book->sheets[r->book->n_sheets];
        struct text part;

        if (!entry->relation) {
            leave_out(r, entry);
            continue;
        }
        if (text_equal(entry->relation->type, TEXT("chartsheet")))
            continue;
        grid->name = entry->name;
        grid->state = entry->state;
        if (!package_target(&r->package, r->workbook, entry->relation, &part)
            || !xlsx_sheet_read(source, part, grid))
            return false;
        r->book->n_sheets++;
    }
    return true;
}

/* What a reader of values passes over, but a person should know. */
static void
warn_of_extras(struct reader *r)
{
    static const char *const links[]
        = { "externalLink", "externalLinkPath", "connections" };

    if (package_find(&r->relations, "vbaProject"))
        diag_add(r->diags, DIAG_BOOK_MACROS, PLACE_FILE(r->package.file),
                 PLACE_NONE,
                 "the workbook holds macros; they are not run and not copied");
    for (int i = 0; i < ARRAY_LEN(links); i++)
        if (package_find(&r->relations, links[i])) {
            diag_add(r->diags, DIAG_BOOK_LINKS, PLACE_FILE(r->package.file),
                     PLACE_NONE,
                     "the workbook links to other files; only cached values "
                     "are read");
            break;
        }
}

static bool
read_book(struct reader *r)
{
    struct xlsx_sheet_source source = { .package = &r->package,
                                        .xml = &r->xml,
                                        .book = r->book,
                                        .formulas = r->formulas,
                                        .taker = r->taker,
                                        .intake = intake_of(0),
                                        .n_formats = -1 };
    const struct relation *relation;
    struct text part;
    bool *dates;

    if (!read_workbook(r))
        return false;
    relation = package_find(&r->relations, "styles");
    if (relation && package_lacks(&r->package, r->workbook, relation)) {
        diag_add_as(r->diags, DIAG_AS(DIAG_PART_MISSING, DIAG_WARNING),
                    PLACE_FILE(r->package.file), PLACE_NONE,
                    "the part of the styles is missing; dates are read as "
                    "numbers");
    } else if (relation) {
        if (!package_target(&r->package, r->workbook, relation, &part)
            || !read_styles(r, part))
            return false;
        source.formats = r->formats;
        source.marked = r->marked;
        source.n_formats = r->n_formats;
    }
    dates = ARENA_ARRAY(r->arena, bool, r->book->n_styles);
    for (int i = 0; i < r->book->n_styles; i++)
        dates[i] = numfmt_is_date(r->book->styles[i].format);
    source.dates = dates;
    relation = package_find(&r->relations, "sharedStrings");
    if (relation && !package_lacks(&r->package, r->workbook, relation)
        && !package_target(&r->package, r->workbook, relation,
                           &source.strings_part))
        return false;
    if (!read_sheets(r, &source))
        return false;
    warn_of_extras(r);
    return true;
}

static struct book *
read_package(const struct package *package, bool formulas,
             const struct grid_taker *taker)
{
    struct reader *r = ARENA_NEW(package->arena, struct reader);
    struct cell_style plain = { .format = TEXT("General") };

    r->arena = package->arena;
    r->diags = package->diags;
    r->package = *package;
    r->formulas = formulas;
    r->taker = taker;
    r->book = ARENA_NEW(r->arena, struct book);
    r->book->file = package->file;
    book_style(r->arena, r->book, plain);
    return package_check(&r->package) && read_book(r) ? r->book : NULL;
}

struct book *
xlsx_read_bytes(struct arena *arena, const char *name, struct text bytes,
                struct diag_list *diags)
{
    struct package package;

    return package_read(arena, name, bytes, &package, diags)
               ? read_package(&package, true, NULL)
               : NULL;
}

struct book *
xlsx_read_cells(const struct package *package)
{
    return read_package(package, false, NULL);
}

struct book *
xlsx_read_pieces(const struct package *package, const struct grid_taker *taker)
{
    return read_package(package, false, taker);
}
