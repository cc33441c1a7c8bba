/* ods_read_test.c - OpenDocument spreadsheets from the text of their parts. */
#include "book/ods_read.h"

#include <string.h>

#include "book/workbook.h"
#include "support/expect.h"
#include "support/given_zip.h"
#include "support/show_book.h"

static struct arena arena;

#define NAMES                                                                  \
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""       \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""         \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""           \
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""         \
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""           \
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""                           \
    " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""    \
    " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:"     \
    "xmlns:calcext:1.0\""
#define CONTENT(styles, body)                                                  \
    "<office:document-content" NAMES "><office:automatic-styles>" styles       \
    "</office:automatic-styles><office:body><office:spreadsheet>" body         \
    "</office:spreadsheet></office:body></office:document-content>"
#define TABLE(rows) "<table:table table:name=\"S\">" rows "</table:table>"
#define ROWS(rows) CONTENT("", TABLE(rows))
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define CELL(attributes, content)                                              \
    "<table:table-cell " attributes ">" content "</table:table-cell>"
#define FLOAT(value) "office:value-type=\"float\" office:value=\"" value "\""
#define STRING "office:value-type=\"string\""
#define P(text) "<text:p>" text "</text:p>"
#define N(value) CELL(FLOAT(value), P("shown"))
#define STYLE(name, number)                                                    \
    "<style:style style:name=\"" name "\" style:family=\"table-cell\""         \
    " style:data-style-name=\"" number "\"/>"
#define FORMAT(kind, name, pieces)                                             \
    "<number:" kind "-style style:name=\"" name "\">" pieces "</number:" kind  \
    "-style>"
#define INSIDE(attributes, position, text)                                     \
    "<number:number " attributes                                               \
    "><number:embedded-text number:position=\"" position "\">" text            \
    "</number:embedded-text></number:number>"
#define FONT(name, family, attributes)                                         \
    "<style:style style:name=\"" name "\" style:family=\"" family              \
    "\"><style:text-properties " attributes "/></style:style>"
#define MADE_FROM(name, parent)                                                \
    "<style:style style:name=\"" name "\" style:family=\"table-cell\""         \
    " style:parent-style-name=\"" parent "\"/>"
#define SPAN(style, text)                                                      \
    "<text:span text:style-name=\"" style "\">" text "</text:span>"
#define DIGITS(attributes) "<number:number " attributes "/>"

