/* xlsx_edit_test.c - packages changed in place: parts as text, byte for byte. */
#include <string.h>

#include "edit/xlsx_append.h"
#include "edit/xlsx_cells.h"
#include "edit/xlsx_comment.h"
#include "edit/xlsx_edit.h"
#include "edit/xlsx_rows.h"
#include "edit/xlsx_style.h"
#include "support/expect.h"
#include "support/given_zip.h"
#include "support/show_store.h"

#define SHEET "<worksheet xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK "\">"
#define END "</worksheet>"

static struct xlsx_edit *
given_edit(struct arena *arena, struct given_workbook book,
           struct diag_list *diags)
{
    struct xlsx_edit *edit = xlsx_edit_open(arena, "given.xlsx",
                                            given_workbook(arena, book), diags);

    EXPECT_TEXT("", show_complaints(arena, diags));
    return edit;
}

static const char *
part_of(struct arena *arena, struct text bytes, const char *name)
{
    struct diag_list diags = { .arena = arena };
    const struct zip_entry *entry;
    struct zip zip;

    if (!zip_read(arena, "made.xlsx", bytes, &zip, &diags))
        return show_complaints(arena, &diags);
    entry = zip_find(&zip, text_of(name));
    return entry ? zip_unpack(arena, &zip, entry, &diags) : "(none)";
}

/* ---- cells ---- */

/*
 * Cells of the first sheet, with bars between: "B2=582.36" a number, "A1='x" a
 * text, "A1=" blank, "A1#5" only the format.  How many they are.
 */
static int
read_cells(struct text t, struct xlsx_cell *cells)
{
    int n = 0;

    for (size_t pos = 0, end; pos < t.n; pos = end + 1, n++) {
        struct xlsx_cell cell = { .format = -1 };
        size_t ref = pos;

        for (end = pos; end < t.n && t.at[end] != '|'; end++)
            ;
        while (t.at[ref] != '=' && t.at[ref] != '#')
            ref++;
        EXPECT(cellref_parse(text_slice(t, pos, ref), &cell.row, &cell.col));
        cell.text = text_slice(t, ref + 1, end);
        cell.look = t.at[ref] == '#';
        if (cell.look) {
            cell.format = cell.text.at[0] - '0';
            cell.text = TEXT_NONE;
        } else if (text_starts(cell.text, TEXT("'"))) {
            cell.type = CELL_TEXT;
            cell.text = text_slice(cell.text, 1, cell.text.n);
        } else if (cell.text.n) {
            cell.type = CELL_NUMBER;
        }
        cells[n] = cell;
    }
    return n;
}

static void
set_cells(struct xlsx_edit *edit, const char *shown)
{
    struct xlsx_cell cells[8];
    int n = read_cells(text_of(shown), cells);

    xlsx_cells_set(edit, 0, cells, n);
}

static const struct cells_case {
    const char *name, *before, *after, *cells;
} cells_cases[] = {
    { "a number keeps format and what is unknown",
      "<row r=\"2\"><c r=\"B2\" s=\"3\" x=\"1\"><v>1</v><extLst><e/></extLst>"
      "</c></row>",
      "<row r=\"2\"><c r=\"B2\" s=\"3\" x=\"1\"><v>582.36</v><extLst><e/>"
      "</extLst></c></row>",
      "B2=582.36" },
    { "a shared string becomes a number",
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
      "<row r=\"1\"><c r=\"A1\"><v>5</v></c></row>", "A1=5" },
    { "an empty cell becomes a text",
      "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>",
      "<row r=\"1\"><c r=\"A1\" s=\"2\" t=\"inlineStr\"><is><t "
      "xml:space=\"preserve\"> a&lt;b&amp;\n</t></is></c></row>",
      "A1=' a<b&\n" },
    { "a text becomes blank",
      "<row r=\"1\"><c r=\"A1\" s=\"2\" t=\"inlineStr\"><is><t>x</t></is></c>"
      "</row>",
      "<row r=\"1\"><c r=\"A1\" s=\"2\"></c></row>", "A1=" },
    { "a formula stays, its result changes",
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1+C1</f><v>old</v></c></row>",
      "<row r=\"1\"><c r=\"A1\"><f>B1+C1</f><v>7</v></c></row>", "A1=7" },
    { "a formula without a result gets one",
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><f>B1</f></c></row>",
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><f>B1</f><v>7</v></c></row>", "A1=7" },
    { "cells and rows that are not there go where they belong",
      "<row r=\"2\" spans=\"2:2\"><c r=\"B2\"/></row>",
      "<row r=\"1\"><c r=\"B1\"><v>1</v></c></row><row r=\"2\" "
      "spans=\"1:2\"><c r=\"A2\"><v>2</v></c><c r=\"B2\"/></row>"
      "<row r=\"4\"><c r=\"A4\"><v>3</v></c></row>",
      "B1=1|A2=2|A4=3" },
    { "a new cell looks like its row",
      "<row r=\"1\" s=\"4\" customFormat=\"1\"/>",
      "<row r=\"1\" s=\"4\" customFormat=\"1\"><c r=\"C1\" s=\"4\"><v>1</v>"
      "</c></row>",
      "C1=1" },
    { "a row without a number has that of its first cell",
      "<row><c r=\"B5\"><v>1</v></c></row>",
      "<row><c r=\"B5\"><v>9</v></c></row>", "B5=9" },
    { "an empty cell that names another row is named anew",
      "<row r=\"2\"><c r=\"B1\" s=\"3\"/></row>",
      "<row r=\"2\"><c r=\"B2\" s=\"3\"><v>9</v></c></row>", "B2=9" },
    { "cells without references are counted, and named when one comes between",
      "<row><c><v>1</v></c><c><v>2</v></c></row>",
      "<row><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"D1\"><v>9"
      "</v></c></row>",
      "D1=9" },
    { "only the format", "<row r=\"1\"><c r=\"A1\" s='1'><f>B1</f></c></row>",
      "<row r=\"1\"><c r=\"A1\" s='5'><f>B1</f></c></row>", "A1#5" },
};

static void
run_cells(const struct cells_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const char *frame = SHEET "<!-- <c> --><sheetData>%s</sheetData>"
                              "<x:y xmlns:x=\"z\" a='>'/>" END;
    struct xlsx_edit *edit;

    expect_begin(c->name);
    edit = given_edit(&arena,
                      (struct given_workbook){
                          .sheet = arena_printf(&arena, frame, c->before),
                          .strings = "<sst xmlns=\"" GIVEN_MAIN
                                     "\"><si><t>s</t></si></sst>" },
                      &diags);
    set_cells(edit, c->cells);
    EXPECT_BYTES(arena_printf(&arena, frame, c->after),
                 xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0)));
    arena_release(&arena);
}

