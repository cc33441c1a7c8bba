/* draw_page.c - widths, heights and pages of drawn sheets. */
#include "place/draw_page.h"

#include "place/draw_pen.h"

/* Width in characters that a column's own cells ask for. */
static float
natural_width(const struct grid *grid, int col)
{
    int most = 6;

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        struct span span;
        int wide;

        if (cell->col != col || cell->type == CELL_BLANK)
            continue;
        span = grid_span(grid, cell->row, cell->col);
        if (span.end_col - span.left > 1)
            continue;
        wide = text_width(cell->text);
        if (cell->type == CELL_TEXT)
            wide = wide > 24 ? 24 : wide;
        else
            wide += 3;
        most = wide > most ? wide : most;
    }
    return (float)(most + 2);
}

/* Lines a text takes in a cell so many characters wide. */
static int
lines_of(struct text t, float width)
{
    int lines = 0;
    size_t start = 0;

    for (size_t i = 0; i <= t.n; i++) {
        int wide;

        if (i < t.n && t.at[i] != '\n')
            continue;
        wide = text_width(text_slice(t, start, i));
        lines += 1 + (int)((float)(wide > 0 ? wide - 1 : 0) / (width - 1));
        start = i + 1;
    }
    return lines;
}

static void
fit_rows(struct arena *arena, const struct book *book, struct grid *grid)
{
    for (int r = 0; r < grid->n_rows; r++) {
        struct row_height height = { .row = grid->rows[r].row, .points = 18 };

        for (int c = grid->rows[r].first; c < grid->rows[r + 1].first; c++) {
            const struct cell *cell = &grid->cells[c];
            const struct cell_style *style = &book->styles[cell->style];
            struct span span;
            float width = 0, line = style->font_size > 0 ? 26 : 15, points;

            if (cell->type == CELL_BLANK || !style->wrap)
                continue;
            span = grid_span(grid, cell->row, cell->col);
            for (int col = span.left; col < span.end_col; col++)
                width += col < grid->n_widths ? grid->widths[col] : 9;
            points = (float)lines_of(cell->text, width) * line + 4;
            points /= (float)(span.end_row - span.top);
            if (points > height.points)
                height.points = points < 400 ? points : 400;
        }
        ARENA_PUSH(arena, grid->heights, grid->n_heights,
                   grid->heights_capacity, height);
    }
}

/* Pages that the sheet takes, made to fit one page wide. */
static int
count_pages(float width, float height, float page_width, float page_height,
            float *scale)
{
    *scale = width > page_width ? page_width / width : 1;
    return 1 + (int)(height * *scale / page_height);
}

/*
 * A4 upright or on its side: as the mapping says, or on its side where it is
 * wide; but upright where that saves pages and the print stays readable.
 */
static void
turn_page(struct grid *grid, float characters)
{
    float width = characters * 5.8f, height = 0, upright, side;
    int upright_pages, side_pages;

    for (int i = 0; i < grid->n_heights; i++)
        height += grid->heights[i].points;
    upright_pages = count_pages(width, height, 520, 760, &upright);
    side_pages = count_pages(width, height, 770, 510, &side);
    if (characters > 110)
        grid->landscape = true;
    if (upright_pages < side_pages && upright >= 0.6f)
        grid->landscape = false;
    /* A hundred columns stay readable on several pages side by side. */
    if (side < 0.4f)
        grid->pages_wide = 1 + (int)(width * 0.6f / 770);
}

void
draw_page_fit(struct arena *arena, const struct book *book, struct grid *grid,
              const struct table_rule *table)
{
    int n_cols = draw_pen_columns(table);
    float total = 0;

    grid->widths = ARENA_ARRAY(arena, float, n_cols);
    grid->n_widths = n_cols;
    for (int col = 0; col < n_cols; col++) {
        bool said = col < table->n_widths && table->widths[col] > 0;

        grid->widths[col]
            = said ? table->widths[col] : natural_width(grid, col);
        total += grid->widths[col];
    }
    /* A narrow table is spread over the page, or its title would break. */
    if (total < 84 && table->n_widths == 0) {
        for (int col = 0; col < n_cols; col++)
            grid->widths[col] *= 84 / total;
    }
    fit_rows(arena, book, grid);
    turn_page(grid, total);
}
