/*
 * choices_test.c - inputs that may be refused or read are dealt with as
 * choices.txt says; each is made here, small.
 */
#include <string.h>

#include "base/file.h"
#include "book/xlsx_read.h"
#include "store/cells.h"
#include "support/expect.h"
#include "support/given_zip.h"

#define CHOICES "tests/unit/choices.txt"
#define ROW                                                                    \
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>ok</v></c>"                         \
    "<c r=\"B1\"><v>42</v></c></row>"
#define SHEET(attributes, inside)                                              \
    "<worksheet xmlns=\"" GIVEN_MAIN "\"" attributes ">" inside "</worksheet>"
#define BOOK(sheets)                                                           \
    "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK                 \
    "\"><sheets>" sheets "</sheets></workbook>"
#define RELATIONS(more)                                                        \
    "<Relationships xmlns=\"" GIVEN_RELATIONS "\"><Relationship Id=\"rId1\" "  \
    "Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>" more             \
    "</Relationships>"

static struct arena arena;

/* n times the text. */
static const char *
times(int n, const char *s)
{
    size_t length = strlen(s);
    char *all = arena_alloc(&arena, (size_t)n * length + 1);

    for (int i = 0; i < n; i++)
        memcpy(all + (size_t)i * length, s, length);
    return all;
}

static const char *
numbered(int n, const char *format)
{
    const char *all = "";
    struct text one = text_of(format);
    long mark = text_find(one, TEXT("#"), 0);

    for (int i = 0; i < n; i++)
        all = arena_printf(&arena, "%s%.*s%d%s", all, (int)mark, format, i,
                           format + mark + 1);
    return all;
}

/* ---- bytes changed ---- */

static uint32_t
get32(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16
           | (uint32_t)b[3] << 24;
}

static void
put32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(value >> 8 * i);
}

static char *
end_of(struct text bytes)
{
    return (char *)(uintptr_t)bytes.at + bytes.n - 22;
}

/* The archive with junk before it and its offsets moved, or with backslashes
   in its names. */
static struct text
rewritten(struct text bytes, size_t junk, bool backslashes)
{
    char *all = arena_alloc(&arena, junk + bytes.n + 1);
    struct text out = { all, junk + bytes.n };
    char *end, *at;

    memset(all, 'j', junk);
    memcpy(all + junk, bytes.at, bytes.n);
    end = end_of(out);
    at = all + junk + get32(end + 16);
    put32(end + 16, get32(end + 16) + (uint32_t)junk);
    while (at < end) {
        size_t n = (unsigned char)at[28] | (size_t)(unsigned char)at[29] << 8;
        char *local = all + junk + get32(at + 42);

        for (size_t i = 0; backslashes && i < n; i++)
            if (at[46 + i] == '/')
                at[46 + i] = local[30 + i] = '\\';
        put32(at + 42, get32(at + 42) + (uint32_t)junk);
        at += 46 + n;
    }
    return out;
}

static struct text
joined(struct text a, struct text b)
{
    char *all = arena_alloc(&arena, a.n + b.n + 1);

    memcpy(all, a.at, a.n);
    if (b.n > 0)
        memcpy(all + a.n, b.at, b.n);
    return (struct text){ all, a.n + b.n };
}

/* The second archive as the comment of the first, its offsets right there. */
static struct text
in_comment(struct text outer, struct text inner)
{
    struct text moved = rewritten(inner, outer.n, false);
    struct text both = joined(outer, text_slice(moved, outer.n, moved.n));
    char *at = (char *)(uintptr_t)both.at;

    at[outer.n - 2] = (char)inner.n;
    at[outer.n - 1] = (char)(inner.n >> 8);
    return both;
}

/* Another name in both headers. */
static struct text
renamed(struct text bytes, const char *from, const char *to)
{
    struct text out = joined(bytes, TEXT_NONE), name = text_of(from);
    long at = -1;

    while ((at = text_find(out, name, (size_t)(at + 1))) >= 0)
        memcpy((char *)(uintptr_t)out.at + at, to, name.n);
    return out;
}

