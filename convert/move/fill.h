/*
 * fill.h - a model's values into the slots of a grid.
 *
 * Errors   digits-hidden (a warning) through diags.
 */
#ifndef MOVE_FILL_H
#define MOVE_FILL_H

#include "base/diag.h"
#include "canon/model.h"
#include "move/placement.h"

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
 */
void fill_slots(struct arena *arena, struct book *book, struct grid *grid,
                const struct placement *placement, const struct model *model,
                const struct model_table *data, enum stands stands,
                bool *written,
                struct diag_list *diags);

#endif
