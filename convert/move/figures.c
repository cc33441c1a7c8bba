/* figures.c - figures, told from page numbers, years, ordinals and codes. */
#include "move/figures.h"

bool
figures_parse(struct arena *arena, const struct cell *cell,
              struct decimal *value)
{
    struct text t = cell->text;

    if (cell->flags & CELL_NO_RESULT)
        return false;
    if (cell->type == CELL_NUMBER)
        return decimal_parse_cell(t, value) == DECIMAL_OK;
    if (cell->type != CELL_TEXT)
        return false;
    t = text_fold(arena, t);
    return t.n <= DECIMAL_TEXT_MAX
           && decimal_parse_typed(t, value) == DECIMAL_OK;
}

/* Numbers beside or below each other, and what else they could all be. */
struct run {
    int at, n; /* row or column of the last, how many */
    bool ordinal, code, page;
    struct decimal last;
};

static bool
is_year(struct decimal value)
{
    return value.scale == 0 && value.units >= 1949 && value.units <= 2100;
}

static int
count_digits(struct decimal value)
{
    int n = 1;

    while (value.units >= 10) {
        value.units /= 10;
        n++;
    }
    return n;
}

/* Is it the third, at least, of a run of figures?  NULL: a value that is not
   known, which may be any. */
static bool
add_to_run(struct run *run, int at, const struct decimal *value)
{
    bool whole = value != NULL && value->scale == 0 && value->units >= 0;
    int digits = whole ? count_digits(*value) : 0;
    struct decimal step;

    if (run->n == 0 || at != run->at + 1) {
        *run = (struct run){ .ordinal = whole, .code = true, .page = true };
    } else {
        run->ordinal
            = run->ordinal && whole
              && decimal_subtract(*value, run->last, &step) == DECIMAL_OK
              && step.scale == 0 && step.units == 1;
        run->code = run->code && whole
                    && decimal_compare(run->last, *value) != 0;
        run->page = run->page && whole
                    && decimal_compare(run->last, *value) <= 0
                    && decimal_compare(run->last, decimal_of(0)) > 0;
    }
    run->code = run->code && (digits == 3 || digits == 5 || digits == 7);
    run->page = run->page && whole && value->units < 1000;
    run->at = at;
    run->last = value != NULL ? *value : decimal_of(0);
    return ++run->n >= 3 && !run->ordinal && !run->code && !run->page;
}

static int
end_col(const struct grid *grid)
{
    int end = 0;

    for (int i = 0; i < grid->n_cells; i++)
        end = grid->cells[i].col >= end ? grid->cells[i].col + 1 : end;
    return end;
}

const struct cell *
figures_first(struct arena *arena, const struct grid *grid, int *n)
{
    struct run across = { .n = 0 };
    struct run *down = ARENA_ARRAY(arena, struct run, end_col(grid) + 1);
    const struct cell *figure = NULL;

    *n = 0;
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        bool known = (cell->flags & CELL_NO_RESULT) == 0, more;
        struct decimal value;

        if (i > 0 && cell->row != cell[-1].row)
            across.n = 0;
        if (known
            && (!figures_parse(arena, cell, &value)
                || is_year(value = decimal_normal(value))))
            continue;
        ++*n;
        more = add_to_run(&across, cell->col, known ? &value : NULL);
        more |= add_to_run(&down[cell->col], cell->row, known ? &value : NULL);
        if (figure == NULL && more)
            figure = cell;
    }
    return figure;
}
