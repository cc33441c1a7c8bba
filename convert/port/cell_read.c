/* cell_read.c - cells in their slots, read. */
#include "port/cell_read.h"

#include <string.h>

#include "book/cell_state.h"
#include "book/numfmt.h"
#include "book/serial.h"
#include "canon/date.h"
#include "canon/unit.h"
#include "mapping/checkbox.h"
#include "mapping/pattern.h"

struct reading {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    const struct slot *slot;
    const struct cell *cell;
    struct diag_list *diags;
    struct cell_reader *reader;
};

struct cell_reader
cell_read_open(struct arena *arena, const struct book *book,
               const struct grid *grid, struct diag_list *diags)
{
    struct cell_reader reader = { .arena = arena,
                                  .book = book,
                                  .grid = grid,
                                  .diags = diags,
                                  .n_formats = book->n_styles };

    reader.formats = ARENA_ARRAY(arena, struct cell_look, book->n_styles);
    return reader;
}

/* What the format of the cell shows of a number of that sign. */
static const struct numfmt_look *
look_of(struct reading *r, int sign)
{
    int style = r->cell->style;
    struct cell_look *formats = r->reader->formats;
    struct numfmt_look *look;

    if (style < r->reader->n_formats && formats[style].looks[sign + 1] != NULL)
        return formats[style].looks[sign + 1];
    look = ARENA_NEW(r->arena, struct numfmt_look);
    *look = numfmt_look(r->arena, r->book->styles[style].format, sign);
    if (style < r->reader->n_formats) /* else added since */
        formats[style].looks[sign + 1] = look;
    return look;
}

/* The cells of a row; slots are asked for from top to bottom. */
static const struct cell *
row_cells(struct cell_reader *reader, int row, int *n)
{
    const struct grid *grid = reader->grid;

    for (int i = reader->row; i < reader->row + 2 && i < grid->n_rows; i++) {
        if (grid->rows[i].row == row) {
            reader->row = i;
            *n = grid->rows[i + 1].first - grid->rows[i].first;
            return &grid->cells[grid->rows[i].first];
        }
    }
    reader->row = grid_row_index(grid, row);
    return grid_row(grid, row, n);
}

LANGUAGE_FORMAT(3, 4)
static struct diag *
complain(struct reading *r, enum diag_code code, const char *format, ...)
{
    int row = r->cell != NULL ? r->cell->row : r->slot->row;
    int col = r->cell != NULL ? r->cell->col : r->slot->col;

    va_list args;
    struct diag *diag;

    va_start(args, format);
    diag = diag_add_v(
        r->diags, code,
        PLACE_CELL(r->book->file, text_zero(r->arena, r->grid->name), row, col),
        r->slot->by, format, args);
    va_end(args);
    return diag;
}

static const char *
kind_word(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return N_("an amount");
    case VALUE_RATIO:
        return N_("a ratio");
    case VALUE_SCORE:
        return N_("a score");
    case VALUE_COUNT:
        return N_("a count");
    case VALUE_DATE:
        return N_("a date");
    case VALUE_TEXT:
        break;
    }
    return N_("a text");
}

/* The words of the slot's row and column. */
static struct text
words_of(struct reading *r)
{
    return r->reader->table == NULL
               ? TEXT_NONE
               : model_label(r->arena, r->reader->table, r->slot->item,
                             r->slot->measure);
}

/* Numbers with blanks or line breaks between them. */
static bool
are_several(struct reading *r)
{
    struct text t = text_trim(r->cell->text);
    int n = 0;

    for (size_t pos = 0, from = 0; pos <= t.n;) {
        size_t at = pos;
        bool end = pos == t.n;
        struct decimal value;

        if (!end && !text_is_space(text_next(t, &pos)))
            continue;
        if (at > from
            && decimal_parse_typed(text_fold(r->arena, text_slice(t, from, at)),
                                   &value)
                   != DECIMAL_OK)
            return false;
        n += at > from;
        from = pos;
        if (end)
            break;
    }
    return n > 1;
}

