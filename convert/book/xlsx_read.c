/*
 * xlsx_read.c - the workbook part, its styles and its sheets.
 *
 * Source   ECMA-376 part 1, 18.2 and 18.8.
 */
#include "book/xlsx_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/moment.h"
#include "book/numfmt.h"
#include "book/xlsx_sheet.h"

struct sheet_entry {
    struct text name, id;
    enum sheet_state state;
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
    struct book *book;
    struct text workbook; /* its part */
    struct relation_list relations;
    struct sheet_entry *sheets;
    int n_sheets, sheets_capacity;
    struct code *codes;
    int n_codes, codes_capacity;
    uint16_t *formats;
    int n_formats, formats_capacity;
    int builtin[64]; /* style + 1 of built-in formats, 0: none yet */
};

static bool
wrong(struct reader *r, enum diag_code code, const char *what)
{
    diag_add(r->diags, code, PLACE_FILE(r->package.file), PLACE_NONE, "%s",
             what);
    return false;
}

/* ---- the workbook part ---- */

static bool
is_true(const struct text *t)
{
    return t && (text_equal(*t, TEXT("1")) || text_equal(*t, TEXT("true")));
}

static bool
add_sheet(struct reader *r)
{
    struct xml *xml = &r->package.xml;
    const struct text *name = xml_find(xml, SPACE_NONE, "name");
    const struct text *id = xml_find(xml, SPACE_LINK, "id");
    const struct text *state = xml_find(xml, SPACE_NONE, "state");
    struct sheet_entry sheet = { .state = SHEET_VISIBLE };

    if (!name || !id)
        return wrong(r, DIAG_PART_INVALID,
                     "the workbook lists a sheet without name or relation");
    if (!id->n) /* a Visual Basic module, which old programs list as a sheet */
        return true;
    if (name->n > LIMIT_SHEET_NAME)
        return limits_reached(r->diags, LIMITS_SHEET_NAME,
                              PLACE_FILE(r->package.file),
                              "a sheet's name is too long");
    if (r->n_sheets == LIMIT_SHEETS)
        return limits_reached(r->diags, LIMITS_SHEETS,
                              PLACE_FILE(r->package.file), "too many sheets");
    sheet.name = xlsx_text_decode(*name);
    sheet.id = *id;
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

    while ((event = xml_next(&r->package.xml)) == EVENT_START)
        if ((xml_is(&r->package.xml, "sheet") && !add_sheet(r))
            || !xml_skip(&r->package.xml))
            return false;
    return event == EVENT_END;
}

static bool
not_workbook(struct reader *r, const char *what)
{
    struct diag *diag
        = diag_add(r->diags, DIAG_XLSX_NOT_A_WORKBOOK,
                   PLACE_FILE(r->package.file), PLACE_NONE, "%s", what);

    diag_hint(r->diags, diag, "save it as .xlsx in a spreadsheet program");
    return false;
}

/*
 * The template that a custom property names.  A part that is not as it should
 * be is no matter of the cells: nothing is said, and there is no property.
 * Source   ECMA-376 part 1, 22.3.
 */
static void
read_properties(struct reader *r, const struct relation_list *root)
{
    const struct relation *relation = package_find(root, "custom-properties");
    struct package *package = &r->package;
    struct diag_list none = { .arena = r->arena };
    struct text part;

    if (!relation)
        return;
    package->diags = &none;
    if (package_target(package, TEXT_NONE, relation, &part)
        && zip_find(&package->zip, part)->n_unpacked <= LIMIT_PROPERTIES
        && package_open(package, part)) {
        while (xml_next(&package->xml) == EVENT_START) {
            const struct text *name
                = xml_find(&package->xml, SPACE_NONE, "name");
            bool ours = name && text_equal(*name, TEXT("juesuan.template"));

            if (!ours ? !xml_skip(&package->xml)
                      : xml_next(&package->xml) != EVENT_START
                            || !xml_text(&package->xml, &r->book->template_id)
                            || xml_next(&package->xml) != EVENT_END)
                break;
        }
    }
    package->diags = r->diags;
}

