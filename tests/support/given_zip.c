/* given_zip.c - zip containers written by hand. */
#include "support/given_zip.h"

#include <string.h>

struct bytes {
    struct arena *arena;
    char *at;
    int n, capacity;
};

static void
put(struct bytes *b, const void *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ARENA_PUSH(b->arena, b->at, b->n, b->capacity, ((const char *)at)[i]);
}

static void
put16(struct bytes *b, uint32_t value)
{
    char two[2] = { (char)(value & 0xff), (char)(value >> 8 & 0xff) };

    put(b, two, 2);
}

static void
put32(struct bytes *b, uint32_t value)
{
    put16(b, value & 0xffff);
    put16(b, value >> 16);
}

static uint32_t
crc32_of(const char *bytes, size_t n)
{
    uint32_t crc = 0xffffffffu;

    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

static size_t
content_size(const struct given_part *p)
{
    return p->n_content ? p->n_content : strlen(p->content);
}

static size_t
name_size(const struct given_part *p)
{
    return p->n_name ? p->n_name : strlen(p->name);
}

/* What local and central headers have in common. */
static void
put_fields(struct bytes *b, const struct given_part *p, int32_t size_off)
{
    size_t n = content_size(p);
    uint32_t crc = p->method == 8 ? p->crc : crc32_of(p->content, n);
    uint32_t size = p->method == 8 ? p->n_unpacked : (uint32_t)n;

    put16(b, 20);
    put16(b, p->flags);
    put16(b, p->method);
    put32(b, 0);
    put32(b, crc ^ p->crc_xor);
    put32(b, (uint32_t)n);
    put32(b, size + (uint32_t)size_off);
}

struct text
given_zip(struct arena *arena, const struct given_part *parts, int n,
          struct given_end end)
{
    struct bytes b = { .arena = arena };
    uint32_t *tops = ARENA_ARRAY(arena, uint32_t, n), from, to;

    for (int i = 0; i < n; i++) {
        const struct given_part *p = &parts[i];
        const char *name = p->local_name ? p->local_name : p->name;
        size_t n_name = p->local_name ? strlen(name) : name_size(p);

        tops[i] = (uint32_t)b.n;
        put(&b, "PK\x03\x04", 4);
        put_fields(&b, p, p->size_off + p->local_size_off);
        put16(&b, (uint32_t)n_name);
        put16(&b, 0);
        put(&b, name, n_name);
        put(&b, p->content, content_size(p));
    }
    from = (uint32_t)b.n;
    for (int i = 0; i < n; i++) {
        const struct given_part *p = &parts[i];

        put(&b, "PK\x01\x02", 4);
        put16(&b, 20);
        put_fields(&b, p, p->size_off);
        put16(&b, (uint32_t)name_size(p));
        put32(&b, 0);
        put32(&b, 0);
        put32(&b, 0);
        put32(&b, p->top ? p->top : tops[i]);
        put(&b, p->name, name_size(p));
    }
    to = (uint32_t)b.n;
    put(&b, "PK\x05\x06", 4);
    put16(&b, end.disk);
    put16(&b, end.disk);
    put16(&b, (uint32_t)(n + end.count_off));
    put16(&b, (uint32_t)(n + end.count_off));
    put32(&b, to - from);
    put32(&b, from);
    put16(&b, (uint32_t)end.n_comment);
    put(&b, end.comment, end.n_comment);
    return (struct text){ b.at, (size_t)b.n };
}

#define TYPES "http://schemas.openxmlformats.org/package/2006/content-types"

static const char *
relation(struct arena *arena, const char *id, const char *type,
         const char *target)
{
    return arena_printf(arena,
                        "<Relationship Id=\"%s\" Type=\"" GIVEN_LINK
                        "/%s\" Target=\"%s\"/>",
                        id, type, target);
}

static const char *
relations(struct arena *arena, const struct given_workbook *book)
{
    return arena_printf(
        arena,
        "<Relationships xmlns=\"" GIVEN_RELATIONS "\">%s%s%s%s"
        "</Relationships>",
        relation(arena, "rId1", "worksheet", "worksheets/sheet1.xml"),
        book->second
            ? relation(arena, "rId2", "worksheet", "worksheets/sheet2.xml")
            : "",
        book->styles ? relation(arena, "rId3", "styles", "styles.xml") : "",
        book->strings
            ? relation(arena, "rId4", "sharedStrings", "sharedStrings.xml")
            : "");
}

struct text
given_workbook(struct arena *arena, struct given_workbook book)
{
    struct given_part parts[9] = { 0 };
    int n = 0;

    if (!book.types)
        book.types = "<Types xmlns=\"" TYPES "\"/>";
    if (!book.root)
        book.root = arena_printf(
            arena,
            "<Relationships xmlns=\"" GIVEN_RELATIONS "\">%s"
            "</Relationships>",
            relation(arena, "rId1", "officeDocument", "xl/workbook.xml"));
    if (!book.workbook)
        book.workbook = arena_printf(
            arena,
            "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
            "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>%s"
            "</sheets></workbook>",
            book.second ? "<sheet name=\"T\" sheetId=\"2\" r:id=\"rId2\" "
                          "state=\"hidden\"/>"
                        : "");
    if (!book.relations)
        book.relations = relations(arena, &book);
    if (!book.sheet)
        book.sheet = arena_printf(arena,
                                  "<worksheet xmlns=\"" GIVEN_MAIN
                                  "\"><sheetData>%s</sheetData></worksheet>",
                                  book.data ? book.data : "");
    parts[n++] = (struct given_part){ .name = "[Content_Types].xml",
                                      .content = book.types };
    parts[n++]
        = (struct given_part){ .name = "_rels/.rels", .content = book.root };
    parts[n++] = (struct given_part){ .name = "xl/workbook.xml",
                                      .content = book.workbook };
    parts[n++] = (struct given_part){ .name = "xl/_rels/workbook.xml.rels",
                                      .content = book.relations };
    parts[n++] = (struct given_part){ .name = "xl/worksheets/sheet1.xml",
                                      .content = book.sheet };
    if (book.second)
        parts[n++] = (struct given_part){ .name = "xl/worksheets/sheet2.xml",
                                          .content = book.second };
    if (book.styles)
        parts[n++] = (struct given_part){ .name = "xl/styles.xml",
                                          .content = book.styles };
    if (book.strings)
        parts[n++] = (struct given_part){ .name = "xl/sharedStrings.xml",
                                          .content = book.strings };
    if (book.extra.name)
        parts[n++] = book.extra;
    return given_zip(arena, parts, n, (struct given_end){ 0 });
}
