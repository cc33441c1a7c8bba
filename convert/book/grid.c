/* grid.c - cells put in order, found, and compared. */
#include "book/grid.h"

#include <assert.h>
#include <string.h>

#include "base/decimal.h"
#include "base/language.h"
#include "base/pairs.h"
#include "base/sheetref.h"
#include "base/sorted.h"
#include "book/formula.h"

/* Rows whose merges are listed, and how many are, all rows together. */
#define OVER_ROWS 1024
#define OVER_MOST 16384

void
grid_put(struct arena *arena, struct grid *grid, struct cell cell)
{
    ARENA_PUSH(arena, grid->cells, grid->n_cells, grid->cells_capacity, cell);
}

void
grid_merge(struct arena *arena, struct grid *grid, struct span span)
{
    ARENA_PUSH(arena, grid->merges, grid->n_merges, grid->merges_capacity,
               span);
}

static int
compare_places(int row_a, int col_a, int row_b, int col_b)
{
    if (row_a != row_b)
        return row_a < row_b ? -1 : 1;
    if (col_a != col_b)
        return col_a < col_b ? -1 : 1;
    return 0;
}

static int
compare_cells(const void *left, const void *right)
{
    const struct cell *a = left, *b = right;

    return compare_places(a->row, a->col, b->row, b->col);
}

static int
compare_merges(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    int order = compare_places(a->top, a->left, b->top, b->left);

    return order
               ? order
               : compare_places(a->end_row, a->end_col, b->end_row, b->end_col);
}

/* Bottom-up merge sort: stable, and n log n whatever a file says. */
static void
sort(struct arena *arena, void *items, size_t n, size_t size,
     int (*compare)(const void *, const void *))
{
    struct arena scratch = arena_beside(arena);
    char *from = items, *to = arena_alloc(&scratch, n * size);

    for (size_t width = 1; width < n; width *= 2) {
        char *other = from;

        for (size_t left = 0; left < n; left += 2 * width) {
            size_t middle = left + width < n ? left + width : n;
            size_t end = middle + width < n ? middle + width : n;
            size_t i = left, j = middle;

            for (size_t k = left; k < end; k++) {
                bool is_left
                    = i < middle
                      && (j >= end
                          || compare(from + i * size, from + j * size) <= 0);

                memcpy(to + k * size, from + (is_left ? i++ : j++) * size,
                       size);
            }
        }
        from = to;
        to = other;
    }
    if (from != items)
        memcpy(items, from, n * size);
    arena_release(&scratch);
}

/* Merges two runs that are sorted and stand behind one another, the second
   from 'middle' to 'end'. */
static void
merge(struct arena *arena, struct cell *cells, int middle, int end)
{
    struct arena scratch = arena_beside(arena);
    int n = middle, n_tail = end - middle;
    struct cell *tail;

    if (n_tail == 0 || compare_cells(&cells[n - 1], &cells[n]) <= 0)
        return;
    tail = ARENA_ARRAY(&scratch, struct cell, n_tail);
    memcpy(tail, cells + middle, (size_t)n_tail * sizeof *cells);
    while (n_tail > 0) {
        if (n > 0 && compare_cells(&cells[n - 1], &tail[n_tail - 1]) > 0)
            cells[--end] = cells[--n];
        else
            cells[--end] = tail[--n_tail];
    }
    arena_release(&scratch);
}

/* Sorts the cells, of which the first 'n' are sorted, and most behind them may
   be: a row that is inserted adds a few to many, and the rows below a heading
   are drawn from left to right. */
static void
sort_rest(struct arena *arena, struct grid *grid, int n)
{
    struct cell *cells = grid->cells;
    int last = grid->n_cells - 1;

    while (last > n && compare_cells(&cells[last - 1], &cells[last]) <= 0)
        last--;
    if (last - n > 1)
        sort(arena, cells + n, (size_t)(last - n), sizeof *cells,
             compare_cells);
    merge(arena, cells, n, last);
    merge(arena, cells, last, grid->n_cells);
}

