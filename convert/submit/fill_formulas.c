/* fill_formulas.c - results, compared with the model and worked out. */
#include "submit/fill_formulas.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/sorted.h"

#define FORMULA_SHOWN 120 /* bytes of one that differs */

static struct xlsx_cell *
find_change(const struct filling *f, int sheet, int row, int col)
{
    return xlsx_cells_find(f->cells[sheet], f->n_cells[sheet], row, col);
}

/* Does a formula give what its cell says?  NULL is a blank cell. */
static bool
is_right(const struct evaluated *r, const struct cell *cell)
{
    struct decimal said;

    if (r->result == EVALUATE_TEXT)
        return text_equal(r->text, cell ? cell->text : TEXT_NONE)
               && (!cell || cell->type == CELL_TEXT);
    return r->result == EVALUATE_NUMBER && cell && cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, &said) == DECIMAL_OK
           && decimal_compare(said, r->number) == 0;
}

static struct evaluated
evaluate(const struct filling *f, int sheet, struct text formula)
{
    return evaluate_formula(f->calc->memo, f->arena, f->book, sheet, formula);
}

/* Do other cells take over the formula that the blank has there?  Where rows
   are inserted each gets its own. */
static bool
is_shared(const struct filling *f, const struct recalc_item *item)
{
    const struct grid *grid = &f->edit->book->sheets[item->sheet];

    for (int i = 0; f->added[item->sheet].n == 0 && i < grid->n_formulas; i++) {
        const struct grid_formula *other = &grid->formulas[i];

        if ((other->rows != 0 || other->cols != 0)
            && other->row - other->rows == item->row
            && other->col - other->cols == item->col)
            return true;
    }
    return false;
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

/* The area is over rows [ref->row[0], *last]: with the new rows right behind
   these, and right above. */
static int
stretch(const struct formula_added *added, const struct formula_ref *ref,
        int *last)
{
    const struct formula_rows *b = added->blocks;
    int at;

    *last = ref->row[1];
    SORTED_FIND(at, 0, added->n, b[at].at + b[at].down <= *last);
    if (at < added->n && b[at].at + b[at].down == *last + 1)
        *last += b[at].n;
    SORTED_FIND(at, 0, added->n, b[at].at + b[at].down + b[at].n < ref->row[0]);
    return at < added->n && b[at].at + b[at].down + b[at].n == ref->row[0]
               ? ref->row[0] - b[at].n
               : ref->row[0];
}

/*
 * The formula, which is in 'row', with those of its areas longer that ended
 * right above new rows or began right below: a clerk would have drawn them on.
 */
static struct text
stretched(struct filling *f, int sheet, struct text formula, int row)
{
    struct formula_scan scan = { formula, 0, f->arena };
    struct formula_ref ref;

    while (formula_next(&scan, &ref)) {
        size_t colon = ref.top;
        int top, last;

        if (!ref.area || ref.columns || ref.rows || ref.sheet.n
            || (row >= ref.row[0] && row <= ref.row[1]))
            continue;
        while (scan.text.at[colon] != ':')
            colon++;
        top = stretch(&f->added[sheet], &ref, &last);
        if (last != ref.row[1])
            scan.at = put_corner(f, &scan.text, colon + 1, ref.end, last,
                                 ref.col[1]);
        if (top != ref.row[0]) {
            size_t n = scan.text.n;

            (void)put_corner(f, &scan.text, ref.top, colon, top, ref.col[0]);
            scan.at = scan.at + scan.text.n - n;
        }
    }
    return scan.text;
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

    if (n == 0 || first == NULL)
        return;
    d = tell_differs(
        f, first, diag_say(f->diags, "a blank"),
        grid_at(&f->book->sheets[first->sheet], first->row, first->col)->text);
    if (n > 1)
        diag_detail(f->diags, d, "and so do %d more formulas of the sheet",
                    n - 1);
    diag_hint(f->diags, d, "leave it where a blank may stand for 0");
    d->found = "";
}

/* "a blank", "34.42", "部门：某局" */
static const char *
show(const struct filling *f, const struct evaluated *r)
{
    if (r->result == EVALUATE_NUMBER)
        return text_zero(f->arena, decimal_text(f->arena, r->number));
    return r->text.n ? text_zero(f->arena, r->text)
                     : diag_say(f->diags, "a blank");
}

static bool
is_blank(const struct evaluated *r)
{
    return r->result == EVALUATE_TEXT && r->text.n == 0;
}

/* ---- formulas of a blank that this program drew ---- */

/*
 * Its formulas are as much our own as those of an export, which are only there
 * where they come to what the model says.  IF(COUNT(C8:C9)=0,"",SUM(C8:C9)) for
 * a total of nothing that is 0 goes on as SUM(C8:C9); what else comes to
 * something else gives way to the model.
 */
static bool
is_own(const struct filling *f)
{
    return f->edit->book->drawn_by.n > 0;
}

/* What IF(…=0,"",sum) adds up; "" where the formula is none such. */
static struct text
sum_of(struct text formula)
{
    long from = text_find(formula, TEXT("=0,\"\","), 0);

    return from > 0 && text_starts(formula, TEXT("IF("))
               ? text_slice(formula, (size_t)from + 6, formula.n - 1)
               : TEXT_NONE;
}

/* The formula of a cell that the model gives a figure gives way to it. */
static void
give_way(struct filling *f, const struct recalc_item *item,
         const struct cell *cell, struct xlsx_cell *change)
{
    struct text sum = sum_of(item->formula);
    struct evaluated r = { .result = EVALUATE_UNKNOWN };

    if (sum.n > 0)
        r = evaluate(f, item->sheet, sum);
    change->formula = is_right(&r, cell) ? sum : TEXT("");
    f->out->n_dropped += change->formula.n == 0;
}

/* The same where the model says nothing: the cell is blank. */
static struct xlsx_cell
drop_formula(struct filling *f, const struct recalc_item *item)
{
    struct cell *cell
        = grid_cell(&f->book->sheets[item->sheet], item->row, item->col);

    *cell = (struct cell){ .row = item->row,
                           .col = item->col,
                           .style = cell->style };
    return (struct xlsx_cell){ .row = item->row,
                               .col = item->col,
                               .type = CELL_BLANK,
                               .formula = TEXT(""),
                               .format = -1 };
}

/* A formula that is to be blank stays, and is. */
static void
set_blank(struct filling *f, const struct recalc_item *item)
{
    struct cell *cell
        = grid_cell(&f->book->sheets[item->sheet], item->row, item->col);

    cell->type = CELL_BLANK;
    cell->flags = CELL_FORMULA;
    cell->text = TEXT_NONE;
}

/* ---- what the model gives ---- */

/* A formula whose result the model gives; false when it is a blank for a
   zero. */
static bool
check_given(struct filling *f, const struct recalc_item *item)
{
    const struct cell *cell
        = grid_at(&f->book->sheets[item->sheet], item->row, item->col);
    struct xlsx_cell *change
        = find_change(f, item->sheet, item->row, item->col);
    struct text longer;
    struct diag *d;

    f->out->n_formulas++;
    if (item->result.result == EVALUATE_UNKNOWN)
        f->out->n_unchecked++;
    if (item->result.result == EVALUATE_UNKNOWN
        || is_right(&item->result, cell))
        return true;
    if (is_shared(f, item))
        change = NULL;
    longer = stretched(f, item->sheet, item->formula, item->row);
    if (change && longer.at != item->formula.at) {
        struct evaluated other = evaluate(f, item->sheet, longer);

        if (is_right(&other, cell)) {
            change->formula = longer;
            return true;
        }
    }
    if (change && is_own(f)) {
        give_way(f, item, cell, change);
        return true;
    }
    if (is_blank(&item->result) && grid_is_zero(cell))
        return false;
    d = tell_differs(f, item, show(f, &item->result), cell->text);
    tell_formula(f, d, item->formula);
    diag_hint(f->diags, d,
              "see which of the two is right: the figures that the formula "
              "takes, or the model's");
    return true;
}

/* How many rows its references are over. */
static int
count_rows(const struct filling *f, const struct recalc_item *item)
{
    struct formula_scan scan = { item->formula, 0, f->arena };
    struct formula_ref ref;
    int most = f->book->sheets[item->sheet].n_rows, n = 1;

    while (formula_next(&scan, &ref)) {
        int rows = ref.columns ? most : abs(ref.row[1] - ref.row[0]) + 1;

        n += rows < most ? rows : most;
    }
    return n;
}

/*
 * The new rows have the formulas of the row that they look like, moved, where
 * these give what the model says.  *left: rows that may still be looked at.
 */
static void
copy_formulas(struct filling *f, int sheet, const struct formula_rows *block,
              int *left)
{
    const struct recalc *calc = f->calc;
    int like = formula_row(&f->added[sheet], block->like);
    int top = block->at + block->down, i;

    SORTED_FIND(i, calc->first[sheet], calc->first[sheet + 1],
                calc->items[i].row < like);
    for (; i < calc->first[sheet + 1] && calc->items[i].row == like; i++) {
        const struct recalc_item *item = &calc->items[i];
        int n = count_rows(f, item);

        for (int row = top; !item->whole && row < top + block->n && *left >= n;
             row++) {
            struct xlsx_cell *change = find_change(f, sheet, row, item->col);
            const struct cell *cell
                = grid_at(&f->book->sheets[sheet], row, item->col);
            struct text moved
                = formula_move(f->arena, item->formula, row - like, 0);
            struct evaluated r = evaluate(f, sheet, moved);

            *left -= n;
            if (change && cell && is_right(&r, cell))
                change->formula = moved;
        }
    }
}

/* Marks the formulas in cells of the model's: *none[i] where it has no fact. */
static void
find_given(struct filling *f, bool *none)
{
    struct recalc *calc = f->calc;

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
                const struct slot *slot = &slot_list(p)[i];
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
                else {
                    none[item - calc->items] = true;
                    item->given = item->given || is_own(f);
                }
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

/* The copy's formulas move with its rows.  Readers leave out cells whose result
   is an empty text, so these are added. */
static void
move_formulas(struct filling *f, int sheet)
{
    struct grid *grid = &f->book->sheets[sheet];
    int n_cells = grid->n_cells;

    for (int i = 0; i < grid->n_formulas; i++) {
        struct grid_formula *formula = &grid->formulas[i];
        struct cell cell = { .flags = CELL_FORMULA };

        *formula
            = book_formula_moved(f->arena, f->book, sheet, formula, f->added);
        cell.row = formula->row;
        cell.col = formula->col;
        if (!grid_at(grid, cell.row, cell.col))
            grid_put(f->arena, grid, cell);
    }
    if (grid->n_cells > n_cells)
        grid_finish(f->arena, grid);
}

static void
take_formula(struct grid *grid, int row, int col)
{
    int n = 0;

    grid_cell(grid, row, col)->flags = 0;
    for (int i = 0; i < grid->n_formulas; i++) {
        if (grid->formulas[i].row != row || grid->formulas[i].col != col)
            grid->formulas[n++] = grid->formulas[i];
    }
    grid->n_formulas = n;
}

/* Formulas that cells get are the copy's, too. */
static void
keep_changed(struct filling *f, int sheet)
{
    struct grid *grid = &f->book->sheets[sheet];

    for (int i = 0; i < f->n_cells[sheet]; i++) {
        const struct xlsx_cell *change = &f->cells[sheet][i];

        if (change->formula.n)
            grid_put_formula(f->arena, grid, change->row, change->col,
                             change->formula);
        else if (change->formula.at)
            take_formula(grid, change->row, change->col);
    }
    grid_sort_formulas(f->arena, grid);
}

/* New results of formulas that the model does not give. */
static void
add_results(struct filling *f, int sheet, const bool *none)
{
    const struct recalc *calc = f->calc;
    const struct grid *grid = &f->book->sheets[sheet];
    struct xlsx_cell *all;
    int n = f->n_cells[sheet],
        n_items = calc->first[sheet + 1] - calc->first[sheet];

    all = ARENA_ARRAY(f->arena, struct xlsx_cell, n + n_items + 1);
    if (n > 0)
        memcpy(all, f->cells[sheet], (size_t)n * sizeof *all);
    for (int i = calc->first[sheet]; i < calc->first[sheet + 1]; i++) {
        const struct recalc_item *item = &calc->items[i];

        if (none[i] && is_own(f)) {
            if (!is_blank(&item->result)) {
                if (item->result.result != EVALUATE_UNKNOWN
                    && !is_shared(f, item))
                    all[n++] = drop_formula(f, item);
                continue;
            }
            set_blank(f, item);
        } else if (item->given || (!item->reached && !item->doubt)) {
            continue;
        }
        if (item->result.result == EVALUATE_UNKNOWN) {
            f->edit->uncalculated = true;
            if (item->reached && !item->whole)
                all[n++] = drop_result(f, item);
            continue;
        }
        if (none[i] && item->result.result == EVALUATE_NUMBER
            && !decimal_is_zero(item->result.number))
            tell_formula(
                f,
                tell_differs(f, item, show(f, &item->result), TEXT("nothing")),
                item->formula);
        all[n++] = (struct xlsx_cell){
            .row = item->row,
            .col = item->col,
            .type
            = item->result.result == EVALUATE_TEXT ? CELL_TEXT : CELL_NUMBER,
            .text = grid_at(grid, item->row, item->col)->text,
            .format = -1
        };
    }
    if (n > 0)
        qsort(all, (size_t)n, sizeof *all, compare_changes);
    f->cells[sheet] = all;
    f->n_cells[sheet] = n;
    evaluate_memo_close(calc->memo); /* cells have changed */
}

void
fill_formulas(struct filling *f)
{
    const struct recalc *calc;
    bool *none;
    int left = LIMIT_RECALC;

    for (int s = 0; s < f->book->n_sheets; s++)
        move_formulas(f, s);
    f->calc = recalc_open(f->edit, f->book, f->cells, f->n_cells);
    calc = f->calc;
    none = ARENA_ARRAY(f->arena, bool, calc->n_items + 1);
    find_given(f, none);
    recalc_all(f->calc);
    for (int s = 0; s < f->book->n_sheets; s++) {
        const struct formula_added *added = &f->added[s];
        const struct recalc_item *first = NULL;
        int n_blank = 0;

        for (int b = 0; b < added->n; b++) {
            if (added->blocks[b].like >= 0)
                copy_formulas(f, s, &added->blocks[b], &left);
        }
        for (int i = calc->first[s]; i < calc->first[s + 1]; i++) {
            const struct recalc_item *item = &calc->items[i];

            if (!item->given || (none[i] && is_own(f)) || check_given(f, item))
                continue;
            first = first ? first : item;
            n_blank++;
        }
        tell_blanks(f, first, n_blank);
        add_results(f, s, none);
        keep_changed(f, s);
    }
}