/* What a person does about a cell that is no number. */
static const char *
number_hint(struct reading *r)
{
    struct text folded = text_fold(r->arena, r->cell->text);

    if (r->cell->type != CELL_TEXT)
        return N_("type the figure in a plain format (0.00)");
    if (text_equal(folded, TEXT("O")) || text_equal(folded, TEXT("o")))
        return N_("O is a letter: type the figure 0, or leave the cell blank");
    if (are_several(r))
        return N_("there is more than one figure in the cell: leave one");
    if (!text_has_digit(folded))
        return N_("type the figure, 0 where there is none, or leave the cell "
                  "blank");
    return N_(
        "type the figure alone, as 1234.50, and a negative one as -1234.50");
}

static enum cell_result
no_number(struct reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = complain(
        r, DIAG_VALUE_NO_NUMBER, "'%.*s' is not %s (%.*s)", TEXT_ARG(shown),
        diag_say(r->diags, kind_word(r->slot->kind)), TEXT_ARG(words_of(r)));

    d->found = text_zero(r->arena, shown);
    diag_hint(r->diags, d, "%s", diag_say(r->diags, number_hint(r)));
    return CELL_READ_BAD;
}

/* A footnote's figure would be taken for digits, what is struck out for what
   is beside it. */
static enum cell_result
is_marked(struct reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = complain(
        r, DIAG_VALUE_NO_NUMBER,
        "a part of '%.*s' is struck out, raised or lowered, so it "
        "is not taken for %s (%.*s)",
        TEXT_ARG(shown), diag_say(r->diags, kind_word(r->slot->kind)),
        TEXT_ARG(words_of(r)));

    d->found = text_zero(r->arena, shown);
    diag_hint(r->diags, d,
              "leave in the cell the figure alone, in plain type; notes go "
              "below the table");
    return CELL_READ_BAD;
}

