/*
 * cell_write.h - facts into the cells of their slots; the inverse of
 * cell_read.h.
 *
 * Memory   Cells are put into the grid, in the arena; texts are the model's.
 * Errors   digits-hidden (a warning), once a table, of the sheet as it is
 *          made; so without a file, which diag_list.made has.
 */
#ifndef PORT_CELL_WRITE_H
#define PORT_CELL_WRITE_H

#include "base/diag.h"
#include "canon/model.h"
#include "place/placement.h"

/* What the grid is before it is filled. */
enum stands {
    STANDS_NOT,   /* just drawn */
    STANDS_EXACT, /* as it stood: a cell that says value and decimals stays */
    STANDS_VALUE  /* the same, but the value alone decides: the figures come
                     through another template, which may show other decimals */
};

/*
 * Writes the facts of 'data' into the placement's slots and marks them in
 * 'written' ([data->n_facts]).  In a grid as it stood, a cell that says a
 * value the model does not have is emptied.
 *
 * A sheet may say a figure twice, and differently: the first is the model's,
 * and while it stands right ('stood', the same length; NULL for a grid just
 * drawn) the others are left as they are.  So is a first one left blank, where
 * 'stood' is set before: another sheet says the figure.
 */
void cell_write_table(struct arena *arena, struct book *book, struct grid *grid,
                      const struct placement *placement,
                      const struct model *model, const struct model_table *data,
                      enum stands stands, bool *written, bool *stood,
                      struct diag_list *diags);

/* Sets 'stood' for the facts that the grid says as they are in 'data'. */
void cell_write_find_stood(struct arena *arena, struct book *book,
                           struct grid *grid, const struct placement *placement,
                           const struct model_table *data, enum stands stands,
                           bool *stood);

#endif
