/* official.c - what is done to the grid is done to the package. */
#include "move/official.h"

#include <string.h>

#include "base/limits.h"
#include "book/numfmt.h"
#include "book/reckon.h"
#include "book/xlsx_cells.h"
#include "book/xlsx_rows.h"
#include "book/xlsx_style.h"
#include "move/fill.h"
#include "move/grow.h"

#define FORMULA_SHOWN 120 /* bytes of one that differs */

struct filling {
    struct arena *arena;
    struct xlsx_edit *edit;
    const struct model *model;
    struct book *book; /* a copy of the blank's, changed as we go */
    struct located *located;
    struct official_filled *out;
    struct formula_added *added; /* [book->n_sheets] */
    struct xlsx_cell **cells;    /* [book->n_sheets] changes */
    int *n_cells;
    struct diag_list *diags;
};

/* ---- a copy that may change ---- */

static struct book *
copy_book(struct arena *arena, const struct book *from)
{
    struct book *book = ARENA_NEW(arena, struct book);

    *book = *from;
    book->styles = ARENA_ARRAY(arena, struct cell_style, from->n_styles + 1);
    book->styles_capacity = from->n_styles + 1;
    memcpy(book->styles, from->styles,
           (size_t)from->n_styles * sizeof *book->styles);
    book->sheets = ARENA_ARRAY(arena, struct grid, from->n_sheets + 1);
    for (int s = 0; s < from->n_sheets; s++) {
        const struct grid *old = &from->sheets[s];
        struct grid *grid = &book->sheets[s];

        grid->name = old->name;
        grid->state = old->state;
        for (int i = 0; i < old->n_cells; i++)
            grid_put(arena, grid, old->cells[i]);
        for (int i = 0; i < old->n_merges; i++)
            grid_merge(arena, grid, old->merges[i]);
        grid_finish(arena, grid);
    }
    return book;
}

/* ---- which table goes where ---- */