static enum cell_result
too_large(struct reading *r)
{
    complain(r, DIAG_VALUE_OVERFLOW,
             "'%.*s' has more digits than can be kept exactly",
             TEXT_ARG(r->cell->text));
    return CELL_READ_BAD;
}

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool
is_line_break(uint32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Blanks between digits are separators of thousands, or part two numbers; on
   two lines stand two. */
static struct text
mark_blanks(struct arena *arena, struct text t)
{
    char *bytes = ARENA_ARRAY(arena, char, t.n + 1);
    size_t n = 0;
    bool digit = false, blank = false, line = false;

    for (size_t pos = 0; pos < t.n;) {
        size_t from = pos;
        uint32_t c = text_next(t, &pos);

        if (text_is_space(c)) {
            blank = true;
            line |= is_line_break(c);
            continue;
        }
        if (blank && digit && is_digit(c))
            bytes[n++] = line ? '|' : ',';
        for (size_t i = from; i < pos; i++)
            bytes[n++] = t.at[i];
        digit = is_digit(c);
        blank = line = false;
    }
    return (struct text){ bytes, n };
}

/* A figure as it is read off the sheet. */
#define RATIO_LARGE 2 /* more than budgets are exceeded by */

struct figure {
    struct decimal value;
    int places;            /* shown behind the point; -1: those there are */
    bool hundredths;       /* of a ratio */
    bool percent;          /* it is shown, or said to be, in per cent */
    struct unit_said unit; /* that the cell itself says */
};

static enum cell_result
shown_otherwise(struct reading *r)
{
    struct diag *d
        = complain(r, DIAG_VALUE_SHOWN,
                   "the cell holds %.*s, but its format %.*s shows something "
                   "else",
                   TEXT_ARG(r->cell->text),
                   TEXT_ARG(r->book->styles[r->cell->style].format));

    diag_hint(r->diags, d,
              "type the figure as it is to be read, in a plain format (0.00)");
    d->found = text_zero(r->arena, r->cell->text);
    return CELL_READ_BAD;
}

/* The words that a format puts around an amount: nothing, ¥ or a unit. */
static bool
take_words(struct reading *r, const struct numfmt_look *look,
           struct figure *figure)
{
    struct text words;

    if (r->slot->kind != VALUE_AMOUNT || look->head.n + look->tail.n == 0)
        return true;
    words = text_fold(r->arena,
                      text_printf(r->arena, "%.*s%.*s", TEXT_ARG(look->head),
                                  TEXT_ARG(look->tail)));
    if (words.n == 0 || unit_is_renminbi(words))
        return true;
    figure->unit = unit_of_word(words);
    return figure->unit.kind == UNIT_KNOWN;
}

/* What a number cell shows: by its format more or less than it holds. */
static enum cell_result
take_number(struct reading *r, struct figure *figure)
{
    const struct numfmt_look *look;
    enum decimal_result result
        = decimal_parse_cell(r->cell->text, &figure->value);
    bool ratio = r->slot->kind == VALUE_RATIO;

    if (result == DECIMAL_NO_NUMBER)
        return no_number(r);
    if (result == DECIMAL_OVERFLOW)
        return too_large(r);
    look = look_of(r, decimal_is_zero(figure->value) ? 0
                      : figure->value.units < 0      ? -1
                                                     : 1);
    /* A percentage cell already holds the ratio; 5000% of what? */
    if ((look->percent || look->hundredths) && !ratio)
        return no_number(r);
    if ((look->hidden && !decimal_is_zero(figure->value)) || look->odd
        || !take_words(r, look, figure))
        return shown_otherwise(r);
    if (look->off != 0
        && decimal_shift(figure->value, -look->off, &figure->value)
               != DECIMAL_OK)
        return too_large(r);
    figure->places = look->decimals;
    if (look->percent && look->decimals >= 0)
        figure->places += 2;
    figure->hundredths
        = ratio && !look->percent && (look->hundredths || r->slot->percent);
    figure->percent = look->percent || figure->hundredths;
    if (decimal_digits(figure->value) > figure->places)
        figure->places = decimal_digits(figure->value);
    return CELL_READ_FACT;
}

/* A number with the words that its kind allows behind it. */
static enum cell_result
take_typed(struct reading *r, struct figure *figure)
{
    const int64_t most = INT64_C(1000000000000000);
    struct text t = text_fold(r->arena, mark_blanks(r->arena, r->cell->text));
    enum decimal_result result;
    struct decimal normal;

    figure->hundredths = r->slot->kind == VALUE_RATIO && r->slot->percent;
    if (r->slot->kind == VALUE_AMOUNT)
        t = unit_strip(t, &figure->unit);
    if (r->slot->kind == VALUE_SCORE && text_ends(t, TEXT("分")))
        t = text_slice(t, 0, t.n - TEXT("分").n);
    if (r->slot->kind == VALUE_RATIO && text_ends(t, TEXT("%"))) {
        t = text_slice(t, 0, t.n - 1);
        figure->hundredths = true;
    }
    figure->percent = figure->hundredths;
    result = decimal_parse_typed(t, &figure->value);
    if (result == DECIMAL_NO_NUMBER)
        return no_number(r);
    if (result == DECIMAL_OVERFLOW)
        return too_large(r);
    normal = decimal_normal(figure->value);
    /* A workbook that it is written to would keep 15 of the digits. */
    if (normal.units >= most || normal.units <= -most)
        return too_large(r);
    figure->places = figure->value.scale;
    return CELL_READ_FACT;
}

/* By how many powers of ten the figure is larger than the fact. */
static enum cell_result
figure_shift(struct reading *r, const struct figure *figure, int *shift)
{
    struct diag *d;

    if (r->slot->kind != VALUE_AMOUNT) {
        *shift = figure->hundredths ? -2 : 0;
        return CELL_READ_FACT;
    }
    if (r->slot->shift == SLOT_NO_UNIT) /* that was reported */
        return CELL_READ_BAD;
    *shift = r->slot->shift;
    if (figure->unit.kind == UNIT_NONE || figure->unit.shift == *shift)
        return CELL_READ_FACT;
    if (r->slot->assumed) {
        *shift = figure->unit.shift;
        return CELL_READ_FACT;
    }
    d = complain(r, DIAG_VALUE_UNIT,
                 "the cell says %s, but the amounts of its table "
                 "or column are in %s",
                 unit_word(figure->unit.shift), unit_word(*shift));
    diag_hint(r->diags, d, "write the figure alone, in %s", unit_word(*shift));
    return CELL_READ_BAD;
}

/* 95 in a cell of rates: is it 95 times the whole, or per cent? */
static void
check_ratio(struct reading *r, const struct figure *figure)
{
    struct diag *d;

    if (r->slot->kind != VALUE_RATIO || figure->percent
        || decimal_compare(figure->value, decimal_of(RATIO_LARGE)) < 0)
        return;
    d = complain(r, DIAG_RATIO_LARGE,
                 "'%.*s' has no percent sign and is read as so "
                 "many times the whole",
                 TEXT_ARG(text_trim(r->cell->text)));
    diag_hint(r->diags, d, "if per cent is meant, write the sign: %.*s%%",
              TEXT_ARG(text_trim(r->cell->text)));
}

/* Is the figure asked for as one that may be below zero, 增减 or 变动? */
static bool
is_difference(struct text words)
{
    return text_find(words, TEXT("减"), 0) >= 0
           || text_find(words, TEXT("变动"), 0) >= 0;
}

/* Half a person: an amount in the wrong row?  Less than nobody: a sign too
   many? */
static void
check_count(struct reading *r, struct decimal value)
{
    struct diag *d;

    if (r->slot->kind != VALUE_COUNT)
        return;
    if (value.units < 0 && !is_difference(words_of(r))) {
        d = complain(r, DIAG_COUNT_NEGATIVE, "'%.*s' is less than none (%.*s)",
                     TEXT_ARG(text_trim(r->cell->text)), TEXT_ARG(words_of(r)));
        diag_hint(r->diags, d, "see whether the sign was typed by mistake");
    }
    if (decimal_digits(value) == 0)
        return;
    d = complain(r, DIAG_COUNT_FRACTION, "'%.*s' is no whole number (%.*s)",
                 TEXT_ARG(text_trim(r->cell->text)), TEXT_ARG(words_of(r)));
    diag_hint(r->diags, d, "see whether an amount of money was typed there");
}

static enum cell_result
read_number(struct reading *r, struct fact *fact)
{
    struct figure figure = { .places = -1 };
    enum cell_result result;
    int shift;

    if (r->cell->type == CELL_NUMBER)
        result = take_number(r, &figure);
    else if (r->cell->type == CELL_TEXT)
        result = take_typed(r, &figure);
    else
        result = no_number(r);
    if (result != CELL_READ_FACT)
        return result;
    result = figure_shift(r, &figure, &shift);
    if (result != CELL_READ_FACT)
        return result;
    if (decimal_shift(figure.value, shift, &fact->value) != DECIMAL_OK)
        return too_large(r);
    fact->decimals = (int8_t)(figure.places - shift);
    if (r->slot->kind == VALUE_COUNT) /* 46.00 among amounts is 46 */
        fact->decimals = (int8_t)decimal_digits(fact->value);
    check_ratio(r, &figure);
    check_count(r, fact->value);
    return CELL_READ_FACT;
}

/* The text of a run of cells, for ticks spread over several. */
static struct text
run_text(struct reading *r)
{
    struct text t = TEXT_NONE;
    int n;
    const struct cell *cells = row_cells(r->reader, r->slot->row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < r->slot->col || cells[i].col >= r->slot->end_col
            || cells[i].type != CELL_TEXT)
            continue;
        t = t.n == 0 ? cells[i].text
                     : text_printf(r->arena, "%.*s %.*s", TEXT_ARG(t),
                                   TEXT_ARG(cells[i].text));
    }
    return t;
}

