/* cell_write.c - facts become cells. */
#include "port/cell_write.h"

#include "book/numfmt.h"
#include "book/serial.h"
#include "canon/date.h"
#include "mapping/checkbox.h"
#include "mapping/pattern.h"
#include "port/cell_read.h"

struct writing {
    struct arena *arena;
    struct book *book;
    struct grid *grid;
    const struct placement *placement;
    const struct model *model;
    const struct model_table *data;
    enum stands stands;
    bool *lost, *stood; /* [data->n_facts] */
    struct diag_list *diags;
    struct diag_list none; /* what reading the cells there says */
    struct cell_reader reader;
    struct model_index *index; /* once it is needed */
    int next;                  /* facts mostly come as slots do */
    int n_hidden; /* figures that have more digits than they show */
    const struct slot *hidden;      /* the first, */
    struct text hidden_value;       /* what it holds, */
    int hidden_places;              /* what it shows, */
    const char *hidden_more;        /* and where some others are */
    const struct pattern *composed; /* the pattern cell written last */
    int composed_row, composed_col;
};

static void
open_writing(struct writing *f, struct exported *out, int sheet,
             const struct placement *placement, int data)
{
    f->arena = out->arena;
    f->book = out->book;
    f->grid = &out->book->sheets[sheet];
    f->placement = placement;
    f->model = out->model;
    f->data = &out->model->tables[data];
    f->lost = out->lost.has[data];
    f->stood = out->stood.has[data];
    f->diags = out->diags;
    f->none.arena = out->arena;
    f->reader = cell_read_open(f->arena, f->book, f->grid, &f->none);
}

static const struct fact *
fact_of(struct writing *f, const struct slot *slot)
{
    const struct model_table *data = f->data;
    const struct fact *fact;

    if (f->next < data->n_facts
        && text_equal(*data->facts[f->next].item, slot->item)
        && text_equal(data->facts[f->next].of->measure, slot->measure))
        return &data->facts[f->next++];
    if (f->index == NULL)
        f->index = model_index(f->arena, data);
    fact = model_index_find(f->index, slot->item, slot->measure);
    if (fact != NULL)
        f->next = (int)(fact - data->facts) + 1;
    return fact;
}

/* The style of a place, with another number format. */
static uint16_t
style_with(struct writing *f, int row, int col, struct text format)
{
    const struct cell *cell = grid_at(f->grid, row, col);
    struct cell_style style = f->book->styles[cell != NULL ? cell->style : 0];

    style.format = format;
    return (uint16_t)book_style(f->arena, f->book, style);
}

static void
put_text(struct writing *f, const struct slot *slot, struct text text)
{
    struct cell cell = {
        .row = slot->row, .col = slot->col, .type = CELL_TEXT, .text = text
    };

    cell.style = style_with(f, slot->row, slot->col, TEXT("General"));
    grid_put(f->arena, f->grid, cell);
}

/* Of the workbook that is made. */
static struct place
slot_place(struct writing *f, const struct slot *slot)
{
    return PLACE_CELL(NULL, text_zero(f->arena, f->grid->name), slot->row,
                      slot->col);
}

/* ---- digits that a cell does not show, told once a table ---- */

#define HIDDEN_NAMED 8 /* cells */

static void
hide_digits(struct writing *f, const struct slot *slot, struct decimal value,
            int places)
{
    char ref[CELLREF_MAX];

    if (f->n_hidden++ == 0) {
        f->hidden = slot;
        f->hidden_value = decimal_text(f->arena, value);
        f->hidden_places = places;
        f->hidden_more = "";
    } else if (f->n_hidden <= HIDDEN_NAMED) {
        cellref_show(slot->row, slot->col, ref);
        f->hidden_more = arena_printf(f->arena, "%s%s%s", f->hidden_more,
                                      f->n_hidden > 2 ? ", " : "", ref);
    }
}

static void
tell_hidden(struct writing *f)
{
    struct diag *d;

    if (f->n_hidden == 0)
        return;
    d = diag_add(f->diags, DIAG_DIGITS_HIDDEN, slot_place(f, f->hidden),
                 *f->hidden->by, "the cell holds %.*s and shows %d decimals",
                 TEXT_ARG(f->hidden_value), f->hidden_places);
    if (f->n_hidden > 1)
        diag_detail(f->diags, d,
                    f->n_hidden > 2 ? N_("so do %d more of the table: %s%s")
                                    : N_("so does %d more of the table: %s%s"),
                    f->n_hidden - 1, f->hidden_more,
                    f->n_hidden > HIDDEN_NAMED ? ", …" : "");
}

