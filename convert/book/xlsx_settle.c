/* xlsx_settle.c - what of a book can be written, and what it becomes. */
#include "book/xlsx_settle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/limits.h"
#include "base/moment.h"
#include "book/numfmt.h"
#include "book/serial.h"
#include "book/sheet_name.h"

#define DIGITS 15          /* that a spreadsheet keeps of a number */
#define AMOUNT_DECIMALS 4  /* an exact number with so few is an amount */
#define EXPONENT_MAX 307   /* Excel's largest number is 9.99999999999999E+307 */
#define EXPONENT_PLAIN 18  /* shorter integers are written without exponent */
#define NAME_UNITS 31      /* UTF-16 units of a sheet's name */
#define TEXT_UNITS 32767   /* and of a cell's text; ECMA-376 has no limit */
#define FORMULA_UNITS 8192 /* of a formula */
#define FORMAT_BYTES 127   /* what libxlsxwriter keeps of a number format */

struct settling {
    struct arena *arena;
    struct diag_list *diags;
    const struct book *from;
    struct book *to;
    struct grid *sheet; /* of 'to' */
    int formula;        /* the next of its formulas */
    const char *sheet_name;
    bool *format_seen; /* by style of 'from' */
    bool failed;
};

LANGUAGE_FORMAT(5, 0)
static struct diag *
refuse(struct settling *s, enum diag_code code, int row, int col,
       const char *what)
{
    s->failed = true;
    return diag_add(s->diags, code,
                    PLACE_CELL(s->from->file, s->sheet_name, row, col),
                    PLACE_NONE, what);
}

LANGUAGE_FORMAT(3, 0)
static void
refuse_cell(struct settling *s, const struct cell *cell, const char *what)
{
    refuse(s, DIAG_CELL_UNWRITABLE, cell->row, cell->col, what);
}

/* A number without its form: 0.d[0]d[1]… * 10^exponent, d[0] not zero. */
struct number {
    char d[DIGITS + 1];  /* one more to round by */
    int n;               /* of d */
    int64_t significant; /* digits up to the last that is not zero */
    int64_t exponent;
    bool negative;
};

static void
take_digit(struct number *x, int64_t *seen, char c)
{
    if (*seen == 0 && c == '0')
        return;
    ++*seen;
    if (x->n < DIGITS + 1)
        x->d[x->n++] = c;
    if (c != '0')
        x->significant = *seen;
}

static bool
number_parse(struct text t, struct number *x)
{
    struct decimal_form form;
    int64_t seen = 0;

    *x = (struct number){ .n = 0 };
    if (!decimal_lex(text_trim(t), &form))
        return false;
    x->negative = form.negative;
    x->exponent = form.exponent;
    for (size_t i = 0; i < form.digits.n; i++) {
        if (i == form.point)
            continue;
        take_digit(x, &seen, form.digits.at[i]);
        if (i < form.point && seen)
            x->exponent++;
        else if (i > form.point && !seen)
            x->exponent--;
    }
    return true;
}

/* Half away from zero, as decimal_parse_cell() does; then no zeros behind. */
static void
number_round(struct number *x)
{
    bool up = x->n > DIGITS && x->d[DIGITS] >= '5';

    if (x->n > DIGITS)
        x->n = DIGITS;
    while (up && x->n) {
        up = x->d[x->n - 1] == '9';
        if (up)
            x->n--;
        else
            x->d[x->n - 1]++;
    }
    if (up) {
        x->d[x->n++] = '1';
        x->exponent++;
    }
    while (x->n && x->d[x->n - 1] == '0')
        x->n--;
}

static struct text
number_show(struct arena *arena, const struct number *x)
{
    const struct text zeros = TEXT("000000000000000000");
    struct text digits = { x->d, (size_t)x->n };
    int point = (int)x->exponent;
    char *start, *at;

    if (x->n == 0 || x->exponent < -EXPONENT_MAX)
        return TEXT("0");
    if (point > EXPONENT_PLAIN || point < -DECIMAL_SCALE_MAX)
        return text_printf(arena, "%s0.%.*sE%d", x->negative ? "-" : "", x->n,
                           x->d, point);
    start = at = arena_bytes(arena, DIGITS + sizeof "-0." + zeros.n);
    if (x->negative)
        *at++ = '-';
    if (point <= 0) {
        at = text_append(at, TEXT("0."));
        at = text_append(at, text_slice(zeros, 0, (size_t)-point));
        at = text_append(at, digits);
    } else if (point >= x->n) {
        at = text_append(at, digits);
        at = text_append(at, text_slice(zeros, 0, (size_t)(point - x->n)));
    } else {
        at = text_append(at, text_slice(digits, 0, (size_t)point));
        *at++ = '.';
        at = text_append(at, text_slice(digits, (size_t)point, digits.n));
    }
    *at = '\0';
    return (struct text){ start, (size_t)(at - start) };
}

