/* cell_read.c - cells in their slots, read. */
#include "port/cell_read.h"

#include <string.h>

#include "book/cell_state.h"
#include "book/numfmt.h"
#include "book/serial.h"
#include "canon/date.h"
#include "mapping/checkbox.h"
#include "mapping/pattern.h"
#include "port/cell_number.h"

struct cell_reader
cell_read_open(struct arena *arena, const struct book *book,
               const struct grid *grid, struct diag_list *diags)
{
    struct cell_reader reader = { .arena = arena,
                                  .book = book,
                                  .grid = grid,
                                  .diags = diags,
                                  .n_formats = book->n_styles };

    reader.shared = ARENA_NEW(arena, struct fact_shared);
    reader.formats = ARENA_ARRAY(arena, struct cell_look, book->n_styles);
    return reader;
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

/* The text of a run of cells, for ticks spread over several. */
static struct text
run_text(struct cell_reading *r)
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
pattern_text(struct cell_reading *r)
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
find_ticked(struct cell_reading *r, struct fact *fact)
{
    struct text value = text_fold(r->arena, model_text(fact));
    int n;
    const struct cell *cells = row_cells(r->reader, r->slot->row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].col < r->slot->col || cells[i].col >= r->slot->end_col
            || cells[i].type != CELL_TEXT
            || text_find(text_fold(r->arena, cells[i].text), value, 0) < 0)
            continue;
        fact->row = cells[i].row;
        fact->col = (int16_t)cells[i].col;
        fact->found = &cells[i].text;
        return;
    }
}

static enum cell_result
read_ticks(struct cell_reading *r, struct text t, struct fact *fact)
{
    bool unknown;

    fact->text = checkbox_read(r->arena, r->slot->ticks, t, &unknown);
    if (model_text(fact).n == 0)
        return CELL_READ_ABSENT;
    if (r->slot->end_col > r->slot->col + 1)
        find_ticked(r, fact);
    if (unknown)
        cell_reading_complain(r, DIAG_TICK_UNKNOWN,
                              "'%.*s' is ticked, which is none of the choices "
                              "of the form",
                              TEXT_ARG(model_text(fact)));
    return CELL_READ_FACT;
}

static enum cell_result
read_text(struct cell_reading *r, struct fact *fact)
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
                  cell_reading_complain(
                      r, DIAG_CHAR_INVALID,
                      "the text holds something that is no character (a "
                      "NUL), which Excel does not show; it is not read"),
                  "empty the cell and type the text anew");
        return CELL_READ_BAD;
    }
    fact->text = t;
    return CELL_READ_FACT;
}

/* The moment of a cell that is shown as a date; false: it is of no day. */
static bool
take_moment(const struct cell_reading *r, struct moment *m)
{
    struct text t = r->cell->text;
    size_t pos = 0;

    if (r->cell->type == CELL_DATE)
        return serial_read(t, r->book->date1904, m);
    if (r->cell->type != CELL_ISO_DATE || !moment_take_date(t, &pos, m))
        return false;
    if (pos < t.n && (t.at[pos] == 'T' || t.at[pos] == ' ')) {
        pos++;
        (void)moment_take_time(t, &pos, m);
    }
    return true;
}

/* A date is a day: a time that is seen would be left out. */
static bool
shows_time(const struct cell_reading *r, const struct moment *m)
{
    return (m->hour > 0 || m->minute > 0 || m->second > 0 || m->micros > 0)
           && numfmt_has_time(r->book->styles[r->cell->style].format);
}

static enum cell_result
refuse_time(struct cell_reading *r)
{
    struct text shown = numfmt_show(r->arena, r->book, r->cell);
    struct diag *d = cell_reading_complain(
        r, DIAG_VALUE_NO_DATE, "'%.*s' is a date with a time of day (%.*s)",
        TEXT_ARG(shown), TEXT_ARG(cell_reading_words(r)));

    d->found = text_zero(r->arena, shown);
    diag_hint(r->diags, d, "write the date alone, as 2022年3月1日 or 2022-3-1");
    return CELL_READ_BAD;
}

/* The day of a cell that is shown as a date, or what a text says. */
static enum cell_result
read_date(struct cell_reading *r, struct fact *fact)
{
    struct text t = r->cell->text;
    struct moment m = { 0 };
    struct diag *d;

    if (r->slot->pattern != NULL)
        t = text_trim(pattern_text(r));
    if (r->cell->type == CELL_TEXT
        && (cell_state_is_absent(t) || date_is_blank(r->arena, t)))
        return CELL_READ_ABSENT;
    if (take_moment(r, &m)) {
        if (shows_time(r, &m))
            return refuse_time(r);
        t = text_printf(r->arena, "%04d-%02d-%02d", m.year, m.month, m.day);
    }
    /* The number 2022.1 may be of October. */
    if (r->cell->type != CELL_NUMBER || text_is_digits(t))
        fact->text = date_read(r->arena, t);
    if (model_text(fact).n > 0)
        return CELL_READ_FACT;
    t = numfmt_show(r->arena, r->book, r->cell);
    d = cell_reading_complain(r, DIAG_VALUE_NO_DATE, "'%.*s' is no date (%.*s)",
                              TEXT_ARG(t), TEXT_ARG(cell_reading_words(r)));
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
is_absent(const struct cell_reading *r)
{
    struct text t;

    if (r->cell->type != CELL_TEXT)
        return false;
    t = text_trim(r->cell->text);
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
    struct cell_reading r = { reader->arena, reader->book,  reader->grid, slot,
                              NULL,          reader->diags, reader };
    struct cell part;

    r.cell = slot->row < 0 ? NULL : slot_cell(reader, slot);
    *fact = (struct fact){
        .item = model_share_item(reader->arena, reader->shared, slot->item),
        .of = model_share(reader->arena, reader->shared,
                          (struct fact_column){ .measure = slot->measure,
                                                .kind = slot->kind,
                                                .by = slot->by,
                                                .sheet = reader->sheet }),
        .role = slot->sum ? ROLE_SUM : ROLE_LEAF,
        .row = r.cell ? r.cell->row : slot->row,
        .col = (int16_t)(r.cell ? r.cell->col : slot->col),
    };
    if (r.cell == NULL || r.cell->type == CELL_BLANK)
        return CELL_READ_ABSENT;
    fact->found = &r.cell->text;
    if (r.cell->flags & CELL_NO_RESULT) {
        if (reader->n_unknown < CELL_READ_NAMED) {
            reader->unknown_row[reader->n_unknown] = r.cell->row;
            reader->unknown_col[reader->n_unknown] = r.cell->col;
        }
        if (reader->n_unknown++ == 0)
            reader->unknown_by = *slot->by;
        return CELL_READ_BAD;
    }
    if (r.cell->type == CELL_ERROR) {
        diag_hint(reader->diags,
                  cell_reading_complain(&r, DIAG_CELL_IS_ERROR,
                                        "the cell shows %.*s",
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
    return r.cell->flags & CELL_MARKED ? cell_number_marked(&r)
                                       : cell_number_read(&r, fact);
}

enum cell_result
cell_read(struct cell_reader *reader, const struct slot *slot,
          struct fact *fact)
{
    enum cell_result result = read_slot(reader, slot, fact);

    reader->n_bad += result == CELL_READ_BAD;
    return result;
}
