/*
 * xlsx_fit_test.c - rows that new texts make higher.
 *
 * A case puts a text into A1 of a sheet whose columns are ten wide and whose
 * format 1 breaks lines; expected is the element of row 1, and of row 2 where
 * A1 is merged over both.
 */
#include "edit/xlsx_fit.h"

#include "support/expect.h"
#include "support/given_zip.h"

#define STYLES                                                                 \
    "<styleSheet xmlns=\"" GIVEN_MAIN "\"><fonts count=\"2\"><font><sz "       \
    "val=\"11\"/></font><font><sz val=\"22\"/></font></fonts><cellXfs "        \
    "count=\"3\"><xf/><xf><alignment wrapText=\"1\"/></xf><xf fontId=\"1\">"   \
    "<alignment wrapText=\"1\"/></xf></cellXfs></styleSheet>"
#define SHORT "决算"
#define LONG "本表反映部门本年度的总收支情况" /* four lines */

static const struct {
    const char *name, *row, *merged, *text, *want;
} cases[] = {
    { "a text of one line changes nothing",
      "<row r=\"1\" ht=\"12\" customHeight=\"1\"><c r=\"A1\" s=\"1\"/></row>",
      "", SHORT, "<row r=\"1\" ht=\"12\" customHeight=\"1\">" },
    { "of several: the row is as high, and may grow",
      "<row r=\"1\" ht=\"12\" customHeight=\"1\"><c r=\"A1\" s=\"1\"/></row>",
      "", LONG, "<row r=\"1\" ht=\"63\">" },
    { "a row without a height gets one",
      "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>", "", LONG,
      "<row r=\"1\" ht=\"63\">" },
    { "line breaks count, however short the lines are",
      "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>", "", "一\n二\n三",
      "<row r=\"1\" ht=\"48\">" },
    { "a row that is high enough stays",
      "<row r=\"1\" ht=\"90\" customHeight=\"1\"><c r=\"A1\" s=\"1\"/></row>",
      "", LONG, "<row r=\"1\" ht=\"90\" customHeight=\"1\">" },
    { "so does one whose cell breaks no lines, or that nobody sees",
      "<row r=\"1\" ht=\"12\"><c r=\"A1\"/></row>", "", LONG,
      "<row r=\"1\" ht=\"12\">" },
    { "hidden",
      "<row r=\"1\" ht=\"12\" hidden=\"1\"><c r=\"A1\" s=\"1\"/></row>", "",
      LONG, "<row r=\"1\" ht=\"12\" hidden=\"1\">" },
    { "a larger font takes more", "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>",
      "", SHORT "\n" SHORT, "<row r=\"1\" ht=\"63\">" },
    { "merged columns have room, and nobody else will fit the row",
      "<row r=\"1\" ht=\"12\"><c r=\"A1\" s=\"1\"/></row>", "A1:B1", LONG,
      "<row r=\"1\" ht=\"33\" customHeight=\"1\">" },
    { "merged rows: the last of them takes what is lacking",
      "<row r=\"1\" ht=\"30\"><c r=\"A1\" s=\"1\"/></row>"
      "<row r=\"2\" ht=\"12\"/>",
      "A1:A2", LONG,
      "<row r=\"1\" ht=\"30\"><row r=\"2\" ht=\"33\" customHeight=\"1\"/>" },
};

/* The opening tags of rows. */
static const char *
show_rows(struct arena *arena, struct text part)
{
    const char *all = "";
    long at = text_find(part, TEXT("<row"), 0);

    while (at >= 0) {
        long end = text_find(part, TEXT(">"), (size_t)at);
        struct text tag = text_slice(part, (size_t)at, (size_t)end + 1);

        all = arena_printf(arena, "%s%.*s", all, TEXT_ARG(tag));
        at = text_find(part, TEXT("<row"), (size_t)end);
    }
    return all;
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        bool merged = *cases[i].merged != '\0';
        const char *sheet = arena_printf(
            &arena,
            "<worksheet xmlns=\"" GIVEN_MAIN
            "\"><cols><col min=\"1\" max=\"9\" "
            "width=\"10\"/></cols><sheetData>%s</sheetData>%s%s%s</worksheet>",
            cases[i].row, merged ? "<mergeCells><mergeCell ref=\"" : "",
            cases[i].merged, merged ? "\"/></mergeCells>" : "");
        struct xlsx_edit *edit = xlsx_edit_open(
            &arena, "given.xlsx",
            given_workbook(&arena, (struct given_workbook){ .sheet = sheet,
                                                            .styles = STYLES }),
            &diags);
        struct xlsx_cell cell = { .type = CELL_TEXT,
                                  .text = text_of(cases[i].text),
                                  .format = -1 };

        expect_begin(cases[i].name);
        if (!EXPECT(edit != NULL))
            continue;
        xlsx_fit_rows(edit, 0, &edit->book->sheets[0], &cell, 1);
        EXPECT_TEXT(
            cases[i].want,
            show_rows(&arena, xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0))));
        arena_release(&arena);
    }
    return expect_finish();
}
