/* xlsx_read_test.c - cells as they come out of small workbooks. */
#include "book/xlsx_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/cells.h"
#include "support/expect.h"
#include "support/given_zip.h"
#include "support/show_book.h"
#include "support/show_ways.h"

#define STRINGS(items) "<sst xmlns=\"" GIVEN_MAIN "\">" items "</sst>"
#define STYLES(formats, xfs)                                                   \
    "<styleSheet xmlns=\"" GIVEN_MAIN "\"><numFmts>" formats                   \
    "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>" xfs \
    "</cellXfs></styleSheet>"
/* Runs of a text, and styles with fonts: 0 plain, 1 struck out, 2 raised. */
#define RUN(look, text) "<r><rPr>" look "</rPr><t>" text "</t></r>"
#define RAISED "<vertAlign val=\"superscript\"/>"
#define LOWERED "<sz val=\"9\"/><vertAlign val=\"subscript\"/>"
#define FONTS                                                                  \
    "<fonts><font/><font><b/><strike/><sz val=\"11\"/></font><font>" RAISED    \
    "</font></fonts>"
#define FONT_STYLES(first, then)                                               \
    "<styleSheet xmlns=\"" GIVEN_MAIN "\">" first                              \
    "<cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf numFmtId=\"14\" "        \
    "fontId=\" 2 \"/><xf fontId=\"7\"/><xf/></cellXfs>" then "</styleSheet>"
#define RELATIONS(inside)                                                      \
    "<Relationships xmlns=\"" GIVEN_RELATIONS "\">" inside "</Relationships>"
#define LINK(id, type, target)                                                 \
    "<Relationship Id=\"" id "\" Type=\"" GIVEN_LINK "/" type                  \
    "\" Target=\"" target "\"/>"
#define BOOK(inside)                                                           \
    "<workbook xmlns=\"" GIVEN_MAIN "\" xmlns:r=\"" GIVEN_LINK "\">" inside    \
    "</workbook>"
#define SHEET(inside)                                                          \
    "<worksheet xmlns=\"" GIVEN_MAIN "\">" inside "</worksheet>"

/*
 * Wanted: a line a sheet, "name state", then its cells "A1 n 582.36 0.00" (the
 * format left out where it is General; + behind the type of a formula, ? where
 * it has no result, ^ where part of it is raised, lowered or struck out), its
 * merges, its hidden rows.
 * Diagnostics follow, "A1 word"; a cell with a bad reference is named where it
 * would stand without one.
 */
