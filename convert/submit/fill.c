/* fill.c - what is done to the grid is done to the package. */
#include "submit/fill.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/sorted.h"
#include "book/numfmt.h"
#include "edit/recalc.h"
#include "edit/reckon.h"
#include "edit/xlsx_rows.h"
#include "edit/xlsx_style.h"
#include "mapping/pattern.h"
#include "port/cell_write.h"
#include "port/insert.h"

#define FORMULA_SHOWN 120 /* bytes of one that differs */

struct filling {
    struct arena *arena;
    struct xlsx_edit *edit;
    const struct model *model;
    struct book *book; /* a copy of the blank's, changed as we go */
    struct located *located;
    int **tables; /* [sheets][tables] the model's of each placement, -1 */
    struct fill_result *out;
    struct formula_added *added; /* [book->n_sheets] */
    struct xlsx_cell **cells;    /* [book->n_sheets] changes */
    int *n_cells;
    struct diag_list *diags;
};

/* ---- which table goes where ---- */

/* What the sheet prints where the name of such a table stands, else "". */
static struct text
printed_name(const struct placement *p)
{
    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &p->slots[i];
        const struct cell *cell;

        if (!text_equal(slot->item, p->table->instance_item)
            || !text_equal(slot->measure, p->table->instance_measure)
            || slot->pattern != NULL)
            continue;
        cell = grid_at(p->grid, slot->row, slot->col);
        return cell && cell->type == CELL_TEXT ? cell->text : TEXT("");
    }
    return TEXT("");
}

/* Is the sheet meant for this very table, by its name or what it prints? */
static bool
is_for(const struct filling *f, const struct placement *p,
       const struct model_table *table)
{
    struct text name = text_fold(f->arena, table->instance);

    return name.n > 0
           && (text_equal(name, text_fold(f->arena, p->grid->name))
               || text_equal(name, text_fold(f->arena, printed_name(p))));
}

static bool
has_own_sheet(const struct filling *f, const struct model_table *table)
{
    for (int s = 0; s < f->book->n_sheets; s++) {
        for (int t = 0; t < f->located->sheets[s].n_tables; t++) {
            const struct placement *p = f->located->sheets[s].tables[t];

            if (p->table->schema == table->schema && is_for(f, p, table))
                return true;
        }
    }
    return false;
}

/* The model's table for a placement: the one that it is meant for, else the
   next of its kind that has no place yet, nor a sheet of its own. */
static int
table_of(const struct filling *f, const struct placement *p)
{
    int next = -1;

    for (int i = 0; i < f->model->n_tables; i++) {
        const struct model_table *table = &f->model->tables[i];

        if (table->schema != p->table->schema)
            continue;
        if (!p->table->has_instance) /* the same table on two sheets */
            return i;
        if (f->out->sheets.sheet[i] >= 0)
            continue;
        if (is_for(f, p, table))
            return i;
        if (next < 0 && !has_own_sheet(f, table))
            next = i;
    }
    return next;
}

/* Before any is filled. */
static void
plan_tables(struct filling *f)
{
    for (int s = 0; s < f->book->n_sheets; s++) {
        const struct located_sheet *sheet = &f->located->sheets[s];

        f->tables[s] = ARENA_ARRAY(f->arena, int, sheet->n_tables + 1);
        for (int t = 0; t < sheet->n_tables; t++) {
            int data = table_of(f, sheet->tables[t]);

            f->tables[s][t] = data;
            if (data >= 0 && f->out->sheets.sheet[data] < 0)
                f->out->sheets.sheet[data] = s;
        }
    }
}

/* ---- captions ---- */

/* "编制单位：" with nothing behind it gets the department's name. */
static void
fill_caption(struct filling *f, struct grid *grid, const struct pattern *p,
             struct cell cell, struct text department)
{
    struct text *spans = ARENA_ARRAY(f->arena, struct text, p->n_parts + 1);
    const struct pattern_part *last = &p->parts[p->n_parts - 1];