static const struct read_case {
    const char *name, *content, *want;
} cases[] = {
    { "values by their types",
      ROWS(ROW(
          N("582.36") CELL(STRING, P("合计")) CELL(
              "office:value-type=\"percentage\" office:value=\"0.5\"", P("50%"))
              CELL("office:value-type=\"currency\" office:value=\"-1E3\"", "")
                  CELL("office:value-type=\"boolean\" "
                       "office:boolean-value=\"true\"",
                       "") CELL("office:value-type=\"date\" "
                                "office:date-value=\"2020-01-31\"",
                                "") CELL("office:value-type=\"time\" "
                                         "office:time-value=\"PT12H30M00S\"",
                                         ""))),
      "S visible\nA1 n 582.36\nB1 s 合计\nC1 n 0.5\nD1 n -1E3\nE1 b 1\n"
      "F1 D 2020-01-31\nG1 D PT12H30M00S\n" },
    { "values that are none",
      ROWS(ROW(N("1,5") N("NaN") N("1e999")
                   CELL("office:value-type=\"date\" "
                        "office:date-value=\"31.1.2020\"",
                        "") CELL("office:value-type=\"boolean\" "
                                 "office:boolean-value=\"8\"",
                                 "") N("1"))),
      "S visible\nF1 n 1\nA1 num-invalid\nB1 num-invalid\nC1 num-invalid\n"
      "D1 num-invalid\nE1 type-invalid\n" },
    { "a time that is below zero, and one that is none",
      ROWS(ROW(CELL("office:value-type=\"time\" "
                    "office:time-value=\"-PT24H00M00S\"",
                    "") CELL("office:value-type=\"time\" "
                             "office:time-value=\"PT-1H\"",
                             "") CELL("office:value-type=\"time\"", ""))),
      "S visible\nA1 D -PT24H00M00S\nB1 num-invalid\nC1 num-invalid\n" },
    { "a text without a type, and one that an attribute says",
      ROWS(ROW(CELL("", P("a"))
                   CELL(STRING " office:string-value=\"b\"", P("shown")))),
      "S visible\nA1 s a\nB1 s b\n" },
    { "paragraphs, blanks that are meant, breaks, what is marked up",
      ROWS(ROW(CELL(
          STRING,
          P("a \n\t b <text:s text:c=\"2\"/>c")
              P("<text:span>d<text:span>e</text:span></text:span>f<text:tab/>g"
                "<text:line-break/><text:a>h</text:a> ")))),
      "S visible\nA1 s a b   c\ndef\tg\nh\n" },
    { "notes and drawings are not of the text",
      ROWS(ROW(CELL(STRING,
                    "<office:annotation><text:p>note</text:p>"
                    "</office:annotation>" P("a<text:note><text:p>n</text:p>"
                                             "</text:note>b")))),
      "S visible\nA1 s ab\n" },
    { "thousands of millions of blanks",
      ROWS(ROW(CELL(STRING, P("<text:s text:c=\"2000000000\"/>")))),
      "limit-reached\n" },
    { "cells and rows that are repeated",
      ROWS(ROW(CELL("table:number-columns-repeated=\"2\"", "") CELL(
          "table:number-columns-repeated=\"2\" " FLOAT("7"),
          "")) "<table:table-row table:number-rows-repeated=\"65000\">"
               "<table:table-cell table:number-columns-repeated=\"16384\"/>"
               "</table:table-row>"
               "<table:table-row table:number-rows-repeated=\"2\">" N(
                   "8") "</table:table-row>"),
      "S visible\nC1 n 7\nD1 n 7\nA65002 n 8\nA65003 n 8\n" },
    { "an empty sheet written out to its end",
      ROWS(ROW(N("1")) "<table:table-row "
                       "table:number-rows-repeated=\"1048576\">"
                       "<table:table-cell "
                       "table:number-columns-repeated=\"16384\"/>"
                       "</table:table-row>"),
      "S visible\nA1 n 1\n" },
    { "a full sheet",
      ROWS("<table:table-row table:number-rows-repeated=\"1048576\">" CELL(
          "table:number-columns-repeated=\"16384\" " FLOAT("1"),
          "") "</table:table-row>"),
      "A1 limit-reached\n" },
    { "numbers of rows and columns that are none",
      ROWS(ROW(CELL("table:number-columns-repeated=\"-1\" " FLOAT("1"), "") N(
          "2")) "<table:table-row "
                "table:number-rows-repeated=\"99999999999999999999\">" N(
                    "3") "</table:table-row>"),
      "S visible\nA1 n 2\nA1 ref-invalid\nA2 ref-invalid\n" },
    { "cells behind the last column and rows behind the last one",
      ROWS(ROW(CELL("table:number-columns-repeated=\"16384\"", "") N("1"))),
      "S visible\nXFD1 ref-invalid\n" },
    { "merged cells, and what is covered",
      ROWS(ROW(CELL("table:number-columns-spanned=\"2\" "
                    "table:number-rows-spanned=\"2\" " FLOAT("1"),
                    "") "<table:covered-table-cell " FLOAT("2") "/>" N("3"))),
      "S visible\nA1 n 1\nB1 n 2\nC1 n 3\nA1:B2\n" },
    { "a cell that spans more than there is",
      ROWS(ROW(
          CELL("table:number-columns-spanned=\"2000000000\" " FLOAT("1"), ""))),
      "S visible\nA1 n 1\nA1 ref-invalid\n" },
    { "rows in groups and headers, rows and tables that are hidden",
      CONTENT(
          "<style:style style:name=\"h\" style:family=\"table\">"
          "<style:table-properties table:display=\"false\"/></style:style>",
          TABLE("<table:table-header-rows>" ROW(N(
              "1")) "</table:table-header-rows><table:table-row-group>"
                    "<table:table-row table:visibility=\"collapse\">" N("2") "</table:table-row></table:table-row-group>" ROW(
                        N("3"))) "<table:table table:name=\"T\" table:style-name=\"h\">" ROW(N("4")) "</table:table>"),
      "S visible\nA1 n 1\nA2 n 2\nA3 n 3\nhidden 2\nT hidden\nA1 n 4\n" },
    { "formulas: a result, an error, none",
      ROWS(ROW(CELL("table:formula=\"of:=1+1\" " FLOAT("2"), P("2")) CELL(
          "table:formula=\"of:=1/0\" " STRING " office:string-value=\"\" "
          "calcext:value-type=\"error\"",
          P("#DIV/0!")) CELL("table:formula=\"of:=A9\"", ""))),
      "S visible\nA1 n+ 2\nB1 e+ #DIV/0!\nC1 s? A9\n" },
    { "a formula whose result is an empty text",
      ROWS(ROW(CELL("table:formula=\"of:=&quot;&quot;\"", "<text:p/>")
                   CELL("table:formula=\"of:=A1\" " STRING, P("")))),
      "S visible\n" },
    { "errors as Excel and older programs write them",
      ROWS(ROW(CELL("table:formula=\"of:=1/0\" " FLOAT("0"), P("#DIV/0!"))
                   CELL(FLOAT("0"), P("#N/A")) CELL(FLOAT("0"), P("Err:502"))
                       CELL(FLOAT("0"), P("#NAME?")) CELL(FLOAT("0"), P("#0"))
                           CELL(FLOAT("7"), P("#REF!")))),
      "S visible\nA1 e+ #DIV/0!\nB1 e #N/A\nC1 e Err:502\nD1 e #NAME?\n"
      "E1 n 0\nF1 n 7\n" },
    { "headings and lists in a cell",
      ROWS(
          ROW(CELL(STRING, "<text:h>a</text:h><text:list><text:list-header>" P(
                               "b") "</text:list-header><text:list-item>" P("c")
                               P("d") "</text:list-item></text:list>" P("e"))
                  CELL(FLOAT("1"), "<text:list/>"))),
      "S visible\nA1 s a\nb\nc\nd\ne\nB1 n 1\n" },
    { "a table in a cell", ROWS(ROW(CELL("", TABLE(ROW(N("1")))) N("7"))),
      "S visible\nB1 n 7\nA1 type-invalid\n" },
    { "number formats",
      CONTENT(
          FORMAT("number", "n",
                 DIGITS("number:decimal-places=\"2\" "
                        "number:min-integer-digits=\"1\" "
                        "number:grouping=\"true\""))
              FORMAT(
                  "percentage", "p",
                  DIGITS("number:decimal-places=\"1\" "
                         "number:min-integer-digits=\"1\"") "<number:text>"
                                                            "%</number:text>")
                  FORMAT(
                      "number", "w",
                      DIGITS(
                          "number:decimal-places=\"2\" "
                          "number:min-integer-digits=\"1\"") "<number:text>万元</number:text>")
                      FORMAT("number", "g",
                             DIGITS("number:min-integer-digits"
                                    "=\"1\"")) STYLE("cn", "n") STYLE("cp", "p")
                          STYLE("cw", "w") STYLE("cg", "g"),
          TABLE("<table:table-column table:default-cell-style-name=\"cn\"/>"
                "<table:table-column table:default-cell-style-name=\"cp\" "
                "table:number-columns-repeated=\"2\"/>" ROW(
                    N("1") N("0.5")
                        CELL("table:style-name=\"cw\" " FLOAT("3"), "")
                            CELL("table:style-name=\"cg\" " FLOAT("4"), "")))),
      "S visible\nA1 n 1 #,##0.00\nB1 n 0.5 0.0%\nC1 n 3 0.00\"万元\"\n"
      "D1 n 4\n" },
    { "a text between the digits of a format",
      CONTENT(
          FORMAT("number", "n",
                 INSIDE("number:decimal-places=\"0\" "
                        "number:min-integer-digits=\"5\"",
                        "4", "."))
              FORMAT("number", "m",
                     INSIDE("number:decimal-places=\"4\" "
                            "number:min-integer-digits=\"1\"",
                            "0", "!")) FORMAT("number", "g",
                                              INSIDE("number:decimal-places="
                                                     "\"0\" "
                                                     "number:grouping=\"true\"",
                                                     "4", ".")) STYLE("a", "n")
                  STYLE("b", "m") STYLE("c", "g"),
          TABLE(ROW(CELL("table:style-name=\"a\" " FLOAT("5823600"), "") CELL(
              "table:style-name=\"b\" " FLOAT("5823600"), "")
                        CELL("table:style-name=\"c\" " FLOAT("5823600"), "")))),
      "S visible\nA1 n 5823600 0\".\"0000\nB1 n 5823600 0\"!\".0000\n"
      "C1 n 5823600 #\".\"#,##0\n" },
    { "what is raised, lowered or struck out, by a cell's style or a text's",
      CONTENT(FONT("up", "text", "style:text-position=\"super 58%\"")
                  FONT("down", "text", "style:text-position=\"-33% 58%\"")
                      FONT("flat", "text",
                           "style:text-position=\"0% 100%\" "
                           "style:text-line-through-style=\"none\"")
                          FONT("struck", "table-cell",
                               "style:text-line-through-style=\"solid\" "
                               "style:text-line-through-type=\"single\"")
                              MADE_FROM("also", "struck"),
              TABLE(ROW(
                  CELL(STRING, P("582.36" SPAN("up", "1")))
                      CELL(STRING, P(SPAN("down", "1") "2")) CELL(
                          STRING, P("1" SPAN("flat", "2") SPAN("up", " ") "3"))
                          CELL("table:style-name=\"also\" " FLOAT("7"),
                               P("7"))))),
      "S visible\nA1 s^ 582.361\nB1 s^ 12\nC1 s 12 3\nD1 n^ 7\n" },
    { "a format with sections, and a style made from another",
      CONTENT(
          FORMAT("number", "P0",
                 DIGITS("number:decimal-places=\"0\" "
                        "number:min-integer-digits=\"1\""))
              FORMAT(
                  "number", "m",
                  "<number:text>-</number:text>" DIGITS(
                      "number:decimal-places=\"0\" "
                      "number:min-integer-digits=\"1\"") "<style:map style:condition=\"value()&gt;=0\" "
                                                         "style:apply-style-name=\"P0\"/>")
                  STYLE("a", "m") "<style:style style:name=\"b\" "
                                  "style:family=\"table-cell\" "
                                  "style:parent-style-name=\"a\"/>",
          TABLE(ROW(CELL("table:style-name=\"b\" " FLOAT("3"), "")))),
      "S visible\nA1 n 3 0;\"-\"0\n" },
    { "a format for amounts below zero, and one for those above",
      CONTENT(
          FORMAT("number", "P0", "<number:text>-</number:text>") FORMAT(
              "number", "m",
              DIGITS(
                  "number:decimal-places=\"0\"") "<style:map style:condition=\"value()&lt;0\" "
                                                 "style:apply-style-name=\"P0\"/>")
              FORMAT(
                  "number", "n",
                  DIGITS(
                      "number:decimal-places=\"0\"") "<style:map style:condition=\"value()&gt;0\" "
                                                     "style:apply-style-name=\"P0\"/>"
                                                     "<style:map style:condition=\"value()&lt;0\" "
                                                     "style:apply-style-name=\"m\"/>")
                  STYLE("a", "m") STYLE("b", "n"),
          TABLE(ROW(CELL("table:style-name=\"a\" " FLOAT("3"), "")
                        CELL("table:style-name=\"b\" " FLOAT("3"), "")))),
      "S visible\nA1 n 3 0;\"-\"\nB1 n 3 \"-\";0;0\n" },
    { "a format for amounts of ten thousand and more",
      CONTENT(
          FORMAT(
              "number", "P0",
              DIGITS(
                  "number:decimal-places=\"1\"") "<number:text>万</number:text>")
              FORMAT(
                  "number", "m",
                  DIGITS(
                      "number:decimal-places=\"0\"") "<style:map style:condition=\"value()&gt;=10000\" "
                                                     "style:apply-style-name=\"P0\"/>"
                                                     "<style:map style:condition=\"true()\" "
                                                     "style:apply-style-name=\"P0\"/>")
                  STYLE("a", "m"),
          TABLE(ROW(CELL("table:style-name=\"a\" " FLOAT("3"), "")))),
      "S visible\nA1 n 3 [>=10000]0.0\"万\";0\n" },
    { "a format for one figure, and one for those above, below and at zero",
      CONTENT(
          FORMAT("number", "P0", "<number:text>待核</number:text>")
              FORMAT("number", "P1", "<number:text>-</number:text>") FORMAT(
                  "number", "m",
                  DIGITS(
                      "number:decimal-places=\"0\"") "<style:map style:condition=\"value()=5\" style:apply-style-name=\"P0\"/>")
                  FORMAT(
                      "number", "n",
                      DIGITS(
                          "number:decimal-places=\"0\"") "<style:map style:condition=\"value()&gt;0\" style:apply-style-name=\"m\"/>"
                                                         "<style:map style:condition=\"value()&lt;0\" style:apply-style-name=\"P0\"/>"
                                                         "<style:map style:condition=\"value()=0\" style:apply-style-name=\"P1\"/>")
                      STYLE("a", "m") STYLE("b", "n"),
          TABLE(ROW(CELL("table:style-name=\"a\" " FLOAT("5"), "")
                        CELL("table:style-name=\"b\" " FLOAT("3"), "")))),
      "S visible\nA1 n 5 [=5]\"待核\";0\nB1 n 3 0;\"待核\";\"-\"\n" },
    { "styles made from one another in a ring",
      CONTENT(MADE_FROM("a", "b") MADE_FROM("b", "a"),
              TABLE(ROW(CELL("table:style-name=\"a\" " FLOAT("3"), "")))),
      "S visible\nA1 n 3\n" },
    { "what LibreOffice keeps of linked files is no sheet",
      CONTENT("", TABLE(ROW(N("1"))) "<table:table table:name=\"L\" "
                                     "table:style-name=\"ta_extref\">" ROW(
                                         N("2")) "</table:table>"),
      "S visible\nA1 n 1\n" },
    { "days from 1904",
      CONTENT("", "<table:calculation-settings><table:null-date "
                  "table:date-value=\"1904-01-01\"/>"
                  "</table:calculation-settings>" TABLE("")),
      "1904\nS visible\n" },
    { "no sheet", CONTENT("", ""), "not-xlsx\n" },
    { "a document of another kind",
      "<office:document-content" NAMES "><office:body><office:text/>"
      "</office:body></office:document-content>",
      "not-xlsx\n" },
    { "XML that is cut off", "<office:document-content" NAMES "><office:body>",
      "xml-invalid\n" },
};