static struct text
pattern_text(struct reading *r)
{
    const struct pattern *p = r->slot->pattern;
    struct text *spans = ARENA_ARRAY(r->arena, struct text, p->n_parts);
    struct text t = r->cell->text;

    if (r->cell->type != CELL_TEXT) /* a date */
        t = numfmt_show(r->arena, r->book, r->cell);
    if (!pattern_match(r->arena, p, t, spans))
        return TEXT_NONE;
    return spans[r->slot->part];
}

/* Of choices spread over several cells, the fact is in the ticked one. */
static void
find_ticked(struct reading *r, struct fact *fact)
{
    struct text value = text_fold(r->arena, fact->text);
    int n;
    const struct cell *cells = row_cells(r->reader, r->slot->row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < r->slot->col || cells[i].col >= r->slot->end_col
            || cells[i].type != CELL_TEXT
            || text_find(text_fold(r->arena, cells[i].text), value, 0) < 0)
            continue;
        fact->row = cells[i].row;
        fact->col = cells[i].col;
        fact->found = cells[i].text;
        return;
    }
}

static enum cell_result
read_ticks(struct reading *r, struct text t, struct fact *fact)
{
    bool unknown;

    fact->text = checkbox_read(r->arena, r->slot->ticks, t, &unknown);
    if (fact->text.n == 0)
        return CELL_READ_ABSENT;
    if (r->slot->end_col > r->slot->col + 1)
        find_ticked(r, fact);
    if (unknown)
        complain(r, DIAG_TICK_UNKNOWN,
                 "'%.*s' is ticked, which is none of the choices "
                 "of the form",
                 TEXT_ARG(fact->text));
    return CELL_READ_FACT;
}

