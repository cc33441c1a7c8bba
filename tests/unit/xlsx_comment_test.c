/*
 * xlsx_comment_test.c - notes on sheets that somebody else made: with notes,
 * boxes and threads of their own, under prefixes, in the strict format.
 *
 * A package is text (support/given_parts.h); of the parts that became
 * something else the case names those that it is about.
 */
#include "edit/xlsx_comment.h"

#include <string.h>

#include "base/limits.h"
#include "edit/xlsx_related.h"
#include "support/expect.h"
#include "support/given_parts.h"
#include "support/show_store.h"

#define MOST 3

#define RELATIONS(part, all)                                                   \
    "\n==== xl/" part "\n<Relationships xmlns=\"" GIVEN_RELATIONS "\">" all    \
    "</Relationships>"
#define RELATION(id, type, target)                                             \
    "<Relationship Id=\"" id "\" Type=\"" GIVEN_LINK "/" type                  \
    "\" Target=\"" target "\"/>"
#define OF_SHEET(all) RELATIONS("worksheets/_rels/sheet1.xml.rels", all)
#define OF_BOOK                                                                \
    RELATIONS("_rels/workbook.xml.rels",                                       \
              RELATION("rId1", "worksheet", "worksheets/sheet1.xml")           \
                  RELATION("rId2", "person", "persons/person.xml"))
#define NOTES RELATION("rId1", "comments", "../comments1.xml")
#define BOXES RELATION("rId2", "vmlDrawing", "../drawings/v.vml")
#define THREADS RELATION("rId3", "threadedComment", "../threads/t.xml")

#define COMMENTS "\n==== xl/comments1.xml\n"
#define DRAWING "\n==== xl/drawings/v.vml\n"
#define THREAD "\n==== xl/threads/t.xml\n"
#define PERSONS "\n==== xl/persons/person.xml\n"
#define SHEET                                                                  \
    "\n==== xl/worksheets/sheet1.xml\n<worksheet xmlns=\"" GIVEN_MAIN          \
    "\" xmlns:r=\"" GIVEN_LINK "\"><sheetData/>"                               \
    "<legacyDrawing r:id=\"rId2\"/></worksheet>"

/* In the notes' part: a root, and a note of one text. */
#define ROOT "<comments xmlns=\"" GIVEN_MAIN "\">"
#define NOTE(ref, text)                                                        \
    "<comment ref=\"" ref "\" authorId=\"0\"><text><r><t>" text                \
    "</t></r></text></comment>"
#define NEW(ref, author)                                                       \
    "<comment ref=\"" ref "\" authorId=\"" author                              \
    "\"><text>" RUN("新") "</text></comment>"
#define RUN(text) "<r><t xml:space=\"preserve\">" text "</t></r>"
#define WITH_NOTE                                                              \
    COMMENTS ROOT "<authors><author>a</author></authors><commentList>" NOTE(   \
        "B2", "旧") "</commentList></comments>"

#define ID "{6A756573-7561-4E00-8000-000000000000}"
#define US                                                                     \
    "<person displayName=\"j&amp;n\" id=\"" ID "\" userId=\"j&amp;n\" "        \
    "providerId=\"None\"/>"
#define THEM "<person displayName=\"a\" id=\"{1}\"/>"
#define SAID                                                                   \
    "<threadedComment ref=\"B2\" id=\"{7}\"><text>旧</text>"                  \
    "</threadedComment>"
#define ANSWER                                                                 \
    "<threadedComment ref=\"B2\" personId=\"" ID                               \
    "\" id=\"{6A756573-7561-4E01-0001-000000000001}\" parentId=\"{7}\">"       \
    "<text>新</text></threadedComment>"