#define TYPE "application/vnd.oasis.opendocument.spreadsheet"

/* One piece of XML; the last two are none. */
#define FLAT(type, content)                                                    \
    "<office:document" NAMES " office:mimetype=\"" type "\">" content          \
    "</office:document>"
static const struct flat_case {
    const char *name, *content, *want;
} flats[] = {
    { "one piece of XML: styles, properties and cells",
      "\xef\xbb\xbf<?xml version=\"1.0\"?>\n" FLAT(
          TYPE,
          "<office:meta><meta:generator>x</meta:generator><meta:user-defined "
          "meta:name=\"juesuan.template\">hubei-2022</meta:user-defined>"
          "</office:meta><office:styles>" FORMAT(
              "percentage", "p",
              DIGITS(
                  "number:decimal-places=\"1\"") "<number:text>%</number:text>") "</office:styles>"
                                                                                 "<office:automatic-styles>" STYLE("c", "p") "</office:automatic-styles><office:body><office:spreadsheet>" TABLE(
                                                                                     ROW(CELL(
                                                                                         "table:style-name=\"c\" " FLOAT(
                                                                                             "0.5"),
                                                                                         ""))) "</office:spreadsheet></office:body>"),
      "S visible\nA1 n 0.5 0.0%\n" },
    { "one piece of XML without a sheet", FLAT(TYPE, "<office:body/>"),
      "not-xlsx\n" },
    { "one piece of XML that is cut off",
      "<office:document" NAMES " office:mimetype=\"" TYPE "\"><office:body>",
      "xml-invalid\n" },
    { "one piece of XML that is a text",
      FLAT("application/vnd.oasis.opendocument.text", "<office:body/>"), NULL },
    { "a page that names the type", "<html>" TYPE "</html>", NULL },
};