/* The root is written with one prefix and what is in it with another: A1 is
   new, B2 is there, C4 in a new row, D6 in an empty one. */
#define M " xmlns=\"" GIVEN_MAIN "\""
#define XM " xmlns:x=\"" GIVEN_MAIN "\""

static const struct mixed_case {
    const char *name, *before, *after;
} mixed_cases[] = {
    { "a root with a prefix, and nothing in it with one",
      "<x:worksheet" M XM "><sheetData><row r=\"2\"><c r=\"B2\"/></row>"
      "<row r=\"6\"/></sheetData></x:worksheet>",
      "<x:worksheet" M XM "><sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1"
      "</x:v></x:c></x:row><row r=\"2\"><c r=\"B2\"><x:v>2</x:v></c></row>"
      "<x:row r=\"4\"><x:c r=\"C4\"><x:v>3</x:v></x:c></x:row><row r=\"6\">"
      "<x:c r=\"D6\"><x:v>4</x:v></x:c></row></sheetData></x:worksheet>" },
    { "a root without one, and all in it with one",
      "<worksheet" M XM "><x:sheetData><x:row r=\"2\"><x:c r=\"B2\"><x:v>9"
      "</x:v></x:c></x:row><x:row r=\"6\"/></x:sheetData></worksheet>",
      "<worksheet" M XM "><x:sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
      "</row><x:row r=\"2\"><x:c r=\"B2\"><v>2</v></x:c></x:row><row r=\"4\">"
      "<c r=\"C4\"><v>3</v></c></row><x:row r=\"6\"><c r=\"D6\"><v>4</v></c>"
      "</x:row></x:sheetData></worksheet>" },
    { "prefixes declared where they are used, of one length",
      "<x:worksheet" XM "><y:sheetData xmlns:y='" GIVEN_MAIN "'><y:row r=\"2\">"
      "<y:c r=\"B2\"/></y:row><y:row r=\"6\"/></y:sheetData></x:worksheet>",
      "<x:worksheet" XM "><y:sheetData xmlns:y='" GIVEN_MAIN "'><x:row r=\"1\">"
      "<x:c r=\"A1\"><x:v>1</x:v></x:c></x:row><y:row r=\"2\"><y:c r=\"B2\">"
      "<x:v>2</x:v></y:c></y:row><x:row r=\"4\"><x:c r=\"C4\"><x:v>3</x:v>"
      "</x:c></x:row><y:row r=\"6\"><x:c r=\"D6\"><x:v>4</x:v></x:c></y:row>"
      "</y:sheetData></x:worksheet>" },
    { "no namespace within a root that has one",
      "<x:worksheet" XM "><sheetData><row r=\"2\"><c r=\"B2\"/></row><row "
      "r=\"6\"/></sheetData></x:worksheet>",
      "<x:worksheet" XM "><sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v>"
      "</x:c></x:row><row r=\"2\"><c r=\"B2\"><x:v>2</x:v></c></row><x:row "
      "r=\"4\"><x:c r=\"C4\"><x:v>3</x:v></x:c></x:row><row r=\"6\"><x:c "
      "r=\"D6\"><x:v>4</x:v></x:c></row></sheetData></x:worksheet>" },
    { "an empty list of rows",
      "<x:worksheet" M XM "><sheetData/></x:worksheet>",
      "<x:worksheet" M XM "><sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1"
      "</x:v></x:c></x:row><x:row r=\"2\"><x:c r=\"B2\"><x:v>2</x:v></x:c>"
      "</x:row><x:row r=\"4\"><x:c r=\"C4\"><x:v>3</x:v></x:c></x:row><x:row "
      "r=\"6\"><x:c r=\"D6\"><x:v>4</x:v></x:c></x:row></sheetData>"
      "</x:worksheet>" },
    { "rows and cells of another namespace are none",
      "<worksheet" M " xmlns:y=\"urn:y\"><sheetData><y:row r=\"1\"/><row "
      "r=\"2\"><y:c r=\"B2\"/><c r=\"B2\"/></row><row r=\"6\"/></sheetData>"
      "</worksheet>",
      "<worksheet" M " xmlns:y=\"urn:y\"><sheetData><y:row r=\"1\"/><row "
      "r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><y:c r=\"B2\"/><c "
      "r=\"B2\"><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c></row>"
      "<row r=\"6\"><c r=\"D6\"><v>4</v></c></row></sheetData></worksheet>" },
};