static void
put_number(struct writing *f, const struct slot *slot, const struct fact *fact)
{
    struct decimal value = model_value(fact);
    int places = fact->decimals, digits, shift = 0;
    bool percent = false;
    struct text format;
    struct cell cell
        = { .row = slot->row, .col = slot->col, .type = CELL_NUMBER };

    if (fact->of->kind == VALUE_AMOUNT && slot->shift == SLOT_NO_UNIT) {
        diag_add(f->diags, DIAG_UNIT_UNKNOWN, slot_place(f, slot), *slot->by,
                 "the sheet says no unit of money in which the amount could be "
                 "written");
        return;
    }
    if (fact->of->kind == VALUE_AMOUNT)
        shift = slot->shift;
    else if (fact->of->kind == VALUE_RATIO && slot->percent)
        shift = -2;
    if (decimal_shift(value, -shift, &value) != DECIMAL_OK) {
        diag_add(f->diags, DIAG_VALUE_OVERFLOW, slot_place(f, slot), *slot->by,
                 "the value has more digits than can be written exactly");
        return;
    }
    places += shift;
    digits = decimal_digits(value);
    /* In another unit than it was given in, a figure shows what the template
       shows; the cell still holds all of it. */
    if (fact->of->kind == VALUE_AMOUNT && f->data->unit_shift != slot->shift) {
        places = f->placement->table->decimals;
        if (digits > places)
            hide_digits(f, slot, value, places);
    } else if (places < digits) {
        places = digits;
    }
    if (fact->of->kind == VALUE_RATIO && !slot->percent && places >= 2) {
        percent = true;
        places -= 2;
    }
    cell.text = decimal_text(f->arena, value);
    format = numfmt_fixed(f->arena, places > 0 ? places : 0, percent);
    if (fact->of->kind == VALUE_COUNT)
        format = numfmt_count(f->arena, digits);
    cell.style = style_with(f, slot->row, slot->col, format);
    grid_put(f->arena, f->grid, cell);
}

struct text
cell_write_day(struct arena *arena, struct text date, bool date1904)
{
    struct moment m;
    int serial = date_day(date, &m)
                     ? serial_of(&m) - (date1904 ? SERIAL_1904 : 0)
                     : -1;

    return serial < 0 ? TEXT_NONE : decimal_text(arena, decimal_of(serial));
}

/* A day where the format of the cell shows one, else words. */
static void
put_date(struct writing *f, const struct slot *slot, const struct fact *fact)
{
    const struct cell *stood = grid_at(f->grid, slot->row, slot->col);
    struct cell cell
        = { .row = slot->row, .col = slot->col, .type = CELL_DATE };

    if (stood != NULL && numfmt_is_date(f->book->styles[stood->style].format))
        cell.text
            = cell_write_day(f->arena, model_text(fact), f->book->date1904);
    if (cell.text.n == 0) {
        put_text(f, slot, date_show(f->arena, model_text(fact)));
        return;
    }
    cell.style = stood->style;
    grid_put(f->arena, f->grid, cell);
}

static void
put_pattern(struct writing *f, const struct slot *slot)
{
    struct pattern_data data
        = { f->model, f->data, f->placement->unit_shift, slot->ticks };

    /* One text for all of its placeholders. */
    if (f->composed == slot->pattern && f->composed_row == slot->row
        && f->composed_col == slot->col)
        return;
    f->composed = slot->pattern;
    f->composed_row = slot->row;
    f->composed_col = slot->col;
    put_text(f, slot, pattern_show(f->arena, slot->pattern, &data));
}

/* Does the cell that is there already say it? */
static bool
says_it(struct writing *f, const struct slot *slot, const struct fact *fact)
{
    struct fact found;

    if (cell_read(&f->reader, slot, &found) != CELL_READ_FACT)
        return fact == NULL;
    /* Printed words that only wrap otherwise are the sheet's. */
    if (fact != NULL && slot->group && f->stands == STANDS_VALUE
        && text_same_words(f->arena, model_text(&found), model_text(fact)))
        return true;
    return fact != NULL && model_value_equal(&found, fact)
           && (f->stands == STANDS_VALUE || schema_is_text(fact->of->kind)
               || found.decimals == fact->decimals);
}

/* Where each choice is in a cell of its own, the mark goes there. */
static bool
put_apart(struct writing *f, const struct slot *slot, struct text value)
{
    const struct ticks *ticks = slot->ticks;
    int n, found = 0;
    const struct cell *cells = grid_row(f->grid, slot->row, &n);
    struct cell *changed = ARENA_ARRAY(f->arena, struct cell, n + 1);

    for (int i = 0; i < n; i++) {
        struct cell cell = cells[i];
        int choice;

        if (cell.col < slot->col || cell.col >= slot->end_col
            || cell.type == CELL_BLANK)
            continue;
        choice = checkbox_choice(f->arena, ticks, cell.text);
        if (choice < 0)
            return false;
        cell.text = checkbox_show_one(f->arena, ticks, choice, value);
        changed[found++] = cell;
    }
    if (found < ticks->n || found < 2 || !checkbox_has(ticks, value))
        return false;
    for (int i = 0; i < found; i++)
        grid_put(f->arena, f->grid, changed[i]);
    return true;
}