static void
run_flat(const struct flat_case *c)
{
    struct diag_list diags = { .arena = &arena };
    struct text bytes = text_of(c->content);
    const struct book *book;

    expect_begin(c->name);
    EXPECT(ods_read_is_flat(bytes) == (c->want != NULL));
    if (c->want == NULL)
        return;
    book = ods_read_flat(&arena, "t.fods", bytes, &diags);
    EXPECT_TEXT(c->want, show_book(&arena, book, &diags));
    EXPECT(book || diag_has_errors(&diags));
    if (book)
        EXPECT_BYTES("hubei-2022", book->template_id);
}

static struct text
given_ods(const char *type, const char *content, const char *manifest,
          const char *meta)
{
    struct given_part parts[4]
        = { { .name = "content.xml", .content = content } };
    int n = 1;

    if (type)
        parts[n++] = (struct given_part){ .name = "mimetype", .content = type };
    if (manifest)
        parts[n++] = (struct given_part){ .name = "META-INF/manifest.xml",
                                          .content = manifest };
    if (meta)
        parts[n++] = (struct given_part){ .name = "meta.xml", .content = meta };
    return given_zip(&arena, parts, n, (struct given_end){ 0 });
}

static const char *
read_and_show(struct text bytes, const struct book **out)
{
    struct diag_list diags = { .arena = &arena };
    struct package package;

    *out = NULL;
    if (package_read(&arena, "t.ods", bytes, &package, &diags)
        && EXPECT(ods_read_is(&package.zip)))
        *out = ods_read(&package);
    EXPECT(*out || diag_has_errors(&diags));
    return show_book(&arena, *out, &diags);
}

