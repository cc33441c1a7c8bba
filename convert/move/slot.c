/* slot.c - cells in their slots, read. */
#include "move/slot.h"

#include <string.h>

#include "book/numfmt.h"
#include "move/ticks.h"

struct reading {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    const struct slot *slot;
    const struct cell *cell;
    struct diag_list *diags;
    struct slot_reader *reader;
};

struct slot_reader
slot_open(struct arena *arena, const struct book *book, const struct grid *grid,
          struct diag_list *diags)
{
    struct slot_reader reader = { .arena = arena,
                                  .book = book,
                                  .grid = grid,
                                  .diags = diags,
                                  .n_formats = book->n_styles };

    reader.formats = ARENA_ARRAY(arena, struct slot_format, book->n_styles);
    return reader;
}

static struct slot_format
read_format(const struct book *book, int style)
{
    struct text format = book->styles[style].format;

    return (struct slot_format){ true, numfmt_is_percent(format),
                                 numfmt_decimals(format) };
}

static struct slot_format
format_of(struct reading *r)
{
    int style = r->cell->style;
    struct slot_format *formats = r->reader->formats;

    if (style >= r->reader->n_formats) /* added since */
        return read_format(r->book, style);
    if (!formats[style].known)
        formats[style] = read_format(r->book, style);
    return formats[style];
}

/* The cells of a row; slots are asked for from top to bottom. */
static const struct cell *
row_cells(struct slot_reader *reader, int row, int *n)
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

static struct diag *
complain(struct reading *r, enum diag_code code, const char *what)
{
    int row = r->cell != NULL ? r->cell->row : r->slot->row;
    int col = r->cell != NULL ? r->cell->col : r->slot->col;

    return diag_add(
        r->diags, code,
        PLACE_CELL(r->book->file, text_zero(r->arena, r->grid->name), row, col),
        r->slot->by, "%s", what);
}

static const char *
kind_word(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
        return "an amount";
    case VALUE_RATIO:
        return "a ratio";
    case VALUE_SCORE:
        return "a score";
    case VALUE_COUNT:
        return "a count";
    case VALUE_TEXT:
        break;
    }
    return "a text";
}

static enum slot_result
no_number(struct reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = complain(
        r, DIAG_VALUE_NO_NUMBER,
        arena_printf(r->arena, "'%.*s' is not %s (%.*s, %.*s)", TEXT_ARG(shown),
                     kind_word(r->slot->kind), TEXT_ARG(r->slot->item),
                     TEXT_ARG(r->slot->measure)));

    d->found = text_zero(r->arena, shown);
    return SLOT_BAD;
}

/* A footnote's figure would be taken for digits, what is struck out for what
   stands beside it. */
static enum slot_result
is_marked(struct reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = complain(
        r, DIAG_VALUE_NO_NUMBER,
        arena_printf(r->arena,
                     "a part of '%.*s' is struck out, raised or lowered, so it "
                     "is not taken for %s (%.*s, %.*s)",
                     TEXT_ARG(shown), kind_word(r->slot->kind),
                     TEXT_ARG(r->slot->item), TEXT_ARG(r->slot->measure)));

    d->found = text_zero(r->arena, shown);
    diag_hint(r->diags, d,
              "leave in the cell the figure alone, in plain type; notes go "
              "below the table");
    return SLOT_BAD;
}

static enum slot_result
too_large(struct reading *r)
{
    complain(r, DIAG_VALUE_OVERFLOW,
             arena_printf(r->arena,
                          "'%.*s' has more digits than can be kept exactly",
                          TEXT_ARG(r->cell->text)));
    return SLOT_BAD;
}

/* Takes a unit of money off the end: 73 万元. */
static struct text
strip_unit(struct text t, int *shift)
{
    static const int shifts[] = { 8, 6, 4, 3, 0 };

    for (int i = 0; i < ARRAY_LEN(shifts); i++) {
        struct text word = mapping_unit_word(shifts[i]);

        if (word.n > 0 && text_ends(t, word)) {
            *shift = shifts[i];
            return text_slice(t, 0, t.n - word.n);
        }
    }
    return t;
}

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* Blanks between digits are separators of thousands, or part two numbers. */
static struct text
mark_blanks(struct arena *arena, struct text t)
{
    char *bytes = ARENA_ARRAY(arena, char, t.n + 1);
    size_t n = 0;
    bool digit = false, blank = false;

    for (size_t pos = 0; pos < t.n;) {
        size_t from = pos;
        uint32_t c = text_next(t, &pos);

        if (text_is_space(c)) {
            blank = true;
            continue;
        }
        if (blank && digit && is_digit(c))
            bytes[n++] = ',';
        for (size_t i = from; i < pos; i++)
            bytes[n++] = t.at[i];
        digit = is_digit(c);
        blank = false;
    }
    return (struct text){ bytes, n };
}

