/* kind_test.c - files that are no workbook: what they are called, and what
 * their owner is told to do. */
#include "book/kind.h"

#include <string.h>

#include "book/xlsx_read.h"
#include "support/expect.h"
#include "support/given_zip.h"
#include "support/show_store.h"

#define B(literal) literal, sizeof(literal) - 1
#define SAVE "open it in a spreadsheet program and save it as .xlsx"
#define TURN                                                                   \
    "save it as .xlsx in a spreadsheet program, or make it one with juesuan "  \
    "migrate FILE -t TEMPLATE -o OUT.xlsx"
#define UNPACK "unpack it and give the workbooks in it, or their folder"
#define COPY "copy its tables into a workbook and save that as .xlsx"
#define ASK "ask for the workbook (.xlsx) that it was made from"

static struct arena arena;

/* ---- by their bytes ---- */

#define BLANKS "                           "
#define PADDING BLANKS BLANKS BLANKS BLANKS BLANKS "                         "

#define WIDE10 " \0 \0 \0 \0 \0 \0 \0 \0 \0 \0"

/* want: "word: text | hint". */
static const struct bytes_case {
    const char *name, *bytes;
    size_t n;
    const char *want;
} files[] = {
    { "nothing", B(""), "not-zip: file is empty | copy or download it again" },
    { "CSV", B("科目编码,科目名称\n20501,教育\n"),
      "not-zip: file is text (CSV?), no workbook | save it as .xlsx in a "
      "spreadsheet program" },
    { "CSV of Excel's, in UTF-16",
      B("\xff\xfe"
        "a\0,\0b\0\n\0"),
      "not-zip: file is text (CSV?), no workbook | save it as .xlsx in a "
      "spreadsheet program" },
    { "CSV in GBK", B("\xbf\xc6\xc4\xbf,1\n"),
      "not-zip: file is text (CSV?), no workbook | save it as .xlsx in a "
      "spreadsheet program" },
    { "JSON", B(" {\"juesuan\":\"model/1\",\"a\":\"<html>\"}"),
      "not-zip: file is JSON | give it where a MODEL is asked for, or give the "
      "workbook" },
    { "bytes of nobody's", B("\x01\x02\x03\x04 and so on"),
      "not-zip: file is of no kind that is known here | " SAVE },
    /* locks */
    { "a lock of Excel's", B("\x04user" PADDING),
      "not-zip: file is the lock that a spreadsheet program leaves beside an "
      "open workbook (~$…) | close the workbook and give the file without ~$ "
      "in its name" },
    { "a lock with the name in both ways",
      B("\x04user" BLANKS "                       "
        "\x04\0u\0s\0e\0r\0" WIDE10 WIDE10 WIDE10 WIDE10 WIDE10),
      "not-zip: file is the lock that a spreadsheet program leaves beside an "
      "open workbook (~$…) | close the workbook and give the file without ~$ "
      "in its name" },
    { "a lock of LibreOffice's",
      B(",host,x,29.11.2026 08:00,file:///home/x/.config/libreoffice/4;"),
      "not-zip: file is the lock that a spreadsheet program leaves beside an "
      "open workbook (~$…) | close the workbook and give the file without ~$ "
      "in its name" },
    { "165 bytes of CSV are none", B("1,2,3" PADDING),
      "not-zip: file is text (CSV?), no workbook | save it as .xlsx in a "
      "spreadsheet program" },
    /* archives */
    { "RAR", B("Rar!\x1a\x07\x01\0..."),
      "not-zip: file is a RAR archive | " UNPACK },
    { "7-Zip", B("7z\xbc\xaf\x27\x1c\0\4"),
      "not-zip: file is a 7-Zip archive | " UNPACK },
    { "gzip", B("\x1f\x8b\x08\0"),
      "not-zip: file is a gzip archive | " UNPACK },
    { "split zip", B("PK\x07\x08PK\x03\x04"),
      "not-zip: file is the first part of a split zip archive | " UNPACK },
    /* documents */
    { "PDF", B("%PDF-1.7\n"), "not-zip: file is a PDF | " ASK },
    { "RTF", B("{\\rtf1\\ansi"),
      "not-zip: file is a text of Word (RTF) | " COPY },
    { "a picture", B("\x89PNG\r\n\x1a\n"),
      "not-zip: file is a picture (PNG) | " ASK },
    { "an HTML table called .xls", B("\xef\xbb\xbf\r\n<TABLE border=1><tr>"),
      "not-zip: file is an HTML page | " SAVE },
    { "Excel's web page",
      B("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"),
      "not-zip: file is an HTML page | " SAVE },
    { "HTML in UTF-16", B("\xff\xfe<\0h\0t\0m\0l\0>\0"),
      "not-zip: file is an HTML page | " SAVE },
    { "MHTML",
      B("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>"),
      "not-zip: file is a web page in one file (MHTML) | " SAVE },
    { "MHTML of a browser's",
      B("From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n"),
      "not-zip: file is a web page in one file (MHTML) | " SAVE },
    { "XML of Excel 2003",
      B("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"),
      "not-xlsx: file is a workbook of Excel 2003 in XML | " SAVE },
    { "XML of Word 2003",
      B("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"),
      "not-zip: file is a Word document in XML | " COPY },
    { "flat ODS",
      B("<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:"
        "tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd."
        "oasis.opendocument.spreadsheet\">"),
      "not-xlsx: file is an OpenDocument spreadsheet (.fods), which is read "
      "but not changed | " TURN },
    { "flat ODT",
      B("<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:"
        "tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd."
        "oasis.opendocument.text\">"),
      "not-zip: file is an OpenDocument text in one piece of XML (.fodt) "
      "| " COPY },
    { "flat ODG",
      B("<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:"
        "tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd."
        "oasis.opendocument.graphics\">"),
      "not-zip: file is an OpenDocument file in one piece of XML | " SAVE },
    { "other XML", B("<?xml version=\"1.0\"?><a/>"),
      "not-zip: file is XML | " SAVE },
    /* old workbooks without a container */
    { "BIFF 2", B("\x09\0\x04\0\2\0\x10\0"),
      "old-biff: file is a workbook of Excel 2 (BIFF 2, before 1995) | " SAVE },
    { "BIFF 3", B("\x09\2\x06\0\0\0\x10\0\0\0"),
      "old-biff: file is a workbook of Excel 3 (BIFF 3, before 1995) | " SAVE },
    { "BIFF 4", B("\x09\4\x06\0\0\0\x10\0\0\0"),
      "old-biff: file is a workbook of Excel 4 (BIFF 4, before 1995) | " SAVE },
    { "SYLK", B("ID;PWXL;N;E\r\n"),
      "not-zip: file is a SYLK worksheet (.slk) | " SAVE },
    { "Lotus", B("\0\0\2\0\6\4\6\0\x08\0"),
      "not-zip: file is a worksheet of Lotus 1-2-3 or Quattro Pro | " SAVE },
    { "beside a file on macOS", B("\0\5\x16\7\0\2\0\0Mac OS X"),
      "not-zip: file is what macOS leaves beside a file (._…) | give the file "
      "without ._ in its name" },
    { "a shortcut", B("\x4c\0\0\0\1\x14\2\0"),
      "not-zip: file is a shortcut to a file | give the file it leads to" },
    { "a zip that ends early", B("PK\3\4 and nothing more of it, at all"),
      "zip-invalid: container is cut short: its end record is missing | " },
};