static void
run_mixed(const struct mixed_case *c)
{
    struct xlsx_cell cells[8];
    int n = read_cells(TEXT("A1=1|B2=2|C4=3|D6=4"), cells);
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit;
    struct book *want;
    struct text made;

    expect_begin(c->name);
    edit = given_edit(&arena, (struct given_workbook){ .sheet = c->before },
                      &diags);
    xlsx_cells_set(edit, 0, cells, n);
    EXPECT_BYTES(c->after, xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0)));
    want = book_copy(&arena, edit->book);
    for (int i = 0; i < n; i++)
        grid_put(&arena, &want->sheets[0],
                 (struct cell){ cells[i].row, cells[i].col, 0, CELL_NUMBER, 0,
                                cells[i].text });
    grid_finish(&arena, &want->sheets[0]);
    EXPECT(xlsx_edit_finish(edit, want, &made));
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    arena_release(&arena);
}

/* ---- rows ---- */

/* Two rows before row 3, like row 2. */
static const struct formula_rows two[] = { { 2, 2, 1, 0 } };

static const struct rows_case {
    const char *name, *before, *after;
    struct span merges[5]; /* as they are to be */
    int n_merges;
} rows_cases[] = {
    { "rows below move, new ones look like their neighbour",
      "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\" "
      "ht=\"20\" hidden=\"1\"><c r=\"A2\" s=\"1\"><v>2</v></c><c r=\"B2\"/>"
      "</row><row r=\"3\"><c r=\"A3\"><v>3</v></c></row></sheetData>",
      "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\" "
      "ht=\"20\" hidden=\"1\"><c r=\"A2\" s=\"1\"><v>2</v></c><c r=\"B2\"/>"
      "</row><row r=\"3\" ht=\"20\"><c r=\"A3\" s=\"1\"/><c r=\"B3\"/></row>"
      "<row r=\"4\" ht=\"20\"><c r=\"A4\" s=\"1\"/><c r=\"B4\"/></row><row "
      "r=\"5\"><c r=\"A5\"><v>3</v></c></row></sheetData>",
      { { 0, 0, 0, 0 } },
      0 },
    { "merged cells move, grow, and are added",
      "<sheetData><row r=\"2\"/></sheetData><mergeCells count=\"3\"><mergeCell "
      "ref=\"A2:B2\"/><mergeCell ref=\"C1:C4\"/><mergeCell ref=\"A5:B6\"/>"
      "</mergeCells>",
      "<sheetData><row r=\"2\"/><row r=\"3\"/><row r=\"4\"/></sheetData>"
      "<mergeCells count=\"5\"><mergeCell ref=\"A2:B2\"/><mergeCell "
      "ref=\"C1:C7\"/><mergeCell ref=\"A7:B8\"/><mergeCell ref=\"A3:B3\"/>"
      "<mergeCell ref=\"A4:B4\"/></mergeCells>",
      { { 0, 2, 7, 3 },
        { 1, 0, 2, 2 },
        { 2, 0, 3, 2 },
        { 3, 0, 4, 2 },
        { 6, 0, 8, 2 } },
      5 },
    { "merged columns stay, merged rows move",
      "<sheetData/><mergeCells><mergeCell ref=\"$B:$D\"/><mergeCell "
      "ref=\"F:F\"/><mergeCell ref=\"2:2\"/><mergeCell ref=\"5:6\"/>"
      "</mergeCells>",
      "<sheetData/><mergeCells><mergeCell ref=\"$B:$D\"/><mergeCell "
      "ref=\"F:F\"/><mergeCell ref=\"2:2\"/><mergeCell ref=\"A7:XFD8\"/>"
      "</mergeCells>",
      { { 0, 1, 1048576, 4 },
        { 0, 5, 1048576, 6 },
        { 1, 0, 2, 16384 },
        { 6, 0, 8, 16384 } },
      4 },
    { "merged cells where there were none",
      "<sheetData/><sheetProtection/><phoneticPr/>",
      "<sheetData/><sheetProtection/><mergeCells><mergeCell ref=\"A3:A4\"/>"
      "</mergeCells><phoneticPr/>",
      { { 2, 0, 4, 1 } },
      1 },
    { "formulas, shared ones written out",
      "<sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A4\" "
      "si=\"0\">B1*B$4</f><v>0</v></c></row><row r=\"4\"><c r=\"A4\"><f "
      "t=\"shared\" si=\"0\"/><v>0</v></c><c r=\"B4\"><f>SUM(A1:A3)&amp;\"\""
      "</f></c><c r=\"C4\"><f t=\"array\" ref=\"C4:C5\">A4:A5</f></c></row>"
      "</sheetData>",
      "<sheetData><row r=\"1\"><c r=\"A1\"><f>B1*B$6</f><v>0</v></c></row>"
      "<row r=\"6\"><c r=\"A6\"><f>B6*B$6</f><v>0</v></c><c r=\"B6\"><f>"
      "SUM(A1:A5)&amp;&quot;&quot;</f></c><c r=\"C6\"><f t=\"array\" "
      "ref=\"C6:C7\">A6:A7</f></c></row></sheetData>",
      { { 0, 0, 0, 0 } },
      0 },
    { "a shared formula whose second cell has a text that does not count",
      "<sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A4\" "
      "si=\"0\">B1</f></c></row><row r=\"4\"><c r=\"A4\"><f t=\"shared\" "
      "si=\"0\">B4*9</f></c></row></sheetData>",
      "<sheetData><row r=\"1\"><c r=\"A1\"><f>B1</f></c></row>"
      "<row r=\"6\"><c r=\"A6\"><f>B6</f></c></row></sheetData>",
      { { 0, 0, 0, 0 } },
      0 },
    { "formulas in CDATA sections",
      "<sheetData><row r=\"1\"><c r=\"A1\"><f><![CDATA[A4&\"]\"]]></f></c>"
      "<c r=\"B1\"><f>A<!-- 9 -->4</f></c></row></sheetData>"
      "<conditionalFormatting sqref=\"A1\"><cfRule><formula><![CDATA[A1<A4]]>"
      "</formula></cfRule></conditionalFormatting>",
      "<sheetData><row r=\"1\"><c r=\"A1\"><f>A6&amp;&quot;]&quot;</f></c>"
      "<c r=\"B1\"><f>A6</f></c></row></sheetData>"
      "<conditionalFormatting sqref=\"A1\"><cfRule><formula>A1&lt;A6"
      "</formula></cfRule></conditionalFormatting>",
      { { 0, 0, 0, 0 } },
      0 },
    { "formats and validations take new rows in",
      "<sheetData/><conditionalFormatting sqref=\"A1:A2 B4\"><cfRule "
      "type=\"expression\" priority=\"1\"><formula>$A1&gt;A$9</formula>"
      "</cfRule></conditionalFormatting><dataValidations count=\"1\">"
      "<dataValidation sqref=\"A3:A9\"><formula1>A3</formula1>"
      "</dataValidation></dataValidations>",
      "<sheetData/><conditionalFormatting sqref=\"A1:A4 B6\"><cfRule "
      "type=\"expression\" priority=\"1\"><formula>$A1&gt;A$11</formula>"
      "</cfRule></conditionalFormatting><dataValidations count=\"1\">"
      "<dataValidation sqref=\"A5:A11\"><formula1>A5</formula1>"
      "</dataValidation></dataValidations>",
      { { 0, 0, 0, 0 } },
      0 },
    { "formats in extensions speak from the cells named behind them",
      "<sheetData/><extLst><ext><x:conditionalFormatting xmlns:x=\"x\" "
      "xmlns:m=\"m\"><x:cfRule><m:f>A4&lt;&gt;A1+A2</m:f></x:cfRule><m:sqref>"
      "A4</m:sqref></x:conditionalFormatting><x:dataValidation xmlns:x=\"x\" "
      "xmlns:m=\"m\"><x:formula1><m:f>A2=A3</m:f></x:formula1><m:sqref>A2:A3"
      "</m:sqref></x:dataValidation></ext></extLst>",
      "<sheetData/><extLst><ext><x:conditionalFormatting xmlns:x=\"x\" "
      "xmlns:m=\"m\"><x:cfRule><m:f>A6&lt;&gt;A1+A2</m:f></x:cfRule><m:sqref>"
      "A6</m:sqref></x:conditionalFormatting><x:dataValidation xmlns:x=\"x\" "
      "xmlns:m=\"m\"><x:formula1><m:f>A2=A5</m:f></x:formula1><m:sqref>A2:A5"
      "</m:sqref></x:dataValidation></ext></extLst>",
      { { 0, 0, 0, 0 } },
      0 },
    { "links, filters, breaks, extensions",
      "<sheetData/><autoFilter ref=\"A1:C9\"/><hyperlinks><hyperlink "
      "ref=\"A4\" location=\"S!A4\"/></hyperlinks><rowBreaks count=\"1\"><brk "
      "id=\"4\" max=\"16383\"/></rowBreaks><colBreaks><brk id=\"4\"/>"
      "</colBreaks><extLst><ext><m:f xmlns:m=\"m\">S!A4</m:f><m:sqref "
      "xmlns:m=\"m\">A4</m:sqref></ext></extLst>",
      "<sheetData/><autoFilter ref=\"A1:C11\"/><hyperlinks><hyperlink "
      "ref=\"A6\" location=\"S!A6\"/></hyperlinks><rowBreaks count=\"1\"><brk "
      "id=\"6\" max=\"16383\"/></rowBreaks><colBreaks><brk id=\"4\"/>"
      "</colBreaks><extLst><ext><m:f xmlns:m=\"m\">S!A6</m:f><m:sqref "
      "xmlns:m=\"m\">A6</m:sqref></ext></extLst>",
      { { 0, 0, 0, 0 } },
      0 },
};