const struct cell *
grid_sort(struct arena *arena, struct grid *grid)
{
    const struct cell *twice = NULL;
    int i;

    for (i = 1; i < grid->n_cells; i++)
        if (compare_cells(&grid->cells[i - 1], &grid->cells[i]) >= 0)
            break;
    if (i >= grid->n_cells)
        return NULL;
    sort_rest(arena, grid, i);
    for (i = 1; i < grid->n_cells && !twice; i++)
        if (compare_cells(&grid->cells[i - 1], &grid->cells[i]) == 0)
            twice = &grid->cells[i];
    return twice;
}

/* A grid that changes row by row keeps its indexes where they have room. */
static void
index_rows(struct arena *arena, struct grid *grid)
{
    int n = 0;

    for (int i = 0; i < grid->n_cells; i++)
        n += i == 0 || grid->cells[i].row != grid->cells[i - 1].row;
    if (n >= grid->rows_capacity) {
        grid->rows_capacity = n + n / 2 + 1;
        grid->rows = ARENA_ARRAY(arena, struct grid_row, grid->rows_capacity);
    }
    grid->n_rows = 0;
    for (int i = 0; i < grid->n_cells; i++) {
        if (i == 0 || grid->cells[i].row != grid->cells[i - 1].row)
            grid->rows[grid->n_rows++]
                = (struct grid_row){ grid->cells[i].row, i };
    }
    grid->rows[n] = (struct grid_row){ n > 0 ? grid->rows[n - 1].row + 1 : 0,
                                       grid->n_cells };
}

/* Rows that a merge takes of the first 'n'. */
static struct span
rows_within(const struct span *merge, int n)
{
    struct span rows = *merge;

    rows.end_row = rows.end_row < n ? rows.end_row : n;
    rows.top = rows.top < rows.end_row ? rows.top : rows.end_row;
    return rows;
}

/* Lists the merges of each row, unless there is more of that than a sheet for
   people has. */
static void
list_merges(struct arena *arena, struct grid *grid, int n_rows)
{
    int total = 0, *over;

    grid->n_over = 0;
    for (int i = 0; i < grid->n_merges && total <= OVER_MOST; i++) {
        struct span rows = rows_within(&grid->merges[i], n_rows);

        total += rows.end_row - rows.top;
    }
    if (total > OVER_MOST)
        return;
    if (n_rows + 1 + total > grid->over_capacity) {
        grid->over_capacity = 2 * (n_rows + 1 + total);
        grid->over = ARENA_ARRAY(arena, int, grid->over_capacity);
    }
    over = grid->over;
    /* How many a row has, then where its list ends, which filling it from the
       end makes where it begins. */
    memset(over, 0, (size_t)(n_rows + 1) * sizeof *over);
    for (int i = 0; i < grid->n_merges; i++) {
        struct span rows = rows_within(&grid->merges[i], n_rows);

        for (int row = rows.top; row < rows.end_row; row++)
            over[row]++;
    }
    over[n_rows] = n_rows + 1 + total;
    total = n_rows + 1;
    for (int row = 0; row < n_rows; row++)
        over[row] = total += over[row];
    for (int i = 0; i < grid->n_merges; i++) {
        struct span rows = rows_within(&grid->merges[i], n_rows);

        for (int row = rows.top; row < rows.end_row; row++)
            over[--over[row]] = i;
    }
    grid->n_over = n_rows;
}

static void
index_merges(struct arena *arena, struct grid *grid)
{
    int reach = 0, i;

    for (i = 1; i < grid->n_merges; i++)
        if (compare_merges(&grid->merges[i - 1], &grid->merges[i]) > 0)
            break;
    if (i < grid->n_merges)
        sort(arena, grid->merges, (size_t)grid->n_merges, sizeof *grid->merges,
             compare_merges);
    if (grid->n_merges > grid->reach_capacity) {
        grid->reach_capacity = grid->n_merges + grid->n_merges / 2;
        grid->merge_reach = ARENA_ARRAY(arena, int, grid->reach_capacity);
    }
    for (i = 0; i < grid->n_merges; i++) {
        if (grid->merges[i].end_row > reach)
            reach = grid->merges[i].end_row;
        grid->merge_reach[i] = reach;
    }
    list_merges(arena, grid, reach < OVER_ROWS ? reach : OVER_ROWS);
}