static void
settle_number(struct settling *s, struct cell *cell)
{
    struct number x;

    if (!number_parse(cell->text, &x)) {
        refuse_cell(s, cell, "a number cell does not hold a number");
        return;
    }
    if (x.significant > DIGITS
        && x.significant - x.exponent <= AMOUNT_DECIMALS) {
        struct diag *d
            = refuse(s, DIAG_NUMBER_TOO_PRECISE, cell->row, cell->col,
                     "a workbook keeps 15 digits of a number");
        d->found = text_zero(s->arena, cell->text);
        diag_detail(s->diags, d, "%s has %d", d->found, (int)x.significant);
        return;
    }
    number_round(&x);
    if (x.exponent > EXPONENT_MAX + 1) {
        refuse_cell(s, cell, "the number is larger than a workbook can hold");
        return;
    }
    cell->text = number_show(s->arena, &x);
}

static struct text
format_of(const struct settling *s, const struct cell *cell)
{
    assert(s->to->styles != NULL);
    return s->to->styles[cell->style].format;
}

/* [h], [mm] and the like count hours, not days since some date. */
static bool
is_elapsed(struct text format)
{
    for (size_t i = 0; i + 1 < format.n; i++)
        if (format.at[i] == '[' && strchr("hHmMsS", format.at[i + 1]))
            return true;
    return false;
}

static void
settle_date(struct settling *s, struct cell *cell)
{
    struct decimal d;
    struct number x;

    settle_number(s, cell);
    if (!s->from->date1904 || is_elapsed(format_of(s, cell)))
        return;
    if (decimal_parse_cell(cell->text, &d) != DECIMAL_OK
        || decimal_add(d, decimal_of(SERIAL_1904), &d) != DECIMAL_OK) {
        refuse_cell(s, cell, "the date is out of range");
        return;
    }
    number_parse(decimal_text(s->arena, d), &x);
    number_round(&x);
    cell->text = number_show(s->arena, &x);
}

static void
settle_iso_date(struct settling *s, struct cell *cell)
{
    struct cell_style style = s->to->styles[cell->style];
    struct text t = cell->text;
    struct text format = TEXT("yyyy-mm-dd hh:mm:ss");
    bool timed = t.n > 2 && t.at[2] == ':', good = true;
    struct moment m = { 0 };
    int64_t micros;
    int serial = 0;
    size_t i = 0;

    if (timed) {
        format = TEXT("hh:mm:ss");
    } else {
        good = moment_take_date(t, &i, &m) && m.year >= 1900;
        serial = good ? serial_of(&m) : 0;
        timed = i < t.n && (t.at[i] == 'T' || t.at[i] == ' ');
        i += timed;
        if (!timed)
            format = TEXT("yyyy-mm-dd");
    }
    if (good && timed)
        good = moment_take_time(t, &i, &m) && !m.zone;
    if (!good || i < t.n) {
        refuse_cell(s, cell, "not a date from 1900 on");
        return;
    }
    micros = ((m.hour * 60 + m.minute) * 60 + m.second) * INT64_C(1000000)
             + m.micros;
    /* Ten decimals of a day: with five digits before, fifteen. */
    cell->text = decimal_text(
        s->arena,
        decimal_normal((struct decimal){
            serial * INT64_C(10000000000) + (micros * 25 + 108) / 216, 10 }));
    if (!numfmt_is_date(style.format)) {
        style.format = format;
        cell->style = (uint16_t)book_style(s->arena, s->to, style);
    }
    cell->type = CELL_DATE;
}

/* UTF-16 units of a text; -1 when XML cannot hold it. */
static int
text_units(struct text t)
{
    int units = 0;

    for (size_t i = 0; i < t.n;) {
        size_t start = i;
        uint32_t c = text_next(t, &i);

        if (c == 0 || c == 0xFFFE || c == 0xFFFF
            || (c == 0xFFFD && i - start == 1))
            return -1;
        units += c > 0xFFFF ? 2 : 1;
    }
    return units;
}

static void
settle_text(struct settling *s, struct cell *cell)
{
    int units;

    if (cell->text.n == 0)
        cell->type = CELL_BLANK;
    if (cell->text.n > LIMIT_TEXT_BYTES)
        units = TEXT_UNITS + 1;
    else
        units = text_units(cell->text);
    if (units < 0)
        refuse_cell(s, cell, "the text is no UTF-8, or not for XML");
    else if (units > TEXT_UNITS)
        refuse_cell(s, cell, "the text has more than 32767 characters");
}

