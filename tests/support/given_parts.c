/* given_parts.c - parts cut out of a text, and those that it lacks. */
#include "support/given_parts.h"

#include "book/zip.h"

#define MARK "\n==== "
#define MOST 64

struct parts {
    struct arena *arena;
    struct given_part items[MOST];
    int n;
};

static bool
has(const struct parts *parts, const char *name)
{
    for (int i = 0; i < parts->n; i++) {
        const struct given_part *part = &parts->items[i];

        if (text_equal((struct text){ part->name, part->n_name },
                       text_of(name)))
            return true;
    }
    return false;
}

static void
add(struct parts *parts, struct text name, struct text content, bool deflated)
{
    /* given_zip() takes no length for a text up to its NUL. */
    struct given_part part = { .name = name.at,
                               .n_name = name.n,
                               .content = content.n > 0 ? content.at : "",
                               .n_content = content.n };

    if (parts->n == MOST)
        return;
    if (deflated) {
        struct text packed = zip_pack(parts->arena, content, &part.crc);

        part.method = 8;
        part.n_unpacked = (uint32_t)content.n;
        part.content = packed.at;
        part.n_content = packed.n;
    }
    parts->items[parts->n++] = part;
}

static void
add_missing(struct parts *parts, const char *name, const char *content)
{
    if (!has(parts, name))
        add(parts, text_of(name), text_of(content), false);
}

/* The part whose name begins at 'from'; returns where the next one's does. */
static size_t
read_part(struct parts *parts, struct text in, size_t from)
{
    long line = text_find(in, TEXT("\n"), from);
    size_t name_end = line < 0 ? in.n : (size_t)line;
    /* The break that ends the name may be the one before the next mark. */
    long next = text_find(in, TEXT(MARK), name_end);
    size_t end = next < 0 ? in.n : (size_t)next;
    bool deflated = from < name_end && in.at[from] == '~';
    struct text name = text_slice(in, from + (deflated ? 1 : 0), name_end);

    if (name.n > 0)
        add(parts, name,
            end > name_end ? text_slice(in, name_end + 1, end) : TEXT(""),
            deflated);
    return next < 0 ? in.n : end + sizeof(MARK) - 1;
}

#define RELATION(id, type, target)                                             \
    "<Relationship Id=\"" id "\" Type=\"" GIVEN_LINK "/" type                  \
    "\" Target=\"" target "\"/>"

static void
add_frame(struct parts *parts)
{
    bool second = has(parts, "xl/worksheets/sheet2.xml");

    add_missing(parts, "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/"
                "2006/content-types\"/>");
    add_missing(parts, "_rels/.rels",
                "<Relationships xmlns=\"" GIVEN_RELATIONS
                "\">" RELATION("rId1", "officeDocument",
                               "xl/workbook.xml") "</Relationships>");
    add_missing(
        parts, "xl/workbook.xml",
        arena_printf(parts->arena,
                     "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
                     "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\""
                     "/>%s</sheets></workbook>",
                     second ? "<sheet name=\"T\" sheetId=\"2\" r:id=\"rId2\"/>"
                            : ""));
    add_missing(
        parts, "xl/_rels/workbook.xml.rels",
        arena_printf(
            parts->arena,
            "<Relationships xmlns=\"" GIVEN_RELATIONS
            "\">" RELATION("rId1", "worksheet",
                           "worksheets/sheet1.xml") "%s%s%s</Relationships>",
            second ? RELATION("rId2", "worksheet", "worksheets/sheet2.xml")
                   : "",
            has(parts, "xl/styles.xml")
                ? RELATION("rId3", "styles", "styles.xml")
                : "",
            has(parts, "xl/sharedStrings.xml")
                ? RELATION("rId4", "sharedStrings", "sharedStrings.xml")
                : ""));
    add_missing(parts, "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" GIVEN_MAIN "\"><sheetData/></worksheet>");
}

struct text
given_parts(struct arena *arena, struct text in, struct text *before)
{
    struct parts *parts = ARENA_NEW(arena, struct parts);
    bool begins = text_starts(in, TEXT("==== "));
    long at = begins ? 0 : text_find(in, TEXT(MARK), 0);
    size_t next = begins   ? sizeof(MARK) - 2
                  : at < 0 ? in.n
                           : (size_t)at + sizeof(MARK) - 1;

    parts->arena = arena;
    *before = text_slice(in, 0, at < 0 ? in.n : (size_t)at);
    while (next < in.n)
        next = read_part(parts, in, next);
    add_frame(parts);
    return given_zip(arena, parts->items, parts->n, (struct given_end){ 0 });
}