static const struct read_case {
    const char *name;
    struct given_workbook book;
    const char *want;
} cases[] = {
    { "numbers are text as the file has them",
      { .data = "<row r=\"1\"><c r=\"A1\"><v>582.36</v></c>"
                "<c r=\"C1\" t=\"n\"><v>0.57999999999999996</v></c>"
                "<c r=\"D1\"><v> 1E-3\n</v></c><c r=\"E1\"><v>-0</v></c>"
                "<c r=\"F1\"><v>.5</v></c><c r=\"G1\"><v>+5.</v></c></row>" },
      "S visible\nA1 n 582.36\nC1 n 0.57999999999999996\nD1 n 1E-3\nE1 n -0\n"
      "F1 n .5\nG1 n +5.\n" },
    { "what is no finite number is an error, each",
      { .data = "<row><c><v>1,5</v></c><c><v>NaN</v></c><c><v>-INF</v></c>"
                "<c><v>0x1F</v></c><c><v>1E400</v></c><c><v>1.2.3</v></c>"
                "<c><v>1e</v></c><c><v>.</v></c><c><v>1</v></c>"
                "<c><v>1.8e308</v></c><c><v>1.7e308</v></c>"
                "<c><v>0.0e999</v></c><c><v>1e-999</v></c></row>" },
      "S visible\nI1 n 1\nK1 n 1.7e308\nL1 n 0.0e999\nM1 n 1e-999\n"
      "A1 num-invalid\nB1 num-invalid\nC1 num-invalid\nD1 num-invalid\n"
      "E1 num-invalid\nF1 num-invalid\nG1 num-invalid\nH1 num-invalid\n"
      "J1 num-invalid\n" },
    { "shared strings, plain and rich, without phonetic runs",
      { .data = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
                "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
                "<c t=\"s\"><v>4</v></c><c t=\"s\"/><c t=\"s\"><v/></c></row>",
        .strings = STRINGS(
            "<si><t>a&amp;b</t></si>"
            "<si><r><t>东</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> "
            "京的很长的文字</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"
            "<phoneticPr fontId=\"1\"/></si><si/><si><t/></si>"
            "<si><t>end<![CDATA[<]]></t></si>") },
      "S visible\nA1 s a&b\nB1 s 东 京的很长的文字\nE1 s end<\n" },
    { "a shared string that is not there is an error",
      { .data = "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>-1</v></c>"
                "<c t=\"s\"><v>4294967296</v></c><c t=\"s\"><v>0.0</v></c>"
                "<c t=\"s\"><v>0 0</v></c><c t=\"s\"><v>0</v></c></row>",
        .strings = STRINGS("<si><t>a</t></si>") },
      "S visible\nF1 s a\nA1 ref-invalid\nB1 ref-invalid\nC1 ref-invalid\n"
      "D1 ref-invalid\nE1 ref-invalid\n" },
    { "runs that are raised, lowered or struck out",
      { .data = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
                "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
                "<c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v></c>"
                "<c t=\"s\"><v>6</v></c><c t=\"inlineStr\"><is>" RUN("", "5")
                    RUN(RAISED, "2") "</is></c><c t=\"inlineStr\"><is>" RUN(
                        "<strike/>", "5") "<r><t>6</t></r></is></c></row>",
        .strings = STRINGS(
            "<si><t>58</t>" RUN(RAISED, "2") "</si><si><r><t>58</t></r>" RUN(
                LOWERED, "2") "</si><si>" RUN("<b/><strike val=\"true\"/>",
                                              "58")
                RUN("", "60") "</si><si>" RUN("<strike val=\"0\"/>", "5")
                    RUN("<vertAlign val=\"baseline\"/>", "8") "</si><si>" RUN(
                        "<strike val=\" 1 \"/>",
                        "58") "</si><si><t>58</t>"
                              "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si><r><t>58</t></r>" RUN(
                                  "<strike/>", " ") RUN(RAISED, "") "</si>") },
      "S visible\nA1 s^ 582\nB1 s^ 582\nC1 s^ 5860\nD1 s 58\nE1 s^ 58\n"
      "F1 s 58\nG1 s 58 \nH1 s^ 52\nI1 s^ 56\n" },
    { "cells whose font is struck out or raised",
      { .data
        = "<row><c s=\"1\"><v>1</v></c><c s=\"2\"><v>2</v></c><c s=\"3\">"
          "<v>3</v></c><c s=\"4\"><v>4</v></c><c><v>5</v></c><c s=\"1\" "
          "t=\"str\"><v>a</v></c><c s=\"1\" t=\"s\"><v>0</v></c><c s=\"1\" "
          "t=\"s\"><v>1</v></c><c s=\"1\" t=\"s\"><v>2</v></c><c s=\"1\">"
          "<f>1</f><v>6</v></c><c s=\"1\" t=\"inlineStr\"><is><t>b</t></is>"
          "</c><c s=\"9\"><v>7</v></c></row>",
        .strings = STRINGS("<si><t>c</t></si><si>" RUN(
            "<b/>", "d") "</si><si>"
                         "<r><t>e</t></r>" RUN("<b/>", "f") "</si>"),
        .styles = FONT_STYLES(FONTS, "") },
      "S visible\nA1 n^ 1\nB1 d^ 2 mm-dd-yy\nC1 n 3\nD1 n 4\nE1 n 5\n"
      "F1 s^ a\nG1 s^ c\nH1 s d\nI1 s^ ef\nJ1 n+^ 6\nK1 s^ b\nL1 n 7\n"
      "L1 ref-style\n" },
    { "fonts behind the formats that name them",
      { .data = "<row><c s=\"1\"><v>1</v></c><c s=\"2\"><v>2</v></c><c><v>3</v>"
                "</c></row>",
        .styles = FONT_STYLES("", FONTS) },
      "S visible\nA1 n^ 1\nB1 d^ 2 mm-dd-yy\nC1 n 3\n" },
    { "a first format that is struck out is that of cells that name none",
      { .data = "<row><c><v>1</v></c><c s=\"0\"><v>2</v></c></row>",
        .styles = "<styleSheet xmlns=\"" GIVEN_MAIN "\"><fonts><font><strike/>"
                  "</font></fonts><cellXfs><xf fontId=\"0\"/></cellXfs>"
                  "</styleSheet>" },
      "S visible\nA1 n^ 1\nB1 n^ 2\n" },
    { "white space round what is no text",
      { .data = "<row r=\" 2 \" hidden=\"\n1\"><c s=\" 1\"><v>7\t</v></c>"
                "<c t=\"n\"><v>\n8\r\n</v></c><c t=\"s\"><v>0 </v></c>"
                "<c t=\"s\"><v> 1\n</v></c><c t=\"s\"><v>\t</v></c>"
                "<c t=\"b\"><v> true\n</v></c><c t=\"e\"><v> #N/A </v></c>"
                "<c t=\"d\"><v> 2024-02-29 </v></c>"
                "<c t=\"str\"><v> a </v></c><c><v> </v></c></row>",
        .strings = STRINGS("<si><t> b</t></si><si><t>c</t></si>"),
        .styles = STYLES("<numFmt numFmtId=\" 170 \" formatCode=\"0.0\"/>",
                         "<xf/><xf numFmtId=\"\t170\"/>") },
      "S visible\nA2 n 7 0.0\nB2 n 8\nC2 s  b\nD2 s c\nF2 b 1\nG2 e #N/A\n"
      "H2 D 2024-02-29\nI2 s  a \nhidden 2\n" },
    { "no shared strings at all",
      { .data = "<row><c t=\"s\"><v>0</v></c></row>" },
      "S part-missing\n" },
    { "escapes are decoded once",
      { .data = "<row><c t=\"str\"><v>a_x000D__x000a_b</v></c>"
                "<c t=\"str\"><v>_x005F_x0041_</v></c>"
                "<c t=\"str\"><v>_x00ZZ_ _x12_ _x</v></c>"
                "<c t=\"str\"><v>_xD83D__xDE00_!</v></c>"
                "<c t=\"str\"><v>_xD83D_!</v></c>"
                "<c t=\"inlineStr\"><is><t>_x4E2D_</t></is></c></row>" },
      "S visible\nA1 s a\r\nb\nB1 s _x0041_\nC1 s _x00ZZ_ _x12_ _x\n"
      "D1 s 😀!\nE1 s _xD83D_!\nF1 s 中\n" },
    { "inline strings",
      { .data = "<row><c t=\"inlineStr\"><is><t> a </t></is></c>"
                "<c t=\"inlineStr\"><is><r><t>b</t></r><r><t>c</t></r></is></c>"
                "<c t=\"inlineStr\"><is><t/></is></c>"
                "<c t=\"inlineStr\"><v>copy</v><is><t>d</t></is></c>"
                "<c t=\"inlineStr\"><v>e</v></c></row>" },
      "S visible\nA1 s  a \nB1 s bc\nD1 s d\nE1 s e\n" },
    { "truth values, errors, ISO dates",
      { .data = "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
                "<c t=\"b\"><v>true</v></c><c t=\"e\"><v>#DIV/0!</v></c>"
                "<c t=\"d\"><v>2024-02-29T12:00:00Z</v></c>"
                "<c t=\"d\"><v>2024-02-29</v></c>"
                "<c t=\"b\"><v>2</v></c><c t=\"d\"><v>2023-02-29</v></c>"
                "<c t=\"d\"><v>2023-02-28T24:61</v></c>"
                "<c t=\"zz\"><v>1</v></c></row>" },
      "S visible\nA1 b 1\nB1 b 0\nC1 b 1\nD1 e #DIV/0!\n"
      "E1 D 2024-02-29T12:00:00Z\nF1 D 2024-02-29\nG1 type-invalid\n"
      "H1 num-invalid\nI1 num-invalid\nJ1 type-invalid\n" },
    { "ISO durations",
      { .data = "<row><c t=\"d\"><v>PT0H11M0.000S</v></c>"
                "<c t=\"d\"><v>P1Y2M3DT4H</v></c><c t=\"d\"><v>P2W</v></c>"
                "<c t=\"d\"><v>P</v></c><c t=\"d\"><v>PT</v></c>"
                "<c t=\"d\"><v>P1DT</v></c><c t=\"d\"><v>P1H</v></c>"
                "<c t=\"d\"><v>PT1HT2H</v></c><c t=\"d\"><v>PT1M2H</v></c>"
                "</row>" },
      "S visible\nA1 D PT0H11M0.000S\nB1 D P1Y2M3DT4H\nC1 D P2W\n"
      "D1 num-invalid\nE1 num-invalid\nF1 num-invalid\nG1 num-invalid\n"
      "H1 num-invalid\nI1 num-invalid\n" },
    { "formulas: cached results, none, empty ones",
      { .data = "<row><c><f>1+1</f><v>3</v></c>"
                "<c t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"
                "<c><f>A1+1</f></c><c><f>A1+2</f><v></v></c>"
                "<c t=\"str\"><f>A1+3</f></c><c t=\"str\"><f>\"\"</f><v/></c>"
                "<c><f t=\"shared\" si=\"0\"/></c></row>" },
      "S visible\nA1 n+ 3\nB1 s+ ab\nC1 n? A1+1\nD1 n? A1+2\nE1 s? A1+3\n"
      "G1 n? \n" },
    { "dates and percentages by number format",
      { .data = "<row><c s=\"1\"><v>45292</v></c><c s=\"2\"><v>0.5</v></c>"
                "<c s=\"3\"><v>1</v></c><c s=\"4\"><v>45292.5</v></c>"
                "<c s=\"5\"><v>7</v></c><c s=\"0\"><v>8</v></c>"
                "<c s=\"6\"><v>9</v></c></row>",
        .styles = STYLES("<numFmt numFmtId=\"170\" formatCode=\"yyyy年\"/>"
                         "<numFmt numFmtId=\"4\" formatCode=\"0.000\"/>",
                         "<xf/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/>"
                         "<xf numFmtId=\"4\"/><xf numFmtId=\"170\"/>"
                         "<xf numFmtId=\"999\"/>") },
      "S visible\nA1 d 45292 mm-dd-yy\nB1 n 0.5 0.00%\nC1 n 1 0.000\n"
      "D1 d 45292.5 yyyy年\nE1 n 7\nF1 n 8\nG1 n 9\nG1 ref-style\n" },
    { "rows and cells without references count on",
      { .data
        = "<row><c><v>1</v></c><c><v>2</v></c></row>"
          "<row><c r=\"C2\"><v>3</v></c><c><v>4</v></c></row>"
          "<row r=\"7\"><c><v>5</v></c></row><row><c><v>6</v></c></row>" },
      "S visible\nA1 n 1\nB1 n 2\nC2 n 3\nD2 n 4\nA7 n 5\nA8 n 6\n" },
    { "a row without a number is where its first cell says",
      { .data = "<row><c r=\"A5\"><v>1</v></c><c><v>2</v></c></row>"
                "<row><c><v>3</v></c><c r=\"B9\"><v>4</v></c></row>" },
      "S visible\nA5 n 1\nB5 n 2\nA6 n 3\nB6 ref-invalid\n" },
    { "parts that nothing needs may be missing",
      { .data = "<row><c s=\"1\"><v>1</v></c></row>",
        .relations
        = RELATIONS(LINK("rId1", "worksheet", "worksheets/sheet1.xml") LINK(
            "a", "styles", "styles.xml") LINK("b", "sharedStrings", "s.xml")) },
      "S visible\nA1 n 1\npart-missing\n" },
    { "rows and cells in any order",
      { .data = "<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"A3\"><v>2</v></c>"
                "</row><row r=\"1\"><c r=\"b1\"><v>3</v></c></row>"
                "<row r=\"3\"><c r=\"B3\"><v>4</v></c></row>" },
      "S visible\nB1 n 3\nA3 n 2\nB3 n 4\nC3 n 1\n" },
    { "references out of range, junk, twice, astray",
      { .data = "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c>"
                "<c r=\"A1048577\"><v>2</v></c><c r=\"1A\"><v>3</v></c>"
                "<c r=\"$A$1\"><v>4</v></c><c r=\"\"><v>5</v></c>"
                "<c r=\"A0\"><v>6</v></c><c r=\"Ａ１\"><v>6</v></c>"
                "<c r=\"B9\"><v>7</v></c>"
                "<c r=\"C9\"><v/></c><c r=\"D1\"><v>8</v></c>"
                "<c r=\"D1\"><v>9</v></c></row>"
                "<row r=\"0\"><c><v>1</v></c></row>"
                "<row r=\"4294967297\"><c><v>1</v></c></row>"
                "<row r=\"1048576\"><c><v>1</v></c></row>"
                "<row><c><v>1</v></c></row>" },
      "S visible\nD1 n 9\nA1048576 n 1\nA1 ref-invalid\nB1 ref-invalid\n"
      "C1 ref-invalid\nD1 ref-invalid\nE1 ref-invalid\nF1 ref-invalid\n"
      "G1 ref-invalid\nB1 ref-invalid\nS ref-invalid\nS ref-invalid\n"
      "S ref-invalid\nD1 ref-invalid\n" },
    { "the last column and the one behind it",
      { .data = "<row><c r=\"XFD1\"><v>1</v></c><c><v>2</v></c></row>" },
      "S visible\nXFD1 n 1\nXFD1 ref-invalid\n" },
    { "two values in one cell",
      { .data = "<row><c><v>1</v><v>2</v></c></row>" },
      "S visible\nA1 type-invalid\n" },
    { "merged ranges, by place",
      { .sheet
        = SHEET("<sheetData/><mergeCells><mergeCell ref=\"B3:C3\"/><mergeCell "
                "ref=\"A1:B2\"/><mergeCell ref=\"B1\"/></mergeCells>") },
      "S visible\nA1:B2\nB1\nB3:C3\n" },
    { "merged columns and rows",
      { .sheet
        = SHEET("<sheetData/><mergeCells><mergeCell ref=\"B:D\"/><mergeCell "
                "ref=\"F:F\"/><mergeCell ref=\"2:4\"/><mergeCell "
                "ref=\"$7:$7\"/></mergeCells>") },
      "S visible\nB1:D1048576\nF1:F1048576\nA2:XFD4\nA7:XFD7\n" },
    { "merged ranges that are none",
      { .sheet
        = SHEET("<sheetData/><mergeCells><mergeCell ref=\"H9:G8\"/><mergeCell/>"
                "<mergeCell ref=\"C:A\"/><mergeCell ref=\"A:1\"/>"
                "</mergeCells>") },
      "S visible\nS ref-invalid\nS ref-invalid\nS ref-invalid\n"
      "S ref-invalid\n" },
    { "hidden rows that hold cells",
      { .data = "<row r=\"1\"><c><v>1</v></c></row>"
                "<row r=\"2\" hidden=\"1\"><c><v>2</v></c></row>"
                "<row r=\"3\" hidden=\"true\"/>"
                "<row r=\"4\" hidden=\"true\"><c><v>4</v></c></row>" },
      "S visible\nA1 n 1\nA2 n 2\nA4 n 4\nhidden 2\nhidden 4\n" },
    { "foreign elements are no cells",
      { .sheet = "<worksheet xmlns=\"" GIVEN_MAIN "\" xmlns:y=\"urn:y\">"
                 "<sheetData><row><y:c><y:v>666</y:v></y:c><c><y:v>666</y:v>"
                 "<v>1</v></c></row><y:row><c><v>2</v></c></y:row></sheetData>"
                 "</worksheet>" },
      "S visible\nA1 n 1\n" },
    { "prefixed and strict",
      { .sheet = "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/"
                 "spreadsheetml/main\"><x:sheetData><x:row><x:c r=\"A1\"><x:v>1"
                 "</x:v></x:c></x:row></x:sheetData></x:worksheet>" },
      "S visible\nA1 n 1\n" },
    { "comments do not cut a value",
      { .data = "<row><c><v>12<!-- x -->34</v></c></row>" },
      "S visible\nA1 n 1234\n" },
    { "1904 dates",
      { .workbook = BOOK("<workbookPr date1904=\"true\"/><sheets><sheet "
                         "name=\"S\" r:id=\"rId1\"/></sheets>") },
      "1904\nS visible\n" },
    { "sheets in workbook order, with their states",
      { .workbook = BOOK("<sheets><sheet name=\"乙\" r:id=\"rId2\" "
                         "state=\"veryHidden\"/><sheet name=\"甲&amp;\" "
                         "r:id=\"rId1\" state=\"hidden\"/></sheets>"),
        .data = "<row><c><v>1</v></c></row>",
        .second = SHEET("<sheetData><row><c><v>2</v></c></row></sheetData>") },
      "乙 veryHidden\nA1 n 2\n甲& hidden\nA1 n 1\n" },
    { "targets: absolute, dotted, encoded, in another case",
      { .workbook = BOOK("<sheets><sheet name=\"1\" r:id=\"a\"/><sheet "
                         "name=\"2\" r:id=\"b\"/></sheets>"),
        .relations = RELATIONS(
            LINK("a", "worksheet", "/XL/worksheets/Sheet1.xml")
                LINK("b", "worksheet", "./../xl/./worksheets/%73heet2.xml")),
        .data = "<row><c><v>1</v></c></row>",
        .second = SHEET("<sheetData><row><c><v>2</v></c></row></sheetData>") },
      "1 visible\nA1 n 1\n2 visible\nA1 n 2\n" },
    { "chart sheets are no sheets",
      { .workbook = BOOK("<sheets><sheet name=\"C\" r:id=\"c\"/><sheet "
                         "name=\"S\" r:id=\"a\"/></sheets>"),
        .relations = RELATIONS(LINK("c", "chartsheet", "none.xml") LINK(
            "a", "worksheet", "worksheets/sheet1.xml")) },
      "S visible\n" },
    { "sheets without a relation are named, and the rest is read",
      { .workbook = BOOK("<sheets><sheet name=\"甲\" r:id=\"\"/><sheet "
                         "name=\"S\" r:id=\"a\"/><sheet name=\"乙\"/><sheet "
                         "name=\"丙\" r:id=\"rId9\"/></sheets>"),
        .data = "<row><c><v>1</v></c></row>",
        .relations
        = RELATIONS(LINK("a", "worksheet", "worksheets/sheet1.xml")) },
      "S visible\nA1 n 1\n甲 sheet-unread\n乙 sheet-unread\n"
      "丙 sheet-unread\n" },
    { "but a module of macros is none",
      { .workbook = BOOK("<sheets><sheet name=\"M\" r:id=\"\"/><sheet "
                         "name=\"S\" r:id=\"a\"/><sheet name=\"N\" "
                         "r:id=\"b\"/></sheets>"),
        .relations = RELATIONS(LINK("a", "worksheet", "worksheets/sheet1.xml")
                                   LINK("v", "vbaProject", "vbaProject.bin")) },
      "S visible\nN sheet-unread\nbook-macros\n" },
    { "macros and links are named",
      { .relations
        = RELATIONS(LINK("rId1", "worksheet", "worksheets/sheet1.xml")
                        LINK("v", "vbaProject", "vbaProject.bin")
                            LINK("l", "externalLink", "externalLinks/1.xml")) },
      "S visible\nbook-macros\nbook-links\n" },
    /* broken structure */
    { "no root relations", { .root = RELATIONS("") }, "part-missing\n" },
    { "a sheet that no relation leads to",
      { .relations = RELATIONS("") },
      "S part-missing\n" },
    { "sheets that no relation leads to",
      { .workbook
        = BOOK("<sheets><sheet name=\"甲\"/><sheet name=\"乙\" "
               "r:id=\"\"/><sheet name=\"丙\" r:id=\"x\"/></sheets>") },
      "甲 part-missing\n" },
    { "a relation to no part",
      { .relations
        = RELATIONS(LINK("rId1", "worksheet", "worksheets/none.xml")) },
      "part-missing\n" },
    { "a relation out of the package",
      { .relations
        = RELATIONS(LINK("rId1", "worksheet", "../../../etc/passwd")) },
      "part-invalid\n" },
    { "a relation to another file",
      { .relations = RELATIONS(
            "<Relationship Id=\"rId1\" Type=\"x/worksheet\" "
            "Target=\"file:///etc/passwd\" TargetMode=\"External\"/>") },
      "part-invalid\n" },
    { "a relation to a part that is no sheet",
      { .relations = RELATIONS(LINK("rId1", "worksheet", "workbook.xml")) },
      "S part-invalid\n" },
    { "a sheet with two lists of rows, of which programs take both or one",
      { .data = "<row><c><v>1</v></c></row></sheetData><sheetData>" },
      "S part-invalid\n" },
    { "a sheet without a list of rows",
      { .sheet = SHEET("<sheetViews/>") },
      "S visible\nS sheet-unread\n" },
    { "a dialog sheet has none",
      { .sheet = "<dialogsheet xmlns=\"" GIVEN_MAIN "\"/>" },
      "S visible\n" },
    { "no sheets", { .workbook = BOOK("<sheets/>") }, "part-missing\n" },
    { "a document that is no workbook",
      { .workbook = "<w:document xmlns:w=\"urn:w\"/>" },
      "not-xlsx\n" },
    { "a DOCTYPE in the content types",
      { .types = "<!DOCTYPE Types><Types/>" },
      "dtd-forbidden\n" },
    { "a sheet that ends inside",
      { .sheet = "<worksheet xmlns=\"" GIVEN_MAIN "\"><sheetData><row><c><v>1"
                 "</v></c></row>" },
      "xml-invalid\n" },
    { "a sheet with two roots",
      { .sheet = SHEET("<sheetData/>") "<x/>" },
      "xml-invalid\n" },
    { "styles that are none", { .styles = "<x/>" }, "part-invalid\n" },
};

