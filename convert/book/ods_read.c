/* ods_read.c - the parts of an OpenDocument file, its tables, rows and cells. */
#include "book/ods_read.h"

#include "base/limits.h"
#include "book/intake.h"
#include "book/kind.h"
#include "book/ods_style.h"
#include "book/ods_text.h"
#include "book/properties.h"
#include "book/xlsx_value.h"

/* Columns beside each other of one default style. */
struct column_run {
    int end; /* behind the last one */
    struct text style;
};

/* Cells beside each other that are alike. */
struct cell_run {
    struct cell cell; /* the first */
    int n;
};

struct reader {
    struct package *package;
    struct arena *arena;
    struct diag_list *diags;
    struct book *book;
    struct ods_styles *styles;
    struct xml xml;
    int sheets_capacity;
    struct intake intake;

    struct grid *grid; /* the table being read */
    const char *sheet; /* its name */
    struct column_run *columns;
    int n_columns, columns_capacity;
    int row, col; /* of the cell being read */
    struct text row_style;
    struct cell_run *runs; /* of the row */
    int n_runs, runs_capacity;
    int *hidden; /* rows */
    int n_hidden, hidden_capacity;
};

static struct place
cell_place(const struct reader *r)
{
    return PLACE_CELL(r->package->file, r->sheet, r->row, r->col);
}

LANGUAGE_FORMAT(3, 0)
static bool
wrong_cell(struct reader *r, enum diag_code code, const char *what,
           struct text found)
{
    diag_add(r->diags, code, cell_place(r), PLACE_NONE, "%s '%.*s'",
             diag_say(r->diags, what), TEXT_ARG(text_slice(found, 0, 60)));
    return false;
}

static struct text
said(const struct xml *xml, const char *name)
{
    const struct text *value = ods_style_find(xml, name);

    return value ? *value : TEXT_NONE;
}

/* How many an element stands for: 1 where it does not say; 0 and a diagnostic
   where that is no number. */
static int
count_of(struct reader *r, const char *name)
{
    struct text t = said(&r->xml, name);
    int64_t n = 0;

    if (t.n == 0)
        return 1;
    for (size_t i = 0; i < t.n && n <= INT32_MAX; i++) {
        if (!text_is_digit(t.at[i]))
            n = INT64_MAX / 16;
        else
            n = n * 10 + t.at[i] - '0';
    }
    if (n > 0 && n <= INT32_MAX)
        return (int)n;
    wrong_cell(r, DIAG_REF_INVALID, "no number of rows or columns:", t);
    return 0;
}

/* ---- one cell ---- */

/* Its paragraphs, a line each. */
static bool
read_paragraphs(struct reader *r, struct text *out, bool *nested, bool *marked)
{
    struct bytes text = { .arena = r->arena };
    enum xml_event event;
    bool first = true;

    while ((event = xml_next(&r->xml)) == EVENT_START) {
        if (text_equal(r->xml.name, TEXT("p"))) {
            if (!first)
                bytes_char(&text, '\n');
            first = false;
            if (!ods_text_paragraph(&r->xml, r->styles, &text, marked))
                return false;
            continue;
        }
        *nested |= text_equal(r->xml.name, TEXT("table"));
        if (!xml_skip(&r->xml))
            return false;
    }
    *out = text.n ? bytes_text(&text) : TEXT_NONE;
    return event == EVENT_END;
}

/* The value by its type; false: it is not what the type says. */
static bool
take_value(struct reader *r, struct cell *cell, struct text value,
           struct text type, struct text shown)
{
    bool date = text_equal(type, TEXT("date"));