/* ---- the inputs ---- */

static struct text
book(struct given_workbook given)
{
    if (!given.data && !given.sheet)
        given.data = ROW;
    return given_workbook(&arena, given);
}

static struct text
sheet(const char *attributes, const char *inside)
{
    return book((struct given_workbook){
        .sheet = arena_printf(&arena, SHEET("%s", "%s"), attributes, inside) });
}

static struct text
data(const char *rows)
{
    return book((struct given_workbook){ .data = rows });
}

static struct text
extra(const char *name, size_t n)
{
    return book((struct given_workbook){
        .extra = { .name = name, .n_name = n, .content = "x" } });
}

static struct text
listed(const char *sheets)
{
    return book((struct given_workbook){
        .workbook = arena_printf(&arena, BOOK("%s"), sheets) });
}

static struct text
related(const char *type)
{
    return book((struct given_workbook){
        .relations = arena_printf(
            &arena,
            RELATIONS("<Relationship Id=\"x\" Type=\"x/%s\" Target=\"x\"/>"),
            type) });
}

static struct text
styled(const char *style)
{
    return book((struct given_workbook){
        .data
        = arena_printf(&arena, "<row><c s=\"%s\"><v>1</v></c></row>", style),
        .styles = arena_printf(&arena,
                               "<styleSheet xmlns=\"" GIVEN_MAIN
                               "\"><cellXfs>%s</cellXfs></styleSheet>",
                               times(64001, "<xf/>")) });
}

static struct text
declared(const char *encoding)
{
    return book((struct given_workbook){
        .sheet = arena_printf(
            &arena,
            "<?xml version=\"1.0\" encoding=\"%s\"?>" SHEET("", "<sheetData/>"),
            encoding) });
}

static struct text
without(const char *part)
{
    return renamed(book((struct given_workbook){ .types = NULL }), part,
                   times((int)strlen(part), "x"));
}

static struct text
merged(const char *ranges)
{
    return sheet("", arena_printf(&arena,
                                  "<sheetData>" ROW
                                  "</sheetData><mergeCells>%s</mergeCells>",
                                  ranges));
}

static struct text
long_text(int n)
{
    return data(arena_printf(&arena,
                             "<row r=\"1\"><c t=\"str\"><v>%s</v></c></row>"
                             "<row r=\"2\"><c><v>1</v></c></row>",
                             times(n, "A")));
}

#define PLAIN ((struct given_workbook){ .types = NULL })
#define BOMB                                                                   \
    ((struct given_workbook){ .extra = { .name = "xl/media/image1.png",        \
                                         .content = "xxxx",                    \
                                         .method = 8,                          \
                                         .n_unpacked = 0x7fffffff } })

/* Named, the cell it must give when it is read ("" for none), and how it is
   made. */
