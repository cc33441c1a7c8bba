/* kind.c - the table of what files turn out to be. */
#include "book/kind.h"

#include <string.h>
#include <strings.h>

#include "book/zip.h"

#define HEAD 4096     /* bytes of a text that are looked at */
#define LOCK_NAME 54  /* bytes of a lock for the name of who holds it */
#define NAME_SHOWN 60 /* bytes of a name within an archive */

#define SAVE N_("open it in a spreadsheet program and save it as .xlsx")
#define TURN                                                                   \
    N_("save it as .xlsx in a spreadsheet program, or make it one with "       \
       "juesuan migrate FILE -t TEMPLATE -o OUT.xlsx")
#define UNPACK N_("unpack it and give the workbooks in it, or their folder")
#define COPY N_("copy its tables into a workbook and save that as .xlsx")
#define ASK N_("ask for the workbook (.xlsx) that it was made from")
#define AGAIN N_("copy or download it again")

static const struct kind empty
    = { DIAG_NOT_ZIP, N_("empty"), AGAIN },
    lock
    = { DIAG_NOT_ZIP,
        N_("the lock that a spreadsheet program leaves beside an open "
           "workbook (~$…)"),
        N_("close the workbook and give the file without ~$ in its name") },
    text = { DIAG_NOT_ZIP, N_("text (CSV?), no workbook"),
             N_("save it as .xlsx in a spreadsheet program") },
    json = { DIAG_NOT_ZIP, N_("JSON"),
             N_("give it where a MODEL is asked for, or give the workbook") },
    unknown = { DIAG_NOT_ZIP, N_("of no kind that is known here"), SAVE };

/* ---- by the first bytes ---- */

