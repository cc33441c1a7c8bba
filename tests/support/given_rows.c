/* given_rows.c - cells, formulas and merged ranges where rows push them. */
#include "support/given_rows.h"

#include "edit/xlsx_rows.h"

/* A merged range moves; one within the row that new ones look like is in each
   of these, too. */
static void
move_merges(struct arena *arena, struct grid *grid, const struct grid *was,
            const struct formula_added *added)
{
    for (int i = 0; i < was->n_merges; i++) {
        struct span moved = formula_span(added, was->merges[i], false);
        int down = 0;

        if (moved.top < moved.end_row)
            grid_merge(arena, grid, moved);
        for (int k = 0; k < added->n; k++) {
            const struct formula_rows *rows = &added->blocks[k];
            struct span copy = was->merges[i];

            for (int row = 0; row < rows->n; row++) {
                if (copy.top != rows->like || copy.end_row != rows->like + 1)
                    continue;
                moved = copy;
                moved.top = rows->at + down + row;
                moved.end_row = moved.top + 1;
                grid_merge(arena, grid, moved);
            }
            down += rows->n;
        }
    }
}

static void
move_formulas(struct arena *arena, struct book *want, int sheet,
              struct grid *moved, const struct formula_added *added)
{
    struct formula_added *all
        = ARENA_ARRAY(arena, struct formula_added, want->n_sheets);

    all[sheet] = *added;
    for (int s = 0; s < want->n_sheets; s++) {
        struct grid *grid = s == sheet ? moved : &want->sheets[s];
        struct grid_formula *now
            = ARENA_ARRAY(arena, struct grid_formula, grid->n_formulas + 1);

        for (int i = 0; i < grid->n_formulas; i++)
            now[i]
                = book_formula_moved(arena, want, s, &grid->formulas[i], all);
        grid->formulas = now;
    }
}

void
given_rows(struct xlsx_edit *edit, struct book *want, int sheet,
           const struct formula_rows *blocks, int n)
{
    struct arena *arena = edit->arena;
    struct formula_added added = { .blocks = blocks, .n = n };
    struct grid *grid = &want->sheets[sheet];
    struct grid moved = { .name = grid->name,
                          .state = grid->state,
                          .formulas = grid->formulas,
                          .n_formulas = grid->n_formulas };

    for (int i = 0; i < grid->n_cells; i++) {
        struct cell cell = grid->cells[i];

        cell.row = formula_row(&added, cell.row);
        grid_put(arena, &moved, cell);
    }
    move_formulas(arena, want, sheet, &moved, &added);
    move_merges(arena, &moved, grid, &added);
    grid_finish(arena, &moved);
    added.merges = moved.merges;
    added.n_merges = moved.n_merges;
    *grid = moved;
    xlsx_rows_insert(edit, sheet, &added);
}