static void
run_case(struct arena *arena, const struct read_case *c)
{
    struct diag_list diags = { .arena = arena };
    struct text bytes = given_workbook(arena, c->book);
    const struct book *book = xlsx_read_bytes(arena, "t.xlsx", bytes, &diags);

    expect_begin(c->name);
    EXPECT_TEXT(c->want, show_book(arena, book, &diags));
    EXPECT(book || diag_has_errors(&diags));
    EXPECT_TEXT("", show_ways(arena, bytes));
}

/* Wanted: a line a formula: its place, its text as its cell has it, in brackets
   the cells of an array. */
static const struct formula_case {
    const char *name, *data, *want;
} formulas[] = {
    { "formulas keep their texts, whatever their results are",
      "<row><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>\"a\"&amp;B1</f><v>a</v>"
      "</c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c t=\"b\"><f>A1&lt;2</f>"
      "<v>1</v></c><c><f>'2022 年'!C3</f></c><c t=\"str\"><f>\"\"</f><v></v></c>"
      "<c><v>5</v></c></row>",
      "A1 1+1\nB1 \"a\"&B1\nC1 1/0\nD1 A1<2\nE1 '2022 年'!C3\nF1 \"\"\n" },
    { "a shared one moves with its cell, but for what a $ holds",
      "<row r=\"2\"><c r=\"C2\"><f t=\"shared\" ref=\"C2:D4\" si=\"0\">"
      "A2+$A2+A$2+$A$2+支出!A2</f><v>1</v></c>"
      "<c r=\"D2\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>"
      "<row r=\"4\"><c r=\"C4\"><f t=\"shared\" si=\"0\"/></c></row>",
      "C2 A2+$A2+A$2+$A$2+支出!A2\nD2 B2+$A2+B$2+$A$2+支出!B2\n"
      "C4 A4+$A4+A$2+$A$2+支出!A4\n" },
    { "two shared ones, each by its number",
      "<row><c><f t=\"shared\" si=\"7\">B1</f></c>"
      "<c><f t=\"shared\" si=\"3\">SUM(C1:C2)</f></c></row>"
      "<row><c><f t=\"shared\" si=\"7\"/></c>"
      "<c><f t=\"shared\" si=\"3\"/></c></row>",
      "A1 B1\nB1 SUM(C1:C2)\nA2 B2\nB2 SUM(C2:C3)\n" },
    { "cells before the one that has the text, which counts alone",
      "<row><c><f t=\"shared\" si=\"0\"/></c>"
      "<c><f t=\"shared\" si=\"0\" ref=\"A1:B2\">C1</f></c></row>"
      "<row><c><f t=\"shared\" si=\"0\">9</f></c>"
      "<c><f t=\"shared\" si=\"0\"/></c></row>",
      "A1 B1\nB1 C1\nA2 B2\nB2 C2\n" },
    { "one that would leave the sheet, and one shared with nobody",
      "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\">A1</f></c></row>"
      "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"1\"/></c></row>"
      "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\"/></c></row>",
      "A1 #REF!\nA2 A1\nA3 \n" },
    { "an array has the cells that it gives results to",
      "<row><c><f t=\"array\" ref=\"A1:A3\">B1:B3*2</f><v>2</v></c></row>"
      "<row><c><v>4</v></c><c><f t=\"array\">1</f></c></row>",
      "A1 B1:B3*2 [A1:A3]\nB2 1 [B2]\n" },
    { "a formula stays where its result is wrong",
      "<row><c><f>A2</f><v>1,5</v></c></row>", "A1 A2\n" },
};

