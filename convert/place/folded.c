/* folded.c - texts are folded when they are first asked for. */
#include "place/folded.h"

#include "mapping/wording.h"

/* Beyond this a sheet is data, whose cells are asked for once. */
#define KEPT_CELLS 50000

static struct folds
open_sheet(struct arena *arena, const struct grid *grid)
{
    struct folds folds = { .arena = arena, .grid = grid };

    if (grid->n_cells > 0 && grid->n_cells <= KEPT_CELLS)
        folds.kept = ARENA_ARRAY(arena, struct fold, grid->n_cells);
    return folds;
}

struct folded_book
folded_open_book(struct arena *arena, const struct book *book)
{
    struct folded_book in = { arena, book, NULL };

    struct folded_department *department
        = ARENA_NEW(arena, struct folded_department);

    in.sheets = ARENA_ARRAY(arena, struct folds, book->n_sheets + 1);
    for (int s = 0; s < book->n_sheets; s++) {
        in.sheets[s] = open_sheet(arena, &book->sheets[s]);
        in.sheets[s].department = department;
    }
    return in;
}

static struct text
fold(struct folds *folds, const struct cell *cell)
{
    struct text folded = text_fold(folds->arena, cell->text);

    if (folded.at == NULL)
        folded.at = ""; /* a text of blanks, folded to nothing */
    return folded;
}

struct text
folded_of(struct folds *folds, const struct cell *cell)
{
    struct fold *kept;

    if (cell == NULL || cell->type != CELL_TEXT)
        return TEXT_NONE;
    if (folds->kept == NULL)
        return fold(folds, cell);
    kept = &folds->kept[cell - folds->grid->cells];
    if (kept->exact.at == NULL)
        kept->exact = fold(folds, cell);
    return kept->exact;
}

int
folded_word(struct folds *folds, const struct cell *cell,
            const struct wording *words)
{
    struct text folded, key = TEXT_NONE;

    if (words->n == 0)
        return 0;
    folded = folded_of(folds, cell);
    if (folded.n == 0)
        return 0;
    return wording_match_keyed(words, folded,
                               folds->kept != NULL
                                   ? &folds->kept[cell - folds->grid->cells].key
                                   : &key);
}