    if (p->n_parts < 2 || last->literal || last->field != FIELD_DEPARTMENT
        || !pattern_match(f->arena, p, cell.text, spans)
        || spans[p->n_parts - 1].n > 0)
        return;
    cell.text
        = text_printf(f->arena, "%.*s%.*s", TEXT_ARG(text_trim(cell.text)),
                      TEXT_ARG(department));
    grid_put(f->arena, grid, cell);
}

static void
fill_captions(struct filling *f, struct grid *grid, const struct placement *p,
              const struct model_table *data)
{
    struct text department
        = data->department.n ? data->department : f->model->department;
    int end = p->end;

    if (!department.n || p->department.n)
        return;
    for (int i = 0; i < p->n_slots; i++) {
        if (p->slots[i].row >= 0 && p->slots[i].row < end)
            end = p->slots[i].row;
    }
    for (int i = grid->n_cells - 1; i >= 0; i--) {
        struct cell cell = grid->cells[i];

        if (cell.type != CELL_TEXT || cell.row < p->top || cell.row >= end)
            continue;
        for (int k = 0; k < p->table->n_caption_patterns; k++)
            fill_caption(f, grid, &p->table->caption_patterns[k], cell,
                         department);
    }
    grid_finish(f->arena, grid);
}

/* ---- rows ---- */

/*
 * Steps one after another, as blocks of rows in the numbers of the blank.
 * origin[i] is the blank's row that row i was, or -1 - the one a new row
 * looks like (LIKE_NONE where it looks like none).
 */
struct origins {
    int *row;
    int n, capacity;
};

#define LIKE_NONE (-LIMIT_ROWS - 2)

static void
insert_origin(struct arena *arena, struct origins *o, int at, int value)
{
    ARENA_PUSH(arena, o->row, o->n, o->capacity, 0);
    memmove(o->row + at + 1, o->row + at,
            (size_t)(o->n - 1 - at) * sizeof *o->row);
    o->row[at] = value;
}

/* The blank's rows that are in the run of which the new row 'row' is. */
static void
find_run(const struct located_sheet *located, const struct origins *o, int row,
         struct formula_rows *block)
{
    for (int t = 0; t < located->n_tables; t++) {
        const struct placement *p = located->tables[t];

        for (int r = 0; r < p->n_runs; r++) {
            const struct row_run *run = &p->runs[r];

            if (run->first < 0 || row < run->first || row > run->last)
                continue;
            for (int i = run->first; i <= run->last && i < o->n; i++) {
                if (o->row[i] < 0)
                    continue;
                if (block->run_top == block->run_end)
                    block->run_top = o->row[i];
                block->run_end = o->row[i] + 1;
            }
            return;
        }
    }
}

static struct formula_added
blocks_of(struct arena *arena, const struct insert_sheet *plan,
          const struct located_sheet *located, int n_rows)
{
    struct formula_rows *blocks = NULL;
    struct origins o = { NULL, 0, 0 };
    int n = 0, capacity = 0, next = 0;

    for (int i = 0; i < n_rows; i++)
        ARENA_PUSH(arena, o.row, o.n, o.capacity, i);
    for (int i = 0; i < plan->n_steps; i++) {
        const struct insert_step *step = &plan->steps[i];
        int like = LIKE_NONE;

        while (o.n < step->row)
            ARENA_PUSH(arena, o.row, o.n, o.capacity, n_rows++);
        if (step->like >= 0) { /* numbered as it is after the insertion */
            int at = step->like - (step->like > step->row);

            like = at < o.n ? o.row[at] : LIKE_NONE;
            like = like >= 0 ? -1 - like : like;
        }
        insert_origin(arena, &o, step->row, like);
    }
    for (int i = 0; i < o.n; i++) {
        struct formula_rows block = { next, 1, -1, 0, 0 };

        if (o.row[i] >= 0) {
            next = o.row[i] + 1;
            continue;
        }
        if (o.row[i] != LIKE_NONE)
            block.like = -1 - o.row[i];
        if (n > 0 && blocks[n - 1].at == block.at) {
            blocks[n - 1].n++;
            continue;
        }
        find_run(located, &o, i, &block);
        ARENA_PUSH(arena, blocks, n, capacity, block);
    }
    return (struct formula_added){ blocks, n, NULL, 0 };
}