/* The model's table for a placement: of that name, else the next of its kind
   that has no place yet. */
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
        if (text_equal(text_fold(f->arena, table->instance),
                       text_fold(f->arena, p->grid->name)))
            return i;
        next = next < 0 ? i : next;
    }
    return next;
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
        || !placement_match(f->arena, p, cell.text, spans)
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
blocks_of(struct arena *arena, const struct grow_plan *plan,
          const struct located_sheet *located, int n_rows)
{
    struct formula_rows *blocks = NULL;
    struct origins o = { NULL, 0, 0 };
    int n = 0, capacity = 0, next = 0;

    for (int i = 0; i < n_rows; i++)
        ARENA_PUSH(arena, o.row, o.n, o.capacity, i);
    for (int i = 0; i < plan->n_steps; i++) {
        const struct grow_step *step = &plan->steps[i];
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
    struct grow_plan plan = { .n_steps = 0 };
    int n_rows = grid_end_row(grid) + 1000;

    if (located->n_tables == 0)
        return;
    plan.n_rows = n_rows;
    plan.formatted = ARENA_ARRAY(f->arena, bool, n_rows);
    xlsx_cells_formatted(f->edit, sheet, plan.formatted, n_rows);
    for (int t = 0; t < located->n_tables; t++) {
        struct placement *p = located->tables[t];
        int data = table_of(f, p);
        const struct model_table *table;
        bool *stood;

        if (data < 0)
            continue;
        table = &f->model->tables[data];
        stood = ARENA_ARRAY(f->arena, bool, table->n_facts + 1);
        if (f->out->sheets.sheet[data] < 0)
            f->out->sheets.sheet[data] = sheet;
        grow_rows(f->arena, f->book, grid, located->tables, located->n_tables,
                  p, table, NULL, &plan);
        fill_slots(f->arena, f->book, grid, p, f->model, table, STANDS_VALUE,
                   f->out->sheets.written[data], stood, f->diags);
        fill_captions(f, grid, p, table);
    }
    f->added[sheet] = blocks_of(f->arena, &plan, located, n_rows);
    f->added[sheet].merges = grid->merges;
    f->added[sheet].n_merges = grid->n_merges;
    f->out->n_rows += plan.n_steps;
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
        struct cell *cell = &grid->cells[grid_at(grid, change->row, change->col)
                                         - grid->cells];
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
    f->out->tails = tails_round(f->arena, f->book, f->located);
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
    int low = 0, high = f->n_cells[sheet];

    while (low < high) {
        int middle = low + (high - low) / 2;
        const struct xlsx_cell *cell = &f->cells[sheet][middle];

        if (cell->row < row || (cell->row == row && cell->col < col))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < f->n_cells[sheet] && f->cells[sheet][low].row == row
        && f->cells[sheet][low].col == col)
        return &f->cells[sheet][low];
    return NULL;
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

static struct diag *
tell_differs(struct filling *f, int sheet, const struct cell *cell,
             const char *comes)
{
    struct diag *d
        = diag_add(f->diags, DIAG_FORMULA_DIFFERS,
                   PLACE_CELL(f->edit->file,
                              text_zero(f->arena, f->book->sheets[sheet].name),
                              cell->row, cell->col),
                   PLACE_NONE, "the formula comes to %s, the model says %.*s",
                   comes, TEXT_ARG(cell->text));

    d->found = comes;
    d->want = text_zero(f->arena, cell->text);
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

/* A blank where the model has a zero: one for all of a sheet. */
static void
tell_blanks(struct filling *f, int sheet, const struct cell *first, int n)
{
    struct diag *d;

    if (n == 0)
        return;
    d = tell_differs(f, sheet, first, "a blank");
    if (n > 1)
        diag_detail(f->diags, d, "and so do %d more formulas of the sheet",
                    n - 1);
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

/* A formula whose result was set; false when it is a blank for a zero. */
static bool
check_filled(struct filling *f, int sheet, const struct xlsx_formula *formula,
             const struct cell *cell, struct xlsx_cell *change)
{
    struct reckoned r = reckon(f, sheet, formula->text), other;
    struct text longer;

    f->out->n_formulas++;
    if (r.result == RECKON_UNKNOWN)
        f->out->n_unchecked++;
    if (r.result == RECKON_UNKNOWN || is_right(&r, cell))
        return true;
    longer = stretched(f, sheet, formula->text, formula->row);
    other = reckon(f, sheet, longer);
    if (is_right(&other, cell)) {
        change->formula = longer;
        return true;
    }
    if (r.result == RECKON_TEXT && !r.text.n && is_zero(cell))
        return false;
    tell_formula(f, tell_differs(f, sheet, cell, show(f, &r)), formula->text);
    return true;
}

/*
 * The new rows have the formulas of the row that they look like, moved, where
 * these come to what the model says.
 */
static void
copy_formulas(struct filling *f, int sheet, const struct formula_rows *block,
              int top, const struct xlsx_formula *formulas, int n)
{
    int like = formula_row(&f->added[sheet], block->like);

    for (int i = 0; i < n; i++) {
        if (formulas[i].row != like)
            continue;
        for (int row = top; row < top + block->n; row++) {
            struct xlsx_cell *change
                = find_change(f, sheet, row, formulas[i].col);
            const struct cell *cell
                = grid_at(&f->book->sheets[sheet], row, formulas[i].col);
            struct text moved
                = formula_move(f->arena, formulas[i].text, row - like, 0);
            struct reckoned r = reckon(f, sheet, moved);

            if (change && cell && is_right(&r, cell))
                change->formula = moved;
        }
    }
}

/* A formula whose result stayed; false when another would be right. */
static bool
is_calculated(const struct filling *f, int sheet, struct text formula,
              const struct cell *cell)
{
    struct reckoned r = reckon(f, sheet, formula);

    return is_right(&r, cell) || (!cell && r.result == RECKON_UNKNOWN);
}

static void
check_sheet(struct filling *f, int sheet)
{
    const struct cell *first = NULL;
    int n, n_blank = 0;
    const struct xlsx_formula *formulas
        = xlsx_cells_formulas(f->edit, sheet, &n);

    for (int b = 0, down = 0; b < f->added[sheet].n;
         down += f->added[sheet].blocks[b++].n) {
        const struct formula_rows *block = &f->added[sheet].blocks[b];

        if (block->like >= 0)
            copy_formulas(f, sheet, block, block->at + down, formulas, n);
    }
    for (int i = 0; i < n; i++) {
        int row = formulas[i].row, col = formulas[i].col;
        const struct cell *cell = grid_at(&f->book->sheets[sheet], row, col);
        struct xlsx_cell *change = find_change(f, sheet, row, col);

        if (change && cell) {
            if (check_filled(f, sheet, &formulas[i], cell, change))
                continue;
            first = first ? first : cell;
            n_blank++;
        } else if (f->out->n_cells > 0
                   && !is_calculated(f, sheet, formulas[i].text, cell)) {
            f->edit->uncalculated = true;
        }
    }
    tell_blanks(f, sheet, first, n_blank);
}

/* ---- the whole ---- */

static bool
has_table(const struct located *located)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        if (located->sheets[s].n_tables > 0)
            return true;
    }
    return false;
}

bool
official_fill(struct arena *arena, struct xlsx_edit *edit,
              const struct template_rule *template, const struct model *model,
              bool rounded, struct official_filled *out,
              struct diag_list *diags)
{
    struct filling f = {
        .arena = arena, .edit = edit, .model = model, .out = out, .diags = diags
    };
    struct diag_list none = { .arena = arena };
    const struct text *codes;
    int n_codes;

    *out = (struct official_filled){ .n_cells = 0 };
    f.book = copy_book(arena, edit->book);
    f.located = locate_book(arena, f.book, template, &none);
    if (!has_table(f.located)) {
        diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(edit->file),
                 template->place, "no sheet holds a table of template '%.*s'",
                 TEXT_ARG(template->id));
        return false;
    }
    out->sheets.book = f.book;
    out->sheets.written = ARENA_ARRAY(arena, bool *, model->n_tables + 1);
    out->sheets.sheet = ARENA_ARRAY(arena, int, model->n_tables + 1);
    for (int i = 0; i < model->n_tables; i++) {
        out->sheets.sheet[i] = -1;
        out->sheets.written[i]
            = ARENA_ARRAY(arena, bool, model->tables[i].n_facts + 1);
    }
    f.added = ARENA_ARRAY(arena, struct formula_added, f.book->n_sheets + 1);
    f.cells = ARENA_ARRAY(arena, struct xlsx_cell *, f.book->n_sheets + 1);
    f.n_cells = ARENA_ARRAY(arena, int, f.book->n_sheets + 1);
    for (int s = 0; s < f.book->n_sheets; s++)
        fill_sheet(&f, s);
    for (int s = 0; s < f.book->n_sheets; s++) {
        find_changes(&f, s);
        xlsx_rows_insert(edit, s, &f.added[s]);
    }
    codes = xlsx_style_codes(edit, &n_codes);
    for (int s = 0; s < f.book->n_sheets; s++)
        settle_formats(&f, s, codes, n_codes);
    out->lost = lost_find(arena, &out->sheets, template, model);
    if (rounded)
        round_sheets(&f);
    for (int s = 0; s < f.book->n_sheets; s++)
        check_sheet(&f, s);
    for (int s = 0; s < f.book->n_sheets; s++)
        xlsx_cells_set(edit, s, f.cells[s], f.n_cells[s]);
    if (edit->uncalculated)
        xlsx_edit_calculate(edit);
    return !edit->failed;
}