static void
run_formulas(struct arena *arena, const struct formula_case *c)
{
    struct diag_list diags = { .arena = arena };
    const struct book *book = xlsx_read_bytes(
        arena, "t.xlsx",
        given_workbook(arena, (struct given_workbook){ .data = c->data }),
        &diags);
    const struct grid *grid = &book->sheets[0];
    const char *all = "";

    expect_begin(c->name);
    for (int i = 0; i < grid->n_formulas; i++) {
        const struct grid_formula *f = &grid->formulas[i];
        char ref[CELLREF_MAX];

        cellref_show(f->row, f->col, ref);
        all = arena_printf(arena, "%s%s %.*s", all, ref,
                           TEXT_ARG(grid_formula_text(arena, f)));
        if (f->whole)
            all = arena_printf(arena, "%s [%s]", all,
                               cellref_span(arena, *f->whole));
        all = arena_printf(arena, "%s\n", all);
    }
    EXPECT_TEXT(c->want, all);
}

static void
test_text_limit(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    char *data = arena_alloc(arena, 140000 + 100);
    struct given_workbook given = { .data = data };
    const struct book *book;

    expect_begin("a text over the limit is an error at its cell");
    strcpy(data, "<row><c t=\"str\"><v>");
    memset(data + strlen(data), 'x', 140000);
    strcat(data, "</v></c><c><v>1</v></c></row>");
    book = xlsx_read_bytes(arena, "t.xlsx", given_workbook(arena, given),
                           &diags);
    EXPECT_TEXT("S visible\nB1 n 1\nA1 limit-reached\n",
                show_book(arena, book, &diags));
}