static void
run_rows(const struct rows_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct formula_added added = {
        .blocks = two, .n = 1, .merges = c->merges, .n_merges = c->n_merges
    };
    struct xlsx_edit *edit;

    expect_begin(c->name);
    edit = given_edit(
        &arena,
        (struct given_workbook){
            .sheet = arena_printf(&arena, SHEET "%s" END, c->before) },
        &diags);
    xlsx_rows_insert(edit, 0, &added);
    EXPECT_BYTES(arena_printf(&arena, SHEET "%s" END, c->after),
                 xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0)));
    EXPECT(!edit->failed);
    arena_release(&arena);
}

#define OTHER(row, shared)                                                     \
    SHEET "<sheetData><row r=\"4\"><c r=\"A4\"><f>S!A" row                     \
          "+A4</f><v>1</v></c>" shared "</row></sheetData>" END

static void
run_others(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct formula_added added = { .blocks = two, .n = 1 };
    const char *workbook
        = "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
          "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/><sheet "
          "name=\"T\" sheetId=\"2\" r:id=\"rId2\"/></sheets><definedNames>"
          "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">"
          "S!$A$1:$C$%d</definedName><definedName name=\"n\">S!$A$%d:$A$%d"
          "</definedName><definedName name=\"m\">T!$A$4</definedName>"
          "</definedNames></workbook>";
    struct xlsx_edit *edit;
    struct book *want;
    struct text made;

    expect_begin("other sheets and names follow, the calculation chain goes");
    edit = given_edit(
        &arena,
        (struct given_workbook){
            .workbook = arena_printf(&arena, workbook, 2, 1, 2),
            .relations
            = "<Relationships xmlns=\"" GIVEN_RELATIONS
              "\"><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
              "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" "
              "Type=\"x/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
              "<Relationship Id=\"rId9\" Type=\"x/calcChain\" "
              "Target=\"calcChain.xml\"/></Relationships>",
            .data = "<row r=\"2\"><c r=\"A2\"><v>5</v></c></row>",
            .second = OTHER("4", "<c r=\"B4\"><f t=\"shared\" ref=\"B4:C4\" "
                                 "si=\"0\">B3</f></c><c r=\"C4\"><f "
                                 "t=\"shared\" si=\"0\"/></c>"),
            .extra
            = { .name = "xl/calcChain.xml", .content = "<calcChain/>" } },
        &diags);
    xlsx_rows_insert(edit, 0, &added);
    want = book_copy(&arena, edit->book);
    want->sheets[1].formulas[0].text = TEXT("S!A6+A4");
    EXPECT(xlsx_edit_finish(edit, want, &made));
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    EXPECT_TEXT(OTHER("6", "<c r=\"B4\"><f t=\"shared\" ref=\"B4:C4\" "
                           "si=\"0\">B3</f></c><c r=\"C4\"><f t=\"shared\" "
                           "si=\"0\"/></c>"),
                part_of(&arena, made, "xl/worksheets/sheet2.xml"));
    EXPECT_TEXT(arena_printf(&arena, workbook, 4, 1, 2),
                part_of(&arena, made, "xl/workbook.xml"));
    EXPECT_TEXT("(none)", part_of(&arena, made, "xl/calcChain.xml"));
    EXPECT(!strstr(part_of(&arena, made, "xl/_rels/workbook.xml.rels"),
                   "calcChain"));
    /* The formula as it was: what was made does not read back so. */
    EXPECT(!xlsx_edit_finish(edit, edit->book, &made));
    EXPECT_TEXT("given.xlsx!T!A4: the formula reads back otherwise "
                "[write-differs]\n  given      S!A4+A4\n"
                "  read back  S!A6+A4\n",
                show_complaints(&arena, &diags));
    arena_release(&arena);
}