static void
fill_sheet(struct filling *f, int sheet)
{
    struct located_sheet *located = &f->located->sheets[sheet];
    struct grid *grid = &f->book->sheets[sheet];
    struct insert_sheet plan
        = insert_row_open(f->arena, grid, located->tables, located->n_tables);
    int n_rows = grid_end_row(grid) + 1000;

    if (located->n_tables == 0)
        return;
    plan.n_rows = n_rows;
    plan.formatted = ARENA_ARRAY(f->arena, bool, n_rows);
    xlsx_cells_formatted(f->edit, sheet, plan.formatted, n_rows);
    for (int t = 0; t < located->n_tables; t++) {
        struct placement *p = located->tables[t];
        const struct model_table *table;
        int data = f->tables[sheet][t];

        if (data < 0)
            continue;
        table = &f->model->tables[data];
        fact_set_table(&f->out->sheets.stood, data, false); /* on another */
        insert_entries(&plan, p, table);
        cell_write_table(&f->out->sheets, sheet, p, data, STANDS_VALUE);
        fill_captions(f, grid, p, table);
    }
    f->added[sheet] = blocks_of(f->arena, &plan, located, n_rows);
    f->added[sheet].merges = grid->merges;
    f->added[sheet].n_merges = grid->n_merges;
    f->out->n_rows += plan.n_steps;
}

/* Placeholders in whose place something was written. */
static void
drop_written(struct filling *f)
{
    struct stale *stale = &f->out->stale;
    int n = 0;

    for (int i = 0; i < stale->n; i++) {
        const struct stale_note *note = &stale->notes[i];
        const struct cell *now = grid_at(
            &f->book->sheets[note->sheet],
            formula_row(&f->added[note->sheet], note->row), note->col);

        if (note->kind != STALE_WORD
            || (now != NULL && text_equal(now->text, note->is)))
            stale->notes[n++] = *note;
    }
    stale->n = n;
}

/* ---- what changed ---- */

static void
add_change(struct filling *f, int sheet, int *capacity, struct xlsx_cell cell)
{
    ARENA_PUSH(f->arena, f->cells[sheet], f->n_cells[sheet], *capacity, cell);
}

/* The cells of the copy against those of the blank, moved. */
static void
find_changes(struct filling *f, int sheet)
{
    const struct grid *was = &f->edit->book->sheets[sheet];
    struct grid *now = &f->book->sheets[sheet];
    int i = 0, k = 0, capacity = 0;

    while (i < was->n_cells || k < now->n_cells) {
        const struct cell *a = i < was->n_cells ? &was->cells[i] : NULL;
        struct cell *b = k < now->n_cells ? &now->cells[k] : NULL;
        int row = a ? formula_row(&f->added[sheet], a->row) : 0;
        int order = !a              ? 1
                    : !b            ? -1
                    : row != b->row ? (row < b->row ? -1 : 1)
                                    : (a->col > b->col) - (a->col < b->col);
        struct xlsx_cell cell = { .format = -1 };

        i += order <= 0;
        k += order >= 0;
        if (order < 0)
            continue; /* cells are emptied, never taken away */
        if (order > 0 && b->type == CELL_BLANK)
            continue;
        if (order == 0 && a->type == b->type && text_equal(a->text, b->text))
            continue;
        if (order == 0 && (a->flags & CELL_FORMULA) && b->type == CELL_BLANK) {
            *b = *a; /* the model says nothing: the formula may */
            b->row = row;
            continue;
        }
        if (order == 0)
            b->flags = a->flags & CELL_FORMULA;
        cell.row = b->row;
        cell.col = b->col;
        cell.type = (enum cell_type)b->type;
        cell.text = b->text;
        add_change(f, sheet, &capacity, cell);
    }
    f->out->n_cells += f->n_cells[sheet];
}

