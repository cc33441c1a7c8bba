/* ods_table.c - cells in rows, many of them said once. */
#include "book/ods_table.h"

#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "book/ods_text.h"
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

/* What the attributes of a cell say. */
enum attribute {
    ATTRIBUTE_TYPE,
    ATTRIBUTE_VALUE,
    ATTRIBUTE_DATE,
    ATTRIBUTE_TIME,
    ATTRIBUTE_BOOLEAN,
    ATTRIBUTE_STRING,
    ATTRIBUTE_FORMULA,
    ATTRIBUTE_STYLE,
    ATTRIBUTE_REPEATED,
    ATTRIBUTE_COLUMNS,
    ATTRIBUTE_ROWS,
    N_ATTRIBUTES
};

static const struct text attribute_names[N_ATTRIBUTES] = {
    [ATTRIBUTE_TYPE] = BYTES("value-type"),
    [ATTRIBUTE_VALUE] = BYTES("value"),
    [ATTRIBUTE_DATE] = BYTES("date-value"),
    [ATTRIBUTE_TIME] = BYTES("time-value"),
    [ATTRIBUTE_BOOLEAN] = BYTES("boolean-value"),
    [ATTRIBUTE_STRING] = BYTES("string-value"),
    [ATTRIBUTE_FORMULA] = BYTES("formula"),
    [ATTRIBUTE_STYLE] = BYTES("style-name"),
    [ATTRIBUTE_REPEATED] = BYTES("number-columns-repeated"),
    [ATTRIBUTE_COLUMNS] = BYTES("number-columns-spanned"),
    [ATTRIBUTE_ROWS] = BYTES("number-rows-spanned"),
};

/* The types of values, and which attribute has them. */
static const struct kind_of_value {
    struct text name;
    enum attribute attribute;
    enum cell_type type;
} kinds[] = {
    { BYTES("float"), ATTRIBUTE_VALUE, CELL_NUMBER },
    { BYTES("string"), ATTRIBUTE_STRING, CELL_TEXT },
    { BYTES("percentage"), ATTRIBUTE_VALUE, CELL_NUMBER },
    { BYTES("currency"), ATTRIBUTE_VALUE, CELL_NUMBER },
    { BYTES("date"), ATTRIBUTE_DATE, CELL_ISO_DATE },
    { BYTES("time"), ATTRIBUTE_TIME, CELL_ISO_DATE },
    { BYTES("boolean"), ATTRIBUTE_BOOLEAN, CELL_BOOL },
};

struct reader {
    struct ods_source *source;
    struct arena *arena; /* the source's */
    struct xml *xml;     /* the same */
    struct grid *grid;
    const char *sheet; /* its name */
    struct column_run *columns;
    int n_columns, columns_capacity;
    int column;   /* the run of them that the cell being read is in */
    int row, col; /* of that cell */
    struct text row_style;
    struct cell_run *runs; /* of the row */
    int n_runs, runs_capacity;
    int *hidden; /* rows */
    int n_hidden, hidden_capacity;
};

static struct place
cell_place(const struct reader *r)
{
    return PLACE_CELL(r->source->book->file, r->sheet, r->row, r->col);
}

LANGUAGE_FORMAT(3, 0)
static bool
wrong_cell(struct reader *r, enum diag_code code, const char *what,
           struct text found)
{
    struct diag_list *diags = r->source->diags;

    diag_add(diags, code, cell_place(r), PLACE_NONE, "%s '%.*s'",
             diag_say(diags, what), TEXT_ARG(text_slice(found, 0, 60)));
    return false;
}

/* How many an element stands for: 1 where it does not say; 0 and a diagnostic
   where that is no number. */
static int
count_of(struct reader *r, struct text said)
{
    int64_t n = 0;

    if (said.n == 0)
        return 1;
    for (size_t i = 0; i < said.n && n <= INT32_MAX; i++) {
        if (!text_is_digit(said.at[i]))
            n = INT64_MAX / 16;
        else
            n = n * 10 + said.at[i] - '0';
    }
    if (n > 0 && n <= INT32_MAX)
        return (int)n;
    wrong_cell(r, DIAG_REF_INVALID, "no number of rows or columns:", said);
    return 0;
}