/* A number with the words that its kind allows behind it. */
static enum decimal_result
parse_typed(struct reading *r, struct decimal *value, int *shift, bool *percent)
{
    struct text t = text_fold(r->arena, mark_blanks(r->arena, r->cell->text));

    if (r->slot->kind == VALUE_AMOUNT)
        t = strip_unit(t, shift);
    if (r->slot->kind == VALUE_SCORE && text_ends(t, TEXT("分")))
        t = text_slice(t, 0, t.n - TEXT("分").n);
    if (r->slot->kind == VALUE_RATIO && text_ends(t, TEXT("%"))) {
        t = text_slice(t, 0, t.n - 1);
        *percent = true;
    }
    return decimal_parse_typed(t, value);
}

static enum slot_result
read_number(struct reading *r, struct fact *fact)
{
    struct slot_format format;
    enum decimal_result result;
    struct decimal value;
    int shift = r->slot->shift, places, shown = -1;
    bool percent = false;

    switch (r->cell->type) {
    case CELL_NUMBER:
        result = decimal_parse_cell(r->cell->text, &value);
        format = format_of(r);
        shown = format.decimals;
        /* A percentage cell already holds the ratio; 5000% of what? */
        if (format.percent && r->slot->kind != VALUE_RATIO)
            return no_number(r);
        if (format.percent)
            shown = shown < 0 ? -1 : shown + 2;
        else
            percent = r->slot->kind == VALUE_RATIO && r->slot->percent;
        break;
    case CELL_TEXT:
        result = parse_typed(r, &value, &shift, &percent);
        if (!percent && r->slot->kind == VALUE_RATIO && r->slot->percent)
            percent = true;
        break;
    default:
        return no_number(r);
    }
    if (result == DECIMAL_NO_NUMBER)
        return no_number(r);
    if (result == DECIMAL_OVERFLOW)
        return too_large(r);
    places = r->cell->type == CELL_TEXT ? value.scale : decimal_digits(value);
    if (shown > places)
        places = shown;
    if (r->slot->kind != VALUE_AMOUNT)
        shift = percent ? -2 : 0;
    if (decimal_shift(value, shift, &fact->value) != DECIMAL_OK)
        return too_large(r);
    fact->decimals = (int8_t)(places - shift);
    return SLOT_FACT;
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
    if (!placement_match(r->arena, p, t, spans))
        return TEXT_NONE;
    return spans[r->slot->part];
}

/* Of choices spread over several cells, the fact stands in the ticked one. */
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

static enum slot_result
read_ticks(struct reading *r, struct text t, struct fact *fact)
{
    bool unknown;

    fact->text = ticks_read(r->arena, r->slot->ticks, t, &unknown);
    if (fact->text.n == 0)
        return SLOT_ABSENT;
    if (r->slot->end_col > r->slot->col + 1)
        find_ticked(r, fact);
    if (unknown)
        complain(r, DIAG_TICK_UNKNOWN,
                 arena_printf(r->arena,
                              "'%.*s' is ticked, which is none of the choices "
                              "of the mapping",
                              TEXT_ARG(fact->text)));
    return SLOT_FACT;
}

static enum slot_result
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
    if (placement_is_absent(t))
        return SLOT_ABSENT;
    if (memchr(t.at, '\0', t.n) != NULL) {
        complain(r, DIAG_CHAR_INVALID,
                 "the text holds a NUL (_x0000_), which is no character");
        return SLOT_BAD;
    }
    fact->text = t;
    return SLOT_FACT;
}

static const struct cell *
slot_cell(struct slot_reader *reader, const struct slot *slot)
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
    return placement_is_absent(t);
}

enum slot_result
slot_read(struct slot_reader *reader, const struct slot *slot,
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
        return SLOT_ABSENT;
    fact->found = r.cell->text;
    if (r.cell->flags & CELL_NO_RESULT) {
        struct diag *d = complain(&r, DIAG_CELL_NO_RESULT,
                                  "the formula has no cached result; its "
                                  "value is not read");

        diag_hint(reader->diags, d,
                  "open the workbook in Excel or WPS and save it");
        return SLOT_BAD;
    }
    if (r.cell->type == CELL_ERROR) {
        complain(&r, DIAG_CELL_IS_ERROR,
                 arena_printf(r.arena, "the cell shows %.*s",
                              TEXT_ARG(r.cell->text)));
        return SLOT_BAD;
    }
    if (slot->kind == VALUE_TEXT)
        return read_text(&r, fact);
    if (slot->pattern != NULL) { /* a number within a text: 总分：100 */
        part = *r.cell;
        part.text = pattern_text(&r);
        r.cell = &part;
    }
    if (is_absent(&r))
        return SLOT_ABSENT;
    return r.cell->flags & CELL_MARKED ? is_marked(&r) : read_number(&r, fact);
}