static void
run_prefix(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct formula_added added = { .blocks = two, .n = 1 };
    struct xlsx_edit *edit;

    expect_begin("elements with a prefix");
    edit = given_edit(
        &arena,
        (struct given_workbook){
            .sheet = "\xef\xbb\xbf<?xml version=\"1.0\"?><x:worksheet "
                     "xmlns:x=\"" GIVEN_MAIN "\"><x:sheetData><x:row r=\"2\">"
                     "<x:c r=\"A2\" s=\"1\"/></x:row></x:sheetData>"
                     "</x:worksheet>" },
        &diags);
    xlsx_rows_insert(edit, 0, &added);
    set_cells(edit, "A3='x");
    EXPECT_BYTES(
        "\xef\xbb\xbf<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"" GIVEN_MAIN
        "\"><x:sheetData><x:row r=\"2\"><x:c r=\"A2\" "
        "s=\"1\"/></x:row><x:row r=\"3\"><x:c r=\"A3\" s=\"1\" "
        "t=\"inlineStr\"><x:is><x:t>x</x:t></x:is></x:c></x:row>"
        "<x:row r=\"4\"><x:c r=\"A4\" s=\"1\"/></x:row>"
        "</x:sheetData></x:worksheet>",
        xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0)));
    arena_release(&arena);
}