static enum cell_result
read_text(struct reading *r, struct fact *fact)
{
    struct text t;

    if (r->slot->pattern != NULL)
        t = pattern_text(r);
    else if (r->slot->ticks != NULL)
        t = run_text(r);
    else
        t = numfmt_show(r->arena, r->book, r->cell);
    t = text_trim(t);
    if (r->slot->ticks != NULL)
        return read_ticks(r, t, fact);
    if (cell_state_is_absent(t))
        return CELL_READ_ABSENT;
    if (memchr(t.at, '\0', t.n) != NULL) {
        diag_hint(r->diags,
                  complain(r, DIAG_CHAR_INVALID,
                           "the text holds something that is no character (a "
                           "NUL), which Excel does not show; it is not read"),
                  "empty the cell and type the text anew");
        return CELL_READ_BAD;
    }
    fact->text = t;
    return CELL_READ_FACT;
}

/* The day of a cell that is shown as a date, or what a text says. */
static enum cell_result
read_date(struct reading *r, struct fact *fact)
{
    struct text t = r->cell->text;
    struct moment m = { 0 };
    size_t pos = 0;
    struct diag *d;

    if (r->slot->pattern != NULL)
        t = text_trim(pattern_text(r));
    if (r->cell->type == CELL_TEXT
        && (cell_state_is_absent(t) || date_is_blank(r->arena, t)))
        return CELL_READ_ABSENT;
    if (r->cell->type == CELL_DATE
            ? serial_read(t, r->book->date1904, &m)
            : r->cell->type == CELL_ISO_DATE && moment_take_date(t, &pos, &m))
        t = text_printf(r->arena, "%04d-%02d-%02d", m.year, m.month, m.day);
    /* The number 2022.1 may be of October. */
    if (r->cell->type != CELL_NUMBER || text_is_digits(t))
        fact->text = date_read(r->arena, t);
    if (fact->text.n > 0)
        return CELL_READ_FACT;
    t = numfmt_show(r->arena, r->book, r->cell);
    d = complain(r, DIAG_VALUE_NO_DATE, "'%.*s' is no date (%.*s)", TEXT_ARG(t),
                 TEXT_ARG(words_of(r)));
    d->found = text_zero(r->arena, t);
    diag_hint(r->diags, d, "write the date as 2022年3月1日 or 2022-3-1");
    return CELL_READ_BAD;
}

static const struct cell *
slot_cell(struct cell_reader *reader, const struct slot *slot)
{
    bool one = slot->end_col <= slot->col + 1;
    int n;
    const struct cell *cells = row_cells(reader, slot->row, &n);

    for (int i = 0; i < n && cells[i].col < slot->end_col; i++) {
        if (cells[i].col >= slot->col && (one || cells[i].type != CELL_BLANK))
            return &cells[i];
    }
    return NULL;
}

