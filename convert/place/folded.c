/* folded.c - folded once, compared often. */
#include "place/folded.h"

#include <string.h>

/* Beyond this a sheet is data, whose cells are asked for once. */
#define KEPT_CELLS 50000

struct folds
folded_open(struct arena *arena, const struct grid *grid)
{
    struct folds folds = { .arena = arena, .grid = grid };

    if (grid->n_cells > 0 && grid->n_cells <= KEPT_CELLS)
        folds.kept = ARENA_ARRAY(arena, struct fold, grid->n_cells);
    return folds;
}

struct folds *
folded_open_book(struct arena *arena, const struct book *book)
{
    struct folds *all = ARENA_ARRAY(arena, struct folds, book->n_sheets + 1);

    for (int s = 0; s < book->n_sheets; s++)
        all[s] = folded_open(arena, &book->sheets[s]);
    return all;
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

static struct text
key_of(struct folds *folds, const struct cell *cell, struct text folded)
{
    struct text *key;

    if (folds->kept == NULL)
        return text_sans_tail(text_sans_ordinal(folded));
    key = &folds->kept[cell - folds->grid->cells].key;
    if (key->at == NULL)
        *key = text_sans_tail(text_sans_ordinal(folded));
    return *key;
}

static bool
is_among(const struct text *texts, int n, struct text t)
{
    for (int i = 0; i < n; i++) {
        if (texts[i].n == t.n && memcmp(texts[i].at, t.at, t.n) == 0)
            return true;
    }
    return false;
}

int
folded_word(struct folds *folds, const struct cell *cell,
            const struct wording *words)
{
    struct text folded;

    if (words->n == 0)
        return 0;
    folded = folded_of(folds, cell);
    if (folded.n == 0)
        return 0;
    if (is_among(words->exact, words->n, folded))
        return 2;
    return is_among(words->key, words->n, key_of(folds, cell, folded));
}
