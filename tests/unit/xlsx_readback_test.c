/*
 * xlsx_readback_test.c - files held against books that they are not of.
 *
 * That each file is that of its own book is in xlsx_write_test.c.
 */
#include "book/xlsx_readback.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_settle.h"
#include "book/xlsx_write.h"
#include "book/zip_write.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_zip.h"
#include "support/show_store.h"

static struct arena arena;
static char folder[] = "/tmp/xlsx_readback_test-XXXXXX";

/* A book: sheets, and on the first of them what readers pass over. */
struct held {
    const char *sheets;
    const char *formula; /* of A1 */
    const char *name;    /* of A1 */
    const char *template;
    int n_inputs;
    bool locked;
};

#define A1 "# s\n1| 1\n"

static const struct readback_case {
    const char *name;
    struct held given, written;
    const char *want;
} cases[] = {
    { "the same",
      { A1 "2| #N/A | #DIV/0!\nmerge A3:B3\n", "B1+1", "n", "t-2022", 2, true },
      { A1 "2| #N/A | #DIV/0!\nmerge A3:B3\n", "B1+1", "n", "t-2022", 2, true },
      "" },
    { "another figure names its cell",
      { .sheets = "# s\n1| a\n2| | 582.36\n" },
      { .sheets = "# s\n1| a\n2| | 582.37\n" },
      "made.xlsx!s!B2: the cell reads back otherwise [write-differs]\n"
      "  given      582.36\n  read back  582.37\n" },
    { "a cell that is gone, and one too many",
      { .sheets = "# s\n1| a | b\n" },
      { .sheets = "# s\n1| a | | c\n" },
      "made.xlsx!s!B1: the cell reads back otherwise [write-differs]\n"
      "  given      b\n  read back  nothing\n" },
    { "only one too many",
      { .sheets = "# s\n1| a\n" },
      { .sheets = "# s\n1| a | c\n" },
      "made.xlsx!s!B1: the cell reads back otherwise [write-differs]\n"
      "  given      nothing\n  read back  c\n" },
    { "another error value",
      { .sheets = "# s\n1| #N/A\n" },
      { .sheets = "# s\n1| #REF!\n" },
      "made.xlsx!s!A1: the cell reads back otherwise [write-differs]\n"
      "  given      #N/A\n  read back  =#REF!\n" },
    { "no error value at all",
      { .sheets = "# s\n1| #N/A\n" },
      { .sheets = "# s\n1| 7\n" },
      "made.xlsx!s!A1: the cell reads back otherwise [write-differs]\n"
      "  given      #N/A\n  read back  7\n" },
    { "other merged cells",
      { .sheets = A1 "merge A2:B2\n" },
      { .sheets = A1 "merge A2:C2\n" },
      "made.xlsx!s: the merged cells read back otherwise [write-differs]\n" },
    { "a sheet of another name",
      { .sheets = "# s\n1| a\n# 收入\n" },
      { .sheets = "# s\n1| a\n# 支出\n" },
      "made.xlsx!收入: the sheet's name or state reads back otherwise [write-differs]\n" },
    { "a sheet that was not hidden",
      { .sheets = "# s\n# 收入\n" },
      { .sheets = "# s\n# 收入 | hidden\n" },
      "made.xlsx!收入: the sheet's name or state reads back otherwise [write-differs]\n" },
    { "fewer sheets",
      { .sheets = A1 "# t\n" },
      { .sheets = A1 },
      "made.xlsx: what was written has other sheets [write-failed]\n" },
    { "another formula of the same result",
      { A1, .formula = "B1+1" },
      { A1, .formula = "B1+2" },
      "made.xlsx!s!A1: the formula reads back otherwise [write-differs]\n"
      "  given      B1+1\n  read back  B1+2\n" },
    { "a result without its formula",
      { A1, .formula = "B1+1", .name = "n" },
      { A1, .name = "n" },
      "made.xlsx!s!A1: the formula reads back otherwise [write-differs]\n"
      "  given      B1+1\n  read back  \n" },
    { "a formula where none was given",
      { A1, .name = "n" },
      { A1, .formula = "B1+1", .name = "n" },
      "made.xlsx!s!A1: the formula reads back otherwise [write-differs]\n"
      "  given      \n  read back  B1+1\n" },
    { "fewer tests of cells",
      { A1, .n_inputs = 2 },
      { A1, .n_inputs = 1 },
      "made.xlsx!s: there are 1 tests of cells in what was written, where 2 "
      "were given [write-differs]\n" },
    { "an open sheet",
      { A1, .locked = true },
      { A1, .formula = NULL },
      "made.xlsx!s: there are 0 locks of sheets in what was written, where 1 "
      "were given [write-differs]\n" },
    { "a name that is gone",
      { A1, .name = "n" },
      { A1, .name = NULL },
      "made.xlsx: there are 0 names in what was written, where 1 were given [write-differs]\n" },
    { "another template",
      { A1, .template = "t-2022" },
      { A1, .template = "t-2023" },
      "made.xlsx: the template reads back otherwise [write-differs]\n" },
};

