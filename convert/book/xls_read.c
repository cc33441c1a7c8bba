/* xls_read.c - the globals of an old workbook, then its sheets. */
#include "book/xls_read.h"

#include "base/limits.h"
#include "base/octets.h"
#include "base/pairs.h"
#include "book/kind.h"
#include "book/numfmt.h"
#include "book/ole.h"
#include "book/ole_properties.h"
#include "book/xls_sheet.h"
#include "book/zip.h"

enum { SHEET_OF_CELLS, SHEET_OF_MACROS }; /* BOUNDSHEET: others hold no cells */
enum { STRUCK = 8 };                      /* flag of a font */

struct sheet_entry {
    struct text name;
    enum sheet_state state;
    uint32_t at; /* of its BOF in the stream */
};

struct cell_format {
    uint32_t font, format;
};

struct reader {
    struct arena *arena;
    struct diag_list *diags;
    struct book *book;
    struct biff biff;
    struct sheet_entry *sheets;
    int n_sheets, sheets_capacity;
    struct text *codes; /* number formats */
    int n_codes, codes_capacity;
    struct pairs *code_index; /* by their ids */
    struct cell_format *formats;
    int n_formats, formats_capacity;
    bool *fonts;
    int n_fonts, fonts_capacity;
    struct biff_text *strings;
    int n_strings, strings_capacity;
    bool has_macros;
};

static struct place
file_place(const struct reader *r)
{
    return PLACE_FILE(r->book->file);
}

/* ---- globals ---- */

static bool
read_sheet_entry(struct reader *r)
{
    struct text body = r->biff.body;
    struct sheet_entry sheet = { .at = octets_32(body, 0) };
    uint32_t kind = octets_8(body, 5);
    struct biff_text name;

    if (kind != SHEET_OF_CELLS && kind != SHEET_OF_MACROS)
        return true;
    r->biff.pos = 6;
    if (body.n < 7 || !biff_take_text(&r->biff, 1, &name))
        return biff_wrong(&r->biff, "the name of a sheet is cut off");
    if (!name.sound) {
        diag_add(r->diags, DIAG_CHAR_INVALID, file_place(r), PLACE_NONE,
                 "the name of a sheet holds bytes that are no character");
        return false;
    }
    if (r->n_sheets == LIMIT_SHEETS)
        return limits_reached(r->diags, LIMITS_SHEETS, file_place(r),
                              "too many sheets");
    sheet.name = name.text;
    sheet.state = octets_8(body, 4) % 4 == 1   ? SHEET_HIDDEN
                  : octets_8(body, 4) % 4 == 2 ? SHEET_VERY_HIDDEN
                                               : SHEET_VISIBLE;
    ARENA_PUSH(r->arena, r->sheets, r->n_sheets, r->sheets_capacity, sheet);
    return true;
}

/* A number as a key. */
static struct text
key_of(const uint32_t *id)
{
    return (struct text){ (const char *)id, sizeof *id };
}

/* The last of equal ids counts. */
static bool
read_number_format(struct reader *r)
{
    uint32_t id = octets_16(r->biff.body, 0);
    int i = pairs_find(r->code_index, key_of(&id), TEXT_NONE);
    struct biff_text code;

    r->biff.pos = 2;
    if (!biff_take_text(&r->biff, r->biff.version < 8 ? 1 : 2, &code))
        diag_add(r->diags, DIAG_REF_STYLE, file_place(r), PLACE_NONE,
                 "a number format is cut off, its cells are kept as plain");
    if (!code.sound)
        code.text = TEXT_NONE;
    if (i >= 0) {
        r->codes[i] = code.text;
        return true;
    }
    if (r->n_codes == LIMIT_STYLES)
        return limits_reached(r->diags, LIMITS_STYLES, file_place(r),
                              "too many number formats");
    pairs_add(r->code_index,
              (struct text){ arena_copy(r->arena, (char *)&id, sizeof id),
                             sizeof id },
              TEXT_NONE, r->n_codes);
    ARENA_PUSH(r->arena, r->codes, r->n_codes, r->codes_capacity, code.text);
    return true;
}

static bool
read_cell_format(struct reader *r)
{
    struct cell_format f = { .font = octets_16(r->biff.body, 0),
                             .format = octets_16(r->biff.body, 2) };

    if (r->n_formats == LIMIT_STYLES || r->n_formats == UINT16_MAX - 1)
        return limits_reached(r->diags, LIMITS_STYLES, file_place(r),
                              "too many cell formats");
    ARENA_PUSH(r->arena, r->formats, r->n_formats, r->formats_capacity, f);
    return true;
}