static const struct mark {
    size_t at;
    struct text bytes;
    struct kind kind;
} marks[] = {
    { 0, BYTES("%PDF"), { DIAG_NOT_ZIP, N_("a PDF"), ASK } },
    { 0, BYTES("{\\rtf"), { DIAG_NOT_ZIP, N_("a text of Word (RTF)"), COPY } },
    /* archives */
    { 0, BYTES("Rar!\x1a\x07"), { DIAG_NOT_ZIP, N_("a RAR archive"), UNPACK } },
    { 0,
      BYTES("7z\xbc\xaf\x27\x1c"),
      { DIAG_NOT_ZIP, N_("a 7-Zip archive"), UNPACK } },
    { 0, BYTES("\x1f\x8b"), { DIAG_NOT_ZIP, N_("a gzip archive"), UNPACK } },
    { 0, BYTES("BZh"), { DIAG_NOT_ZIP, N_("a bzip2 archive"), UNPACK } },
    { 0, BYTES("\xfd\x37zXZ"), { DIAG_NOT_ZIP, N_("an xz archive"), UNPACK } },
    { 0,
      BYTES("\x28\xb5\x2f\xfd"),
      { DIAG_NOT_ZIP, N_("a zstd archive"), UNPACK } },
    { 0, BYTES("MSCF"), { DIAG_NOT_ZIP, N_("a cabinet archive"), UNPACK } },
    { 257, BYTES("ustar"), { DIAG_NOT_ZIP, N_("a tar archive"), UNPACK } },
    { 2, BYTES("-lh"), { DIAG_NOT_ZIP, N_("an LZH archive"), UNPACK } },
    { 0,
      BYTES("PK\x07\x08"),
      { DIAG_NOT_ZIP, N_("the first part of a split zip archive"), UNPACK } },
    /* old workbooks: the first record ([MS-XLS] 2.4.21, and before it) */
    { 0,
      BYTES("\x09\x00\x04\x00"),
      { DIAG_OLD_BIFF, N_("a workbook of Excel 2 (BIFF 2, before 1995)"),
        SAVE } },
    { 0,
      BYTES("\x09\x00\x06\x00"),
      { DIAG_OLD_BIFF, N_("a workbook of Excel 2 (BIFF 2, before 1995)"),
        SAVE } },
    { 0,
      BYTES("\x09\x02\x06\x00"),
      { DIAG_OLD_BIFF, N_("a workbook of Excel 3 (BIFF 3, before 1995)"),
        SAVE } },
    { 0,
      BYTES("\x09\x04\x06\x00"),
      { DIAG_OLD_BIFF, N_("a workbook of Excel 4 (BIFF 4, before 1995)"),
        SAVE } },
    { 0,
      BYTES("\x09\x08\x08\x00"),
      { DIAG_OLD_XLS,
        N_("a workbook of Excel 95 (BIFF 5), which is read but not changed"),
        TURN } },
    { 0,
      BYTES("\x09\x08\x10\x00"),
      { DIAG_OLD_XLS,
        N_("an Excel 97-2003 workbook (.xls), which is read but not changed"),
        TURN } },
    { 0,
      BYTES("\x00\x00\x02\x00"),
      { DIAG_NOT_ZIP, N_("a worksheet of Lotus 1-2-3 or Quattro Pro"), SAVE } },
    { 0,
      BYTES("\x00\x00\x1a\x00"),
      { DIAG_NOT_ZIP, N_("a worksheet of Lotus 1-2-3"), SAVE } },
    { 0, BYTES("ID;P"), { DIAG_NOT_ZIP, N_("a SYLK worksheet (.slk)"), SAVE } },
    { 0, BYTES("TABLE\r\n0,1"), { DIAG_NOT_ZIP, N_("a DIF worksheet"), SAVE } },
    /* pictures and others */
    { 0, BYTES("\x89PNG\r\n"), { DIAG_NOT_ZIP, N_("a picture (PNG)"), ASK } },
    { 0, BYTES("\xff\xd8\xff"), { DIAG_NOT_ZIP, N_("a picture (JPEG)"), ASK } },
    { 0, BYTES("GIF8"), { DIAG_NOT_ZIP, N_("a picture (GIF)"), ASK } },
    { 0, BYTES("II*\x00"), { DIAG_NOT_ZIP, N_("a picture (TIFF)"), ASK } },
    { 0, BYTES("MM\x00*"), { DIAG_NOT_ZIP, N_("a picture (TIFF)"), ASK } },
    { 0,
      BYTES("SQLite format 3"),
      { DIAG_NOT_ZIP, N_("a database of SQLite"), ASK } },
    { 4,
      BYTES("Standard Jet DB"),
      { DIAG_NOT_ZIP, N_("a database of Access"), ASK } },
    { 4,
      BYTES("Standard ACE DB"),
      { DIAG_NOT_ZIP, N_("a database of Access"), ASK } },
    { 0,
      BYTES("\x4c\x00\x00\x00\x01\x14\x02\x00"),
      { DIAG_NOT_ZIP, N_("a shortcut to a file"),
        N_("give the file it leads to") } },
    { 0,
      BYTES("\x00\x05\x16\x07"),
      { DIAG_NOT_ZIP, N_("what macOS leaves beside a file (._…)"),
        N_("give the file without ._ in its name") } },
};

/* ---- by words of a text, in small letters ---- */

static const struct word {
    const char *word;
    struct kind kind;
} words[] = {
    { "mime-version:",
      { DIAG_NOT_ZIP, N_("a web page in one file (MHTML)"), SAVE } },
    { "multipart/related",
      { DIAG_NOT_ZIP, N_("a web page in one file (MHTML)"), SAVE } },
    { "progid=\"word.document\"",
      { DIAG_NOT_ZIP, N_("a Word document in XML"), COPY } },
    { "schemas.microsoft.com/office/word/2003",
      { DIAG_NOT_ZIP, N_("a Word document in XML"), COPY } },
    { "progid=\"excel.sheet\"",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a workbook of Excel 2003 in XML"),
        SAVE } },
    { "urn:schemas-microsoft-com:office:spreadsheet",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a workbook of Excel 2003 in XML"),
        SAVE } },
    { "<pkg:package", { DIAG_NOT_ZIP, N_("an office document in XML"), SAVE } },
    { "opendocument.text",
      { DIAG_NOT_ZIP, N_("an OpenDocument text in one piece of XML (.fodt)"),
        COPY } },
    { "opendocument.spreadsheet",
      { DIAG_XLSX_NOT_A_WORKBOOK,
        N_("an OpenDocument spreadsheet (.fods), which is read but not changed"),
        TURN } },
    { "urn:oasis:names:tc:opendocument",
      { DIAG_NOT_ZIP, N_("an OpenDocument file in one piece of XML"), SAVE } },
    { "<uof:uof", { DIAG_NOT_ZIP, N_("a document in UOF (标文通)"), SAVE } },
    { "<html", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<!doctype html", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<table", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<head>", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<body", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<meta ", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<style", { DIAG_NOT_ZIP, N_("an HTML page"), SAVE } },
    { "<?xml", { DIAG_NOT_ZIP, N_("XML"), SAVE } },
};