/* Does the mapping say that figures there are hundredths? */
static bool
is_percent_slot(const struct filling *f, int sheet, int row, int col)
{
    const struct located_sheet *located = &f->located->sheets[sheet];

    for (int t = 0; t < located->n_tables; t++) {
        const struct placement *p = located->tables[t];

        for (int i = 0; i < p->n_slots; i++) {
            const struct slot *slot = &p->slots[i];

            if (slot->row == row && slot->col == col)
                return slot->percent && slot->kind == VALUE_RATIO;
        }
    }
    return false;
}

/*
 * The grid has formats of its own making; the sheet keeps those that it has.
 * In one that shows percents a share of 100 is 1.
 */
static void
settle_formats(struct filling *f, int sheet, const struct text *codes, int n)
{
    int *formats = ARENA_ARRAY(f->arena, int, f->n_cells[sheet] + 1);
    struct grid *grid = &f->book->sheets[sheet];

    xlsx_cells_formats(f->edit, sheet, f->cells[sheet], f->n_cells[sheet],
                       formats);
    for (int i = 0; i < f->n_cells[sheet]; i++) {
        struct xlsx_cell *change = &f->cells[sheet][i];
        struct cell *cell = grid_cell(grid, change->row, change->col);
        struct cell_style style = { .format = TEXT("General") };
        struct text made = f->book->styles[cell->style].format;
        struct decimal d;

        if (formats[i] < n)
            style.format = codes[formats[i]];
        if (change->type == CELL_NUMBER && numfmt_is_percent(style.format)
            && !numfmt_is_percent(made)
            && is_percent_slot(f, sheet, change->row, change->col)
            && decimal_parse_cell(cell->text, &d) == DECIMAL_OK
            && decimal_shift(d, -2, &d) == DECIMAL_OK)
            change->text = cell->text = decimal_text(f->arena, d);
        cell->style = (uint16_t)book_style(f->arena, f->book, style);
    }
}

/* ---- rounding ---- */

/* The blank's own formats say what is shown; a figure that it had already may
   be cut, too. */
static void
round_sheets(struct filling *f)
{
    f->out->tails = rounding_apply(f->arena, f->book, f->located);
    f->out->n_cells = 0;
    for (int s = 0; s < f->book->n_sheets; s++) {
        f->cells[s] = NULL;
        f->n_cells[s] = 0;
        find_changes(f, s);
    }
}

/* ---- formulas ---- */

static struct xlsx_cell *
find_change(const struct filling *f, int sheet, int row, int col)
{
    struct xlsx_cell *cells = f->cells[sheet];
    int n = f->n_cells[sheet], at;

    SORTED_FIND(at, 0, n,
                cells[at].row < row
                    || (cells[at].row == row && cells[at].col < col));
    return at < n && cells[at].row == row && cells[at].col == col ? &cells[at]
                                                                  : NULL;
}

/* Does a formula come to what its cell says?  No cell is a blank one. */
static bool
is_right(const struct reckoned *r, const struct cell *cell)
{
    struct decimal said;

    if (r->result == RECKON_TEXT)
        return text_equal(r->text, cell ? cell->text : TEXT_NONE)
               && (!cell || cell->type == CELL_TEXT);
    return r->result == RECKON_NUMBER && cell && cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, &said) == DECIMAL_OK
           && decimal_compare(said, r->number) == 0;
}

static struct reckoned
reckon(const struct filling *f, int sheet, struct text formula)
{
    return reckon_formula(f->arena, f->book, sheet, formula);
}

/* Puts another corner into a formula; returns where what follows begins. */
static size_t
put_corner(struct filling *f, struct text *formula, size_t from, size_t end,
           int row, int col)
{
    char now[CELLREF_MAX];

    cellref_show(row, col, now);
    *formula = text_printf(f->arena, "%.*s%s%.*s", (int)from, formula->at, now,
                           (int)(formula->n - end), formula->at + end);
    return from + strlen(now);
}

/*
 * The formula, which stands in 'row', with those of its areas longer that ended
 * right above new rows or began right below: a clerk would have drawn them on.
 */