static const char *
refusal(struct text bytes)
{
    struct diag_list diags = { .arena = &arena };
    const struct book *book = xlsx_read_bytes(&arena, "x", bytes, &diags);

    if (book || diags.n != 1)
        return "not one error";
    return arena_printf(&arena, "%s: %s | %s", diag_word(diags.items[0]->code),
                        diags.items[0]->text,
                        diags.items[0]->hint ? diags.items[0]->hint : "");
}

/* ---- OLE2 containers ---- */

static const struct stream_case {
    const char *first, *second, *want;
} streams[] = {
    { "Workbook", "WordDocument",
      "old-xls: file is an Excel 97-2003 workbook (.xls), which is read but not changed | " TURN },
    { "Book", "",
      "old-xls: file is a workbook of Excel 95 (BIFF 5), which is read but not changed | " TURN },
    { "WordDocument", "Workbook",
      "not-xlsx: file is a Word 97-2003 document (.doc) | " COPY },
    { "PowerPoint Document", "",
      "not-xlsx: file is a PowerPoint 97-2003 presentation (.ppt) | " COPY },
    { "EncryptedPackage", "EncryptionInfo",
      "encrypted: file is a workbook that is protected by a password | open it "
      "in a spreadsheet program and save it without a password" },
    { "Bookshelf", "",
      "old-xls: file is an old office document (.xls, .et, .doc) | " SAVE },
    { "", "",
      "old-xls: file is an old office document (.xls, .et, .doc) | " SAVE },
};

static void
put_entry(char *at, const char *name)
{
    for (size_t i = 0; name[i]; i++)
        at[2 * i] = name[i];
    at[64] = (char)(*name ? 2 * strlen(name) + 2 : 0);
}

static void
run_stream(const struct stream_case *c)
{
    char bytes[2048] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

    put_entry(bytes + 1024, "Root Entry");
    put_entry(bytes + 1024 + 128, c->first);
    put_entry(bytes + 1024 + 256, c->second);
    expect_begin(*c->first ? c->first : "an OLE2 container without streams");
    EXPECT_TEXT(c->want, refusal((struct text){ bytes, sizeof bytes }));
}

/* ---- zip containers ---- */

