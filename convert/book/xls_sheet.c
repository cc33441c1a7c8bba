/* xls_sheet.c - cells from their records. */
#include "book/xls_sheet.h"

#include "base/limits.h"
#include "base/octets.h"
#include "book/binary64.h"

/* Charts in a sheet are substreams of their own, in which there may be others;
   no program nests them so deep. */
#define DEEPEST 16
#define LAST_COLUMN 255  /* IV */
#define HIDDEN 0x20      /* flag of a Row record */
#define PARENTHESES 0x15 /* a token of formulas, behind what they enclose */
/* The results of formulas that are no numbers ([MS-XLS] 2.5.133). */
enum result { RESULT_TEXT, RESULT_BOOL, RESULT_ERROR, RESULT_EMPTY };

struct reader {
    struct xls_source *source;
    struct biff *biff;
    struct grid *grid;
    struct cell cell; /* being read */
    uint32_t format;  /* its */
    bool waits;       /* its text is in a record to come */
    int *hidden;      /* rows */
    int n_hidden, hidden_capacity;
};

static struct place
cell_place(const struct reader *r)
{
    return PLACE_CELL(r->biff->file, r->biff->sheet, r->cell.row, r->cell.col);
}

LANGUAGE_FORMAT(3, 0)
static void
wrong_cell(struct reader *r, enum diag_code code, const char *what)
{
    diag_add(r->biff->diags, code, cell_place(r), PLACE_NONE, what);
}

/* ---- cells into the grid ---- */

static bool
has_marked_font(const struct reader *r)
{
    const struct xls_source *s = r->source;

    return r->format < (uint32_t)s->n_formats && s->marked[r->format];
}

/* Blanks look like nothing; a text has its cell's look up to its first run. */
static bool
is_marked(const struct reader *r, const struct biff_text *said)
{
    const struct xls_source *s = r->source;
    size_t size = r->biff->version < 8 ? 2 : 4, n = said->runs.n / size;
    bool cell = has_marked_font(r), marked = false;

    if (n == 0)
        return cell;
    if (size == 4 ? octets_16(said->runs, 0) > 0 : octets_8(said->runs, 0) > 0)
        marked = cell;
    for (size_t i = 0; i < n && !marked; i++)
        marked = xls_sheet_is_marked(s, size == 4
                                            ? octets_16(said->runs, i * 4 + 2)
                                            : octets_8(said->runs, i * 2 + 1));
    return marked;
}

/* Row, column and format, with which every cell begins; false: there is no
   such column, or not that much of it. */
static bool
begin_cell(struct reader *r, size_t bytes)
{
    struct text body = r->biff->body;

    if (body.n < bytes)
        return biff_wrong(r->biff, "a cell's record is too short");
    r->cell = (struct cell){ .row = (int)octets_16(body, 0),
                             .col = (int)octets_16(body, 2) };
    r->format = octets_16(body, 4);
    if (r->cell.col <= LAST_COLUMN)
        return true;
    r->cell.col = LIMIT_COLS - 1;
    wrong_cell(r, DIAG_REF_INVALID, "a cell behind the last column");
    return false;
}

/* Puts the cell into the grid; false stops the sheet. */
static bool
take_cell(struct reader *r)
{
    struct xls_source *s = r->source;
    struct cell *cell = &r->cell;

    if (r->format < (uint32_t)s->n_formats)
        cell->style = s->formats[r->format];
    if (cell->type == CELL_NUMBER && s->dates[cell->style])
        cell->type = CELL_DATE;
    if (cell->type != CELL_TEXT && has_marked_font(r))
        cell->flags |= CELL_MARKED;
    if (cell->text.n == 0 && !(cell->flags & CELL_NO_RESULT))
        return true;
    if (cell->text.n > LIMIT_TEXT_BYTES) {
        limits_reached(r->biff->diags, LIMITS_TEXT_BYTES, cell_place(r),
                       "the text is too long");
        return true;
    }
    if (!intake_take(&s->intake, cell->text, 1, cell_place(r), r->biff->diags))
        return false;
    grid_put(r->biff->arena, r->grid, *cell);
    return true;
}