/* All that a reader goes into, to be cut off anywhere. */
#define RICH                                                                                     \
    FLAT(                                                                                        \
        TYPE,                                                                                    \
        "<office:meta><dc:date>2024-03-05T07:08:09</dc:date>"                                    \
        "<meta:generator>x</meta:generator><meta:user-defined "                                  \
        "meta:name=\"juesuan.year\">2022</meta:user-defined></office:meta>"                      \
        "<office:styles>" FONT("up", "text", "style:text-position=\"super\"") FONT(              \
            "struck", "table-cell", "style:text-line-through-style=\"solid\"")                   \
            FORMAT("number", "n",                                                                \
                   INSIDE("number:decimal-places=\"100\"", "x",                                  \
                          "") "<number:number><number:other/></number:number>"                   \
                              "<number:text>\"</number:text>"                                    \
                              "<number:scientific-number/><number:fraction/>"                    \
                              "<style:map style:condition=\"value()&gt;=0\" "                    \
                              "style:apply-style-name=\"n\"/>")                                  \
                STYLE("c", "n") MADE_FROM(                                                       \
                    "d",                                                                         \
                    "c") "<style:other/></office:styles>"                                        \
                         "<office:body><office:spreadsheet>"                                     \
                         "<table:calculation-settings><table:null-date "                         \
                         "table:date-value=\"1899-12-30\"/></table:calculation-settings>" TABLE( \
                             "<table:table-column "                                              \
                             "table:default-cell-style-name=\"d\"/>"                             \
                             "<table:table-row-group><table:table-row "                          \
                             "table:default-cell-style-name=\"c\"><table:shapes/>" N(            \
                                 "1")                                                            \
                                 CELL(                                                           \
                                     STRING,                                                     \
                                     P("\t" SPAN(                                                \
                                         "up",                                                   \
                                         "a") "<text:s "                                         \
                                              "text:c=\"1x\"/>b<text:note>n"                     \
                                              "</text:note>") "<text:list>" P("c") "</text:list><office:annotation/>") "</table:table-row></table:table-row-group>") "</office:spreadsheet></office:body>")

