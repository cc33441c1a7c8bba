/* insert_row.c - what is below moves down. */
#include "port/insert_row.h"

#include <assert.h>

#include "base/limits.h"
#include "base/sorted.h"

#define ROWS_BELOW 1000 /* that a file may format below its last cell */

/* Where a new row is from: -1 - the file's row that it looks like. */
#define LIKE_NONE (-LIMIT_ROWS - 2)

/* For so many rows. */
static void
make_room(struct insert_sheet *sheet, int n)
{
    bool *formatted = sheet->formatted;
    int *was = sheet->was;

    if (n <= sheet->rows_capacity)
        return;
    sheet->rows_capacity = n + n / 2;
    sheet->formatted = ARENA_ARRAY(sheet->arena, bool, sheet->rows_capacity);
    sheet->was = ARENA_ARRAY(sheet->arena, int, sheet->rows_capacity);
    for (int i = 0; i < sheet->n_rows; i++) {
        sheet->formatted[i] = formatted[i];
        sheet->was[i] = was[i];
    }
}

struct insert_sheet
insert_row_open(struct arena *arena, struct grid *grid,
                struct placement *const *tables, int n_tables)
{
    struct insert_sheet sheet = {
        .arena = arena, .grid = grid, .tables = tables, .n_tables = n_tables
    };

    make_room(&sheet, grid_end_row(grid) + ROWS_BELOW);
    while (sheet.n_rows < grid_end_row(grid) + ROWS_BELOW) {
        sheet.was[sheet.n_rows] = sheet.n_rows;
        sheet.n_rows++;
    }
    return sheet;
}

/* ---- asked for ---- */

/* Rows up to the last that holds anything. */
static int
used_rows(const struct grid *grid)
{
    int i = grid->n_cells;

    while (i > 0 && grid->cells[i - 1].type == CELL_BLANK)
        i--;
    return i > 0 ? grid->cells[i - 1].row + 1 : 0;
}

int
insert_row_asked(const struct insert_sheet *sheet)
{
    const struct formula_rows *last;

    if (sheet->n_asked == 0)
        return 0;
    last = &sheet->asked[sheet->n_asked - 1];
    return last->down + last->n;
}

bool
insert_row(struct insert_sheet *sheet, int row, int like)
{
    int down = insert_row_asked(sheet);
    struct formula_rows rows = { row, 1, like, down };

    assert(row >= 0 && row <= sheet->n_rows);
    if (!sheet->n_asked)
        sheet->used = used_rows(sheet->grid);
    if (row + down >= LIMIT_ROWS || sheet->used >= LIMIT_ROWS)
        return false;
    sheet->used = (row + down > sheet->used ? row + down : sheet->used) + 1;
    if (sheet->n_asked && sheet->asked[sheet->n_asked - 1].at == row)
        sheet->asked[sheet->n_asked - 1].n++;
    else
        ARENA_PUSH(sheet->arena, sheet->asked, sheet->n_asked,
                   sheet->asked_capacity, rows);
    return true;
}

/* ---- made ---- */

void
insert_row_columns(const struct row_run *run, int *left, int *last)
{
    *left = LIMIT_COLS;
    *last = -1;
    for (int i = 0; i < run->block->n_leaves; i++) {
        if (run->leaves[i].col >= 0 && run->leaves[i].col < *left)
            *left = run->leaves[i].col;
        if (run->leaves[i].col > *last)
            *last = run->leaves[i].col;
    }
}

/* Does the merged cell join columns of the run, as a total's label does? */
static bool
joins_columns(const struct row_run *run, struct span span)
{
    int n = 0;

    for (int i = 0; i < run->block->n_leaves; i++)
        n += run->leaves[i].col >= span.left
             && run->leaves[i].col < span.end_col;
    return n > 1;
}

/* Blank cells and merges as in the row that the new ones look like; of the
   sheet's own merges, the first 'n_merges'. */
static void
copy_look(struct insert_sheet *sheet, const struct row_run *run,
          const struct formula_rows *rows, int n_merges)
{
    struct grid *grid = sheet->grid;
    int top = rows->at + rows->down, n, at;
    const struct cell *cells = grid_row(grid, rows->like, &n);
    int first = cells ? (int)(cells - grid->cells) : 0;

    for (int row = top; row < top + rows->n; row++) {
        for (int i = first; i < first + n; i++)
            grid_put(sheet->arena, grid,
                     (struct cell){ .row = row,
                                    .col = grid->cells[i].col,
                                    .style = grid->cells[i].style });
    }
    SORTED_FIND(at, 0, n_merges, grid->merges[at].top < rows->like);
    for (; at < n_merges && grid->merges[at].top == rows->like; at++) {
        struct span merge = grid->merges[at];

        if (merge.end_row != rows->like + 1 || joins_columns(run, merge))
            continue;
        for (merge.top = top; merge.top < top + rows->n; merge.top++) {
            merge.end_row = merge.top + 1;
            grid_merge(sheet->arena, grid, merge);
        }
    }
}