static const struct comment_case {
    const char *name;
    bool removes; /* else "新" is added to B2 */
    const char *package;
    struct {
        const char *part, *want;
    } parts[MOST];
    const char *said;
} cases[] = {
    { "elements with a prefix, an author that is known",
      false,
      OF_SHEET(NOTES) COMMENTS
      "<x:comments xmlns:x=\"" GIVEN_MAIN "\"><x:authors><x:author/><x:author>"
      "j&amp;n</x:author></x:authors><x:commentList/></x:comments>",
      { { "xl/comments1.xml",
          "<x:comments xmlns:x=\"" GIVEN_MAIN
          "\"><x:authors><x:author/><x:author>j&amp;n</x:author></x:authors>"
          "<x:commentList><x:comment ref=\"B2\" authorId=\"1\"><x:text><x:r>"
          "<x:t xml:space=\"preserve\">新</x:t></x:r></x:text></x:comment>"
          "</x:commentList></x:comments>" } },
      "" },
    { "lists that are empty",
      false,
      OF_SHEET(NOTES) COMMENTS ROOT "<authors/><commentList/></comments>",
      { { "xl/comments1.xml",
          ROOT "<authors><author>j&amp;n</author></authors><commentList>" NEW(
              "B2", "0") "</commentList></comments>" } },
      "" },
    { "a note without words, below one of another cell",
      false,
      OF_SHEET(NOTES) COMMENTS ROOT
      "<authors><author>a</author></authors><commentList>" NOTE(
          "A1", "一") "<comment ref=\"?\" authorId=\"0\"/><comment ref=\"B2\" "
                      "authorId=\"0\"><text/></comment></commentList>"
                      "</comments>",
      { { "xl/comments1.xml", ROOT
          "<authors><author>a</author><author>j&amp;n</author></authors>"
          "<commentList>" NOTE(
              "A1",
              "一") "<comment ref=\"?\" "
                    "authorId=\"0\"/><comment "
                    "ref=\"B2\" authorId=\"0\">"
                    "<text>" RUN(
                        "新") "</text></comment></commentList></comments>" } },
      "" },
    { "a part without a list of notes is refused",
      false,
      OF_SHEET(NOTES) COMMENTS ROOT "<authors/></comments>",
      { { NULL, NULL } },
      "given.xlsx: part 'xl/comments1.xml' has no list of comments [edit-unsupported]\n" },
    { "a box is one more than those there are, whose outline stays",
      false,
      OF_SHEET(BOXES) SHEET DRAWING
      "<xml xmlns:v=\"v\"><v:shapetype id=\"_x0000_t202\"/><v:shape "
      "id=\"_x0000_s1030\"/><v:shape id=\"_x0000_sx\"/></xml>",
      { { "xl/comments1.xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" ROOT
          "<authors><author>j&amp;n</author></authors><commentList>" NEW(
              "B2", "0") "</commentList></comments>" },
        { "xl/drawings/v.vml", "... _x0000_t202 _x0000_s1030 _x0000_sx "
                               "_x0000_s1031 _x0000_t202" } },
      "" },
    { "notes and a drawing that are not there are made, by other names: another "
      "sheet may lack those",
      false,
      OF_SHEET(NOTES BOXES) SHEET,
      { { "xl/worksheets/_rels/sheet1.xml.rels",
          "<Relationships xmlns=\"" GIVEN_RELATIONS
          "\">" RELATION("rId1", "comments", "/xl/comments2.xml")
              RELATION("rId2", "vmlDrawing",
                       "/xl/drawings/vmlDrawing1.vml") "</Relationships>" },
        { "xl/worksheets/sheet1.xml",
          "<worksheet xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
          "\"><sheetData/><legacyDrawing r:id=\"rId2\"/></worksheet>" },
        { "xl/comments2.xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" ROOT
          "<authors><author>j&amp;n</author></authors>"
          "<commentList>" NEW("B2", "0") "</commentList></comments>" } },
      "" },
    { "so is one that no relation leads to",
      false,
      OF_SHEET("") SHEET,
      { { "xl/worksheets/_rels/sheet1.xml.rels",
          "<Relationships xmlns=\"" GIVEN_RELATIONS
          "\">" RELATION("rId1", "comments", "/xl/comments1.xml")
              RELATION("rId3", "vmlDrawing",
                       "/xl/drawings/vmlDrawing1.vml") "</Relationships>" },
        { "xl/worksheets/sheet1.xml",
          "<worksheet xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK
          "\"><sheetData/><legacyDrawing r:id=\"rId3\"/></worksheet>" } },
      "" },
    { "a drawing without a name is refused",
      false,
      OF_SHEET(
          "") "\n==== xl/worksheets/sheet1.xml\n<worksheet xmlns=\"" GIVEN_MAIN
              "\"><sheetData/><legacyDrawing/></worksheet>",
      { { NULL, NULL } },
      "given.xlsx: part 'xl/worksheets/sheet1.xml' names no drawing of its notes [edit-unsupported]\n" },
    { "and so is one that is none",
      false,
      OF_SHEET(BOXES) SHEET DRAWING "<xml/>",
      { { NULL, NULL } },
      "given.xlsx: part 'xl/drawings/v.vml' is no drawing of notes [edit-unsupported]\n" },
    { "who talks in threads gets an answer, and we a name",
      false,
      OF_BOOK OF_SHEET(NOTES THREADS) WITH_NOTE THREAD
      "<ThreadedComments><threadedComment ref=\"A1\" id=\"{5}\"/>"
      "<threadedComment ref=\"?\" id=\"{6}\"/>" SAID
      "<threadedComment ref=\"B2\" id=\"{8}\" parentId=\"{7}\"/>"
      "</ThreadedComments>" PERSONS "<personList>" THEM "</personList>",
      { { "xl/threads/t.xml",
          "<ThreadedComments><threadedComment ref=\"A1\" id=\"{5}\"/>"
          "<threadedComment ref=\"?\" id=\"{6}\"/>" SAID ANSWER
          "<threadedComment ref=\"B2\" id=\"{8}\" parentId=\"{7}\"/>"
          "</ThreadedComments>" },
        { "xl/persons/person.xml", "<personList>" THEM US "</personList>" },
        { "xl/comments1.xml",
          ROOT "<authors><author>a</author><author>j&amp;n</author></authors>"
               "<commentList><comment ref=\"B2\" authorId=\"0\"><text><r><t>旧"
               "</t></r>" RUN("\n新") "</text></comment></commentList>"
                                      "</comments>" } },
      "" },
    { "threads with a prefix and a time, where we have a name",
      false,
      OF_BOOK OF_SHEET(NOTES THREADS) WITH_NOTE THREAD
      "<x:ThreadedComments xmlns:x=\"t\"><x:threadedComment ref=\"B2\" "
      "dT=\"2023-01-01T00:00:00\" id=\"{7}\"><x:text>旧</x:text>"
      "</x:threadedComment></x:ThreadedComments>" PERSONS "<personList>" THEM US
      "</personList>",
      { { "xl/threads/t.xml",
          "<x:ThreadedComments xmlns:x=\"t\"><x:threadedComment ref=\"B2\" "
          "dT=\"2023-01-01T00:00:00\" id=\"{7}\"><x:text>旧</x:text>"
          "</x:threadedComment><x:threadedComment ref=\"B2\" "
          "dT=\"2023-01-01T00:00:00\" personId=\"" ID
          "\" id=\"{6A756573-7561-4E01-0001-000000000001}\" parentId=\"{7}\">"
          "<x:text>新</x:text></x:threadedComment></x:ThreadedComments>" },
        { "xl/persons/person.xml", "<personList>" THEM US "</personList>" } },
      "" },
    { "no answer where nobody has a name",
      false,
      OF_SHEET(NOTES THREADS) WITH_NOTE THREAD "<ThreadedComments>" SAID
                                               "</ThreadedComments>",
      { { "xl/threads/t.xml",
          "<ThreadedComments>" SAID "</ThreadedComments>" } },
      "" },
    { "nor where the list of names is empty",
      false,
      OF_BOOK OF_SHEET(NOTES THREADS) WITH_NOTE THREAD
      "<ThreadedComments>" SAID "</ThreadedComments>" PERSONS "<personList/>",
      { { "xl/threads/t.xml", "<ThreadedComments>" SAID "</ThreadedComments>" },
        { "xl/persons/person.xml", "<personList/>" } },
      "" },
    { "answers that are ours go, those of others stay",
      true,
      OF_SHEET(NOTES THREADS) COMMENTS ROOT
      "<commentList>" NOTE("A1", "一") NOTE(
          "B2",
          "#新") "</commentList></comments>" THREAD
                 "<ThreadedComments><threadedComment ref=\"B2\" id=\"{7}\"><text>#旧"
                 "</text></threadedComment><threadedComment parentId=\"{7}\"><text>#新"
                 "</text></threadedComment><threadedComment parentId=\"{7}\"/>"
                 "<threadedComment parentId=\"{7}\"><text>好</text></threadedComment>"
                 "</ThreadedComments>",
      { { "xl/threads/t.xml",
          "<ThreadedComments><threadedComment ref=\"B2\" id=\"{7}\"><text>#旧"
          "</text></threadedComment><threadedComment parentId=\"{7}\"/>"
          "<threadedComment parentId=\"{7}\"><text>好</text>"
          "</threadedComment></ThreadedComments>" },
        { "xl/comments1.xml",
          ROOT "<commentList>" NOTE("A1", "一") "</commentList></comments>" } },
      "" },
    { "of the boxes only the one of the cell goes",
      true,
      OF_SHEET(NOTES BOXES) SHEET COMMENTS ROOT
      "<commentList><comment ref=\"?\"><text><t>#</t></text></comment>" NOTE(
          "B2", "#新") "</commentList></comments>" DRAWING
                       "<xml><shape/><shape><Row>1</Row></shape><shape><Row> 1 "
                       "</Row><Column>1</Column></shape><shape><Row>1</Row>"
                       "<Column>2</Column></shape></xml>",
      { { "xl/drawings/v.vml",
          "<xml><shape/><shape><Row>1</Row></shape><shape><Row>1</Row>"
          "<Column>2</Column></shape></xml>" },
        { "xl/comments1.xml",
          ROOT "<commentList><comment ref=\"?\"><text><t>#</t></text>"
               "</comment></commentList></comments>" } },
      "" },
    { "a note goes without a box",
      true,
      OF_SHEET(NOTES) COMMENTS ROOT
      "<commentList>" NOTE("B2", "#新") "</commentList>"
                                        "</comments>",
      { { "xl/comments1.xml", ROOT "<commentList></commentList></comments>" } },
      "" },
    { "also where its drawing is not there",
      true,
      OF_SHEET(NOTES) SHEET COMMENTS ROOT
      "<commentList>" NOTE("B2", "#新") "</commentList></comments>",
      { { "xl/comments1.xml", ROOT "<commentList></commentList></comments>" } },
      "" },
};

