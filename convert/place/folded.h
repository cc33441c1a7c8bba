/*
 * folded.h - the folded texts of a sheet's cells, each made once.
 *
 * Memory   In the arena it was opened with; on sheets of very many cells
 *          nothing is kept and a text is folded each time it is asked for.
 */
#ifndef PLACE_FOLDED_H
#define PLACE_FOLDED_H

#include "book/grid.h"
#include "mapping/mapping.h"
#include "place/locate_cover.h"

/* As in a wording, which they are compared with. */
struct fold {
    struct text exact, key; /* at NULL: not yet made */
};

/* The last words behind a department's label, which most sheets repeat. */
struct folded_department {
    struct text words; /* at NULL: none yet */
    struct locate_cover_said said;
};

struct folds {
    struct arena *arena;
    const struct grid *grid;
    struct fold *kept;                   /* [grid->n_cells], NULL: not kept */
    struct locate_header_known *headers; /* locate_header.c's; NULL: none yet */
    struct folded_department *department; /* of the book */
};

/* A book with the folds of its sheets. */
struct folded_book {
    struct arena *arena;
    const struct book *book;
    struct folds *sheets; /* [book->n_sheets] */
};

struct folded_book folded_open_book(struct arena *arena,
                                    const struct book *book);
/* TEXT_NONE for a cell that holds no text. */
struct text folded_of(struct folds *folds, const struct cell *cell);
/* Does the cell say the words? 2 exactly, 1 by key, 0 not. */
int folded_word(struct folds *folds, const struct cell *cell,
                const struct wording *words);

#endif