/* Programs that say nothing of the day write one that is long past, as ours
   does. */
static struct text
known_day(struct arena *arena, struct text written)
{
    struct text moment = moment_parse(arena, written);

    return text_compare(moment, TEXT("2000-01-02")) < 0 ? TEXT_NONE : moment;
}

/* When it was saved; nothing is said here either.
   Source   ECMA-376 part 2, 11. */
static void
read_saved(struct reader *r, const struct relation_list *root)
{
    const struct relation *relation = package_find(root, "core-properties");
    struct package *package = &r->package;
    struct diag_list none = { .arena = r->arena };
    struct text part, written;

    if (!relation)
        return;
    package->diags = &none;
    if (package_target(package, TEXT_NONE, relation, &part)
        && zip_find(&package->zip, part)->n_unpacked <= LIMIT_PROPERTIES
        && package_open(package, part)) {
        while (xml_next(&package->xml) == EVENT_START) {
            if (!text_equal(package->xml.name, TEXT("modified"))) {
                if (!xml_skip(&package->xml))
                    break;
                continue;
            }
            if (xml_text(&package->xml, &written))
                r->book->saved = known_day(r->arena, written);
            break;
        }
    }
    package->diags = r->diags;
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
                     root.missing ? "part '_rels/.rels' is missing"
                                  : "no relation leads to a workbook");
    if (!package_target(&r->package, TEXT_NONE, relation, &r->workbook))
        return false;
    read_properties(r, &root);
    read_saved(r, &root);
    if (text_ends(r->workbook, TEXT(".bin")))
        return not_workbook(r, "file is a binary workbook (.xlsb)");
    return true;
}