/* Of a drawing that is asked for as "... ": the ids that it speaks of. */
static const char *
show_shapes(struct arena *arena, const char *drawing)
{
    const char *all = "...";

    for (const char *at = drawing; (at = strstr(at, "_x0000_")); at++)
        all = arena_printf(arena, "%s %.*s", all, (int)strcspn(at, "\""), at);
    return all;
}

static bool
is_own(struct text t)
{
    return text_starts(text_trim(t), TEXT("#"));
}

static void
run_case(const struct comment_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_comment added = { 1, 1, TEXT("新") };
    struct text before;
    struct xlsx_edit *edit = xlsx_edit_open(
        &arena, "given.xlsx",
        given_parts(&arena, text_of(c->package + 1), &before), &diags);
    int n = 0;

    expect_begin(c->name);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    if (c->removes)
        xlsx_comment_remove(edit, 0, is_own, &n);
    else
        xlsx_comment_add(edit, 0, "j&n", &added, 1);
    EXPECT_INT(c->removes, n);
    for (int i = 0; i < MOST && c->parts[i].part; i++) {
        const char *got = text_zero(
            &arena, xlsx_edit_bytes(edit, text_of(c->parts[i].part)));

        if (strncmp(c->parts[i].want, "...", 3) == 0)
            got = show_shapes(&arena, got);
        EXPECT_TEXT(c->parts[i].want, got);
    }
    EXPECT_TEXT(c->said, show_complaints(&arena, &diags));
    EXPECT_INT(*c->said != '\0', edit->failed);
    arena_release(&arena);
}