/* ---- one cell ---- */

/* All of them in one pass, since sheets are full of cells.  Is the cell an
   error, as LibreOffice says it in an attribute of its own? */
static bool
take_attributes(const struct xml *xml, struct text said[N_ATTRIBUTES])
{
    bool error = false;

    for (int i = 0; i < xml->n_attributes; i++) {
        const struct xml_attribute *a = &xml->attributes[i];

        if (a->space != SPACE_DOCUMENT) {
            error |= text_equal(a->name, attribute_names[ATTRIBUTE_TYPE])
                     && text_equal(a->value, TEXT("error"));
            continue;
        }
        for (int k = 0; k < N_ATTRIBUTES; k++) {
            if (a->name.n == attribute_names[k].n
                && memcmp(a->name.at, attribute_names[k].at, a->name.n) == 0)
                said[k] = a->value;
        }
    }
    return error;
}

static const struct kind_of_value *
find_kind(struct text type)
{
    for (int i = 0; i < ARRAY_LEN(kinds); i++) {
        if (text_equal(kinds[i].name, type))
            return &kinds[i];
    }
    return NULL;
}

/* Paragraphs may be in lists, and may be headings. */
static bool
is_list(struct text name)
{
    return text_equal(name, TEXT("list")) || text_equal(name, TEXT("list-item"))
           || text_equal(name, TEXT("list-header"));
}

/* To behind the cell's end: its paragraphs, a line each, where they are
   'wanted'; at NULL: it has none.  Is there a table in it? */
static bool
read_paragraphs(struct reader *r, bool wanted, struct text *out, bool *nested,
                bool *marked)
{
    struct xml *xml = r->xml;
    struct bytes lines = { .arena = r->arena };
    int depth = xml->depth - 1, n = 0;

    while (xml->depth > depth) {
        enum xml_event event = xml_next(xml);
        struct text line;

        if (event >= EVENT_DONE)
            return false;
        if (event == EVENT_END || (wanted && is_list(xml->name)))
            continue;
        if (!wanted
            || !(text_equal(xml->name, TEXT("p"))
                 || text_equal(xml->name, TEXT("h")))) {
            *nested |= text_equal(xml->name, TEXT("table"));
            if (!xml_skip(xml))
                return false;
            continue;
        }
        if (!ods_text_paragraph(xml, r->source->styles, r->arena, &line,
                                marked))
            return false;
        if (n == 1)
            bytes_add(&lines, *out);
        if (n > 0) {
            bytes_char(&lines, '\n');
            bytes_add(&lines, line);
        }
        *out = n++ > 0 ? bytes_text(&lines) : line;
    }
    return true;
}

/* The value by its type; false: it is not what the type says. */
static bool
take_value(struct reader *r, struct cell *cell)
{
    struct text value = cell->text;

    switch (cell->type) {
    case CELL_NUMBER:
        return xlsx_value_is_number(value)
               || wrong_cell(r, DIAG_NUM_INVALID, "no finite number", value);
    case CELL_ISO_DATE:
        return xlsx_value_is_date(value)
               || wrong_cell(r, DIAG_NUM_INVALID, "no date or time:", value);
    case CELL_BOOL:
        cell->text = text_equal(value, TEXT("true")) ? TEXT("1") : TEXT("0");
        return cell->text.at[0] == '1' || text_equal(value, TEXT("false"))
               || wrong_cell(r, DIAG_TYPE_INVALID, "no truth value:", value);
    default:
        return true;
    }
}

/* The style of the cell, else that of its row, else that of its column. */
static struct text
style_name(struct reader *r, struct text said)
{
    if (said.n > 0)
        return said;
    if (r->row_style.n > 0)
        return r->row_style;
    while (r->column < r->n_columns && r->col >= r->columns[r->column].end)
        r->column++;
    return r->column < r->n_columns ? r->columns[r->column].style : TEXT_NONE;
}