/* Of the first 'n'; what is merged at the end of the sheet falls off it. */
static void
shift_merges(struct grid *grid, const struct formula_added *added, int n)
{
    int n_left = 0;

    for (int i = 0; i < grid->n_merges; i++) {
        struct span merge = grid->merges[i];

        if (i < n)
            merge = formula_span(added, merge, false);
        if (merge.top < merge.end_row)
            grid->merges[n_left++] = merge;
    }
    grid->n_merges = n_left;
}

static void
shift_placement(struct placement *p, const struct formula_added *added)
{
    for (int i = 0; i < p->n_slots; i++)
        slot_list(p)[i].row = formula_row(added, slot_list(p)[i].row);
    for (int i = 0; i < p->n_runs; i++) {
        struct row_run *run = &p->runs[i];

        run->first = formula_row(added, run->first);
        run->last = formula_row(added, run->last);
        run->before = formula_row(added, run->before);
    }
    p->top = formula_row(added, p->top);
    p->end = formula_row(added, p->end);
    p->title_row = formula_row(added, p->title_row);
}

/* What is known of the file's rows, from the last one up. */
static void
shift_file(struct insert_sheet *sheet, const struct formula_added *added)
{
    make_room(sheet, sheet->n_rows + insert_row_asked(sheet));
    for (int i = sheet->n_rows - 1; i >= added->blocks[0].at; i--) {
        int row = formula_row(added, i);

        sheet->formatted[row] = sheet->formatted[i];
        sheet->was[row] = sheet->was[i];
    }
    for (int i = 0; i < added->n; i++) {
        const struct formula_rows *rows = &added->blocks[i];
        int like = LIKE_NONE;

        if (rows->like >= 0)
            like = sheet->was[formula_row(added, rows->like)];
        for (int row = rows->at + rows->down, k = 0; k < rows->n; k++) {
            sheet->formatted[row + k] = true;
            sheet->was[row + k] = like < 0 ? like : -1 - like;
        }
    }
    sheet->n_rows += insert_row_asked(sheet);
}

void
insert_row_apply(struct insert_sheet *sheet, const struct row_run *run)
{
    struct formula_added added
        = { .blocks = sheet->asked, .n = sheet->n_asked };
    struct grid *grid = sheet->grid;
    int n_cells = grid->n_cells, n_merges = grid->n_merges;

    if (added.n == 0)
        return;
    for (int i = 0; i < added.n; i++) {
        if (added.blocks[i].like >= 0)
            copy_look(sheet, run, &added.blocks[i], n_merges);
    }
    for (int i = 0; i < n_cells; i++)
        grid->cells[i].row = formula_row(&added, grid->cells[i].row);
    shift_merges(grid, &added, n_merges);
    grid_finish(sheet->arena, grid);
    for (int i = 0; i < sheet->n_tables; i++)
        shift_placement(sheet->tables[i], &added);
    shift_file(sheet, &added);
    sheet->n_asked = 0;
}

/* ---- for the file ---- */

/* The runs of which the file has rows. */
static void
add_runs(const struct insert_sheet *sheet, struct formula_added *added)
{
    struct formula_run *runs = NULL;
    int capacity = 0;

    for (int t = 0; t < sheet->n_tables; t++) {
        for (int r = 0; r < sheet->tables[t]->n_runs; r++) {
            const struct row_run *run = &sheet->tables[t]->runs[r];
            struct formula_run is
                = { .top = -1, .from = run->first, .to = run->last + 1 };

            for (int i = run->first; i >= 0 && i <= run->last; i++) {
                if (sheet->was[i] < 0)
                    continue;
                is.top = is.top < 0 ? sheet->was[i] : is.top;
                is.end = sheet->was[i] + 1;
            }
            if (is.top >= 0)
                ARENA_PUSH(sheet->arena, runs, added->n_runs, capacity, is);
        }
    }
    added->runs = runs;
}

struct formula_added
insert_row_added(const struct insert_sheet *sheet)
{
    struct formula_added added
        = { .merges = sheet->grid->merges, .n_merges = sheet->grid->n_merges };
    struct formula_rows *blocks = NULL;
    int capacity = 0, next = 0, down = 0;

    for (int i = 0; i < sheet->n_rows; i++) {
        int was = sheet->was[i];
        struct formula_rows rows
            = { next, 1, was == LIKE_NONE ? -1 : -1 - was, down };

        if (was >= 0) {
            next = was + 1;
            continue;
        }
        down++;
        if (added.n > 0 && blocks[added.n - 1].at == next)
            blocks[added.n - 1].n++;
        else
            ARENA_PUSH(sheet->arena, blocks, added.n, capacity, rows);
    }
    added.blocks = blocks;
    add_runs(sheet, &added);
    return added;
}