static const struct cells_case {
    const char *name, *csv, *json;
} listing = {
    "the listing of cells",
    "sheet,state,cell,type,value,format\n"
    "S,visible,A1,n,1.50,General\n"
    "S,visible,B1,s,\"a,\"\"b\"\"\n\t\",General\n"
    "S,visible,C1,e,#N/A,General\n"
    "S,visible,A2,n,582.36,0.00\n"
    "S,visible,B2,d,45292,yyyy-mm-dd\n"
    "S,visible,C2,s,205,'@\n"
    "S,visible,D2,s,'=1+1,General\n"
    "S,visible,E2,n,-1,General\n",
    "{\"date1904\":false,\"sheets\":[\n{\"name\":\"S\",\"state\":\"visible\","
    "\"merged\":[\"A1:B1\"],\"cells\":[\n[\"A1\",\"n\",\"1.50\"],"
    "\n[\"B1\",\"s\",\"a,\\\"b\\\"\\n\\t\"],"
    "\n[\"C1\",\"e\",\"#N/A\"],"
    "\n[\"A2\",\"n\",\"582.36\",\"0.00\"],"
    "\n[\"B2\",\"d\",\"45292\"],\n[\"C2\",\"s\",\"205\"],"
    "\n[\"D2\",\"s\",\"=1+1\"],\n[\"E2\",\"n\",\"-1\"]]}]}\n",
};

