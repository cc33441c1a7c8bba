/* folds.c - folded once, compared often. */
#include "move/folds.h"

/* Beyond this a sheet is data, whose cells are asked for once. */
#define KEPT_CELLS 50000

struct folds
folds_open(struct arena *arena, const struct grid *grid)
{
    struct folds folds = { arena, grid, NULL };

    if (grid->n_cells > 0 && grid->n_cells <= KEPT_CELLS)
        folds.texts = ARENA_ARRAY(arena, struct text, grid->n_cells);
    return folds;
}

struct folds *
folds_open_book(struct arena *arena, const struct book *book)
{
    struct folds *all = ARENA_ARRAY(arena, struct folds, book->n_sheets + 1);

    for (int s = 0; s < book->n_sheets; s++)
        all[s] = folds_open(arena, &book->sheets[s]);
    return all;
}

struct text
folds_of(struct folds *folds, const struct cell *cell)
{
    struct text *kept;

    if (cell == NULL || cell->type != CELL_TEXT)
        return TEXT_NONE;
    if (folds->texts == NULL)
        return text_fold(folds->arena, cell->text);
    kept = &folds->texts[cell - folds->grid->cells];
    if (kept->at == NULL) {
        *kept = text_fold(folds->arena, cell->text);
        if (kept->at == NULL)
            kept->at = ""; /* a text of blanks, folded to nothing */
    }
    return *kept;
}
