/* draw_page.c - widths, heights and pages of drawn sheets. */
#include "place/draw_page.h"

#include "book/fit.h"
#include "place/draw_pen.h"

static bool
is_said(const struct table_rule *table, int col)
{
    return col < table->n_widths && table->widths[col] > 0;
}

/* Widths in characters: what the mapping says, or what a column's own cells ask
   for. */
static void
set_widths(struct grid *grid, const struct table_rule *table)
{
    int n_said = 0;

    for (int col = 0; col < grid->n_widths; col++) {
        grid->widths[col] = is_said(table, col) ? table->widths[col] : 8;
        n_said += is_said(table, col);
    }
    if (n_said == grid->n_widths)
        return;
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        struct span span;
        float wide;

        if (cell->col >= grid->n_widths || is_said(table, cell->col)
            || cell->type == CELL_BLANK)
            continue;
        span = grid_span(grid, cell->row, cell->col);
        if (span.end_col - span.left > 1)
            continue;
        wide = (float)text_width(cell->text);
        if (cell->type == CELL_TEXT)
            wide = wide > 24 ? 24 : wide;
        else
            wide += 3;
        if (wide + 2 > grid->widths[cell->col])
            grid->widths[cell->col] = wide + 2;
    }
}

/* Of printed text, so that it does not become too small to read. */
#define SCALE_LEAST 0.7f
#define SCALE_SEVERAL 0.6f /* where it goes over several pages */
#define SCALE_TORN 0.6f    /* where it would, on its side */
/* A4 within its margins, in points. */
#define PAGE_SHORT 520
#define PAGE_LONG 760
#define CHARACTER 5.8f /* points of a column's unit */

static float
width_of(const struct grid *grid, struct span span)
{
    float width = 0;

    for (int col = span.left; col < span.end_col; col++)
        width += col < grid->n_widths ? grid->widths[col] : 9;
    return width;
}

/* Makes rows as high as a cell asks for, beside what they are: points[] by
   number. */
static void
raise_rows(const struct book *book, const struct grid *grid,
           const struct cell *cell, struct span span, float *points)
{
    const struct cell_style *style = &book->styles[cell->style];
    float lack, font;

    font = style->font_size > 0 ? style->font_size : FIT_FONT;
    lack = fit_points(fit_lines(cell->text, width_of(grid, span), font), font);
    for (int row = span.top; row < span.end_row; row++)
        lack -= points[row];
    for (int row = span.top; row < span.end_row && lack > 0; row++)
        points[row] += lack / (float)(span.end_row - span.top);
}

/* Cells over several rows come last, and take what these have by then.
   Returns the height of all. */
static float
fit_rows(struct arena *arena, const struct book *book, struct grid *grid)
{
    float *points = ARENA_ARRAY(arena, float, grid_end_row(grid) + 1);
    float all = 0;

    for (int r = 0; r < grid->n_rows; r++)
        points[grid->rows[r].row] = DRAW_PAGE_LINE;
    for (int last = 0; last < 2; last++) {
        for (int i = 0; i < grid->n_cells; i++) {
            const struct cell *cell = &grid->cells[i];
            struct span span;

            if (cell->type == CELL_BLANK || !book->styles[cell->style].wrap)
                continue;
            span = grid_span(grid, cell->row, cell->col);
            if ((span.end_row - span.top > 1) == last)
                raise_rows(book, grid, cell, span, points);
        }
    }
    for (int r = 0; r < grid->n_rows; r++) {
        struct row_height height = { .row = grid->rows[r].row };

        height.points = points[height.row] < 400 ? points[height.row] : 400;
        ARENA_PUSH(arena, grid->heights, grid->n_heights,
                   grid->heights_capacity, height);
        all += height.points;
    }
    return all;
}

/* How much of its size it is printed in, and on how many pages one below the
   other. */
static float
scale_to(float width, float page_width)
{
    return width > page_width ? page_width / width : 1;
}

static int
count_pages(float height, float scale, float page_height)
{
    return 1 + (int)(height * scale / page_height);
}

/*
 * A hundred columns stay readable on several pages side by side; the titles,
 * which would be in the middle of all of them, then go above the columns that
 * are on each page.
 */
static void
spread_pages(struct arena *arena, struct grid *grid, float width)
{
    float keys = 0, page = PAGE_LONG / SCALE_SEVERAL;

    if (scale_to(width, PAGE_LONG) >= 0.4f)
        return;
    grid->repeat_cols = grid->freeze_cols;
    for (int col = 0; col < grid->repeat_cols; col++)
        keys += grid->widths[col] * CHARACTER;
    grid->pages_wide = 1 + (int)((width - keys) / (page - keys));
    for (int i = 0; i < grid->n_merges && grid->repeat_cols > 0; i++) {
        struct span *merge = &grid->merges[i];

        if (merge->left == 0 && merge->top < grid->repeat_end
            && merge->end_col > grid->repeat_cols)
            merge->end_col = grid->repeat_cols;
    }
    grid_finish(arena, grid);
}

/* Has it as many rows as the filing has codes or records? */
static bool
is_open(const struct table_rule *table)
{
    bool open = false;

    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &mapping_parts(table)[i];

        for (int b = 0; b < part->n_blocks; b++) {
            for (int r = 0; r < part->blocks[b].n_rows; r++) {
                const struct row_rule *row = &part->blocks[b].rows[r];

                open |= row->kind == ROW_RECORD
                        || (row->kind == ROW_CODE && !row->by_code.catalogue);
            }
        }
    }
    return open;
}

/*
 * A4 upright or on its side: as the mapping says, or on its side where it is
 * wide; but upright where that saves pages and the print stays readable.  A
 * table whose rows are always the same is better small than torn.
 */
static void
turn_page(struct grid *grid, const struct table_rule *table, float width,
          float height)
{
    float upright = scale_to(width, PAGE_SHORT),
          side = scale_to(width, PAGE_LONG);
    bool saves = count_pages(height, upright, PAGE_LONG)
                 < count_pages(height, side, PAGE_SHORT);

    if (saves && upright >= (is_open(table) ? SCALE_LEAST : SCALE_TORN))
        grid->landscape = false;
    else if (upright < SCALE_LEAST)
        grid->landscape = true;
}

void
draw_page_fit(struct arena *arena, const struct book *book, struct grid *grid,
              const struct table_rule *table)
{
    int n_cols = draw_pen_columns(table);
    float total = 0, height;

    grid->widths = ARENA_ARRAY(arena, float, n_cols);
    grid->n_widths = n_cols;
    set_widths(grid, table);
    for (int col = 0; col < n_cols; col++)
        total += grid->widths[col];
    /* A narrow table is spread over the page, or its title would break. */
    if (total < 84 && table->n_widths == 0) {
        for (int col = 0; col < n_cols; col++)
            grid->widths[col] *= 84 / total;
    }
    spread_pages(arena, grid, total * CHARACTER);
    height = fit_rows(arena, book, grid);
    turn_page(grid, table, total * CHARACTER, height);
}