#define INPUTS(I)                                                              \
    I(two_eocd_comment, "",                                                    \
      in_comment(book(PLAIN), data("<row><c><v>666</v></c></row>")))           \
    I(prefix_junk, "B1 42", rewritten(book(PLAIN), 4096, false))               \
    I(suffix_junk, "B1 42", joined(book(PLAIN), TEXT("junk behind it")))       \
    I(path_traversal, "", extra("../../../tmp/x", 0))                          \
    I(absolute_names, "", extra("C:\\x", 0))                                   \
    I(name_with_nul, "", extra("xl/worksheets/sheet1.xml\0.png", 29))          \
    I(name_64k, "", extra(times(65535, "a"), 65535))                           \
    I(backslash_names, "B1 42", rewritten(book(PLAIN), 0, true))               \
    I(bomb_unused_part, "B1 42", book(BOMB))                                   \
    I(bomb_empty_rows, "A99999 1",                                             \
      data(arena_printf(&arena, "%s<row r=\"99999\"><c><v>1</v></c></row>",    \
                        numbered(9999, "<row r=\"1#\"/>"))))                   \
    I(bomb_overlong_styles, "A1 1", styled("64000"))                           \
    I(style_index_out, "A1 1", styled("4000000000"))                           \
    I(deep_nesting_ext, "",                                                    \
      sheet("", arena_printf(&arena, "<extLst>%s%s</extLst>",                  \
                             times(300, "<a>"), times(300, "</a>"))))          \
    I(huge_unknown_attribute, "A1 1",                                          \
      data(arena_printf(&arena, "<row y=\"%s\"><c><v>1</v></c></row>",         \
                        times(100000, "y"))))                                  \
    I(huge_comment, "A1 1",                                                    \
      data(arena_printf(&arena, "<!--%s--><row><c><v>1</v></c></row>",         \
                        times(100000, "y"))))                                  \
    I(many_attributes, "", sheet(numbered(200, " a#=\"\""), ""))               \
    I(many_namespaces, "", sheet(numbered(200, " xmlns:n#=\"u\""), ""))        \
    I(encoding_lies, "", declared("UTF-16"))                                   \
    I(encoding_gb18030, "", declared("GB18030"))                               \
    I(no_content_types, "", without("[Content_Types].xml"))                    \
    I(no_root_rels, "", without("_rels/.rels"))                                \
    I(same_part_twice, "B1 42",                                                \
      listed("<sheet name=\"a\" r:id=\"rId1\"/>"                               \
             "<sheet name=\"b\" r:id=\"rId1\"/>"))                             \
    I(duplicate_sheet_names, "B1 42",                                          \
      listed("<sheet name=\"汇总\" r:id=\"rId1\"/>"                          \
             "<sheet name=\"汇总\" r:id=\"rId1\"/>"))                          \
    I(sheet_name_traversal, "B1 42",                                           \
      listed("<sheet name=\"../../tmp/evil\" r:id=\"rId1\"/>"))                \
    I(sheet_name_long, "",                                                     \
      listed(arena_printf(&arena, "<sheet name=\"%s\" r:id=\"rId1\"/>",        \
                          times(2000, "n"))))                                  \
    I(many_sheets, "B1 42",                                                    \
      listed(numbered(500, "<sheet name=\"#\" r:id=\"rId1\"/>")))              \
    I(macros_xlsm, "B1 42", related("vbaProject"))                             \
    I(external_links, "B1 42", related("externalLink"))                        \
    I(ref_lowercase, "B2 7",                                                   \
      data("<row r=\"2\"><c r=\"b2\"><v>7</v></c></row>"))                     \
    I(ref_row_mismatch, "",                                                    \
      data("<row r=\"5\"><c r=\"A9\"><v>7</v></c></row>"))                     \
    I(rows_descending, "A1 1",                                                 \
      data("<row r=\"2\"><c><v>2</v></c></row>"                                \
           "<row r=\"1\"><c><v>1</v></c></row>"))                              \
    I(rows_duplicate, "B1 2",                                                  \
      data("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"                       \
           "<row r=\"1\"><c r=\"B1\"><v>2</v></c></row>"))                     \
    I(cells_descending, "A1 1",                                                \
      data("<row><c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v></c></row>"))     \
    I(merge_whole_sheet, "B1 42",                                              \
      merged("<mergeCell ref=\"A1:XFD1048576\"/>"))                            \
    I(merge_overlap, "",                                                       \
      merged("<mergeCell ref=\"A1:C3\"/><mergeCell ref=\"B2:D4\"/>"            \
             "<mergeCell ref=\"H9:G8\"/>"))                                    \
    I(merge_hides_value, "B1 42", merged("<mergeCell ref=\"A1:B1\"/>"))        \
    I(string_32768, "A2 1", long_text(32768))                                  \
    I(string_50mb, "", long_text(200000))                                      \
    I(formula_no_cache, "B1 1",                                                \
      data("<row><c><f>1</f></c><c><v>1</v></c></row>"))                       \
    I(xstring_nul, "B1 1",                                                     \
      data("<row><c t=\"str\"><v>a_x0000_b</v></c><c><v>1</v></c></row>"))     \
    I(xstring_surrogates, "A1 😀_xD800_",                                       \
      data("<row><c t=\"str\"><v>_xD83D__xDE00__xD800_</v></c></row>"))        \
    I(num_long, "",                                                            \
      data(arena_printf(&arena, "<row><c><v>1.%s</v></c></row>",               \
                        times(200000, "0"))))                                  \
    I(num_spaces, "A1 42", data("<row><c><v> 42\n</v></c></row>"))             \
    I(bool_odd, "", data("<row><c t=\"b\"><v>2</v></c></row>"))