/* Ticks spread over several cells: the marks go into the first. */
static void
put_ticks(struct writing *f, const struct slot *slot, struct text value)
{
    int n;
    const struct cell *cells = grid_row(f->grid, slot->row, &n);
    struct cell *copy;

    if (put_apart(f, slot, value))
        return;
    /* Putting a cell may move all others. */
    copy = ARENA_ARRAY(f->arena, struct cell, n + 1);
    for (int i = 0; i < n; i++)
        copy[i] = cells[i];
    for (int i = 0; i < n; i++) {
        struct cell cell = copy[i];

        if (cell.col <= slot->col || cell.col >= slot->end_col
            || cell.type == CELL_BLANK)
            continue;
        cell.type = CELL_BLANK;
        cell.text = TEXT_NONE;
        grid_put(f->arena, f->grid, cell);
    }
    put_text(f, slot, checkbox_show(f->arena, slot->ticks, value));
}

static void
put_blank(struct writing *f, const struct slot *slot)
{
    struct cell cell = { .row = slot->row, .col = slot->col };
    const struct cell *stood = grid_at(f->grid, slot->row, slot->col);

    if (stood == NULL || stood->type == CELL_BLANK)
        return;
    cell.style = stood->style;
    grid_put(f->arena, f->grid, cell);
}

static void
put_fact(struct writing *f, const struct slot *slot, const struct fact *fact)
{
    if (slot->pattern != NULL)
        put_pattern(f, slot);
    else if (slot->ticks != NULL)
        put_ticks(f, slot, fact != NULL ? model_text(fact) : TEXT_NONE);
    else if (fact == NULL)
        put_blank(f, slot);
    else if (fact->of->kind == VALUE_DATE)
        put_date(f, slot, fact);
    else if (fact->of->kind == VALUE_TEXT)
        put_text(f, slot, model_text(fact));
    else
        put_number(f, slot, fact);
}

/* Absent, no value, or the same with other decimals: it says nothing against
   the fact. */
static bool
agrees(struct writing *f, const struct slot *slot, const struct fact *fact)
{
    struct fact found;

    return cell_read(&f->reader, slot, &found) != CELL_READ_FACT
           || model_value_equal(&found, fact);
}

/* May the cell stay as it is?  Marks the fact that it says. */
static bool
is_right(struct writing *f, const struct slot *slot, const struct fact *fact)
{
    bool right = slot->shared || says_it(f, slot, fact);
    ptrdiff_t i = fact != NULL ? fact - f->data->facts : -1;

    if (i < 0)
        return right;
    if (f->lost[i]) /* else another slot said it */
        f->stood[i] = right || (f->stood[i] && agrees(f, slot, fact));
    f->lost[i] = false;
    return right || f->stood[i];
}

static void
find_stood(struct writing *f)
{
    for (int i = 0; i < f->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(f->placement)[i];
        const struct fact *fact = fact_of(f, slot);

        if (fact != NULL && fact->of->kind == slot->kind && slot->row >= 0
            && says_it(f, slot, fact))
            f->stood[fact - f->data->facts] = true;
    }
}

void
cell_write_find_stood(struct exported *out, int sheet,
                      const struct placement *placement, int data,
                      enum stands stands)
{
    struct writing f = { .stands = stands };

    open_writing(&f, out, sheet, placement, data);
    find_stood(&f);
}

void
cell_write_table(struct exported *out, int sheet,
                 const struct placement *placement, int data,
                 enum stands stands)
{
    struct writing f = { .stands = stands };
    struct exported_table table = { data, sheet, placement };

    ARENA_PUSH(out->arena, out->tables, out->n_tables, out->tables_capacity,
               table);
    open_writing(&f, out, sheet, placement, data);
    /* A form may ask for a figure twice and be given it once. */
    if (stands != STANDS_NOT && f.data->schema->evaluation)
        find_stood(&f);
    for (int i = 0; i < placement->n_slots; i++) {
        const struct slot *slot = &slot_list(placement)[i];
        const struct fact *fact = fact_of(&f, slot);

        if (slot->row < 0)
            continue;
        if (fact != NULL && fact->of->kind != slot->kind)
            fact = NULL;
        if (stands != STANDS_NOT && is_right(&f, slot, fact))
            continue;
        if (fact != NULL)
            f.lost[fact - f.data->facts] = false;
        if (stands == STANDS_NOT && fact == NULL && slot->ticks == NULL)
            continue;
        if (!slot->shared)
            put_fact(&f, slot, fact);
    }
    tell_hidden(&f);
    grid_finish(f.arena, f.grid);
}