/* Is it struck out, raised or lowered? */
static bool
read_font(struct reader *r)
{
    bool marked = (octets_16(r->biff.body, 2) & STRUCK)
                  || octets_16(r->biff.body, 8) != 0;

    ARENA_PUSH(r->arena, r->fonts, r->n_fonts, r->fonts_capacity, marked);
    return true;
}

/* What the record states of their number is not believed: programs miscount. */
static bool
read_strings(struct reader *r)
{
    struct biff *b = &r->biff;
    uint32_t stated = octets_32(b->body, 4);

    b->pos = 8;
    while (biff_has_more(b)) {
        struct biff_text text;

        if (!biff_take_shared(b, &text)) {
            if ((uint32_t)r->n_strings >= stated)
                break; /* something behind the last one */
            return biff_wrong(b, "the list of shared texts is cut off");
        }
        if (r->n_strings == LIMIT_STRINGS)
            return limits_reached(r->diags, LIMITS_STRINGS, file_place(r),
                                  "too many shared texts");
        ARENA_PUSH(r->arena, r->strings, r->n_strings, r->strings_capacity,
                   text);
    }
    return !b->wrong;
}

static bool
read_global(struct reader *r)
{
    struct text body = r->biff.body;

    switch (r->biff.id) {
    case BIFF_FILEPASS:
        return kind_refuse(r->book->file, kind_encrypted(), r->diags);
    case BIFF_CODEPAGE:
        r->biff.codepage = (int)octets_16(body, 0);
        return true;
    case BIFF_DATE1904:
        r->book->date1904 = octets_16(body, 0) != 0;
        return true;
    case BIFF_BOUNDSHEET:
        return read_sheet_entry(r);
    case BIFF_FORMAT:
        return read_number_format(r);
    case BIFF_XF:
        return read_cell_format(r);
    case BIFF_FONT:
        return read_font(r);
    case BIFF_SST:
        return read_strings(r);
    case BIFF_OBPROJ:
        r->has_macros = true;
        return true;
    default:
        return true;
    }
}

static bool
read_globals(struct reader *r)
{
    struct biff *b = &r->biff;
    uint32_t version;

    if (!biff_next(b) || b->id != BIFF_BOF
        || octets_16(b->body, 2) != BIFF_GLOBALS)
        return biff_wrong(b, "the workbook's stream does not begin as one");
    version = octets_16(b->body, 0);
    if (version != 0x0500 && version != 0x0600)
        return biff_wrong(b, "the workbook is of a version that is not known");
    b->version = version == 0x0600 ? 8 : 5;
    while (biff_next(b) && b->id != BIFF_EOF) {
        if (!read_global(r))
            return false;
    }
    if (b->wrong)
        return false;
    if (b->id != BIFF_EOF)
        return biff_wrong(b, "the workbook is cut off before its first sheet");
    if (r->n_sheets == 0) {
        diag_add(r->diags, DIAG_OLD_XLS, file_place(r), PLACE_NONE,
                 "the workbook has no sheet with cells");
        return false;
    }
    return true;
}

/* ---- formats ---- */

static struct text
format_code(const struct reader *r, uint32_t id)
{
    int i = pairs_find(r->code_index, key_of(&id), TEXT_NONE);

    return i >= 0 ? r->codes[i] : numfmt_builtin((int)id);
}

/* The style of each cell format, those of one number format the same. */
static void
settle_formats(struct reader *r, struct xls_source *source)
{
    uint16_t *formats = ARENA_ARRAY(r->arena, uint16_t, r->n_formats + 1);
    bool *marked = ARENA_ARRAY(r->arena, bool, r->n_formats + 1);
    bool *dates;

    for (int i = 0; i < r->n_formats; i++) {
        struct cell_style style
            = { .format = format_code(r, r->formats[i].format) };

        if (style.format.n == 0)
            style.format = TEXT("General");
        formats[i] = (uint16_t)book_style(r->arena, r->book, style);
        marked[i] = xls_sheet_is_marked(source, r->formats[i].font);
    }
    dates = ARENA_ARRAY(r->arena, bool, r->book->n_styles);
    for (int i = 0; i < r->book->n_styles; i++)
        dates[i] = numfmt_is_date(r->book->styles[i].format);
    source->formats = formats;
    source->marked = marked;
    source->n_formats = r->n_formats;
    source->dates = dates;
}

/* ---- sheets ---- */