void
grid_finish(struct arena *arena, struct grid *grid)
{
    if (grid_sort(arena, grid)) {
        int n = 0;

        for (int i = 0; i < grid->n_cells; i++) {
            if (n && !compare_cells(&grid->cells[n - 1], &grid->cells[i]))
                n--;
            grid->cells[n++] = grid->cells[i];
        }
        grid->n_cells = n;
    }
    index_rows(arena, grid);
    index_merges(arena, grid);
}

void
grid_put_formula(struct arena *arena, struct grid *grid, int row, int col,
                 struct text formula)
{
    struct cell *cell = grid_cell(grid, row, col);
    struct grid_formula put = { .row = row, .col = col, .text = formula };

    assert(cell && formula.n > 0);
    cell->flags |= CELL_FORMULA;
    ARENA_PUSH(arena, grid->formulas, grid->n_formulas, grid->formulas_capacity,
               put);
}

static int
compare_formulas(const void *left, const void *right)
{
    const struct grid_formula *a = left, *b = right;

    return compare_places(a->row, a->col, b->row, b->col);
}

void
grid_sort_formulas(struct arena *arena, struct grid *grid)
{
    struct grid_formula *all = grid->formulas;
    int n = 0, i;

    for (i = 1; i < grid->n_formulas; i++)
        if (compare_formulas(&all[i - 1], &all[i]) >= 0)
            break;
    if (i >= grid->n_formulas)
        return;
    sort(arena, all, (size_t)grid->n_formulas, sizeof *all, compare_formulas);
    for (i = 0; i < grid->n_formulas; i++) {
        if (n > 0 && !compare_formulas(&all[n - 1], &all[i]))
            n--;
        all[n++] = all[i];
    }
    grid->n_formulas = n;
}

struct text
grid_formula_text(struct arena *arena, const struct grid_formula *formula)
{
    return formula->rows || formula->cols ? formula_move(
               arena, formula->text, formula->rows, formula->cols)
                                          : formula->text;
}

struct grid_formula
book_formula_moved(struct arena *arena, const struct book *book, int sheet,
                   const struct grid_formula *formula,
                   const struct formula_added *added)
{
    struct grid_formula moved
        = { .row = formula_row(&added[sheet], formula->row),
            .col = formula->col,
            .text = grid_formula_text(arena, formula) };

    for (int s = 0; s < book->n_sheets; s++) {
        struct formula_shift shift
            = { .added = &added[s],
                .sheet = book->sheets[s].name,
                .here = s == sheet,
                .own = s == sheet ? formula->row + 1 : 0 };

        if (added[s].n > 0)
            moved.text = formula_shift(arena, moved.text, &shift);
    }
    if (formula->whole) {
        struct span *whole = ARENA_NEW(arena, struct span);

        *whole = formula_span(&added[sheet], *formula->whole, false);
        moved.whole = whole;
    }
    return moved;
}

/* All that a style says but for its number format. */
struct look {
    char bytes[8];
};

static struct look
look_of(const struct cell_style *s)
{
    return (struct look){ { (char)s->font_size, s->bold, s->wrap, s->border,
                            s->unlocked, (char)s->align, (char)s->valign,
                            (char)s->indent } };
}

static void
index_style(struct arena *arena, struct book *book, int i)
{
    struct look *look = ARENA_NEW(arena, struct look);

    *look = look_of(&book->styles[i]);
    pairs_add(book->style_index, book->styles[i].format,
              (struct text){ look->bytes, sizeof look->bytes }, i);
}

int
book_style(struct arena *arena, struct book *book, struct cell_style style)
{
    struct look look = look_of(&style);
    int found;

    if (!book->style_index)
        book->style_index = pairs_new(arena);
    while (book->n_indexed < book->n_styles)
        index_style(arena, book, book->n_indexed++);
    found = pairs_find(book->style_index, style.format,
                       (struct text){ look.bytes, sizeof look.bytes });
    if (found >= 0)
        return found;
    assert(book->n_styles < UINT16_MAX);
    ARENA_PUSH(arena, book->styles, book->n_styles, book->styles_capacity,
               style);
    return book->n_styles - 1;
}