/* #DIV/0!, #N/A, #NAME? … : an error that is a formula by itself. */
static void
settle_error(struct settling *s, struct cell *cell)
{
    struct text t = cell->text;
    bool good = t.n > 1 && t.n < 32 && t.at[0] == '#';

    for (size_t i = 1; good && i < t.n; i++)
        good = (t.at[i] >= 'A' && t.at[i] <= 'Z') || text_is_digit(t.at[i])
               || strchr("/!?_", t.at[i]);
    if (!good)
        refuse_cell(s, cell, "not an error value");
}

static void
settle_format(struct settling *s, const struct cell *cell)
{
    struct text format = format_of(s, cell);
    bool bad;

    if (cell->style >= s->from->n_styles || s->format_seen[cell->style])
        return;
    s->format_seen[cell->style] = true;
    bad = format.n > FORMAT_BYTES || text_units(format) < 0;
    for (size_t i = 0; i < format.n; i++)
        bad = bad || (unsigned char)format.at[i] < ' ';
    if (bad)
        refuse_cell(s, cell, "the number format is too long or not for XML");
}

/* Those of cells; a sheet that was read may have others. */
static void
settle_formulas(struct settling *s, const struct grid *from)
{
    struct grid *to = s->sheet;

    to->formulas = NULL;
    to->n_formulas = to->formulas_capacity = 0;
    for (int i = 0; i < from->n_formulas; i++) {
        const struct grid_formula *f = &from->formulas[i];
        struct grid_formula own = { .row = f->row,
                                    .col = f->col,
                                    .text = grid_formula_text(s->arena, f) };

        if (own.text.n > 0 && !f->whole && grid_at(from, f->row, f->col))
            ARENA_PUSH(s->arena, to->formulas, to->n_formulas,
                       to->formulas_capacity, own);
    }
    grid_sort_formulas(s->arena, to);
}

/* The flag of a cell that has a formula; cells come in the same order. */
static void
settle_formula(struct settling *s, struct cell *cell)
{
    const struct grid_formula *formula = &s->sheet->formulas[s->formula];
    int units;

    cell->flags = 0;
    if (s->formula == s->sheet->n_formulas || formula->row != cell->row
        || formula->col != cell->col)
        return;
    s->formula++;
    cell->flags = CELL_FORMULA;
    units = text_units(formula->text);
    if (cell->type == CELL_BOOL)
        refuse_cell(s, cell, "a formula's result is a truth value");
    else if (units < 0 || units > FORMULA_UNITS)
        refuse_cell(s, cell,
                    "the formula has more than 8192 characters, or some that "
                    "are not for XML");
}

static void
settle_cell(struct settling *s, struct cell *cell)
{
    assert(cell->row >= 0 && cell->row < LIMIT_ROWS);
    assert(cell->col >= 0 && cell->col < LIMIT_COLS);
    settle_format(s, cell);
    if (cell->flags & CELL_NO_RESULT) {
        refuse_cell(s, cell, "a formula without a result has no value");
        return;
    }
    settle_formula(s, cell);
    switch ((enum cell_type)cell->type) {
    case CELL_BLANK:
    case CELL_BOOL:
        break;
    case CELL_NUMBER:
        settle_number(s, cell);
        break;
    case CELL_DATE:
        settle_date(s, cell);
        break;
    case CELL_ISO_DATE:
        settle_iso_date(s, cell);
        break;
    case CELL_TEXT:
        settle_text(s, cell);
        break;
    case CELL_ERROR:
        settle_error(s, cell);
        break;
    }
}

static void
settle_merges(struct settling *s, const struct grid *from)
{
    int end_col = 0, *reach;
    int64_t drawn = from->n_cells;

    s->sheet->merges = NULL;
    s->sheet->n_merges = s->sheet->merges_capacity = 0;
    for (int i = 0; i < from->n_merges; i++)
        if (from->merges[i].end_col > end_col)
            end_col = from->merges[i].end_col;
    reach = ARENA_ARRAY(s->arena, int, end_col);
    for (int i = 0; i < from->n_merges; i++) {
        const struct span *m = &from->merges[i];
        int64_t rows = m->end_row - m->top, cols = m->end_col - m->left;
        bool overlap = false;

        assert(m->top >= 0 && rows > 0 && m->end_row <= LIMIT_ROWS);
        assert(m->left >= 0 && cols > 0 && m->end_col <= LIMIT_COLS);
        assert(i == 0 || m->top >= m[-1].top);
        if (rows * cols == 1)
            continue;
        drawn += rows * cols;
        for (int col = m->left; col < m->end_col; col++) {
            overlap = overlap || reach[col] > m->top;
            reach[col] = m->end_row;
        }
        if (overlap)
            refuse(s, DIAG_SHEET_UNWRITABLE, m->top, m->left,
                   "merged cells overlap");
        grid_merge(s->arena, s->sheet, *m);
    }
    if (drawn > LIMIT_CELLS)
        refuse(s, DIAG_LIMIT_REACHED, -1, -1,
               "too many cells, those under merged ones included");
}