static bool
take_text(struct reader *r, const struct biff_text *said)
{
    if (!said->sound) {
        wrong_cell(r, DIAG_CHAR_INVALID,
                   "the text holds bytes that are no character of it");
        return true;
    }
    r->cell.type = CELL_TEXT;
    r->cell.text = said->text;
    if (is_marked(r, said))
        r->cell.flags |= CELL_MARKED;
    return take_cell(r);
}

/* A number's text, which was found or not. */
static bool
take_number(struct reader *r, bool finite)
{
    r->cell.type = CELL_NUMBER;
    if (finite)
        return take_cell(r);
    wrong_cell(r, DIAG_NUM_INVALID, "no finite number");
    return true;
}

static bool
take_bits(struct reader *r, uint64_t bits)
{
    return take_number(r, binary64_show(r->biff->arena, bits, &r->cell.text));
}

static bool
take_rk(struct reader *r, uint32_t rk)
{
    return take_number(r, binary64_show_rk(r->biff->arena, rk, &r->cell.text));
}

static bool
take_bool(struct reader *r, uint32_t value)
{
    r->cell.type = CELL_BOOL;
    r->cell.text = value ? TEXT("1") : TEXT("0");
    return take_cell(r);
}

/* [MS-XLS] 2.5.10 */
static bool
take_error(struct reader *r, uint32_t value)
{
    static const struct {
        uint32_t code;
        const char *shown;
    } errors[]
        = { { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" },      { 0x0f, "#VALUE!" },
            { 0x17, "#REF!" },  { 0x1d, "#NAME?" },       { 0x24, "#NUM!" },
            { 0x2a, "#N/A" },   { 0x2b, "#GETTING_DATA" } };

    for (int i = 0; i < ARRAY_LEN(errors); i++) {
        if (errors[i].code == value) {
            r->cell.type = CELL_ERROR;
            r->cell.text = text_of(errors[i].shown);
            return take_cell(r);
        }
    }
    wrong_cell(r, DIAG_TYPE_INVALID, "an error value that there is none of");
    return true;
}

/* A formula without its result. */
static bool
take_nothing(struct reader *r)
{
    r->cell.type = CELL_TEXT;
    r->cell.flags |= CELL_NO_RESULT;
    return take_cell(r);
}

/* ---- records of cells ---- */

static bool
read_label(struct reader *r)
{
    struct biff_text said;
    struct biff *b = r->biff;
    bool rich = b->id == BIFF_RSTRING;

    if (!begin_cell(r, 8))
        return !b->wrong;
    b->pos = 6;
    if (!biff_take_text(b, 2, &said))
        return biff_wrong(b, "a text is longer than its record");
    if (rich && b->version < 8)
        said.runs = text_slice(b->body, b->pos + 1,
                               b->pos + 1 + 2 * octets_8(b->body, b->pos));
    return take_text(r, &said);
}

static bool
read_shared(struct reader *r)
{
    uint32_t i;

    if (!begin_cell(r, 10))
        return !r->biff->wrong;
    i = octets_32(r->biff->body, 6);
    if (i < (uint32_t)r->source->n_strings)
        return take_text(r, &r->source->strings[i]);
    wrong_cell(r, DIAG_REF_INVALID, "no such shared string");
    return true;
}

static bool
read_rk(struct reader *r)
{
    return begin_cell(r, 10) ? take_rk(r, octets_32(r->biff->body, 6))
                             : !r->biff->wrong;
}

/* Numbers beside each other, each with its format; the last column is said
   again at the end. */
static bool
read_rks(struct reader *r)
{
    struct text body = r->biff->body;
    uint32_t row = octets_16(body, 0), first = octets_16(body, 2);
    size_t n = body.n < 12 ? 0 : (body.n - 6) / 6;

    if (n == 0 || body.n != 6 + n * 6
        || octets_16(body, body.n - 2) != first + n - 1
        || first + n - 1 > LAST_COLUMN)
        return biff_wrong(r->biff,
                          "a row of numbers is not as long as it says");
    for (size_t i = 0; i < n; i++) {
        r->cell = (struct cell){ .row = (int)row, .col = (int)(first + i) };
        r->format = octets_16(body, 4 + i * 6);
        if (!take_rk(r, octets_32(body, 6 + i * 6)))
            return false;
    }
    return true;
}

static bool
read_truth(struct reader *r)
{
    uint32_t value;

    if (!begin_cell(r, 8))
        return !r->biff->wrong;
    value = octets_8(r->biff->body, 6);
    return octets_8(r->biff->body, 7) ? take_error(r, value)
                                      : take_bool(r, value);
}

/*
 * Does a formula end in what makes a number: + - * / ^ % or SUM?  Then no
 * program that calculates says that its result is an empty text, as those do
 * that only write formulas.  In version 8 no operand ends in such a byte
 * ([MS-XLS] 2.5.198).
 */
static bool
makes_number(const struct reader *r)
{
    struct text body = r->biff->body;
    struct text tokens = text_slice(body, 22, 22 + (size_t)octets_16(body, 20));
    uint32_t last;

    while (tokens.n > 0 && tokens.at[tokens.n - 1] == PARENTHESES)
        tokens.n--;
    if (r->biff->version < 8 || tokens.n < 4)
        return false;
    last = octets_8(tokens, tokens.n - 1);
    return (last >= 0x03 && last <= 0x07) || last == 0x13 || last == 0x14
           || octets_16(tokens, tokens.n - 4) == 0x1019 /* SUM of one */
           || ((octets_8(tokens, tokens.n - 4) & 0x9f) == 0x02
               && octets_16(tokens, tokens.n - 2) == 4);
}

/* A formula's result; that of one that gives a text comes in a String record
   behind it. */
static bool
read_formula(struct reader *r)
{
    struct text body = r->biff->body;
    uint64_t bits = octets_64(body, 6);

    if (!begin_cell(r, 14))
        return !r->biff->wrong;
    r->cell.flags = CELL_FORMULA;
    if (bits >> 48 != 0xffff)
        return take_bits(r, bits);
    switch (octets_8(body, 6)) {
    case RESULT_BOOL:
        return take_bool(r, octets_8(body, 8));
    case RESULT_ERROR:
        return take_error(r, octets_8(body, 8));
    case RESULT_EMPTY:
        return !makes_number(r) || take_nothing(r);
    default:
        r->cell.type = CELL_TEXT;
        r->waits = true;
        return true;
    }
}

static bool
read_result(struct reader *r)
{
    struct biff_text said;

    if (!r->waits)
        return true;
    r->waits = false;
    if (!biff_take_text(r->biff, 2, &said))
        return biff_wrong(r->biff,
                          "a formula's text is longer than its record");
    return take_text(r, &said);
}

/* A formula's text must come before the next cell. */
static bool
lack_result(struct reader *r)
{
    return !r->waits
           || biff_wrong(r->biff, "the text that a formula gives is missing");
}

/* ---- the rest of a sheet ---- */

static bool
read_merges(struct reader *r)
{
    struct text body = r->biff->body;
    uint32_t n = octets_16(body, 0);

    if (body.n < 2 + (size_t)n * 8)
        return biff_wrong(r->biff,
                          "a list of merged cells is not as long as it "
                          "says");
    for (uint32_t i = 0; i < n; i++) {
        struct span span = { .top = (int)octets_16(body, 2 + i * 8),
                             .end_row = (int)octets_16(body, 4 + i * 8) + 1,
                             .left = (int)octets_16(body, 6 + i * 8),
                             .end_col = (int)octets_16(body, 8 + i * 8) + 1 };

        if (span.end_row <= span.top || span.end_col <= span.left
            || span.end_col > LAST_COLUMN + 1)
            return biff_wrong(r->biff, "a merged range ends before it begins");
        if (r->grid->n_merges == LIMIT_MERGES)
            return limits_reached(r->biff->diags, LIMITS_MERGES,
                                  PLACE_SHEET(r->biff->file, r->biff->sheet),
                                  "too many merged ranges");
        grid_merge(r->biff->arena, r->grid, span);
    }
    return true;
}

static bool
read_row(struct reader *r)
{
    struct text body = r->biff->body;

    if (octets_16(body, 12) & HIDDEN)
        ARENA_PUSH(r->biff->arena, r->hidden, r->n_hidden, r->hidden_capacity,
                   (int)octets_16(body, 0));
    return true;
}

/* A chart in the sheet, say: to behind its end. */
static bool
skip_inner(struct biff *b)
{
    int depth = 1;

    while (depth > 0 && biff_next(b)) {
        depth += (b->id == BIFF_BOF) - (b->id == BIFF_EOF);
        if (depth > DEEPEST)
            return biff_wrong(b, "sheets and charts are nested without end");
    }
    return depth == 0 || b->wrong
           || biff_wrong(b, "the sheet ends within a chart");
}

static bool
read_record(struct reader *r)
{
    switch (r->biff->id) {
    case BIFF_STRING:
        return read_result(r);
    case BIFF_BOF:
        return skip_inner(r->biff);
    case BIFF_MERGES:
        return read_merges(r);
    case BIFF_ROW:
        return read_row(r);
    case BIFF_NUMBER:
    case BIFF_RK:
    case BIFF_MULRK:
    case BIFF_LABEL:
    case BIFF_RSTRING:
    case BIFF_LABELSST:
    case BIFF_BOOLERR:
    case BIFF_FORMULA:
    case BIFF_FORMULA3:
    case BIFF_FORMULA4:
        break;
    default:
        return true;
    }
    if (!lack_result(r))
        return false;
    switch (r->biff->id) {
    case BIFF_NUMBER:
        return begin_cell(r, 14) ? take_bits(r, octets_64(r->biff->body, 6))
                                 : !r->biff->wrong;
    case BIFF_RK:
        return read_rk(r);
    case BIFF_MULRK:
        return read_rks(r);
    case BIFF_LABELSST:
        return read_shared(r);
    case BIFF_BOOLERR:
        return read_truth(r);
    case BIFF_FORMULA:
    case BIFF_FORMULA3:
    case BIFF_FORMULA4:
        return read_formula(r);
    default:
        return read_label(r);
    }
}

bool
xls_sheet_is_marked(const struct xls_source *source, uint32_t font)
{
    uint32_t i = font > 4 ? font - 1 : font;

    return i < (uint32_t)source->n_fonts && source->fonts[i];
}

bool
xls_sheet_read(struct xls_source *source, struct grid *grid)
{
    struct reader r = { .source = source, .biff = source->biff, .grid = grid };
    struct biff *b = source->biff;
    const struct cell *twice;

    while (biff_next(b) && b->id != BIFF_EOF) {
        if (!read_record(&r))
            return false;
    }
    if (b->wrong || !lack_result(&r))
        return false;
    if (b->id != BIFF_EOF)
        return biff_wrong(b, "the sheet does not end: it was cut off");
    twice = grid_sort(b->arena, grid);
    if (twice != NULL) {
        r.cell = *twice;
        wrong_cell(&r, DIAG_REF_INVALID, "the cell occurs twice");
    }
    grid_finish(b->arena, grid);
    grid_hide_rows(b->arena, grid, r.hidden, r.n_hidden);
    return true;
}