int
grid_row_index(const struct grid *grid, int row)
{
    int at;

    if (grid->n_rows == 0)
        return 0;
    /* Where no row above is without cells, as most sheets are. */
    at = row - grid->rows[0].row;
    if (at >= 0 && at < grid->n_rows && grid->rows[at].row == row)
        return at;
    SORTED_FIND(at, 0, grid->n_rows, grid->rows[at].row < row);
    return at;
}

void
grid_hide_rows(struct arena *arena, struct grid *grid, const int *rows, int n)
{
    bool *hidden;

    if (n == 0)
        return;
    hidden = ARENA_ARRAY(arena, bool, grid->n_rows);
    for (int i = 0; i < n; i++) {
        int index = grid_row_index(grid, rows[i]);

        if (index < grid->n_rows && grid->rows[index].row == rows[i])
            hidden[index] = true;
    }
    grid->hidden_rows = hidden;
}

const struct cell *
grid_row(const struct grid *grid, int row, int *n)
{
    int i = grid_row_index(grid, row);

    *n = 0;
    if (i == grid->n_rows || grid->rows[i].row != row)
        return NULL;
    *n = grid->rows[i + 1].first - grid->rows[i].first;
    return &grid->cells[grid->rows[i].first];
}

const struct cell *
grid_in_row(const struct cell *cells, int n, int col)
{
    int at;

    SORTED_FIND(at, 0, n, cells[at].col < col);
    return at < n && cells[at].col == col ? &cells[at] : NULL;
}

bool
grid_is_zero(const struct cell *cell)
{
    struct decimal value;

    return cell->type == CELL_NUMBER
           && decimal_parse_cell(cell->text, &value) == DECIMAL_OK
           && decimal_is_zero(value);
}

const struct cell *
grid_at(const struct grid *grid, int row, int col)
{
    int n;
    const struct cell *cells = grid_row(grid, row, &n);

    return grid_in_row(cells, n, col);
}

struct cell *
grid_cell(struct grid *grid, int row, int col)
{
    const struct cell *cell = grid_at(grid, row, col);

    return cell ? &grid->cells[cell - grid->cells] : NULL;
}

int
grid_end_row(const struct grid *grid)
{
    return grid->n_rows ? grid->rows[grid->n_rows - 1].row + 1 : 0;
}

struct span
grid_span(const struct grid *grid, int row, int col)
{
    int at;

    if (row >= 0 && row < grid->n_over) {
        for (int k = grid->over[row]; k < grid->over[row + 1]; k++) {
            const struct span *m = &grid->merges[grid->over[k]];

            if (m->left <= col && col < m->end_col)
                return *m;
        }
        return (struct span){ row, col, row + 1, col + 1 };
    }
    /* The last merge that starts at or above the row ... */
    SORTED_FIND(at, 0, grid->n_merges, grid->merges[at].top <= row);
    /* ... and those before it, while any of them reaches down to the row. */
    while (at-- > 0 && grid->merge_reach[at] > row) {
        const struct span *m = &grid->merges[at];

        if (m->end_row > row && m->left <= col && col < m->end_col)
            return *m;
    }
    return (struct span){ row, col, row + 1, col + 1 };
}

bool
grid_is_merged(const struct grid *grid, int row)
{
    int at;

    SORTED_FIND(at, 0, grid->n_merges, grid->merges[at].top <= row);
    return at > 0 && grid->merge_reach[at - 1] > row;
}

const struct cell *
grid_speaker(const struct grid *grid, int row, int col)
{
    struct span span = grid_span(grid, row, col);

    return grid_at(grid, span.top, span.left);
}