static const char *
written(struct arena *arena, bool json, const struct book *book)
{
    char *buffer = NULL, *copy;
    size_t n = 0;
    FILE *out = open_memstream(&buffer, &n);

    if (json)
        cells_write_json(out, book);
    else
        cells_write_csv(arena, out, book, CSV_TEXT_GUARDED);
    fclose(out);
    copy = arena_copy(arena, buffer, n);
    free(buffer);
    return copy;
}

static void
test_cells(struct arena *arena)
{
    struct diag_list diags = { .arena = arena };
    struct given_workbook given = {
        .sheet = SHEET("<sheetData><row><c><v>1.50</v></c><c t=\"str\"><v>a,"
                       "\"b\"\n\t</v></c><c t=\"e\"><v>#N/A</v></c><c><f>1</f>"
                       "</c></row><row><c s=\"1\"><v>582.36</v></c><c s=\"2\">"
                       "<v>45292</v></c><c s=\"3\" t=\"str\"><v>205</v></c>"
                       "<c t=\"str\"><v>=1+1</v></c><c><v>-1</v></c></row>"
                       "</sheetData><mergeCells><mergeCell "
                       "ref=\"A1:B1\"/></mergeCells>"),
        .styles = STYLES("<numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>",
                         "<xf/><xf numFmtId=\"2\"/><xf numFmtId=\"164\"/>"
                         "<xf numFmtId=\"49\"/>")
    };
    const struct book *book = xlsx_read_bytes(
        arena, "t.xlsx", given_workbook(arena, given), &diags);

    expect_begin(listing.name);
    EXPECT_TEXT(listing.csv, written(arena, false, book));
    EXPECT_TEXT(listing.json, written(arena, true, book));
    cells_warn(book, &diags);
    EXPECT_INT(2, diags.n);
    EXPECT_TEXT("cell-under-merge", diag_word(diags.items[0]->code));
    EXPECT_TEXT("nocache", diag_word(diags.items[1]->code));
}