static const struct zip_case {
    const char *name;
    struct given_part parts[3];
    const char *want;
} zips[] = {
    { "an archive of workbooks",
      { { .name = "说明.txt", .content = "x" },
        { .name = "a/2022.XLSX", .content = "x" } },
      "not-xlsx: file is a zip archive with workbooks in it ('a/2022.XLSX') "
      "| " UNPACK },
    { "one whose names are in GBK",
      { { .name = "\xbe\xf6\xcb\xe3.xls", .content = "x" } },
      "not-xlsx: file is a zip archive with workbooks in it | " UNPACK },
    { "one with a password",
      { { .name = "a.xlsx", .content = "x", .flags = 1 } },
      "not-xlsx: file is a zip archive with workbooks in it ('a.xlsx') "
      "| " UNPACK },
    { "one packed by a method of its own",
      { { .name = "a.ods", .content = "x", .method = 14 } },
      "not-xlsx: file is a zip archive with workbooks in it ('a.ods') "
      "| " UNPACK },
    { "an archive of other things",
      { { .name = "a.txt", .content = "x" } },
      "not-xlsx: file is a zip archive without a workbook | if it is an "
      "archive, unpack it and give the workbooks in it" },
    { "a workbook with its folder",
      { { .name = "w/[Content_Types].xml", .content = "x" },
        { .name = "w/xl/workbook.xml", .content = "x" } },
      "not-xlsx: file is a workbook that was unpacked and packed again with "
      "its folder | pack what is in the folder, without it" },
    { "an OpenDocument spreadsheet",
      { { .name = "mimetype",
          .content = "application/vnd.oasis.opendocument.spreadsheet" },
        { .name = "content.xml", .content = "x" } },
      "not-xlsx: file is an OpenDocument spreadsheet (.ods), which is read but not changed | " TURN },
    { "an OpenDocument text",
      { { .name = "mimetype",
          .content = "application/vnd.oasis.opendocument.text" },
        { .name = "content.xml", .content = "x" } },
      "not-xlsx: file is an OpenDocument text (.odt) | " COPY },
    { "Numbers",
      { { .name = "Index/Document.iwa", .content = "x" },
        { .name = "Index/CalculationEngine.iwa", .content = "x" } },
      "not-xlsx: file is a spreadsheet of Numbers (.numbers) | export it as "
      "Excel in Numbers" },
    { "Pages",
      { { .name = "Index/Document.iwa", .content = "x" } },
      "not-xlsx: file is a document of Pages, Keynote or Numbers | export it "
      "as Excel in Numbers, or copy its tables into a workbook" },
    { "OFD",
      { { .name = "OFD.xml", .content = "x" } },
      "not-xlsx: file is a printed document (.ofd) | " ASK },
};

static void
run_zip(const struct zip_case *c)
{
    int n = 0;

    while (n < ARRAY_LEN(c->parts) && c->parts[n].name)
        n++;
    expect_begin(c->name);
    EXPECT_TEXT(c->want, refusal(given_zip(&arena, c->parts, n,
                                           (struct given_end){ 0 })));
}

/* With content types, and a document in it that is no workbook. */
static const struct document_case {
    const char *part, *root, *want;
} documents[] = {
    { "word/document.xml", "<w:document xmlns:w=\"urn:w\"/>",
      "not-xlsx: file is a Word document (.docx) | " COPY },
    { "ppt/presentation.xml", "<p:presentation xmlns:p=\"urn:p\"/>",
      "not-xlsx: file is a PowerPoint presentation (.pptx) | " COPY },
    { "xl/workbook.bin", "",
      "not-xlsx: file is a binary workbook (.xlsb) | " SAVE },
    { "x/y.xml", "<z/>",
      "not-xlsx: file is an office document, but no workbook | " SAVE },
};

static void
run_document(const struct document_case *c)
{
    struct given_workbook given = {
        .root = arena_printf(&arena,
                             "<Relationships xmlns=\"" GIVEN_RELATIONS
                             "\"><Relationship Id=\"a\" Type=\"" GIVEN_LINK
                             "/officeDocument\" Target=\"%s\"/>"
                             "</Relationships>",
                             c->part),
        .extra = { .name = c->part, .content = c->root },
    };

    expect_begin(c->part);
    EXPECT_TEXT(c->want, refusal(given_workbook(&arena, given)));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(files); i++) {
        expect_begin(files[i].name);
        EXPECT_TEXT(files[i].want,
                    refusal((struct text){ files[i].bytes, files[i].n }));
    }
    for (int i = 0; i < ARRAY_LEN(streams); i++)
        run_stream(&streams[i]);
    for (int i = 0; i < ARRAY_LEN(zips); i++)
        run_zip(&zips[i]);
    for (int i = 0; i < ARRAY_LEN(documents); i++)
        run_document(&documents[i]);
    arena_release(&arena);
    return expect_finish();
}
