/* folded.c - texts are folded when they are first asked for. */
#include "place/folded.h"

#include "base/pairs.h"
#include "mapping/wording.h"

/* Beyond this a sheet is data, whose cells are asked for once. */
#define KEPT_CELLS 50000

struct folded_units {
    struct pairs *known; /* a text to its place among these */
    struct folded_unit *items;
    int n, capacity;
};

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
    struct folded_units *units = ARENA_NEW(arena, struct folded_units);

    units->known = pairs_new(arena);
    in.sheets = ARENA_ARRAY(arena, struct folds, book->n_sheets + 1);
    for (int s = 0; s < book->n_sheets; s++) {
        in.sheets[s] = open_sheet(arena, &book->sheets[s]);
        in.sheets[s].department = department;
        in.sheets[s].units = units;
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
    struct text key = TEXT_NONE;
    struct fold *kept;

    if (words->n == 0 || cell == NULL || cell->type != CELL_TEXT)
        return 0;
    if (folds->kept == NULL)
        return wording_match_keyed(words, fold(folds, cell), &key);
    kept = &folds->kept[cell - folds->grid->cells];
    if (kept->exact.at == NULL)
        kept->exact = fold(folds, cell);
    return wording_match_keyed(words, kept->exact, &kept->key);
}

struct folded_unit
folded_unit_of(struct folds *folds, struct text folded)
{
    struct folded_units *units = folds->units;
    int at = pairs_add(units->known, folded, TEXT_NONE, units->n);
    struct folded_unit unit;

    if (at >= 0)
        return units->items[at];
    unit = (struct folded_unit){ .said = unit_of_text(folded),
                                 .near = unit_is_near(folded),
                                 .scrap = unit_is_scrap(folded),
                                 .begun = unit_is_begun(folded) };
    ARENA_PUSH(folds->arena, units->items, units->n, units->capacity, unit);
    return unit;
}