static void
take_span(struct reader *r, const struct text said[N_ATTRIBUTES])
{
    int cols = count_of(r, said[ATTRIBUTE_COLUMNS]);
    int rows = count_of(r, said[ATTRIBUTE_ROWS]);
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
        limits_reached(r->source->diags, LIMITS_MERGES, cell_place(r),
                       "too many merged ranges");
}

/* Excel and programs before LibreOffice write an error as the number 0 that is
   shown so: no format of a number comes to that. */
static bool
is_error(struct text shown)
{
    return text_equal(shown, TEXT("#N/A")) || text_starts(shown, TEXT("Err:"))
           || (text_starts(shown, TEXT("#"))
               && (text_ends(shown, TEXT("!")) || text_ends(shown, TEXT("?"))));
}

/* The formula's own text, behind the name of its language ("of:="). */
static struct text
formula_text(struct text said)
{
    return text_slice(said, (size_t)(text_find(said, TEXT("="), 0) + 1),
                      said.n);
}

/* What the cell holds, from its attributes and its paragraphs, to behind its
   end; false: the part is wrong. */
static bool
read_value(struct reader *r, const struct text said[N_ATTRIBUTES], bool error,
           struct cell *cell)
{
    const struct kind_of_value *kind = find_kind(said[ATTRIBUTE_TYPE]);
    struct text value = said[kind ? kind->attribute : ATTRIBUTE_VALUE],
                shown = TEXT_NONE;
    bool nested = false, marked = false, formula = said[ATTRIBUTE_FORMULA].at;
    bool zero;

    cell->type = kind ? (uint8_t)kind->type : CELL_TEXT;
    zero = cell->type == CELL_NUMBER && text_equal(value, TEXT("0"));
    if (kind || formula)
        cell->style = ods_style_of_cell(
            r->source->styles, style_name(r, said[ATTRIBUTE_STYLE]), &marked);
    if (!read_paragraphs(r, cell->type == CELL_TEXT || zero || error, &shown,
                         &nested, &marked))
        return false;
    cell->text = value.at && said[ATTRIBUTE_TYPE].n ? value : shown;
    cell->flags = formula ? CELL_FORMULA : 0;
    cell->flags |= marked ? CELL_MARKED : 0;
    if (nested) {
        wrong_cell(r, DIAG_TYPE_INVALID, "a table inside of the cell",
                   TEXT_NONE);
        cell->text = TEXT_NONE;
    } else if (error || (zero && is_error(shown))) {
        cell->type = CELL_ERROR;
        cell->text = shown;
    } else if (!take_value(r, cell)) {
        cell->text = TEXT_NONE;
    } else if (formula && said[ATTRIBUTE_TYPE].n == 0 && shown.at == NULL) {
        cell->flags |= CELL_NO_RESULT;
        cell->text = formula_text(said[ATTRIBUTE_FORMULA]);
    }
    return true;
}

