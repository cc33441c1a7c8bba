/* ods_read.c - the parts of an OpenDocument file, or its one piece of XML. */
#include "book/ods_read.h"

#include "base/limits.h"
#include "book/kind.h"
#include "book/ods_table.h"
#include "book/properties.h"

/* Bytes in which the root element of one piece of XML says what it is. */
#define HEAD 65536
#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TYPE "application/vnd.oasis.opendocument.spreadsheet"

struct reader {
    struct arena *arena;
    struct diag_list *diags;
    struct book *book;
    struct xml xml;
    struct ods_source source;
    bool found; /* a spreadsheet */
};

/* ---- elements ---- */

static bool
read_settings(struct reader *r)
{
    enum xml_event event;

    while ((event = xml_next(&r->xml)) == EVENT_START) {
        if (text_equal(r->xml.name, TEXT("null-date")))
            r->book->date1904 = text_starts(
                ods_style_said(&r->xml, "date-value"), TEXT("1904-01-01"));
        if (!xml_skip(&r->xml))
            return false;
    }
    return event == EVENT_END;
}

static bool
read_spreadsheet(struct reader *r)
{
    enum xml_event event;

    r->found = true;
    while ((event = xml_next(&r->xml)) == EVENT_START) {
        if (!(text_equal(r->xml.name, TEXT("table"))
                  ? ods_table_read(&r->source)
              : text_equal(r->xml.name, TEXT("calculation-settings"))
                  ? read_settings(r)
                  : xml_skip(&r->xml)))
            return false;
    }
    return event == EVENT_END;
}

/* office:body, which holds the spreadsheet or a document of another kind. */
static bool
read_body(struct reader *r)
{
    enum xml_event event;

    while ((event = xml_next(&r->xml)) == EVENT_START) {
        if (!(text_equal(r->xml.name, TEXT("spreadsheet")) ? read_spreadsheet(r)
                                                           : xml_skip(&r->xml)))
            return false;
    }
    return event == EVENT_END;
}

/* office:meta: of whom and when the file is. */
static bool
read_meta(struct reader *r)
{
    struct xml *xml = &r->xml;
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        struct text name = ods_style_said(xml, "name"), value;
        bool saved = text_equal(xml->name, TEXT("date"));

        if (!saved && !properties_is_ours(name)) {
            if (!xml_skip(xml))
                return false;
            continue;
        }
        if (!xml_text(xml, &value))
            return false;
        if (!saved)
            properties_take(r->book, name, value);
        else /* It says no zone: the time is of the machine that saved it. */
            properties_take_saved(
                r->arena, r->book,
                text_printf(r->arena, "%.*sZ",
                            TEXT_ARG(text_slice(value, 0, 19))));
    }
    return event == EVENT_END;
}

static bool
is_styles(struct text name)
{
    return text_equal(name, TEXT("styles"))
           || text_equal(name, TEXT("automatic-styles"));
}

/* What is in the root element, to the end of the part. */
static bool
read_root(struct reader *r)
{
    struct xml *xml = &r->xml;
    enum xml_event event;

    while ((event = xml_next(xml)) == EVENT_START) {
        if (!(is_styles(xml->name) ? ods_style_read(r->source.styles, xml)
              : text_equal(xml->name, TEXT("body")) ? read_body(r)
              : text_equal(xml->name, TEXT("meta")) ? read_meta(r)
                                                    : xml_skip(xml)))
            return false;
    }
    return event == EVENT_END && xml_next(xml) == EVENT_DONE;
}

/* ---- parts ---- */

/* Opens a part that does not concern the cells; what is wrong with it is not
   reported. */
static bool
open_quietly(struct reader *r, struct package *package, struct diag_list *none,
             struct text part)
{
    const struct zip_entry *entry = zip_find(&package->zip, part);
    bool opened;

    *none = diag_none(r->arena);
    package->diags = none;
    opened = entry && entry->n_unpacked <= LIMIT_PROPERTIES
             && package_open(package, part, &r->xml);
    package->diags = r->diags;
    return opened;
}

static void
read_properties(struct reader *r, struct package *package)
{
    struct diag_list none;
    bool going = open_quietly(r, package, &none, TEXT("meta.xml"));

    while (going && xml_next(&r->xml) == EVENT_START)
        going = text_equal(r->xml.name, TEXT("meta")) ? read_meta(r)
                                                      : xml_skip(&r->xml);
}