/* Cut off anywhere, it is refused. */
static void
test_cuts(void)
{
    struct text all = TEXT(RICH);
    int bad = 0;

    expect_begin("one piece of XML cut to each of its lengths");
    for (size_t n = 0; n <= all.n; n++) {
        struct arena own = { 0 };
        struct diag_list diags = { .arena = &own };
        const struct book *book
            = ods_read_flat(&own, "t.fods", text_slice(all, 0, n), &diags);

        bad += n < all.n ? book != NULL || !diag_has_errors(&diags)
                         : book == NULL || book->sheets[0].n_cells != 2;
        arena_release(&own);
    }
    EXPECT_INT(0, bad);
}

/* What is longer than its limit, and one that is as long. */
static void
test_lengths(void)
{
    const struct {
        const char *name, *head, *tail;
        size_t n;
        const char *want;
    } lengths[] = {
        { "a text that is too long",
          "<table:table table:name=\"S\">"
          "<table:table-row><table:table-cell office:value-type=\"string\">"
          "<text:p>",
          "</text:p></table:table-cell></table:table-row></table:table>",
          LIMIT_TEXT_BYTES + 1, "limit-reached\n" },
        { "a text of an attribute that is too long",
          "<table:table table:name=\"S\"><table:table-row><table:table-cell "
          "office:value-type=\"string\" office:string-value=\"",
          "\"/></table:table-row></table:table>", LIMIT_TEXT_BYTES + 1,
          "S visible\nA1 limit-reached\n" },
        { "a name of a sheet that is too long", "<table:table table:name=\"",
          "\"/>", LIMIT_SHEET_NAME + 1, "limit-reached\n" },
    };

    for (int i = 0; i < ARRAY_LEN(lengths); i++) {
        const struct book *book;
        char *filler = arena_alloc(&arena, lengths[i].n + 1);

        memset(filler, 'a', lengths[i].n);
        expect_begin(lengths[i].name);
        EXPECT_TEXT(
            lengths[i].want,
            read_and_show(
                given_ods(TYPE,
                          arena_printf(&arena, "%s%s%s%s%s",
                                       "<office:document-content" NAMES
                                       "><office:body>"
                                       "<office:spreadsheet>",
                                       lengths[i].head, filler, lengths[i].tail,
                                       "</office:spreadsheet>"
                                       "</office:body>"
                                       "</office:document-content>"),
                          NULL, NULL),
                &book));
    }
}