/* ---- comments, formats, sheets ---- */

static bool
is_own(struct text t)
{
    return text_starts(text_trim(t), TEXT("#"));
}

/* A note of ours alone goes with its box; below another's only our words. */
static void
run_remove(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_comment theirs = { 0, 0, TEXT("一") };
    struct xlsx_comment ours[]
        = { { 0, 0, TEXT("#二\n二") }, { 4, 1, TEXT("#三") } };
    struct xlsx_edit *edit = given_edit(
        &arena, (struct given_workbook){ .data = "<row/>" }, &diags);
    struct xlsx_place *places;
    struct text notes, boxes;
    int n;

    expect_begin("what is ours of the notes is taken out");
    xlsx_comment_add(edit, 0, "somebody", &theirs, 1);
    notes = xlsx_edit_bytes(edit, TEXT("xl/comments1.xml"));
    boxes = xlsx_edit_bytes(edit, TEXT("xl/drawings/vmlDrawing1.vml"));
    xlsx_comment_add(edit, 0, "somebody", ours, 2);
    places = xlsx_comment_remove(edit, 0, is_own, &n);
    if (EXPECT_INT(2, n)) {
        EXPECT_INT(0, places[0].row);
        EXPECT_INT(4, places[1].row);
        EXPECT_INT(1, places[1].col);
    }
    EXPECT_BYTES(text_zero(&arena, notes),
                 xlsx_edit_bytes(edit, TEXT("xl/comments1.xml")));
    EXPECT_BYTES(text_zero(&arena, boxes),
                 xlsx_edit_bytes(edit, TEXT("xl/drawings/vmlDrawing1.vml")));
    expect_begin("and nothing where there is nothing");
    xlsx_comment_remove(edit, 0, is_own, &n);
    EXPECT_INT(0, n);
    arena_release(&arena);
}

static void
run_comment(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_comment first = { 0, 0, TEXT("一\n<2>") };
    struct xlsx_comment both[] = { { 0, 0, TEXT("三") }, { 4, 1, TEXT("四") } };
    struct xlsx_edit *edit;
    struct text made;
    const char *notes;

    expect_begin("notes are added, also to notes");
    edit = given_edit(&arena,
                      (struct given_workbook){
                          .sheet = SHEET
                          "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
                          "</row></sheetData><tableParts count=\"0\"/>" END },
                      &diags);
    xlsx_comment_add(edit, 0, "j&n", &first, 1);
    xlsx_comment_add(edit, 0, "j&n", both, 2);
    EXPECT(xlsx_edit_finish(edit, edit->book, &made));
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    notes = part_of(&arena, made, "xl/comments1.xml");
    EXPECT_TEXT("<authors><author>j&amp;n</author></authors><commentList>"
                "<comment ref=\"A1\" authorId=\"0\"><text><r><t "
                "xml:space=\"preserve\">一\n&lt;2&gt;</t></r><r><t "
                "xml:space=\"preserve\">\n三</t></r></text></comment><comment "
                "ref=\"B5\" authorId=\"0\"><text><r><t "
                "xml:space=\"preserve\">四</t></r></text></comment>"
                "</commentList></comments>",
                strstr(notes, "<authors>"));
    notes = part_of(&arena, made, "xl/drawings/vmlDrawing1.vml");
    EXPECT(strstr(notes, "_x0000_s1025") && strstr(notes, "_x0000_s1026")
           && !strstr(notes, "_x0000_s1027"));
    EXPECT(strstr(notes, "<x:Row>4</x:Row><x:Column>1</x:Column>") != NULL);
    EXPECT_TEXT("</sheetData><legacyDrawing xmlns:r=\"" GIVEN_LINK
                "\" r:id=\"rId2\"/><tableParts count=\"0\"/>" END,
                strstr(part_of(&arena, made, "xl/worksheets/sheet1.xml"),
                       "</sheetData>"));
    EXPECT(strstr(part_of(&arena, made, "[Content_Types].xml"),
                  "Extension=\"vml\"")
           != NULL);
    arena_release(&arena);
}