    cell->text = value;
    if (date || text_equal(type, TEXT("time"))) {
        cell->type = CELL_ISO_DATE;
        return xlsx_value_is_date(cell->text)
               || wrong_cell(r, DIAG_NUM_INVALID,
                             "no date or time:", cell->text);
    }
    if (text_equal(type, TEXT("boolean"))) {
        bool yes = text_equal(cell->text, TEXT("true"));

        cell->type = CELL_BOOL;
        if (!yes && !text_equal(cell->text, TEXT("false")))
            return wrong_cell(r, DIAG_TYPE_INVALID,
                              "no truth value:", cell->text);
        cell->text = yes ? TEXT("1") : TEXT("0");
        return true;
    }
    if (text_equal(type, TEXT("float")) || text_equal(type, TEXT("percentage"))
        || text_equal(type, TEXT("currency"))) {
        cell->type = CELL_NUMBER;
        return xlsx_value_is_number(cell->text)
               || wrong_cell(r, DIAG_NUM_INVALID, "no finite number",
                             cell->text);
    }
    cell->type = CELL_TEXT;
    cell->text = value.at && type.n ? value : shown;
    return true;
}

/* What attribute holds the value of a type. */
static struct text
find_value(const struct xml *xml, struct text type)
{
    static const struct {
        const char *type, *attribute;
    } kinds[] = { { "date", "date-value" },
                  { "time", "time-value" },
                  { "boolean", "boolean-value" },
                  { "string", "string-value" } };

    for (int i = 0; i < ARRAY_LEN(kinds); i++) {
        if (text_equal(type, text_of(kinds[i].type)))
            return said(xml, kinds[i].attribute);
    }
    return said(xml, "value");
}

/* Errors are known by the extension that LibreOffice writes. */
static bool
says_error(const struct xml *xml)
{
    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (text_equal(a->name, TEXT("value-type"))
            && text_equal(a->value, TEXT("error")))
            return true;
    }
    return false;
}

/* The style of the cell, else that of its row, else that of its column. */
static struct text
style_name(const struct reader *r)
{
    struct text name = said(&r->xml, "style-name");

    if (name.n == 0)
        name = r->row_style;
    for (int i = 0; name.n == 0 && i < r->n_columns; i++) {
        if (r->col < r->columns[i].end)
            return r->columns[i].style;
    }
    return name;
}

static void
take_span(struct reader *r)
{
    int cols = count_of(r, "number-columns-spanned");
    int rows = count_of(r, "number-rows-spanned");
    struct span span = { .top = r->row, .left = r->col };

    if (cols == 0 || rows == 0 || (cols == 1 && rows == 1))
        return;
    if (rows > LIMIT_ROWS - r->row || cols > LIMIT_COLS - r->col) {
        wrong_cell(r, DIAG_REF_INVALID, "a merged range leads out of the sheet",
                   TEXT_NONE);
        return;
    }
    span.end_row = r->row + rows;
    span.end_col = r->col + cols;
    if (r->grid->n_merges < LIMIT_MERGES)
        grid_merge(r->arena, r->grid, span);
    else
        limits_reached(r->diags, LIMITS_MERGES, cell_place(r),
                       "too many merged ranges");
}

/* After the start of a cell, to behind its end. */
static bool
read_cell(struct reader *r)
{
    struct xml *xml = &r->xml;
    struct text type = said(xml, "value-type"), shown = TEXT_NONE;
    struct text value = find_value(xml, type);
    struct cell_run run = { .cell = { .row = r->row, .col = r->col },
                            .n = count_of(r, "number-columns-repeated") };
    bool formula = ods_style_find(xml, "formula") != NULL, nested = false;
    bool error = says_error(xml), marked = false;

    if (type.n > 0 || formula)
        run.cell.style = ods_style_of_cell(r->styles, style_name(r), &marked);
    take_span(r);
    if (!read_paragraphs(r, &shown, &nested, &marked))
        return false;
    if (nested) {
        wrong_cell(r, DIAG_TYPE_INVALID, "a table inside of the cell",
                   TEXT_NONE);
    } else if (error) {
        run.cell.type = CELL_ERROR;
        run.cell.text = shown;
    } else if (!take_value(r, &run.cell, value, type, shown)) {
        run.cell.text = TEXT_NONE;
    } else if (formula && type.n == 0 && shown.n == 0) {
        run.cell.flags = CELL_NO_RESULT;
    }
    run.cell.flags |= formula ? CELL_FORMULA : 0;
    run.cell.flags |= marked ? CELL_MARKED : 0;
    r->col = run.n < LIMIT_COLS - r->col ? r->col + run.n : LIMIT_COLS;
    if (run.cell.text.n > 0 || (run.cell.flags & CELL_NO_RESULT)) {
        if (run.n > LIMIT_COLS - run.cell.col) {
            r->col = LIMIT_COLS - 1;
            wrong_cell(r, DIAG_REF_INVALID,
                       "a cell behind the last column:", run.cell.text);
            r->col = LIMIT_COLS;
            return true;
        }
        ARENA_PUSH(r->arena, r->runs, r->n_runs, r->runs_capacity, run);
    }
    return true;
}