static void
test_properties(void)
{
    const struct book *book;

    expect_begin("what a blank of ours says of the filing");
    EXPECT_TEXT(
        "S visible\n",
        read_and_show(
            given_ods(TYPE, ROWS(""), NULL,
                      "<office:document-meta" NAMES "><office:meta>"
                      "<dc:date>2024-03-05T07:08:09.123</dc:date>"
                      "<meta:user-defined meta:name=\"juesuan.template\">"
                      "hubei-2022</meta:user-defined>"
                      "<meta:user-defined meta:name=\"juesuan.year\">2022"
                      "</meta:user-defined></office:meta>"
                      "</office:document-meta>"),
            &book));
    if (EXPECT(book)) {
        EXPECT_BYTES("hubei-2022", book->template_id);
        EXPECT_INT(2022, book->year);
        EXPECT_BYTES("2024-03-05T07:08:09Z", book->saved);
    }
}

static void
test_encrypted(void)
{
    const struct book *book;

    expect_begin("cells that are encrypted, and other parts that are");
    EXPECT_TEXT(
        "encrypted\n",
        read_and_show(
            given_ods(
                TYPE, "x",
                "<m xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:"
                "manifest:1.0\"><m:file-entry m:full-path=\"content.xml\">"
                "<m:encryption-data/></m:file-entry></m>",
                NULL),
            &book));
    EXPECT_TEXT(
        "S visible\n",
        read_and_show(
            given_ods(TYPE, ROWS(""),
                      "<m xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:"
                      "manifest:1.0\"><m:file-entry m:full-path=\"other.xml\">"
                      "<m:encryption-data/></m:file-entry></m>",
                      NULL),
            &book));
}

int
main(void)
{
    const struct book *book;

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        expect_begin(cases[i].name);
        EXPECT_TEXT(cases[i].want,
                    read_and_show(given_ods(TYPE, cases[i].content, NULL, NULL),
                                  &book));
    }
    for (int i = 0; i < ARRAY_LEN(flats); i++)
        run_flat(&flats[i]);
    expect_begin("a file that does not say its type");
    EXPECT_TEXT("S visible\n",
                read_and_show(given_ods(NULL, ROWS(""), NULL, NULL), &book));
    test_cuts();
    test_lengths();
    test_properties();
    test_encrypted();
    arena_release(&arena);
    return expect_finish();
}