/* What the document says of its template; a part that is wrong is passed
   over. */
static void
test_template(void)
{
#define CUSTOM(inside)                                                         \
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/"    \
    "2006/custom-properties\" xmlns:vt=\"v\">" inside "</Properties>"
    static const struct {
        const char *name, *part, *want, *department;
        int year;
    } rows[] = {
        { "the template that the properties name",
          CUSTOM("<property name=\"KSOProductBuildVer\"><vt:lpwstr>2052"
                 "</vt:lpwstr></property><property pid=\"3\" "
                 "name=\"juesuan.template\"><vt:lpwstr>hubei-2022"
                 "</vt:lpwstr></property>"),
          "hubei-2022", NULL, 0 },
        { "department and year",
          CUSTOM("<property name=\"juesuan.department\"><vt:lpwstr>某局"
                 "</vt:lpwstr></property><property name=\"juesuan.year\">"
                 "<vt:lpwstr>2022</vt:lpwstr></property>"),
          "", "某局", 2022 },
        { "a year that is none",
          CUSTOM("<property name=\"juesuan.year\"><vt:lpwstr>22.5"
                 "</vt:lpwstr></property>"),
          "", NULL, 0 },
        { "none among others",
          CUSTOM("<property name=\"ICV\"><vt:lpwstr>1</vt:lpwstr>"
                 "</property>"),
          "", NULL, 0 },
        { "one without a value",
          CUSTOM("<property name=\"juesuan.template\"/>"), "", NULL, 0 },
        { "a part that is no XML", "no", "", NULL, 0 },
        { "a part that ends too soon", "<Properties><property", "", NULL, 0 },
    };

    for (int i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        struct given_workbook given
            = { .root = "<Relationships xmlns=\"" GIVEN_RELATIONS "\">"
                        "<Relationship Id=\"a\" Type=\"" GIVEN_LINK
                        "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                        "<Relationship Id=\"b\" Type=\"" GIVEN_LINK
                        "/custom-properties\" Target=\"docProps/custom.xml\"/>"
                        "</Relationships>",
                .extra = { .name = "docProps/custom.xml" } };
        const struct book *book;

        given.extra.content = rows[i].part;
        expect_begin(rows[i].name);
        book = xlsx_read_bytes(&arena, "t.xlsx", given_workbook(&arena, given),
                               &diags);
        EXPECT_INT(0, diags.n);
        if (EXPECT(book)) {
            EXPECT_BYTES(rows[i].want, book->template_id);
            EXPECT_BYTES(rows[i].department ? rows[i].department : "",
                         book->department);
            EXPECT_INT(rows[i].year, book->year);
        }
        arena_release(&arena);
    }
}

