/* xlsx_flow_test.c - sheets that go by in windows, and those that cannot. */
#include "book/xlsx_flow.h"

#include <string.h>

#include "support/expect.h"
#include "support/given_parts.h"
#include "support/show_ways.h"

#define ROOT "<worksheet xmlns=\"" GIVEN_MAIN "\">"
#define ROW(n, cells) "<row r=\"" #n "\">" cells "</row>"
#define CELL(ref) "<c r=\"" #ref "\"><v>1</v></c>"
#define ROWS ROW(1, CELL(A1) CELL(C1)) ROW(2, CELL(B2)) ROW(3, CELL(A3))
#define SHEET(rows) ROOT "<sheetData>" rows "</sheetData></worksheet>"

/* Windows of which the first holds the root and a row, and cuts what is odd. */
#define WINDOW(flows) ((flows) ? 220 : 150)

static const struct flow_case {
    const char *name, *sheet;
    bool flows;
} cases[] = {
    { "rows one after the other", SHEET(ROWS ROWS), false },
    { "rows in order", SHEET(ROWS ROW(4, CELL(A4)) ROW(5, CELL(B5))), true },
    { "a row in two", SHEET(ROWS ROW(3, CELL(B3)) ROW(4, CELL(A4))), true },
    { "empty ones", SHEET(ROWS "<row r=\"4\"/><row r=\"5\"></row>"), true },
    { "rows without numbers",
      SHEET("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"
            "<row><c><v>3</v></c></row>"),
      true },
    { "no row", SHEET(""), true },
    { "no list of rows", ROOT "</worksheet>", false },
    { "merged ranges and more behind them",
      ROOT "<sheetData>" ROWS ROW(
          4,
          CELL(
              B4)) "</sheetData><mergeCells>"
                   "<mergeCell ref=\"A3:B4\"/></mergeCells><conditionalFormatting "
                   "sqref=\"A1:A9\"><cfRule type=\"expression\" dxfId=\"1\" "
                   "priority=\"1\"><formula>A1=\"0123456789\"</formula></cfRule>"
                   "</conditionalFormatting></worksheet>",
      true },
    { "a namespace that the root binds",
      "<worksheet xmlns=\"" GIVEN_MAIN "\" xmlns:y=\"u\"><sheetData>" ROWS
      "<row r=\"4\" y:descent=\"1\">" CELL(
          A4) "</row>"
              "<row r=\"5\" y:descent=\"1\">" CELL(A5) "</row></sheetData>"
                                                       "</worksheet>",
      true },
    { "one that nobody binds",
      SHEET(ROWS "<row r=\"4\" y:descent=\"1\">" CELL(A4) "</row>"), false },
    { "a prefix",
      "<x:worksheet xmlns:x=\"" GIVEN_MAIN "\"><x:sheetData><x:row r=\"1\">"
      "<x:c r=\"A1\"><x:v>1</x:v></x:c></x:row><x:row r=\"2\"/>"
      "</x:sheetData></x:worksheet>",
      false },
    { "a mark before it", "\xEF\xBB\xBF" SHEET(ROWS ROW(4, CELL(A4))), true },
    { "another encoding",
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" SHEET(ROWS), false },
    { "the end of a row in a comment",
      SHEET(ROW(1, CELL(A1)) "<!--</row>--><!--</row>--><!--</row>-->" ROWS),
      false },
    { "and in CDATA",
      SHEET(ROW(1, "<c r=\"A1\" t=\"str\"><v><![CDATA[</row></row></row></row>"
                   "]]></v></c>") ROW(2, CELL(A2))),
      false },
    { "rows within a row",
      SHEET(ROW(1, CELL(A1) "<e><row></row><row></row><row></row></e>")
                ROW(2, CELL(A2))),
      false },
    { "a later row before", SHEET(ROWS ROW(2, CELL(C2))), false },
    { "a cell twice", SHEET(ROWS ROW(3, CELL(A3))), false },
    { "a cell that is wrong",
      SHEET(ROWS "<row r=\"4\"><c r=\"A4\"><v>x</v></c>"
                 "</row>"),
      false },
    { "a control character",
      SHEET(ROWS ROW(4, CELL(A4)) "<row r=\"5\">\x01</row>"), false },
    { "half a character",
      SHEET(ROWS ROW(4, CELL(A4)) "<row r=\"5\">\xE4</row>"), false },
    { "two lists of rows",
      ROOT "<sheetData>" ROWS "</sheetData><sheetData>" ROW(
          4, CELL(A4)) "</sheetData></worksheet>",
      false },
    { "another element behind the root", SHEET(ROWS) "<row></row>", false },
    { "cut short", ROOT "<sheetData>" ROWS, false },
    { "cut behind a list", ROOT "<sheetData>" ROWS "</sheetData>", false },
    { "texts of all kinds",
      SHEET(ROW(1, "<c r=\"A1\" t=\"inlineStr\"><is><t>a&amp;b</t></is></c>")
                ROW(2, "<c r=\"A2\" t=\"str\"><v>_x4E2D_</v></c>")
                    ROW(3, "<c r=\"A3\" t=\"inlineStr\"><is><r><t>a</t></r><r>"
                           "<t>b</t></r></is></c>")
                        ROW(4, "<c r=\"A4\"><f>A1&lt;2</f></c>")),
      true },
};

/* Stored, and deflated. */
static void
test(struct arena *arena, const struct flow_case *c)
{
    for (int deflated = 0; deflated < 2; deflated++) {
        struct text before,
            bytes = given_parts(
                arena,
                text_printf(arena, "==== %sxl/worksheets/sheet1.xml\n%s\n",
                            deflated ? "~" : "", c->sheet),
                &before);

        expect_begin(c->name);
        EXPECT(show_ways_flows(arena, bytes, WINDOW(c->flows)) == c->flows);
        EXPECT_TEXT("", show_ways(arena, bytes));
    }
}

/* A byte of the packed sheet is another. */
static void
test_damaged(struct arena *arena)
{
    struct text before,
        part = text_printf(
            arena, "==== ~xl/worksheets/sheet1.xml\n%s\n",
            SHEET(ROWS ROW(4, CELL(A4)) ROW(5, CELL(B5)) ROW(6, CELL(C6))));
    struct text bytes = given_parts(arena, part, &before);
    struct diag_list diags = { .arena = arena };
    const struct zip_entry *entry;
    struct package package;
    int flowing = 0;

    expect_begin("a damaged part never flows");
    EXPECT(show_ways_flows(arena, bytes, WINDOW(true)));
    EXPECT(package_read(arena, "t.xlsx", bytes, &package, &diags));
    entry = zip_find(&package.zip, TEXT("xl/worksheets/sheet1.xml"));
    for (size_t i = 0; i < entry->n_packed; i++) {
        struct text changed = text_copy(arena, bytes);

        ((char *)(uintptr_t)changed.at)[entry->packed - bytes.at + (long)i]
            ^= 1;
        flowing += show_ways_flows(arena, changed, WINDOW(true));
        EXPECT_TEXT("", show_ways(arena, changed));
    }
    EXPECT(flowing == 0);
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++)
        test(&arena, &cases[i]);
    test_damaged(&arena);
    arena_release(&arena);
    return expect_finish();
}