/* --% and / % are no ratio, either. */
static bool
is_absent(const struct reading *r)
{
    struct text t = text_trim(r->cell->text);

    if (r->cell->type != CELL_TEXT)
        return false;
    if (r->slot->kind == VALUE_RATIO && text_ends(t, TEXT("%")))
        t = text_slice(t, 0, t.n - 1);
    else if (r->slot->kind == VALUE_RATIO && text_ends(t, TEXT("％")))
        t = text_slice(t, 0, t.n - TEXT("％").n);
    return cell_state_is_absent(t);
}

void
cell_read_close(struct cell_reader *reader)
{
    struct text cells = TEXT_NONE;
    int n = reader->n_unknown < CELL_READ_NAMED ? reader->n_unknown
                                                : CELL_READ_NAMED;
    struct diag *d;

    if (n == 0)
        return;
    for (int i = 0; i < n; i++) {
        char ref[CELLREF_MAX];

        cellref_show(reader->unknown_row[i], reader->unknown_col[i], ref);
        cells = text_printf(reader->arena, "%.*s%s%s", TEXT_ARG(cells),
                            i > 0 ? ", " : "", ref);
    }
    d = diag_add(reader->diags, DIAG_CELL_NO_RESULT,
                 PLACE_CELL(reader->book->file,
                            text_zero(reader->arena, reader->grid->name),
                            reader->unknown_row[0], reader->unknown_col[0]),
                 reader->unknown_by,
                 "formulas have no result, so that %d figures are not known: "
                 "%.*s%s",
                 reader->n_unknown, TEXT_ARG(cells),
                 reader->n_unknown > n ? " …" : "");
    diag_hint(reader->diags, d,
              "open the workbook in Excel or WPS and save it");
    reader->n_unknown = 0;
}

static enum cell_result
read_slot(struct cell_reader *reader, const struct slot *slot,
          struct fact *fact)
{
    struct reading r = { reader->arena, reader->book,  reader->grid, slot,
                         NULL,          reader->diags, reader };
    struct cell part;

    r.cell = slot->row < 0 ? NULL : slot_cell(reader, slot);
    *fact = (struct fact){ .item = slot->item,
                           .measure = slot->measure,
                           .kind = slot->kind,
                           .role = slot->sum ? ROLE_SUM : ROLE_LEAF,
                           .row = r.cell ? r.cell->row : slot->row,
                           .col = r.cell ? r.cell->col : slot->col,
                           .by = slot->by };
    if (r.cell == NULL || r.cell->type == CELL_BLANK)
        return CELL_READ_ABSENT;
    fact->found = r.cell->text;
    if (r.cell->flags & CELL_NO_RESULT) {
        if (reader->n_unknown < CELL_READ_NAMED) {
            reader->unknown_row[reader->n_unknown] = r.cell->row;
            reader->unknown_col[reader->n_unknown] = r.cell->col;
        }
        if (reader->n_unknown++ == 0)
            reader->unknown_by = slot->by;
        return CELL_READ_BAD;
    }
    if (r.cell->type == CELL_ERROR) {
        diag_hint(reader->diags,
                  complain(&r, DIAG_CELL_IS_ERROR, "the cell shows %.*s",
                           TEXT_ARG(r.cell->text)),
                  "mend the formula, or type the figure");
        return CELL_READ_BAD;
    }
    if (slot->kind == VALUE_DATE)
        return read_date(&r, fact);
    if (slot->kind == VALUE_TEXT)
        return read_text(&r, fact);
    if (slot->pattern != NULL) { /* a number within a text: 总分：100 */
        part = *r.cell;
        part.text = pattern_text(&r);
        r.cell = &part;
    }
    if (is_absent(&r))
        return CELL_READ_ABSENT;
    return r.cell->flags & CELL_MARKED ? is_marked(&r) : read_number(&r, fact);
}

enum cell_result
cell_read(struct cell_reader *reader, const struct slot *slot,
          struct fact *fact)
{
    enum cell_result result = read_slot(reader, slot, fact);

    reader->n_bad += result == CELL_READ_BAD;
    return result;
}