/* ---- rows ---- */

/* Puts the cells of the row into the grid, so often as the row is repeated. */
static bool
put_row(struct reader *r, int rows)
{
    r->col = 0;
    if (r->n_runs == 0)
        return true;
    if (rows > LIMIT_ROWS - r->row) {
        r->row = LIMIT_ROWS - 1;
        wrong_cell(r, DIAG_REF_INVALID,
                   "a cell behind the last row:", r->runs[0].cell.text);
        r->row = LIMIT_ROWS;
        return true;
    }
    for (int i = 0; i < r->n_runs; i++) {
        if (!intake_take(&r->intake, r->runs[i].cell.text,
                         (int64_t)r->runs[i].n * rows, cell_place(r), r->diags))
            return false;
    }
    for (int row = r->row; row < r->row + rows; row++) {
        for (int i = 0; i < r->n_runs; i++) {
            struct cell cell = r->runs[i].cell;

            cell.row = row;
            for (int k = 0; k < r->runs[i].n; k++, cell.col++)
                grid_put(r->arena, r->grid, cell);
        }
    }
    return true;
}

static bool
read_row(struct reader *r)
{
    int rows = count_of(r, "number-rows-repeated");
    struct text visibility = said(&r->xml, "visibility");
    bool hidden = text_equal(visibility, TEXT("collapse"))
                  || text_equal(visibility, TEXT("filter"));
    enum xml_event event;

    r->col = 0;
    r->n_runs = 0;
    r->row_style = said(&r->xml, "default-cell-style-name");
    while ((event = xml_next(&r->xml)) == EVENT_START) {
        bool is_cell = text_equal(r->xml.name, TEXT("table-cell"))
                       || text_equal(r->xml.name, TEXT("covered-table-cell"));

        if (!(is_cell ? read_cell(r) : xml_skip(&r->xml)))
            return false;
    }
    if (event != EVENT_END || !put_row(r, rows))
        return false;
    rows = rows < LIMIT_ROWS - r->row ? rows : LIMIT_ROWS - r->row;
    for (int i = 0; hidden && r->n_runs > 0 && i < rows; i++)
        ARENA_PUSH(r->arena, r->hidden, r->n_hidden, r->hidden_capacity,
                   r->row + i);
    r->row += rows;
    return true;
}

static bool
read_column(struct reader *r)
{
    struct column_run run
        = { .style = said(&r->xml, "default-cell-style-name") };
    int n = count_of(r, "number-columns-repeated");
    int from = r->n_columns ? r->columns[r->n_columns - 1].end : 0;

    run.end = n < LIMIT_COLS - from ? from + n : LIMIT_COLS;
    ARENA_PUSH(r->arena, r->columns, r->n_columns, r->columns_capacity, run);
    return xml_skip(&r->xml);
}

/* ---- tables ---- */

/* Rows and columns may be in groups, which say nothing of their cells. */
static bool
is_group(struct text name)
{
    static const char *const groups[]
        = { "table-rows",    "table-header-rows",    "table-row-group",
            "table-columns", "table-header-columns", "table-column-group" };

    for (int i = 0; i < ARRAY_LEN(groups); i++) {
        if (text_equal(name, text_of(groups[i])))
            return true;
    }
    return false;
}

static bool
read_rows(struct reader *r)
{
    int depth = r->xml.depth - 1;

    while (r->xml.depth > depth) {
        enum xml_event event = xml_next(&r->xml);

        if (event >= EVENT_DONE)
            return false;
        if (event == EVENT_END || is_group(r->xml.name))
            continue;
        if (!(text_equal(r->xml.name, TEXT("table-row")) ? read_row(r)
              : text_equal(r->xml.name, TEXT("table-column"))
                  ? read_column(r)
                  : xml_skip(&r->xml)))
            return false;
    }
    return true;
}