/* After the start of a cell, to behind its end. */
static bool
read_cell(struct reader *r)
{
    struct text said[N_ATTRIBUTES] = { TEXT_NONE };
    bool error = take_attributes(r->xml, said);
    struct cell_run run = { .cell = { .row = r->row, .col = r->col } };

    run.n = count_of(r, said[ATTRIBUTE_REPEATED]);
    if (said[ATTRIBUTE_COLUMNS].n > 0 || said[ATTRIBUTE_ROWS].n > 0)
        take_span(r, said);
    if (!read_value(r, said, error, &run.cell))
        return false;
    if (run.cell.text.n > LIMIT_TEXT_BYTES) {
        limits_reached(r->source->diags, LIMITS_TEXT_BYTES, cell_place(r),
                       "the text is too long");
    } else if (run.cell.text.n > 0 || (run.cell.flags & CELL_NO_RESULT)) {
        if (run.n <= LIMIT_COLS - r->col) {
            ARENA_PUSH(r->arena, r->runs, r->n_runs, r->runs_capacity, run);
        } else {
            r->col = LIMIT_COLS - 1;
            wrong_cell(r, DIAG_REF_INVALID,
                       "a cell behind the last column:", run.cell.text);
        }
    }
    r->col = run.n < LIMIT_COLS - r->col ? r->col + run.n : LIMIT_COLS;
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
        if (!intake_take(&r->source->intake, r->runs[i].cell.text,
                         (int64_t)r->runs[i].n * rows, cell_place(r),
                         r->source->diags))
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
    int rows = count_of(r, ods_style_said(r->xml, "number-rows-repeated"));
    struct text visibility = ods_style_said(r->xml, "visibility");
    bool hidden = text_equal(visibility, TEXT("collapse"))
                  || text_equal(visibility, TEXT("filter"));
    enum xml_event event;

    r->col = r->column = r->n_runs = 0;
    r->row_style = ods_style_said(r->xml, "default-cell-style-name");
    while ((event = xml_next(r->xml)) == EVENT_START) {
        bool is_cell = text_equal(r->xml->name, TEXT("table-cell"))
                       || text_equal(r->xml->name, TEXT("covered-table-cell"));

        if (!(is_cell ? read_cell(r) : xml_skip(r->xml)))
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
        = { .style = ods_style_said(r->xml, "default-cell-style-name") };
    int n = count_of(r, ods_style_said(r->xml, "number-columns-repeated"));
    int from = r->n_columns ? r->columns[r->n_columns - 1].end : 0;

    run.end = n < LIMIT_COLS - from ? from + n : LIMIT_COLS;
    ARENA_PUSH(r->arena, r->columns, r->n_columns, r->columns_capacity, run);
    return xml_skip(r->xml);
}

/* ---- the table ---- */

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
    int depth = r->xml->depth - 1;

    while (r->xml->depth > depth) {
        enum xml_event event = xml_next(r->xml);

        if (event >= EVENT_DONE)
            return false;
        if (event == EVENT_END || is_group(r->xml->name))
            continue;
        if (!(text_equal(r->xml->name, TEXT("table-row")) ? read_row(r)
              : text_equal(r->xml->name, TEXT("table-column"))
                  ? read_column(r)
                  : xml_skip(r->xml)))
            return false;
    }
    return true;
}

static bool
begin_table(struct reader *r, struct text style)
{
    struct ods_source *s = r->source;
    struct book *book = s->book;
    struct grid grid = { .name = ods_style_said(r->xml, "name") };

    if (grid.name.n > LIMIT_SHEET_NAME)
        return limits_reached(s->diags, LIMITS_SHEET_NAME,
                              PLACE_FILE(book->file),
                              "a sheet's name is too long");
    if (book->n_sheets == LIMIT_SHEETS)
        return limits_reached(s->diags, LIMITS_SHEETS, PLACE_FILE(book->file),
                              "too many sheets");
    grid.state
        = ods_style_is_hidden(s->styles, style) ? SHEET_HIDDEN : SHEET_VISIBLE;
    ARENA_PUSH(r->arena, book->sheets, book->n_sheets, s->sheets_capacity,
               grid);
    r->grid = &book->sheets[book->n_sheets - 1];
    r->sheet = text_zero(r->arena, grid.name);
    return true;
}

bool
ods_table_read(struct ods_source *source)
{
    struct reader r
        = { .source = source, .arena = source->arena, .xml = source->xml };
    struct text style = ods_style_said(r.xml, "style-name");

    /* What LibreOffice keeps of linked files. */
    if (text_equal(style, TEXT("ta_extref")))
        return xml_skip(r.xml);
    if (!begin_table(&r, style) || !read_rows(&r))
        return false;
    grid_sort(r.arena, r.grid);
    grid_finish(r.arena, r.grid);
    grid_hide_rows(r.arena, r.grid, r.hidden, r.n_hidden);
    return true;
}
