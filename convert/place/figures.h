/*
 * figures.h - which cells of a sheet are figures.
 *
 * Memory   In the arena given; points into the grid.
 */
#ifndef PLACE_FIGURES_H
#define PLACE_FIGURES_H

#include "base/decimal.h"
#include "book/grid.h"

/* A number, or a text that is one, with or without a unit of money or a percent
   sign; no formula without a result. */
bool figures_parse(struct arena *arena, const struct cell *cell,
                   struct decimal *value);

/*
 * Is it a figure where nothing is expected, below a table or beside one?  No
 * phone number, date, year, page or code, as the words beside it say, nor the
 * ordinal before a remark.
 */
bool figures_stand(struct arena *arena, const struct grid *grid,
                   const struct cell *cell);

/* The first figure among the words of a folded text, 上年结转:123.45, or
   TEXT_NONE: no year, date, code, phone or number of a table. */
struct text figures_said(struct text folded);

/* The numbers of a sheet; [grid->n_cells] each. */
struct figures {
    const bool *is;           /* figures, which are in a run */
    const bool *other;        /* ordinals, years, codes, pages in a column */
    int n;                    /* how many are figures */
    const struct cell *first; /* of them; NULL: none */
};

/*
 * At least three numbers below or beside each other, of all cells or of those
 * 'among' has, are figures unless all of them are something else: ordinals
 * from 1 on; years; codes in their order, each beside a name; the pages of a
 * contents; or what a heading calls them.  Under a heading of amounts they
 * are always figures.  A formula without a result may be any figure.
 */
struct figures figures_find(struct arena *arena, const struct grid *grid,
                            const bool *among);

/* Is there such a figure, or one that stands for itself? */
bool figures_any(struct arena *arena, const struct grid *grid);

#endif
