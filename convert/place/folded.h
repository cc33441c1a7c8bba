/*
 * folded.h - the folded texts of a sheet's cells, each made once.
 *
 * Memory   In the arena it was opened with; on sheets of very many cells
 *          nothing is kept and a text is folded each time it is asked for.
 */
#ifndef PLACE_FOLDED_H
#define PLACE_FOLDED_H

#include "book/grid.h"
#include "canon/unit.h"
#include "mapping/mapping.h"
#include "place/locate_cover.h"

/* As in a wording, which they are compared with. */
struct fold {
    struct text exact, key; /* at NULL: not yet made */
};

/* What a folded text says of a unit: canon/unit.h. */
struct folded_unit {
    struct unit_said said; /* unit_of_text() */
    bool near, scrap, begun;
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
    struct folded_units *units;           /* of the book */
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
/* What the text of a cell, or TEXT_NONE, says; asked once for all cells of the
   book that hold it. */
struct folded_unit folded_unit_of(struct folds *folds, struct text folded);
/* Does the cell say the words? 2 exactly, 1 by key, 0 not. */
int folded_word(struct folds *folds, const struct cell *cell,
                const struct wording *words);

#endif
