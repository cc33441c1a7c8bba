/* insert_row.c - what is below moves down. */
#include "port/insert_row.h"

#include <string.h>

#include "base/limits.h"

struct insert_sheet
insert_row_open(struct arena *arena, struct grid *grid,
                struct placement *const *tables, int n_tables)
{
    return (struct insert_sheet){
        .arena = arena, .grid = grid, .tables = tables, .n_tables = n_tables
    };
}

static void
shift_placement(struct placement *p, int at)
{
    for (int i = 0; i < p->n_slots; i++) {
        if (p->slots[i].row >= at)
            p->slots[i].row++;
    }
    for (int i = 0; i < p->n_runs; i++) {
        struct row_run *run = &p->runs[i];

        run->first += run->first >= at;
        run->last += run->last >= at;
        run->before += run->before >= at;
    }
    p->top += p->top >= at;
    p->end += p->end >= at;
    p->title_row += p->title_row >= at;
}

/* Makes room for one row at 'at'; what is merged at the end of the sheet falls
   off it. */
static void
make_room(struct insert_sheet *sheet, int at)
{
    struct grid *grid = sheet->grid;
    int n_merges = 0;

    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].row >= at)
            grid->cells[i].row++;
    }
    for (int i = 0; i < grid->n_merges; i++) {
        struct span merge = grid->merges[i];

        merge.top += merge.top >= at;
        merge.end_row += merge.end_row > at && merge.end_row < LIMIT_ROWS;
        if (merge.top < merge.end_row)
            grid->merges[n_merges++] = merge;
    }
    grid->n_merges = n_merges;
    for (int i = 0; i < sheet->n_tables; i++)
        shift_placement(sheet->tables[i], at);
    grid_finish(sheet->arena, grid);
    if (at < sheet->n_rows) {
        /* The last one falls off the end: it is far below the table. */
        memmove(sheet->formatted + at + 1, sheet->formatted + at,
                (size_t)(sheet->n_rows - at - 1) * sizeof(bool));
        sheet->formatted[at] = true;
    }
}

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

/* Blank cells and merges as in the row 'like', where it has them. */
static void
copy_look(struct insert_sheet *sheet, const struct row_run *run, int like,
          int row)
{
    int n, n_merges = sheet->grid->n_merges;
    const struct cell *cells = grid_row(sheet->grid, like, &n);
    struct cell *copy = ARENA_ARRAY(sheet->arena, struct cell, n + 1);

    for (int i = 0; i < n; i++) {
        copy[i] = cells[i];
        copy[i].row = row;
        copy[i].type = CELL_BLANK;
        copy[i].flags = 0;
        copy[i].text = TEXT_NONE;
    }
    for (int i = 0; i < n; i++)
        grid_put(sheet->arena, sheet->grid, copy[i]);
    for (int i = 0; i < n_merges; i++) {
        struct span merge = sheet->grid->merges[i];

        if (merge.top != like || merge.end_row != like + 1
            || joins_columns(run, merge))
            continue;
        merge.top = row;
        merge.end_row = row + 1;
        grid_merge(sheet->arena, sheet->grid, merge);
    }
    grid_finish(sheet->arena, sheet->grid);
}

/* Rows up to the last that holds anything. */
static int
used_rows(const struct grid *grid)
{
    int i = grid->n_cells;

    while (i > 0 && grid->cells[i - 1].type == CELL_BLANK)
        i--;
    return i > 0 ? grid->cells[i - 1].row + 1 : 0;
}

bool
insert_row(struct insert_sheet *sheet, const struct row_run *run, int row,
           int like)
{
    struct insert_step step = { row, like };

    if (row >= LIMIT_ROWS || used_rows(sheet->grid) >= LIMIT_ROWS)
        return false;
    make_room(sheet, row);
    if (like >= 0)
        copy_look(sheet, run, like, row);
    ARENA_PUSH(sheet->arena, sheet->steps, sheet->n_steps,
               sheet->steps_capacity, step);
    return true;
}

void
insert_row_join(struct insert_sheet *sheet, int row, int col)
{
    struct span span = grid_span(sheet->grid, row - 1, col);

    if (span.end_row != row)
        return;
    for (int i = 0; i < sheet->grid->n_merges; i++) {
        struct span *merge = &sheet->grid->merges[i];

        if (merge->top == span.top && merge->left == span.left) {
            merge->end_row++;
            grid_finish(sheet->arena, sheet->grid);
            return;
        }
    }
    span.end_row++;
    grid_merge(sheet->arena, sheet->grid, span);
    grid_finish(sheet->arena, sheet->grid);
}