static bool
begin_table(struct reader *r)
{
    struct book *book = r->book;
    struct text style = said(&r->xml, "style-name");
    struct grid grid = { .name = said(&r->xml, "name") };

    if (grid.name.n > LIMIT_SHEET_NAME)
        return limits_reached(r->diags, LIMITS_SHEET_NAME,
                              PLACE_FILE(r->package->file),
                              "a sheet's name is too long");
    if (book->n_sheets == LIMIT_SHEETS)
        return limits_reached(r->diags, LIMITS_SHEETS,
                              PLACE_FILE(r->package->file), "too many sheets");
    grid.state
        = ods_style_is_hidden(r->styles, style) ? SHEET_HIDDEN : SHEET_VISIBLE;
    ARENA_PUSH(r->arena, book->sheets, book->n_sheets, r->sheets_capacity,
               grid);
    r->grid = &book->sheets[book->n_sheets - 1];
    r->sheet = text_zero(r->arena, grid.name);
    r->n_columns = r->n_hidden = 0;
    r->row = r->col = 0;
    return true;
}

static bool
read_table(struct reader *r)
{
    /* What LibreOffice keeps of linked files. */
    if (text_equal(said(&r->xml, "style-name"), TEXT("ta_extref")))
        return xml_skip(&r->xml);
    if (!begin_table(r) || !read_rows(r))
        return false;
    grid_sort(r->arena, r->grid);
    grid_finish(r->arena, r->grid);
    grid_hide_rows(r->arena, r->grid, r->hidden, r->n_hidden);
    return true;
}

static bool
read_settings(struct reader *r)
{
    enum xml_event event;

    while ((event = xml_next(&r->xml)) == EVENT_START) {
        if (text_equal(r->xml.name, TEXT("null-date")))
            r->book->date1904
                = text_starts(said(&r->xml, "date-value"), TEXT("1904-01-01"));
        if (!xml_skip(&r->xml))
            return false;
    }
    return event == EVENT_END;
}

static bool
read_spreadsheet(struct reader *r)
{
    enum xml_event event;

    while ((event = xml_next(&r->xml)) == EVENT_START) {
        if (!(text_equal(r->xml.name, TEXT("table")) ? read_table(r)
              : text_equal(r->xml.name, TEXT("calculation-settings"))
                  ? read_settings(r)
                  : xml_skip(&r->xml)))
            return false;
    }
    return event == EVENT_END;
}

/* ---- parts ---- */

static bool
is_styles(struct text name)
{
    return text_equal(name, TEXT("styles"))
           || text_equal(name, TEXT("automatic-styles"));
}

/* office:body, which holds the spreadsheet or a document of another kind. */
static bool
read_body(struct reader *r, bool *found)
{
    enum xml_event event;

    while ((event = xml_next(&r->xml)) == EVENT_START) {
        bool here = text_equal(r->xml.name, TEXT("spreadsheet"));

        *found |= here;
        if (!(here ? read_spreadsheet(r) : xml_skip(&r->xml)))
            return false;
    }
    return event == EVENT_END;
}

static bool
read_part(struct reader *r, struct text part, bool *found)
{
    struct xml *xml = &r->xml;
    enum xml_event event;

    if (!package_open(r->package, part, xml))
        return false;
    while ((event = xml_next(xml)) == EVENT_START) {
        if (!(is_styles(xml->name) ? ods_style_read(r->styles, xml)
              : text_equal(xml->name, TEXT("body")) ? read_body(r, found)
                                                    : xml_skip(xml)))
            return false;
    }
    return event == EVENT_END && xml_next(xml) == EVENT_DONE;
}

/* Opens a part that does not concern the cells; what is wrong with it is not
   reported. */
static bool
open_quietly(struct reader *r, struct package *quiet, struct diag_list *none,
             struct text part)
{
    const struct zip_entry *entry = zip_find(&r->package->zip, part);
    bool opened;