static bool
read_workbook(struct reader *r)
{
    struct xml *xml = &r->package.xml;
    enum xml_event event;

    if (!find_workbook(r) || !package_open(&r->package, r->workbook))
        return false;
    if (!xml_is(xml, "workbook"))
        return not_workbook(r, "file is an office document, but no workbook");
    while ((event = xml_next(xml)) == EVENT_START) {
        if (xml_is(xml, "sheets")) {
            if (!read_sheet_list(r))
                return false;
            continue;
        }
        if (xml_is(xml, "workbookPr"))
            r->book->date1904 = is_true(xml_find(xml, SPACE_NONE, "date1904"));
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
    int64_t value = 0;

    if (!t || !t->n || t->n > 9)
        return -1;
    for (size_t i = 0; i < t->n; i++) {
        if (t->at[i] < '0' || t->at[i] > '9')
            return -1;
        value = value * 10 + t->at[i] - '0';
    }
    return (int)value;
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
    int low = 0, high = r->n_codes;

    while (low < high) {
        int middle = low + (high - low) / 2;

        if (r->codes[middle].id <= id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && r->codes[low - 1].id == id) {
        struct code *code = &r->codes[low - 1];

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
    struct xml *xml = &r->package.xml;
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

/* Ids first, styles later: numFmts may stand behind cellXfs. */
static bool
read_formats(struct reader *r, int **ids, int *n, int *capacity)
{
    struct xml *xml = &r->package.xml;
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (*n == LIMIT_STYLES)
            return limits_reached(r->diags, LIMITS_STYLES,
                                  PLACE_FILE(r->package.file),
                                  "too many cell formats");
        /* Whatever stands there has a number. */
        ARENA_PUSH(r->arena, *ids, *n, *capacity,
                   xml_is(xml, "xf")
                       ? format_id(xml_find(xml, SPACE_NONE, "numFmtId"))
                       : -1);
        if (!xml_skip(xml))
            return false;
    }
    return event == EVENT_END;
}

static bool
read_styles(struct reader *r, struct text part)
{
    struct xml *xml = &r->package.xml;
    int *ids = NULL, n_ids = 0, capacity = 0;
    enum xml_event event;

    if (!package_open(&r->package, part))
        return false;
    if (!xml_is(xml, "styleSheet"))
        return wrong(r, DIAG_PART_INVALID, "the part of the styles holds none");
    while ((event = xml_next(xml)) == EVENT_START) {
        bool going = xml_is(xml, "numFmts") ? read_codes(r)
                     : xml_is(xml, "cellXfs")
                         ? read_formats(r, &ids, &n_ids, &capacity)
                         : xml_skip(xml);

        if (!going)
            return false;
    }
    if (event != EVENT_END || xml_next(xml) != EVENT_DONE)
        return false;
    r->formats = ARENA_ARRAY(r->arena, uint16_t, n_ids);
    for (r->n_formats = 0; r->n_formats < n_ids; r->n_formats++)
        r->formats[r->n_formats] = (uint16_t)style_of(r, ids[r->n_formats]);
    return true;
}

/* ---- sheets ---- */

static const struct relation *
find_relation(const struct relation_list *list, struct text id, int *from)
{
    /* Sheets mostly stand in the order of their relations. */
    for (int k = 0; k < list->n; k++) {
        int i = *from + k < list->n ? *from + k : *from + k - list->n;

        if (text_equal(list->items[i].id, id)) {
            *from = i + 1 < list->n ? i + 1 : 0;
            return &list->items[i];
        }
    }
    return NULL;
}

static bool
read_sheets(struct reader *r, struct xlsx_sheet_source *source)
{
    int from = 0;

    r->book->sheets = ARENA_ARRAY(r->arena, struct grid, r->n_sheets);
    for (int i = 0; i < r->n_sheets; i++) {
        const struct sheet_entry *entry = &r->sheets[i];
        const struct relation *relation
            = find_relation(&r->relations, entry->id, &from);
        struct grid *grid = &r->book->sheets[r->book->n_sheets];
        struct text part;

        if (!relation) {
            diag_add(
                r->diags, DIAG_PART_MISSING,
                PLACE_SHEET(r->package.file, text_zero(r->arena, entry->name)),
                PLACE_NONE, "the sheet's relation '%.*s' is missing",
                TEXT_ARG(entry->id));
            return false;
        }
        if (text_equal(relation->type, TEXT("chartsheet")))
            continue;
        grid->name = entry->name;
        grid->state = entry->state;
        if (!package_target(&r->package, r->workbook, relation, &part)
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
    struct xlsx_sheet_source source
        = { .package = &r->package, .book = r->book, .n_formats = -1 };
    const struct relation *relation;
    struct text part;
    bool *dates;

    if (!read_workbook(r))
        return false;
    relation = package_find(&r->relations, "styles");
    if (relation && package_lacks(&r->package, r->workbook, relation)) {
        diag_add_as(r->diags, DIAG_PART_MISSING, DIAG_WARNING,
                    PLACE_FILE(r->package.file), PLACE_NONE,
                    "the part of the styles is missing; dates are read as "
                    "numbers");
    } else if (relation) {
        if (!package_target(&r->package, r->workbook, relation, &part)
            || !read_styles(r, part))
            return false;
        source.formats = r->formats;
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

struct book *
xlsx_read_bytes(struct arena *arena, const char *name, struct text bytes,
                struct diag_list *diags)
{
    struct reader *r = ARENA_NEW(arena, struct reader);
    struct cell_style plain = { .format = TEXT("General") };

    r->arena = arena;
    r->diags = diags;
    r->book = ARENA_NEW(arena, struct book);
    r->book->file = name;
    book_style(arena, r->book, plain);
    if (!package_read(arena, name, bytes, &r->package, diags) || !read_book(r))
        return NULL;
    return r->book;
}

struct book *
xlsx_read(struct arena *arena, const char *path, struct diag_list *diags)
{
    struct text bytes;

    if (!file_read(arena, path, LIMIT_FILE_BYTES, &bytes, diags))
        return NULL;
    return xlsx_read_bytes(arena, path, bytes, diags);
}
