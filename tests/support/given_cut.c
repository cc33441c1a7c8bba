/* given_cut.c - see given_cut.h. */
#include "support/given_cut.h"

/* What is left of cells [at, end) of n; all move up to 0. */
static bool
keep(int at, bool first, int *from, int *end)
{
    if (first) {
        *end = *end < at ? *end : at;
    } else {
        *from = *from > at ? *from - at : 0;
        *end -= at;
    }
    return *from < *end;
}

static bool
keep_span(struct given_cut cut, struct span *span)
{
    bool first = cut.side == GIVEN_ROWS_BELOW || cut.side == GIVEN_COLS_RIGHT;

    if (cut.side == GIVEN_ROWS_BELOW || cut.side == GIVEN_ROWS_ABOVE)
        return keep(cut.at, first, &span->top, &span->end_row);
    return keep(cut.at, first, &span->left, &span->end_col);
}

static struct grid
cut_grid(struct arena *arena, const struct grid *from, struct given_cut cut)
{
    struct grid grid = { .name = from->name, .state = from->state };

    for (int i = 0; i < from->n_cells; i++) {
        struct cell cell = from->cells[i];
        struct span span = { cell.row, cell.col, cell.row + 1, cell.col + 1 };

        if (!keep_span(cut, &span))
            continue;
        cell.row = span.top;
        cell.col = span.left;
        grid_put(arena, &grid, cell);
    }
    for (int i = 0; i < from->n_merges; i++) {
        struct span span = from->merges[i];

        if (keep_span(cut, &span)
            && (span.end_row - span.top > 1 || span.end_col - span.left > 1))
            grid_merge(arena, &grid, span);
    }
    grid_finish(arena, &grid);
    return grid;
}

struct book *
given_cut(struct arena *arena, const struct book *from, struct given_cut cut)
{
    struct book *book = ARENA_NEW(arena, struct book);
    int first = cut.sheet < 0 ? 0 : cut.sheet;
    int n = cut.sheet < 0 ? from->n_sheets : 1;

    *book = *from;
    book->sheets = ARENA_ARRAY(arena, struct grid, n);
    book->n_sheets = n;
    for (int s = 0; s < n; s++)
        book->sheets[s] = cut_grid(arena, &from->sheets[first + s], cut);
    return book;
}

const char *
given_cut_name(struct arena *arena, const struct book *from,
               struct given_cut cut)
{
    struct text sheet
        = cut.sheet < 0 ? TEXT("all sheets") : from->sheets[cut.sheet].name;

    switch (cut.side) {
    case GIVEN_ROWS_BELOW:
        return arena_printf(arena, "%.*s: rows cut off from %d on",
                            TEXT_ARG(sheet), cut.at + 1);
    case GIVEN_ROWS_ABOVE:
        return arena_printf(arena, "%.*s: %d rows cut off at the top",
                            TEXT_ARG(sheet), cut.at);
    case GIVEN_COLS_RIGHT:
        return arena_printf(arena, "%.*s: columns cut off from %d on",
                            TEXT_ARG(sheet), cut.at + 1);
    case GIVEN_COLS_LEFT:
    default:
        return arena_printf(arena, "%.*s: %d columns cut off at the left",
                            TEXT_ARG(sheet), cut.at);
    }
}