#define MAKER(name, cell, bytes)                                               \
    static struct text make_##name(void)                                       \
    {                                                                          \
        return bytes;                                                          \
    }
INPUTS(MAKER)

static const struct input {
    const char *name, *cell;
    struct text (*make)(void);
} inputs[] = {
#define ENTRY(name, cell, bytes) { #name, cell, make_##name },
    INPUTS(ENTRY)
};

/* ---- what comes of them ---- */

/* "read + word", or the word of the first error; *book where it is read. */
static const char *
outcome(struct text bytes, struct book **book)
{
    struct diag_list diags = { .arena = &arena };
    const char *word = NULL;

    *book = xlsx_read_bytes(&arena, "t.xlsx", bytes, &diags);
    if (*book && !diag_has_errors(&diags))
        cells_warn(*book, &diags);
    for (int i = 0; i < diags.n; i++) {
        if (diags.items[i]->level == DIAG_ERROR)
            return diag_word(diags.items[i]->code);
        word = diag_word(diags.items[i]->code);
    }
    return word ? arena_printf(&arena, "read + %s", word) : "read";
}

/* The cell of the last sheet, "B1 42". */
static const char *
shown(const struct book *book, const char *wanted)
{
    struct text t = text_of(wanted), value;
    long blank = text_find(t, TEXT(" "), 0);
    const struct cell *cell;
    int row, col;

    if (!cellref_parse(text_slice(t, 0, (size_t)blank), &row, &col))
        return "no reference";
    cell = grid_at(&book->sheets[book->n_sheets - 1], row, col);
    value = cell ? cell->text : TEXT("nothing");
    return arena_printf(&arena, "%.*s %.*s", (int)blank, wanted,
                        TEXT_ARG(value));
}

static void
run_choice(struct text name, struct text choice)
{
    const struct input *input = NULL;
    struct book *got;

    expect_begin(text_zero(&arena, name));
    for (int i = 0; i < ARRAY_LEN(inputs); i++)
        if (text_equal(name, text_of(inputs[i].name)))
            input = &inputs[i];
    if (!EXPECT(input != NULL))
        return;
    EXPECT_TEXT(text_zero(&arena, choice), outcome(input->make(), &got));
    if (*input->cell && EXPECT(got != NULL))
        EXPECT_TEXT(input->cell, shown(got, input->cell));
}

int
main(void)
{
    struct diag_list diags = { .arena = &arena };
    struct text list = TEXT_NONE;
    int n = 0;

    EXPECT(file_read(&arena, CHOICES, 1 << 20, &list, &diags));
    for (size_t pos = 0; pos < list.n;) {
        long end = text_find(list, TEXT("\n"), pos);
        struct text line = text_slice(list, pos, (size_t)end), choice;
        long bar = text_find(line, TEXT(" | "), 0);

        pos = (size_t)end + 1;
        if (bar < 0 || line.at[0] == '#')
            continue;
        choice = text_slice(line, (size_t)bar + 3, line.n);
        choice.n = (size_t)text_find(choice, TEXT(" | "), 0);
        run_choice(text_slice(line, 0, (size_t)bar), choice);
        n++;
    }
    expect_begin("each input is chosen about");
    EXPECT_INT(ARRAY_LEN(inputs), n);
    arena_release(&arena);
    return expect_finish();
}