static void
run_style(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_look look = { .fill = "FFFFC7CE" };
    struct xlsx_style *styles;
    struct xlsx_edit *edit;

    expect_begin("a format like another, but coloured");
    edit = given_edit(
        &arena,
        (struct given_workbook){
            .data = "",
            .styles = "<styleSheet xmlns=\"" GIVEN_MAIN "\"><fills "
                      "count=\"2\"><fill/><fill/></fills><cellStyleXfs><xf/>"
                      "</cellStyleXfs><cellXfs count=\"2\"><xf/><xf "
                      "numFmtId=\"2\" fillId=\"0\"><protection/></xf>"
                      "</cellXfs></styleSheet>" },
        &diags);
    styles = xlsx_style_open(edit);
    EXPECT_INT(2, xlsx_style_add(styles, 1, look));
    expect_begin("the same look again is the same format");
    EXPECT_INT(2, xlsx_style_add(styles, 1, look));
    xlsx_style_close(styles);
    EXPECT_BYTES(
        "<styleSheet xmlns=\"" GIVEN_MAIN "\"><fills count=\"3\">"
        "<fill/><fill/><fill><patternFill patternType=\"solid\"><fgColor "
        "rgb=\"FFFFC7CE\"/><bgColor indexed=\"64\"/></patternFill>"
        "</fill></fills><cellStyleXfs><xf/></cellStyleXfs><cellXfs "
        "count=\"3\"><xf/><xf numFmtId=\"2\" fillId=\"0\">"
        "<protection/></xf><xf numFmtId=\"2\" fillId=\"2\" "
        "applyFill=\"1\"><protection/></xf></cellXfs></styleSheet>",
        xlsx_edit_bytes(edit, TEXT("xl/styles.xml")));
    styles = xlsx_style_open(edit);
    expect_begin("and so it is when the styles are opened again");
    EXPECT_INT(2, xlsx_style_add(styles, 1, look));
    expect_begin("without the colour it is the format that it was");
    EXPECT_INT(1, xlsx_style_without(styles, 2, &look.fill, 1));
    EXPECT_INT(1, xlsx_style_without(styles, 1, &look.fill, 1));
    arena_release(&arena);
}

/* Sheets are numbered as they are read: those that no relation leads to are
   not, but their names are taken. */
static void
run_unread(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit = xlsx_edit_open(
        &arena, "given.xlsx",
        given_workbook(&arena,
                       (struct given_workbook){
                           .workbook
                           = "<workbook xmlns=\"" GIVEN_MAIN
                             "\" xmlns:r=\"" GIVEN_LINK
                             "\"><sheets><sheet name=\"a\" r:id=\"none\"/>"
                             "<sheet name=\"b\" r:id=\"\"/><sheet name=\"c\"/>"
                             "<sheet name=\"S\" r:id=\"rId1\"/></sheets>"
                             "</workbook>",
                           .sheet = SHEET "<sheetData/>" END }),
        &diags);

    expect_begin("a sheet behind those that are not there is edited");
    EXPECT_INT(3, diags.n);
    set_cells(edit, "A1=5");
    EXPECT_BYTES(SHEET "<sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c></row>"
                       "</sheetData>" END,
                 xlsx_edit_bytes(edit, TEXT("xl/worksheets/sheet1.xml")));
    EXPECT_BYTES("b（2）", xlsx_append_name(edit, TEXT("b")));
    EXPECT_BYTES("d", xlsx_append_name(edit, TEXT("d")));
    EXPECT(!edit->failed);
    arena_release(&arena);
}

static void
run_append(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit;
    struct text made, again;

    expect_begin("a sheet is added; nothing else changes");
    edit
        = given_edit(&arena,
                     (struct given_workbook){
                         .data = "<row/>", .second = SHEET "<sheetData/>" END },
                     &diags);
    xlsx_append_first(edit, xlsx_append_name(edit, TEXT("s")),
                      TEXT(SHEET "<sheetData/>" END));
    EXPECT(xlsx_edit_finish(edit, edit->book, &made));
    EXPECT(strstr(part_of(&arena, made, "xl/workbook.xml"),
                  "name=\"s（2）\" sheetId=\"3\" r:id=\"rId3\"/><sheet ")
           != NULL);
    EXPECT_TEXT(SHEET "<sheetData/>" END,
                part_of(&arena, made, "xl/worksheets/sheet2.xml"));
    expect_begin("an edit of nothing gives the same parts, and the same bytes");
    edit = xlsx_edit_open(&arena, "made.xlsx", made, &diags);
    EXPECT(xlsx_edit_finish(edit, edit->book, &again));
    EXPECT(text_equal(made, again));
    arena_release(&arena);
}