static const char *
name_fault(const struct book *book, int index)
{
    struct text name = book->sheets[index].name;
    int units = text_units(name);

    if (units == 0)
        return N_("a sheet has no name");
    if (units < 0)
        return N_("the sheet's name is no UTF-8, or not for XML");
    if (units > NAME_UNITS)
        return N_("the sheet's name has more than 31 characters");
    for (size_t i = 0; i < name.n; i++)
        if (strchr("[]:*?/\\", name.at[i]) || (unsigned char)name.at[i] < ' ')
            return N_("a sheet's name cannot hold []:*?/\\ or a line break");
    if (name.at[0] == '\'' || name.at[name.n - 1] == '\'')
        return N_("a sheet's name cannot begin or end with '");
    if (sheet_name_same(name, TEXT("History")))
        return N_("Excel keeps this sheet name for itself");
    for (int i = 0; i < index; i++)
        if (sheet_name_same(name, book->sheets[i].name))
            return N_("two sheets have one name, but for case");
    return NULL;
}

static void
settle_sheet(struct settling *s, int index)
{
    const struct grid *from = &s->from->sheets[index];
    const char *fault = name_fault(s->from, index);
    struct grid *to = &s->to->sheets[index];

    s->sheet = to;
    s->sheet_name = text_zero(s->arena, from->name);
    *to = *from;
    to->rows_capacity = to->reach_capacity = to->over_capacity
        = 0; /* it indexes its own */
    if (fault)
        refuse(s, DIAG_SHEET_UNWRITABLE, -1, -1, fault);
    if (from->state == SHEET_VERY_HIDDEN) {
        to->state = SHEET_HIDDEN;
        diag_add(s->diags, DIAG_SHEET_LESS_HIDDEN,
                 PLACE_SHEET(s->from->file, s->sheet_name), PLACE_NONE,
                 "the sheet is very hidden; it is written as hidden");
    }
    s->formula = 0;
    settle_formulas(s, from);
    to->cells_capacity = from->n_cells;
    to->cells = ARENA_ARRAY(s->arena, struct cell, from->n_cells);
    for (int i = 0; i < from->n_cells; i++) {
        to->cells[i] = from->cells[i];
        settle_cell(s, &to->cells[i]);
    }
    assert(s->formula == to->n_formulas);
    settle_merges(s, from);
    grid_finish(s->arena, to);
}

LANGUAGE_FORMAT(2, 0)
static void
refuse_book(struct settling *s, const char *what)
{
    s->failed = true;
    diag_add(s->diags, DIAG_SHEET_UNWRITABLE, PLACE_FILE(s->from->file),
             PLACE_NONE, what);
}

const struct book *
xlsx_settle(struct arena *arena, const struct book *book,
            struct diag_list *diags)
{
    struct settling s = { .arena = arena, .diags = diags, .from = book };
    int visible = 0;

    s.to = ARENA_NEW(arena, struct book);
    *s.to = *book;
    s.to->style_index = NULL;
    s.to->n_indexed = 0;
    s.to->styles = NULL;
    s.to->n_styles = s.to->styles_capacity = 0;
    s.to->date1904 = false;
    s.to->sheets = ARENA_ARRAY(arena, struct grid, book->n_sheets);
    s.format_seen = ARENA_ARRAY(arena, bool, book->n_styles);
    for (int i = 0; i < book->n_styles; i++) {
        struct cell_style style = book->styles[i];

        if (style.format.n == 0)
            style.format = TEXT("General");
        ARENA_PUSH(arena, s.to->styles, s.to->n_styles, s.to->styles_capacity,
                   style);
    }
    for (int i = 0; i < book->n_sheets; i++) {
        visible += book->sheets[i].state == SHEET_VISIBLE;
        settle_sheet(&s, i);
    }
    if (book->n_sheets == 0)
        refuse_book(&s, "a workbook must have a sheet");
    else if (!visible)
        refuse_book(&s, "a workbook must have a sheet that is not hidden");
    return s.failed ? NULL : s.to;
}