static struct text
stretched(struct filling *f, int sheet, struct text formula, int row)
{
    const struct formula_added *added = &f->added[sheet];

    for (int i = 0; i < added->n; i++) {
        struct formula_scan scan = { formula, 0, f->arena };
        struct formula_ref ref;
        int end = formula_row(added, added->blocks[i].at);
        int top = end - added->blocks[i].n;

        while (formula_next(&scan, &ref)) {
            size_t colon = ref.top;

            if (!ref.area || ref.columns || ref.rows || ref.sheet.n
                || (row >= ref.row[0] && row <= ref.row[1]))
                continue;
            while (formula.at[colon] != ':')
                colon++;
            if (ref.row[1] == top - 1)
                scan.at = put_corner(f, &formula, colon + 1, ref.end, end - 1,
                                     ref.col[1]);
            else if (ref.row[0] == end)
                scan.at
                    = put_corner(f, &formula, ref.top, colon, top, ref.col[0]);
            scan.text = formula;
        }
    }
    return formula;
}

/* 'says': the model's value as the cell has it; 'comes' likewise. */
static struct diag *
tell_differs(struct filling *f, const struct recalc_item *item,
             const char *comes, struct text says)
{
    struct diag *d = diag_add(
        f->diags, DIAG_FORMULA_DIFFERS,
        PLACE_CELL(f->edit->made,
                   text_zero(f->arena, f->book->sheets[item->sheet].name),
                   item->row, item->col),
        PLACE_NONE, "the formula comes to %s, the model says %.*s", comes,
        TEXT_ARG(says));

    d->found = comes;
    d->want = text_zero(f->arena, says);
    return d;
}

/* Long ones say enough with their beginning. */
static void
tell_formula(struct filling *f, struct diag *d, struct text formula)
{
    size_t end = 0;

    while (end < formula.n && end < FORMULA_SHOWN)
        (void)text_next(formula, &end);
    diag_detail(f->diags, d, "=%.*s%s", (int)end, formula.at,
                end < formula.n ? " ..." : "");
}

/* Blanks where the model has zeros: one for all of a sheet. */
static void
tell_blanks(struct filling *f, const struct recalc_item *first, int n)
{
    struct diag *d;

    if (n == 0)
        return;
    d = tell_differs(
        f, first, "a blank",
        grid_at(&f->book->sheets[first->sheet], first->row, first->col)->text);
    if (n > 1)
        diag_detail(f->diags, d, "and so do %d more formulas of the sheet",
                    n - 1);
    diag_hint(f->diags, d, "leave it where a blank may stand for 0");
    d->found = "";
}

/* "a blank", "34.42", "部门：某局" */
static const char *
show(const struct filling *f, const struct reckoned *r)
{
    if (r->result == RECKON_NUMBER)
        return text_zero(f->arena, decimal_text(f->arena, r->number));
    return r->text.n ? text_zero(f->arena, r->text) : "a blank";
}

static bool
is_zero(const struct cell *cell)
{
    struct decimal d;

    return cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, &d) == DECIMAL_OK
           && decimal_is_zero(d);
}

/* A formula whose result the model gives; false when it is a blank for a
   zero. */
static bool
check_given(struct filling *f, const struct recalc_item *item)
{
    const struct cell *cell
        = grid_at(&f->book->sheets[item->sheet], item->row, item->col);
    struct xlsx_cell *change
        = find_change(f, item->sheet, item->row, item->col);
    struct reckoned other;
    struct text longer;
    struct diag *d;

    f->out->n_formulas++;
    if (item->result.result == RECKON_UNKNOWN)
        f->out->n_unchecked++;
    if (item->result.result == RECKON_UNKNOWN || is_right(&item->result, cell))
        return true;
    longer = stretched(f, item->sheet, item->formula, item->row);
    other = reckon(f, item->sheet, longer);
    if (change && longer.at != item->formula.at && is_right(&other, cell)) {
        change->formula = longer;
        return true;
    }
    if (item->result.result == RECKON_TEXT && !item->result.text.n
        && is_zero(cell))
        return false;
    d = tell_differs(f, item, show(f, &item->result), cell->text);
    tell_formula(f, d, item->formula);
    diag_hint(f->diags, d,
              "see which of the two is right: the figures that the formula "
              "takes, or the model's");
    return true;
}