/* ---- by the streams of an OLE2 container ([MS-CFB] 2.6) ---- */

static const struct stream {
    const char *name;
    struct kind kind;
} streams[] = {
    { "Workbook",
      { DIAG_OLD_XLS,
        N_("an Excel 97-2003 workbook (.xls), which is read but not changed"),
        TURN } },
    { "Book",
      { DIAG_OLD_XLS,
        N_("a workbook of Excel 95 (BIFF 5), which is read but not changed"),
        TURN } },
    { "WordDocument",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a Word 97-2003 document (.doc)"),
        COPY } },
    { "PowerPoint Document",
      { DIAG_XLSX_NOT_A_WORKBOOK,
        N_("a PowerPoint 97-2003 presentation (.ppt)"), COPY } },
    { "VisioDocument",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a Visio drawing (.vsd)"), ASK } },
    { "__properties_version1.0",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a message of Outlook (.msg)"),
        N_("save what is attached to it, and give that") } },
    { "SpreadSheet",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a spreadsheet of Works"), SAVE } },
};

static const struct kind encrypted
    = { DIAG_ZIP_ENCRYPTED, N_("a workbook that is protected by a password"),
        N_("open it in a spreadsheet program and save it without a password") },
    old_document
    = { DIAG_OLD_XLS, N_("an old office document (.xls, .et, .doc)"), SAVE };

/* ---- by the parts of a zip container ---- */