/* In the notation and with the numbers of the sheets that are there. */
static void
run_append_prefix(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit;
    const char *listed
        = "<x:workbook xmlns:x=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
          "\"><x:sheets>%s<x:sheet name=\"S\" sheetId=\"7\" r:id=\"rId1\">"
          "</x:sheet></x:sheets></x:workbook>";

    expect_begin("a sheet is added to a list with a prefix");
    edit = given_edit(
        &arena,
        (struct given_workbook){ .workbook = arena_printf(&arena, listed, ""),
                                 .data = "<row/>" },
        &diags);
    xlsx_append_first(edit, xlsx_append_name(edit, TEXT("a&b")),
                      TEXT(SHEET "<sheetData/>" END));
    EXPECT_BYTES(arena_printf(&arena, listed,
                              "<x:sheet xmlns:r=\"" GIVEN_LINK
                              "\" name=\"a&amp;b\" sheetId=\"8\" "
                              "r:id=\"rId2\"/>"),
                 xlsx_edit_bytes(edit, edit->workbook));
    EXPECT(!edit->failed);
    arena_release(&arena);
}

/* What says a sheet by its place, and which sheets are looked at. */
static void
run_append_places(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit;
    struct text made;
    const char *book
        = "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
          "\"><bookViews><workbookView%s/></bookViews><sheets>%s"
          "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
          "<definedNames><definedName name=\"a\" localSheetId=\"%d\">S!$A$1"
          "</definedName><definedName name=\"b\">S!$A$1</definedName>"
          "</definedNames></workbook>";

    expect_begin("a sheet that comes first moves what is said by place");
    edit = given_edit(
        &arena,
        (struct given_workbook){
            .workbook = arena_printf(
                &arena, book, " firstSheet=\"3\" activeTab=\"4\"", "", 0),
            .sheet
            = SHEET "<sheetViews><sheetView tabSelected=\"1\" "
                    "workbookViewId=\"0\"/></sheetViews><sheetData/>" END },
        &diags);
    xlsx_append_show(edit, -1);
    xlsx_append_first(edit, xlsx_append_name(edit, TEXT("t")),
                      TEXT(SHEET "<sheetData/>" END));
    EXPECT_BYTES(arena_printf(&arena, book, " activeTab=\"0\"",
                              "<sheet xmlns:r=\"" GIVEN_LINK
                              "\" name=\"t\" sheetId=\"2\" r:id=\"rId2\"/>",
                              1),
                 xlsx_edit_bytes(edit, edit->workbook));
    EXPECT(text_find(xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0)),
                     TEXT("<sheetView workbookViewId=\"0\"/>"), 0)
           >= 0);
    EXPECT(xlsx_edit_finish(edit, edit->book, &made));
    expect_begin("a sheet that is there is shown at its place");
    edit = xlsx_edit_open(&arena, "made.xlsx", made, &diags);
    xlsx_append_show(edit, 1);
    EXPECT(text_find(xlsx_edit_bytes(edit, edit->workbook),
                     TEXT("<workbookView activeTab=\"1\"/>"), 0)
           >= 0);
    arena_release(&arena);
}

static void
run_refused(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit;
    struct text made;

    expect_begin("what does not read back as meant is not given out");
    edit = given_edit(
        &arena,
        (struct given_workbook){ .data = "<row r=\"1\"><c r=\"A1\"><v>1</v></c>"
                                         "</row>" },
        &diags);
    set_cells(edit, "A1=2");
    EXPECT(!xlsx_edit_finish(edit, edit->book, &made));
    EXPECT_TEXT("given.xlsx!S!A1: the cell reads back otherwise "
                "[write-differs]\n  given      1\n  read back  2\n",
                show_complaints(&arena, &diags));
    arena_release(&arena);
}

static const struct {
    const char *name, *rows;
} twice_cases[] = {
    { "a cell that is there twice is not changed",
      "<row r=\"1\"><c r=\"A1\"/><c r=\"B1\"/><c r=\"A1\"><v>1</v></c></row>" },
    { "a cell of a row that is there twice is not changed",
      "<row r=\"1\"/><row r=\"2\"/><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
      "</row>" },
};

static void
run_twice(const char *name, const char *rows)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_edit *edit;

    expect_begin(name);
    edit = given_edit(&arena, (struct given_workbook){ .data = rows }, &diags);
    set_cells(edit, "A1=2");
    EXPECT(edit->failed);
    EXPECT_TEXT(
        "given.xlsx!S!A1: the cell or its row is there twice in the file "
        "[edit-unsupported]\n",
        show_complaints(&arena, &diags));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cells_cases); i++)
        run_cells(&cells_cases[i]);
    for (int i = 0; i < ARRAY_LEN(mixed_cases); i++)
        run_mixed(&mixed_cases[i]);
    for (int i = 0; i < ARRAY_LEN(rows_cases); i++)
        run_rows(&rows_cases[i]);
    run_others();
    run_prefix();
    run_comment();
    run_remove();
    run_style();
    run_unread();
    run_append();
    run_append_prefix();
    run_append_places();
    run_refused();
    for (int i = 0; i < ARRAY_LEN(twice_cases); i++)
        run_twice(twice_cases[i].name, twice_cases[i].rows);
    return expect_finish();
}