/*
 * The new rows have the formulas of the row that they look like, moved, where
 * these come to what the model says.
 */
static void
copy_formulas(struct filling *f, const struct recalc *calc, int sheet,
              const struct formula_rows *block, int top)
{
    int like = formula_row(&f->added[sheet], block->like);

    for (int i = calc->first[sheet]; i < calc->first[sheet + 1]; i++) {
        const struct recalc_item *item = &calc->items[i];

        if (item->row != like || item->whole)
            continue;
        for (int row = top; row < top + block->n; row++) {
            struct xlsx_cell *change = find_change(f, sheet, row, item->col);
            const struct cell *cell
                = grid_at(&f->book->sheets[sheet], row, item->col);
            struct text moved
                = formula_move(f->arena, item->formula, row - like, 0);

            struct reckoned r = reckon(f, sheet, moved);

            if (change && cell && is_right(&r, cell))
                change->formula = moved;
        }
    }
}

/* Marks the formulas in cells of the model's: *none[i] where it has no fact. */
static void
find_given(struct filling *f, struct recalc *calc, bool *none)
{
    /* Captions, too. */
    for (int i = 0; i < calc->n_items; i++) {
        struct recalc_item *item = &calc->items[i];

        item->given = find_change(f, item->sheet, item->row, item->col) != NULL;
    }
    for (int s = 0; s < f->book->n_sheets; s++) {
        for (int t = 0; t < f->located->sheets[s].n_tables; t++) {
            const struct placement *p = f->located->sheets[s].tables[t];
            int data = f->tables[s][t];
            struct model_index *index;

            if (data < 0)
                continue;
            index = model_index(f->arena, &f->model->tables[data]);
            for (int i = 0; i < p->n_slots; i++) {
                const struct slot *slot = &p->slots[i];
                const struct cell *cell
                    = grid_at(&f->book->sheets[s], slot->row, slot->col);
                struct recalc_item *item
                    = recalc_find(calc, s, slot->row, slot->col);

                if (!item)
                    continue;
                if (model_index_find(index, slot->item, slot->measure))
                    item->given = item->given
                                  || (cell && cell->type != CELL_BLANK
                                      && !(cell->flags & CELL_NO_RESULT));
                else
                    none[item - calc->items] = true;
            }
        }
    }
}

static int
compare_changes(const void *a, const void *b)
{
    const struct xlsx_cell *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->col < y->col ? -1 : x->col > y->col;
}

/* A result that is out of date, and the new one not known: rather none. */
static struct xlsx_cell
drop_result(struct filling *f, const struct recalc_item *item)
{
    struct grid *grid = &f->book->sheets[item->sheet];
    struct cell *cell = grid_cell(grid, item->row, item->col);

    f->out->n_open++;
    cell->type = CELL_NUMBER;
    cell->flags = CELL_FORMULA | CELL_NO_RESULT;
    cell->text = TEXT_NONE;
    return (struct xlsx_cell){
        .row = item->row, .col = item->col, .type = CELL_BLANK, .format = -1
    };
}

/* New results of formulas that the model does not give. */
static void
add_results(struct filling *f, const struct recalc *calc, int sheet,
            const bool *none)
{
    const struct grid *grid = &f->book->sheets[sheet];
    struct xlsx_cell *all;
    int n = f->n_cells[sheet],
        n_items = calc->first[sheet + 1] - calc->first[sheet];

    all = ARENA_ARRAY(f->arena, struct xlsx_cell, n + n_items + 1);
    if (n > 0)
        memcpy(all, f->cells[sheet], (size_t)n * sizeof *all);
    for (int i = calc->first[sheet]; i < calc->first[sheet + 1]; i++) {
        const struct recalc_item *item = &calc->items[i];

        if (item->given || (!item->reached && !item->doubt))
            continue;
        if (item->result.result == RECKON_UNKNOWN) {
            f->edit->uncalculated = true;
            if (item->reached && !item->whole)
                all[n++] = drop_result(f, item);
            continue;
        }
        if (none[i] && item->result.result == RECKON_NUMBER
            && !decimal_is_zero(item->result.number))
            tell_formula(
                f,
                tell_differs(f, item, show(f, &item->result), TEXT("nothing")),
                item->formula);
        all[n++] = (struct xlsx_cell){
            .row = item->row,
            .col = item->col,
            .type
            = item->result.result == RECKON_TEXT ? CELL_TEXT : CELL_NUMBER,
            .text = grid_at(grid, item->row, item->col)->text,
            .format = -1
        };
    }
    if (n > 0)
        qsort(all, (size_t)n, sizeof *all, compare_changes);
    f->cells[sheet] = all;
    f->n_cells[sheet] = n;
}