    *none = diag_none(r->arena);
    *quiet = *r->package;
    quiet->diags = none;
    opened = entry && entry->n_unpacked <= LIMIT_PROPERTIES
             && package_open(quiet, part, &r->xml);
    r->package->zip.n_given = quiet->zip.n_given;
    return opened;
}

/* office:meta in its root: of whom and when the file is. */
static void
read_properties(struct reader *r)
{
    struct diag_list none;
    struct package quiet;

    if (!open_quietly(r, &quiet, &none, TEXT("meta.xml")))
        return;
    for (;;) {
        enum xml_event event = xml_next(&r->xml);
        struct text name, value;

        if (event >= EVENT_DONE)
            return;
        if (event == EVENT_END || text_equal(r->xml.name, TEXT("meta")))
            continue;
        name = said(&r->xml, "name");
        if (text_equal(r->xml.name, TEXT("user-defined"))
            && properties_is_ours(name)) {
            if (!xml_text(&r->xml, &value))
                return;
            properties_take(r->book, name, value);
        } else if (text_equal(r->xml.name, TEXT("date"))) {
            if (!xml_text(&r->xml, &value))
                return;
            /* It says no zone: the time is of the machine that saved it. */
            properties_take_saved(
                r->arena, r->book,
                text_printf(r->arena, "%.*sZ",
                            TEXT_ARG(text_slice(value, 0, 19))));
        } else if (!xml_skip(&r->xml)) {
            return;
        }
    }
}

/* Does the list of parts say that the one with the cells is encrypted? */
static bool
is_encrypted(struct reader *r)
{
    struct diag_list none;
    struct package quiet;
    bool cells = false;

    if (!open_quietly(r, &quiet, &none, TEXT("META-INF/manifest.xml")))
        return false;
    for (;;) {
        enum xml_event event = xml_next(&r->xml);

        if (event >= EVENT_DONE)
            return false;
        if (event == EVENT_END)
            continue;
        if (text_equal(r->xml.name, TEXT("file-entry")))
            cells = text_equal(said(&r->xml, "full-path"), TEXT("content.xml"))
                    || text_equal(said(&r->xml, "full-path"),
                                  TEXT("encrypted-package"));
        else if (cells && text_equal(r->xml.name, TEXT("encryption-data")))
            return true;
    }
}

bool
ods_read_is(const struct zip *zip)
{
    const struct zip_entry *type = zip_find(zip, TEXT("mimetype"));

    /* What says its type as the standard wants it, is taken at its word. */
    if (type && type->method == 0)
        return text_find((struct text){ type->packed, (size_t)type->n_packed },
                         TEXT("application/vnd.oasis.opendocument.spreadsheet"),
                         0)
               == 0;
    return zip_find(zip, TEXT("content.xml"))
           && !zip_find(zip, TEXT("[Content_Types].xml"));
}

struct book *
ods_read(struct package *package)
{
    struct reader *r = ARENA_NEW(package->arena, struct reader);
    struct cell_style plain = { .format = TEXT("General") };
    struct text styles = TEXT("styles.xml");
    bool found = false;

    r->package = package;
    r->arena = package->arena;
    r->diags = package->diags;
    r->intake = intake_of(0);
    r->book = ARENA_NEW(r->arena, struct book);
    r->book->file = package->file;
    book_style(r->arena, r->book, plain);
    r->styles = ods_style_new(package, r->book);
    if (is_encrypted(r)) {
        kind_refuse(package->file, kind_encrypted(), r->diags);
        return NULL;
    }
    read_properties(r);
    if (zip_find(&package->zip, styles) && !read_part(r, styles, &found))
        return NULL;
    if (!read_part(r, TEXT("content.xml"), &found))
        return NULL;
    if (!found || r->book->n_sheets == 0) {
        diag_add(r->diags, DIAG_XLSX_NOT_A_WORKBOOK, PLACE_FILE(package->file),
                 PLACE_NONE, "the file holds no spreadsheet");
        return NULL;
    }
    return r->book;
}