static const struct book *
given_book_of(const struct held *held)
{
    struct diag_list diags = { .arena = &arena };
    struct book *book = given_sheets(&arena, held->sheets);
    struct grid *grid = book->sheets;
    const struct book *settled;
    struct grid_input *inputs
        = ARENA_ARRAY(&arena, struct grid_input, held->n_inputs + 1);

    for (int i = 0; i < held->n_inputs; i++)
        inputs[i] = (struct grid_input){ .span = { 5 + i, 0, 6 + i, 1 },
                                         .kind = INPUT_TEST,
                                         .formula = TEXT("A6>0"),
                                         .title = TEXT(""),
                                         .hint = TEXT(""),
                                         .error = TEXT("") };
    grid->inputs = inputs;
    grid->n_inputs = held->n_inputs;
    grid->locked = held->locked;
    if (held->formula)
        grid_put_formula(&arena, grid, 0, 0, text_of(held->formula));
    if (held->name) {
        book->names = ARENA_NEW(&arena, struct book_name);
        book->names[0] = (struct book_name){ .name = text_of(held->name),
                                             .span = { 0, 0, 1, 1 } };
        book->n_names = 1;
    }
    if (held->template)
        book->template_id = text_of(held->template);
    settled = xlsx_settle(&arena, book, &diags);
    EXPECT(settled != NULL);
    return settled;
}

static void
expect_readback(const char *want, const struct held *given, const char *path)
{
    struct diag_list diags = { .arena = &arena };
    struct text bytes;
    bool same = file_read(&arena, path, LIMIT_FILE_BYTES, &bytes, &diags)
                && xlsx_readback(&arena, bytes, given_book_of(given),
                                 "made.xlsx", &diags);

    EXPECT_TEXT(want, show_complaints(&arena, &diags));
    EXPECT_INT(*want == '\0', same);
}

static void
run_case(const struct readback_case *c)
{
    struct diag_list diags = { .arena = &arena };
    const char *path = arena_printf(&arena, "%s/out.xlsx", folder);

    expect_begin(c->name);
    EXPECT(xlsx_write(&arena, path, given_book_of(&c->written), NULL, &diags));
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    expect_readback(c->want, &c->given, path);
    unlink(path);
}

/* A file as it stands, whoever made it. */
static void
run_file(const char *name, struct text bytes, struct held given,
         const char *want)
{
    struct diag_list diags = { .arena = &arena };
    const char *path = arena_printf(&arena, "%s/out.xlsx", folder);
    FILE *out = fopen(path, "wb");

    expect_begin(name);
    if (EXPECT(out)) {
        EXPECT_INT(bytes.n, fwrite(bytes.at, 1, bytes.n, out));
        fclose(out);
    }
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    expect_readback(want, &given, path);
    unlink(path);
}

/* The part with 'from' to 'end' of its bytes, in thousandths, gone. */
static bool
is_refused_without(struct zip *zip, const struct zip_entry *entry, size_t from,
                   size_t end, const struct held *given)
{
    struct diag_list diags = { .arena = &arena }, found = { .arena = &arena };
    const char *part = zip_unpack(&arena, zip, entry, &diags);
    size_t n = (size_t)entry->n_unpacked;
    struct zip_write_part cut = { .name = entry->name };
    struct bytes left = { .arena = &arena };
    struct text bytes;

    bytes_add(&left, (struct text){ part, n * from / 1000 });
    bytes_add(&left,
              (struct text){ part + n * end / 1000, n - n * end / 1000 });
    cut.bytes = left.n > 0 ? bytes_text(&left) : TEXT("");
    EXPECT(zip_write(&arena, zip, &cut, 1, &bytes, &diags));
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    return !xlsx_readback(&arena, bytes, given_book_of(given), "made.xlsx",
                          &found)
           && found.n_level[DIAG_ERROR] > 0;
}

/* A disk that is full takes bytes from any part, at the end or before it. */
static void
run_cut(void)
{
    static const struct held whole = {
        A1 "2| text | #N/A\nmerge A3:B3\n", "B1+1", "n", "t-2022", 2, true
    };
    static const struct {
        size_t from, end;
    } gone[] = {
        { 0, 1000 }, { 500, 1000 }, { 900, 1000 }, { 0, 600 }, { 998, 1000 }
    };
    struct diag_list diags = { .arena = &arena };
    const char *path = arena_printf(&arena, "%s/out.xlsx", folder);
    struct text bytes;
    struct zip zip;

    expect_begin("a part that is cut, whichever it is");
    EXPECT(xlsx_write(&arena, path, given_book_of(&whole), NULL, &diags));
    EXPECT(file_read(&arena, path, LIMIT_FILE_BYTES, &bytes, &diags)
           && zip_read(&arena, path, bytes, &zip, &diags));
    EXPECT(zip.n_entries >= 10);
    for (int i = 0; i < zip.n_entries; i++) {
        for (int k = 0; k < ARRAY_LEN(gone); k++) {
            if (!EXPECT(is_refused_without(&zip, &zip.entries[i], gone[k].from,
                                           gone[k].end, &whole)))
                printf("# %.*s %d\n", (int)zip.entries[i].name.n,
                       zip.entries[i].name.at, k);
        }
    }
    unlink(path);
}

int
main(void)
{
    struct given_workbook dated
        = { .workbook
            = "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
              "\"><workbookPr date1904=\"1\"/><sheets><sheet "
              "name=\"s\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
              "</workbook>" };

    if (!mkdtemp(folder))
        return 1;
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    run_file("what cannot be read says why", TEXT("PK\3\4"),
             (struct held){ .sheets = A1 },
             "made.xlsx: what was written cannot be read [write-failed]\n"
             "  container is cut short: its end record is missing\n");
    run_file("also where more is asked for than cells", TEXT("PK\3\4"),
             (struct held){ A1, .name = "n" },
             "made.xlsx: what was written cannot be read [write-failed]\n"
             "  container is cut short: its end record is missing\n");
    run_file("days counted from 1904", given_workbook(&arena, dated),
             (struct held){ .sheets = "# s\n" },
             "made.xlsx: what was written has other sheets [write-failed]\n");
    run_cut();
    rmdir(folder);
    arena_release(&arena);
    return expect_finish();
}