/* 0.07 and 0.07000000000000001 are one number: 15 digits are what counts. */
static bool
same_number(struct text a, struct text b)
{
    struct decimal x, y;

    if (text_equal(a, b))
        return true;
    return decimal_parse_cell(a, &x) == DECIMAL_OK
           && decimal_parse_cell(b, &y) == DECIMAL_OK
           && decimal_compare(x, y) == 0;
}

static bool
same_value(const struct book *a_book, const struct cell *a,
           const struct book *b_book, const struct cell *b)
{
    if (a->type != b->type
        || (a->flags & CELL_NO_RESULT) != (b->flags & CELL_NO_RESULT)
        || !text_equal(a_book->styles[a->style].format,
                       b_book->styles[b->style].format))
        return false;
    if ((a->type == CELL_NUMBER || a->type == CELL_DATE)
        && !(a->flags & CELL_NO_RESULT))
        return same_number(a->text, b->text);
    return text_equal(a->text, b->text);
}

int
book_sheet(const struct book *book, struct text name)
{
    for (int i = 0; i < book->n_sheets; i++) {
        if (text_equal(book->sheets[i].name, name))
            return i;
    }
    return -1;
}

struct book *
book_copy(struct arena *arena, const struct book *from)
{
    struct book *book = ARENA_NEW(arena, struct book);

    *book = *from;
    book->style_index = NULL;
    book->n_indexed = 0;
    book->styles = ARENA_ARRAY(arena, struct cell_style, from->n_styles + 1);
    book->styles_capacity = from->n_styles + 1;
    if (from->n_styles > 0)
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
        for (int i = 0; i < old->n_formulas; i++)
            ARENA_PUSH(arena, grid->formulas, grid->n_formulas,
                       grid->formulas_capacity, old->formulas[i]);
        grid_finish(arena, grid);
    }
    return book;
}

static bool
alike_value(const struct cell *a, const struct cell *b)
{
    return a->type == b->type
           && (a->flags & CELL_NO_RESULT) == (b->flags & CELL_NO_RESULT)
           && ((a->flags & CELL_NO_RESULT) || text_equal(a->text, b->text));
}

static const struct cell *
next_filled(const struct grid *grid, int *i)
{
    while (*i < grid->n_cells && grid->cells[*i].type == CELL_BLANK)
        ++*i;
    return *i < grid->n_cells ? &grid->cells[(*i)++] : NULL;
}

/* The books may be NULL: grid_alike(). */
static bool
compare_grids(const struct book *a_book, const struct grid *a,
              const struct book *b_book, const struct grid *b, int *row,
              int *col)
{
    int i = 0, j = 0;

    for (;;) {
        const struct cell *x = next_filled(a, &i), *y = next_filled(b, &j);
        const struct cell *first = x;

        if (!x && !y)
            break;
        if (!x || (y && compare_cells(y, x) < 0))
            first = y;
        if (!x || !y || compare_cells(x, y) != 0
            || !(a_book ? same_value(a_book, x, b_book, y)
                        : alike_value(x, y))) {
            *row = first->row;
            *col = first->col;
            return false;
        }
    }
    *row = *col = -1;
    if (a->n_merges != b->n_merges)
        return false;
    for (i = 0; i < a->n_merges; i++)
        if (compare_merges(&a->merges[i], &b->merges[i]) != 0)
            return false;
    return true;
}

bool
grid_equal(const struct book *a_book, const struct grid *a,
           const struct book *b_book, const struct grid *b, int *row, int *col)
{
    return compare_grids(a_book, a, b_book, b, row, col);
}

bool
grid_alike(const struct grid *a, const struct grid *b, int *row, int *col)
{
    return compare_grids(NULL, a, NULL, b, row, col);
}

bool
grid_is_findings(const struct grid *grid)
{
    const struct cell *head = grid_at(grid, 0, 0);
    struct text sheet = sheetref_parse(grid->name).sheet;
    bool named = false, headed = false;

    for (int i = 0; head != NULL && i < LANGUAGE_N; i++) {
        enum language in = (enum language)i;

        named |= text_starts(sheet, text_of(language_say(in, N_("Findings"))));
        headed |= text_equal(head->text, text_of(language_say(in, N_("No."))));
    }
    return named && headed;
}