/* Two sheets of one name, or of one place in the stream. */
static bool
check_sheets(struct reader *r)
{
    struct pairs *names = pairs_new(r->arena), *places = pairs_new(r->arena);

    for (int i = 0; i < r->n_sheets; i++) {
        struct text at = key_of(&r->sheets[i].at);

        if (pairs_find(names, r->sheets[i].name, TEXT_NONE) >= 0) {
            diag_add(r->diags, DIAG_NAME_UNSAFE, file_place(r), PLACE_NONE,
                     "two sheets have the name '%.*s'",
                     TEXT_ARG(r->sheets[i].name));
            return false;
        }
        if (pairs_find(places, at, TEXT_NONE) >= 0)
            return biff_wrong(&r->biff, "two sheets are one and the same part "
                                        "of the workbook");
        pairs_add(names, r->sheets[i].name, TEXT_NONE, i);
        pairs_add(places, at, TEXT_NONE, i);
    }
    return true;
}

static bool
read_sheet(struct reader *r, struct xls_source *source, int i)
{
    struct biff *b = &r->biff;
    struct grid *grid = &r->book->sheets[i];
    uint32_t kind;

    grid->name = r->sheets[i].name;
    grid->state = r->sheets[i].state;
    b->sheet = text_zero(r->arena, grid->name);
    b->at = r->sheets[i].at;
    if (!biff_next(b) || b->id != BIFF_BOF)
        return biff_wrong(b, "no sheet begins where the workbook says");
    kind = octets_16(b->body, 2);
    if (kind != BIFF_SHEET && kind != BIFF_MACROS)
        return biff_wrong(b, "what the workbook lists as a sheet is none");
    return xls_sheet_read(source, grid);
}

static bool
read_book(struct reader *r)
{
    struct xls_source source = { .biff = &r->biff,
                                 .book = r->book,
                                 .intake = intake_of(r->biff.stream.n) };

    if (!read_globals(r) || !check_sheets(r))
        return false;
    source.fonts = r->fonts;
    source.n_fonts = r->n_fonts;
    source.strings = r->strings;
    source.n_strings = r->n_strings;
    settle_formats(r, &source);
    r->book->n_sheets = r->n_sheets;
    r->book->sheets = ARENA_ARRAY(r->arena, struct grid, r->n_sheets);
    for (int i = 0; i < r->n_sheets; i++) {
        if (!read_sheet(r, &source, i))
            return false;
    }
    if (r->has_macros)
        diag_add(r->diags, DIAG_BOOK_MACROS, file_place(r), PLACE_NONE,
                 "the workbook holds macros; they are not run and not copied");
    return true;
}

/* ---- the container ---- */

/* The newer of the two that a workbook for Excel 95 and 97 holds. */
static bool
open_stream(struct reader *r, struct text bytes, struct text *stream)
{
    struct ole ole;
    const char *name = "Workbook";

    if (!text_starts(bytes, TEXT(ZIP_OLE2))) {
        *stream = bytes;
        return true;
    }
    if (!ole_read(r->arena, r->book->file, bytes, &ole, r->diags))
        return false;
    ole_properties_read(&ole, r->book);
    if (!ole_find(&ole, name))
        name = "Book";
    if (!ole_find(&ole, name))
        return kind_refuse(r->book->file, kind_of_bytes(bytes), r->diags);
    if (ole_count(&ole, name) > 1) {
        diag_add(r->diags, DIAG_OLE_INVALID, file_place(r), PLACE_NONE,
                 "the container holds two workbooks, and nobody can say which "
                 "is meant");
        return false;
    }
    return ole_open(&ole, ole_find(&ole, name), stream);
}

bool
xls_read_is(struct text bytes)
{
    return text_starts(bytes, TEXT(ZIP_OLE2))
           || text_starts(bytes, ((struct text){ "\x09\x08\x08\x00", 4 }))
           || text_starts(bytes, ((struct text){ "\x09\x08\x10\x00", 4 }));
}

struct book *
xls_read(struct arena *arena, const char *name, struct text bytes,
         struct diag_list *diags)
{
    struct cell_style plain = { .format = TEXT("General") };
    struct reader *r = ARENA_NEW(arena, struct reader);

    r->arena = arena;
    r->diags = diags;
    r->code_index = pairs_new(arena);
    r->book = ARENA_NEW(arena, struct book);
    r->book->file = name;
    book_style(arena, r->book, plain);
    r->biff = (struct biff){ .arena = arena, .file = name, .diags = diags };
    if (!open_stream(r, bytes, &r->biff.stream))
        return NULL;
    return read_book(r) ? r->book : NULL;
}