/* Is that the part with the cells, alone or with all others in it? */
static bool
is_cells(struct text part)
{
    return text_equal(part, TEXT("content.xml"))
           || text_equal(part, TEXT("encrypted-package"));
}

/* Does the list of parts say that the one with the cells is encrypted? */
static bool
is_encrypted(struct reader *r, struct package *package)
{
    struct diag_list none;
    bool cells = false;

    if (!open_quietly(r, package, &none, TEXT("META-INF/manifest.xml")))
        return false;
    for (;;) {
        enum xml_event event = xml_next(&r->xml);

        if (event >= EVENT_DONE)
            return false;
        if (event == EVENT_END)
            continue;
        if (text_equal(r->xml.name, TEXT("file-entry")))
            cells = is_cells(ods_style_said(&r->xml, "full-path"));
        else if (cells && text_equal(r->xml.name, TEXT("encryption-data")))
            return true;
    }
}

static bool
read_part(struct reader *r, struct package *package, struct text part)
{
    return package_open(package, part, &r->xml) && read_root(r);
}

/* ---- books ---- */

static struct reader *
reader_new(struct arena *arena, const char *file, struct diag_list *diags)
{
    struct reader *r = ARENA_NEW(arena, struct reader);
    struct cell_style plain = { .format = TEXT("General") };

    r->arena = arena;
    r->diags = diags;
    r->book = ARENA_NEW(arena, struct book);
    r->book->file = file;
    book_style(arena, r->book, plain);
    r->source = (struct ods_source){ .arena = arena,
                                     .diags = diags,
                                     .xml = &r->xml,
                                     .book = r->book,
                                     .styles = ods_style_new(arena, r->book),
                                     .intake = intake_of(0) };
    return r;
}

/* The book, once all is read. */
static struct book *
finish(struct reader *r)
{
    if (r->found && r->book->n_sheets > 0)
        return r->book;
    diag_add(r->diags, DIAG_XLSX_NOT_A_WORKBOOK, PLACE_FILE(r->book->file),
             PLACE_NONE, "the file holds no spreadsheet");
    return NULL;
}

bool
ods_read_is(const struct zip *zip)
{
    const struct zip_entry *type = zip_find(zip, TEXT("mimetype"));

    /* What says its type as the standard wants it, is taken at its word. */
    if (type && type->method == 0)
        return text_starts(
            (struct text){ type->packed, (size_t)type->n_packed }, TEXT(TYPE));
    return zip_find(zip, TEXT("content.xml"))
           && !zip_find(zip, TEXT("[Content_Types].xml"));
}

struct book *
ods_read(struct package *package)
{
    struct reader *r
        = reader_new(package->arena, package->file, package->diags);
    struct text styles = TEXT("styles.xml");

    if (is_encrypted(r, package)) {
        kind_refuse(package->file, kind_encrypted(), r->diags);
        return NULL;
    }
    read_properties(r, package);
    if (zip_find(&package->zip, styles) && !read_part(r, package, styles))
        return NULL;
    return read_part(r, package, TEXT("content.xml")) ? finish(r) : NULL;
}

bool
ods_read_is_flat(struct text bytes)
{
    struct text head = text_slice(bytes, 0, HEAD);

    if (text_starts(head, TEXT("\xef\xbb\xbf")))
        head = text_slice(head, 3, head.n);
    return text_starts(text_trim(head), TEXT("<"))
           && text_find(head, TEXT(OFFICE), 0) > 0
           && text_find(head, TEXT(TYPE), 0) > 0;
}

struct book *
ods_read_flat(struct arena *arena, const char *name, struct text bytes,
              struct diag_list *diags)
{
    struct reader *r = reader_new(arena, name, diags);
    struct xml_part part = { .arena = arena,
                             .file = name,
                             .name = "office:document",
                             .bytes = arena_copy(arena, bytes.at, bytes.n),
                             .n = bytes.n };

    r->source.intake = intake_of(bytes.n);
    xml_open(&r->xml, &part, diags);
    return xml_next(&r->xml) == EVENT_START && read_root(r) ? finish(r) : NULL;
}