/* ISO/IEC 29500 strict has names of its own for everything. */
static void
run_strict(void)
{
#define PURL "http://purl.oclc.org/ooxml/"
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_comment added = { 1, 1, TEXT("新") };
    struct text before, sheet;
    struct xlsx_edit *edit;

    expect_begin("a strict workbook gets strict parts");
    edit = xlsx_edit_open(
        &arena, "given.xlsx",
        given_parts(
            &arena,
            TEXT("==== xl/workbook.xml\n<workbook xmlns=\"" PURL
                 "spreadsheetml/main\" xmlns:r=\"" PURL
                 "officeDocument/relationships\"><sheets><sheet name=\"S\" "
                 "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                 "\n==== xl/worksheets/sheet1.xml\n<x:worksheet xmlns:x=\"" PURL
                 "spreadsheetml/main\"><x:sheetData/></x:worksheet>"),
            &before),
        &diags);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    xlsx_comment_add(edit, 0, "n", &added, 1);
    sheet = xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0));
    EXPECT_BYTES("<x:worksheet xmlns:x=\"" PURL
                 "spreadsheetml/main\"><x:sheetData/><x:legacyDrawing "
                 "xmlns:r=\"" PURL
                 "officeDocument/relationships\" r:id=\"rId2\"/></x:worksheet>",
                 sheet);
    EXPECT(strstr(text_zero(&arena,
                            xlsx_edit_bytes(edit, TEXT("xl/comments1.xml"))),
                  "<comments xmlns=\"" PURL "spreadsheetml/main\">")
           != NULL);
    EXPECT(!edit->failed);
    arena_release(&arena);
}

static void
run_corner(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct xlsx_comment added = { LIMIT_ROWS - 1, LIMIT_COLS - 1, TEXT("新") };
    struct text before, sheet, box;
    struct xlsx_edit *edit = xlsx_edit_open(
        &arena, "given.xlsx", given_parts(&arena, TEXT(""), &before), &diags);

    expect_begin("the box of the last cell is inside of the sheet");
    xlsx_comment_add(edit, 0, "n", &added, 1);
    sheet = xlsx_edit_sheet(edit, 0);
    box = xlsx_edit_bytes(edit, xlsx_related(edit, sheet, "vmlDrawing"));
    EXPECT(
        text_find(box, TEXT(">16383, 15, 1048574, 2, 16383, 31, 1048575, "), 0)
        > 0);
    EXPECT_TEXT("", show_complaints(&arena, &diags));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    run_strict();
    run_corner();
    return expect_finish();
}