static const struct part {
    const char *name;
    struct kind kind;
} parts[] = {
    { "xl/workbook.bin",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a binary workbook (.xlsb)"), SAVE } },
    { "word/document.xml",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a Word document (.docx)"), COPY } },
    { "ppt/presentation.xml",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a PowerPoint presentation (.pptx)"),
        COPY } },
    { "visio/document.xml",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a Visio drawing (.vsdx)"), ASK } },
    { "FixedDocSeq.fdseq",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a printed document (.xps)"), ASK } },
    { "FixedDocumentSequence.fdseq",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a printed document (.xps)"), ASK } },
    { "OFD.xml",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a printed document (.ofd)"), ASK } },
    { "Index/CalculationEngine.iwa",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a spreadsheet of Numbers (.numbers)"),
        N_("export it as Excel in Numbers") } },
    { "Index/Document.iwa",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a document of Pages, Keynote or Numbers"),
        N_("export it as Excel in Numbers, or copy its tables into a workbook") } },
    { "Index.zip",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("a document of Numbers, Pages or Keynote"),
        N_("export it as Excel in Numbers, or copy its tables into a workbook") } },
    { "META-INF/container.xml",
      { DIAG_XLSX_NOT_A_WORKBOOK, N_("an electronic book (.epub)"), ASK } },
};

static const struct kind open_document
    = { DIAG_XLSX_NOT_A_WORKBOOK, N_("an OpenDocument file"), SAVE },
    open_sheet
    = { DIAG_XLSX_NOT_A_WORKBOOK,
        N_("an OpenDocument spreadsheet (.ods), which is read but not changed"),
        TURN },
    open_text
    = { DIAG_XLSX_NOT_A_WORKBOOK, N_("an OpenDocument text (.odt)"), COPY },
    office = { DIAG_XLSX_NOT_A_WORKBOOK,
               N_("an office document, but no workbook"), SAVE },
    archive
    = { DIAG_XLSX_NOT_A_WORKBOOK, N_("a zip archive without a workbook"),
        N_("if it is an archive, unpack it and give the workbooks in it") };

/* ---- which kind it is ---- */

/*
 * A lock is the length and the name of who has the workbook open, in one byte a
 * letter and again in two, with blanks behind; 165 bytes of Excel, WPS and
 * PowerPoint, 162 of Word.  LibreOffice's is a line.
 */
static bool
is_lock(struct text bytes)
{
    size_t n;

    if (bytes.n < 1024 && text_starts(bytes, TEXT(","))
        && text_find(bytes, TEXT(",file:///"), 0) > 0)
        return true;
    if (bytes.n != 165 && bytes.n != 162)
        return false;
    n = (unsigned char)bytes.at[0];
    if (n == 0 || n > LOCK_NAME || bytes.at[n] == ' ')
        return false;
    for (size_t i = n + 1; i <= LOCK_NAME; i++) {
        if (bytes.at[i] != ' ' && bytes.at[i] != '\0')
            return false;
    }
    return n < LOCK_NAME || bytes.at[LOCK_NAME + 1] < ' ';
}

/* The head of a text in small letters; of one in UTF-16 its ASCII. */
static struct text
small_letters(struct text bytes, char into[HEAD])
{
    bool wide = text_starts(bytes, TEXT("\xff\xfe"))
                || text_starts(bytes, TEXT("\xfe\xff"));
    size_t n = 0;

    for (size_t i = wide ? 2 : 0; i < bytes.n && i < HEAD; i++) {
        char c = bytes.at[i];

        if (wide && c == '\0')
            continue;
        into[n++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return (struct text){ into, n };
}

static struct text
unmarked(struct text bytes)
{
    return text_starts(bytes, TEXT("\xef\xbb\xbf"))
               ? text_slice(bytes, 3, bytes.n)
               : bytes;
}

static bool
begins_as_json(struct text head)
{
    head = text_trim(head);
    return text_starts(head, TEXT("{")) || text_starts(head, TEXT("["));
}

/* What a text is; NULL: not even that. */
static const struct kind *
kind_of_text(struct text bytes)
{
    char small[HEAD];
    struct text head = small_letters(unmarked(bytes), small);

    if (begins_as_json(head))
        return &json;
    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (text_find(head, text_of(words[i].word), 0) >= 0)
            return &words[i].kind;
    }
    for (size_t i = 0; i < head.n; i++) {
        if ((unsigned char)head.at[i] < 9)
            return NULL;
    }
    return &text;
}

static bool
is_ole2(struct text bytes)
{
    return text_starts(bytes, TEXT(ZIP_OLE2));
}

/* Does an entry of the directory at 'at' have that name, in UTF-16? */
static bool
is_entry(struct text bytes, size_t at, const char *name)
{
    size_t n = strlen(name);

    if ((unsigned char)bytes.at[at + 64] != 2 * n + 2 || bytes.at[at + 65] != 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (bytes.at[at + 2 * i] != name[i] || bytes.at[at + 2 * i + 1] != 0)
            return false;
    }
    return true;
}

/* By the first stream that is known: what is embedded comes later.  An
   encrypted workbook, old or new, is known by its streams
   ([MS-OFFCRYPTO] 2.3.4). */
static const struct kind *
kind_of_ole2(struct text bytes)
{
    const char wide[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    if (text_find(bytes, (struct text){ wide, sizeof wide - 1 }, 0) >= 0)
        return &encrypted;
    for (size_t at = 512; bytes.n >= 128 && at <= bytes.n - 128; at += 128) {
        for (int i = 0; i < ARRAY_LEN(streams); i++) {
            if (is_entry(bytes, at, streams[i].name))
                return &streams[i].kind;
        }
    }
    return &old_document;
}

/* The kind that the first bytes alone say; NULL: text, or not known. */
static const struct kind *
kind_of_head(struct text bytes)
{
    for (int i = 0; i < ARRAY_LEN(marks); i++) {
        const struct mark *m = &marks[i];

        if (bytes.n >= m->at
            && text_starts(text_slice(bytes, m->at, bytes.n), m->bytes))
            return &m->kind;
    }
    return NULL;
}

struct kind
kind_encrypted(void)
{
    return encrypted;
}

struct kind
kind_of_bytes(struct text bytes)
{
    const struct kind *found;

    if (bytes.n == 0)
        return empty;
    if (is_ole2(bytes))
        return *kind_of_ole2(bytes);
    if (is_lock(bytes))
        return lock;
    found = kind_of_head(unmarked(bytes));
    if (!found)
        found = kind_of_text(bytes);
    return found ? *found : unknown;
}

bool
kind_is_plain(struct text bytes)
{
    char small[HEAD];
    struct text head = text_trim(small_letters(unmarked(bytes), small));
    const struct kind *found;

    if (is_ole2(bytes) || text_starts(bytes, TEXT("PK")) || is_lock(bytes)
        || kind_of_head(unmarked(bytes)))
        return false;
    found = kind_of_text(bytes);
    /* The words of pages and mails may be in any text. */
    return found != NULL && !text_starts(head, TEXT("<"))
           && !text_starts(head, text_of(words[0].word))
           && !text_starts(head, TEXT("from:"));
}

/* ---- containers ---- */

bool
kind_is_book_name(struct text name)
{
    static const char *const tails[] = { ".xlsx", ".xlsm", ".xltx", ".xltm",
                                         ".xlsb", ".xls",  ".et",   ".ods" };

    for (int i = 0; i < ARRAY_LEN(tails); i++) {
        size_t n = strlen(tails[i]);

        if (name.n > n && strncasecmp(name.at + name.n - n, tails[i], n) == 0)
            return true;
    }
    return false;
}

/* A name as it may be shown; those of archives are often not in UTF-8. */
static struct text
shown_name(struct text name)
{
    if (!text_is_utf8(name))
        return TEXT_NONE;
    for (size_t i = 0; i < name.n; i++) {
        if ((unsigned char)name.at[i] < ' ' || name.at[i] == '\x7f')
            return TEXT_NONE;
    }
    while (name.n > NAME_SHOWN) {
        name.n--;
        while (name.n && ((unsigned char)name.at[name.n] & 0xc0) == 0x80)
            name.n--;
    }
    return name;
}

struct kind
kind_of_archive(const struct diag_list *diags, struct text name)
{
    struct text shown = shown_name(name);

    return (struct kind){
        DIAG_XLSX_NOT_A_WORKBOOK,
        shown.n ? arena_printf(
            diags->arena,
            diag_say(diags, "a zip archive with workbooks in it ('%.*s')"),
            TEXT_ARG(shown))
                : N_("a zip archive with workbooks in it"),
        UNPACK,
    };
}

static const struct kind *
kind_of_open_document(const struct zip *zip)
{
    const struct zip_entry *type = zip_find(zip, TEXT("mimetype"));
    struct text said = TEXT_NONE;

    if (type && type->method == 0) /* as the standard wants it */
        said = (struct text){ type->packed, (size_t)type->n_packed };
    if (text_find(said, TEXT("opendocument.spreadsheet"), 0) >= 0)
        return &open_sheet;
    if (text_find(said, TEXT("opendocument.text"), 0) >= 0)
        return &open_text;
    return &open_document;
}

/* A workbook whose parts were packed together with their folder. */
static bool
is_in_folder(const struct zip *zip)
{
    for (int i = 0; i < zip->n_entries; i++) {
        if (text_ends(zip->entries[i].name, TEXT("/xl/workbook.xml")))
            return true;
    }
    return false;
}

struct kind
kind_of_zip(const struct diag_list *diags, const struct zip *zip)
{
    for (int i = 0; i < ARRAY_LEN(parts); i++) {
        if (zip_find(zip, text_of(parts[i].name)))
            return parts[i].kind;
    }
    if (zip_find(zip, TEXT("content.xml")))
        return *kind_of_open_document(zip);
    if (zip_find(zip, TEXT("_rels/.rels")))
        return office;
    if (is_in_folder(zip))
        return (
            struct kind){ DIAG_XLSX_NOT_A_WORKBOOK,
                          N_("a workbook that was unpacked and packed again "
                             "with its folder"),
                          N_("pack what is in the folder, without it") };
    for (int i = 0; i < zip->n_entries; i++) {
        if (kind_is_book_name(zip->entries[i].name))
            return kind_of_archive(diags, zip->entries[i].name);
    }
    return archive;
}

bool
kind_refuse(const char *file, struct kind kind, struct diag_list *diags)
{
    struct diag *diag = diag_add(diags, kind.code, PLACE_FILE(file), PLACE_NONE,
                                 "file is %s", diag_say(diags, kind.what));

    diag_hint(diags, diag, "%s", diag_say(diags, kind.hint));
    return false;
}