/* When the document says that it was saved. */
static void
test_saved(void)
{
#define CORE(inside)                                                           \
    "<cp:coreProperties xmlns:cp=\"c\" xmlns:dcterms=\"d\">" inside            \
    "</cp:coreProperties>"
#define MODIFIED(text)                                                         \
    CORE("<dcterms:created>2024-01-02T03:04:05Z</dcterms:created>"             \
         "<dcterms:modified>" text "</dcterms:modified>")
    static const struct {
        const char *name, *part, *want;
    } rows[] = {
        { "when it was saved", MODIFIED("2024-03-05T07:08:09Z"),
          "2024-03-05T07:08:09Z" },
        { "a moment that is none", MODIFIED("yesterday"), "" },
        { "a day long past, as programs write that say none",
          MODIFIED("2000-01-01T00:00:00Z"), "" },
        { "when it was made is not asked",
          CORE("<dcterms:created>2024-01-02T03:04:05Z</dcterms:created>"), "" },
        { "properties that are no XML", "no", "" },
        { "properties that end too soon", "<coreProperties><modified>2024",
          "" },
    };

    for (int i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        struct given_workbook given
            = { .root = "<Relationships xmlns=\"" GIVEN_RELATIONS "\">"
                        "<Relationship Id=\"a\" Type=\"" GIVEN_LINK
                        "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                        "<Relationship Id=\"b\" "
                        "Type=\"http://schemas.openxmlformats.org/package/2006/"
                        "relationships/metadata/core-properties\" "
                        "Target=\"docProps/core.xml\"/></Relationships>",
                .extra = { .name = "docProps/core.xml" } };
        const struct book *book;

        given.extra.content = rows[i].part;
        expect_begin(rows[i].name);
        book = xlsx_read_bytes(&arena, "t.xlsx", given_workbook(&arena, given),
                               &diags);
        EXPECT_INT(0, diags.n);
        if (EXPECT(book))
            EXPECT_BYTES(rows[i].want, book->saved);
        arena_release(&arena);
    }
}

/* Cut or changed anywhere: never a crash, and an error or a book. */
static void
test_abuse(void)
{
    struct arena whole = { 0 };
    struct given_workbook given = cases[2].book;
    struct text bytes = given_workbook(&whole, given);
    bool refused = true, answered = true;

    expect_begin("a workbook cut short is refused");
    for (size_t n = 0; n < bytes.n; n += 13) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };

        refused
            = refused
              && !xlsx_read_bytes(&arena, "t", text_slice(bytes, 0, n), &diags)
              && diag_has_errors(&diags);
        arena_release(&arena);
    }
    EXPECT(refused);
    expect_begin("a workbook with a changed byte is answered");
    for (size_t i = 0; i < bytes.n; i++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        char *copy = arena_copy(&arena, bytes.at, bytes.n);

        copy[i] = (char)(copy[i] ^ 0x15);
        answered = answered
                   && (xlsx_read_bytes(&arena, "t",
                                       (struct text){ copy, bytes.n }, &diags)
                       || diag_has_errors(&diags));
        arena_release(&arena);
    }
    EXPECT(answered);
    arena_release(&whole);
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&arena, &cases[i]);
    for (int i = 0; i < ARRAY_LEN(formulas); i++)
        run_formulas(&arena, &formulas[i]);
    test_text_limit(&arena);
    test_cells(&arena);
    test_template();
    test_saved();
    test_abuse();
    arena_release(&arena);
    return expect_finish();
}