static void
settle_formulas(struct filling *f)
{
    struct recalc *calc = recalc_open(f->edit, f->book, f->cells, f->n_cells);
    bool *none = ARENA_ARRAY(f->arena, bool, calc->n_items + 1);

    find_given(f, calc, none);
    recalc_all(calc);
    for (int s = 0; s < f->book->n_sheets; s++) {
        const struct formula_added *added = &f->added[s];
        const struct recalc_item *first = NULL;
        int n_blank = 0;

        for (int b = 0, down = 0; b < added->n; down += added->blocks[b++].n) {
            if (added->blocks[b].like >= 0)
                copy_formulas(f, calc, s, &added->blocks[b],
                              added->blocks[b].at + down);
        }
        for (int i = calc->first[s]; i < calc->first[s + 1]; i++) {
            const struct recalc_item *item = &calc->items[i];

            if (!item->given || check_given(f, item))
                continue;
            first = first ? first : item;
            n_blank++;
        }
        tell_blanks(f, first, n_blank);
        add_results(f, calc, s, none);
    }
}

/* ---- the whole ---- */

bool
fill_book(struct xlsx_edit *edit, const struct template_rule *template,
          const struct model *model, bool rounded, struct fill_result *out,
          struct diag_list *diags)
{
    struct arena *arena = edit->arena;
    struct filling f = {
        .arena = arena, .edit = edit, .model = model, .out = out, .diags = diags
    };
    struct diag_list told = { .arena = arena };
    const struct text *codes;
    int n_codes;

    *out = (struct fill_result){ .n_cells = 0 };
    f.book = book_copy(arena, edit->book);
    f.located = locate_book(arena, f.book, template, &told);
    diag_move_code(diags, &told, DIAG_TABLE_HIDDEN);
    if (diag_move_code(diags, &told, DIAG_TABLE_TWICE))
        return false; /* which is the blank, nobody can know */
    if (!locate_has_table(f.located)) {
        diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(edit->file),
                 template->place, "no sheet holds a table of template '%.*s'",
                 TEXT_ARG(template->id));
        return false;
    }
    out->sheets = exported_open(arena, model, f.book, diags);
    f.added = ARENA_ARRAY(arena, struct formula_added, f.book->n_sheets + 1);
    f.cells = ARENA_ARRAY(arena, struct xlsx_cell *, f.book->n_sheets + 1);
    f.n_cells = ARENA_ARRAY(arena, int, f.book->n_sheets + 1);
    f.tables = ARENA_ARRAY(arena, int *, f.book->n_sheets + 1);
    plan_tables(&f);
    out->stale
        = stale_find(arena, f.located, model, (const int *const *)f.tables);
    for (int s = 0; s < f.book->n_sheets; s++)
        fill_sheet(&f, s);
    drop_written(&f);
    for (int s = 0; s < f.book->n_sheets; s++) {
        find_changes(&f, s);
        xlsx_rows_insert(edit, s, &f.added[s]);
    }
    codes = xlsx_style_codes(edit, &n_codes);
    for (int s = 0; s < f.book->n_sheets; s++)
        settle_formats(&f, s, codes, n_codes);
    out->written = remainder_find(arena, &out->sheets, template);
    if (rounded)
        round_sheets(&f);
    settle_formulas(&f);
    for (int s = 0; s < f.book->n_sheets; s++)
        xlsx_cells_set(edit, s, f.cells[s], f.n_cells[s]);
    if (edit->uncalculated)
        xlsx_edit_calculate(edit);
    return !edit->failed;
}
