/*
 * cell_state.h - cells that hold no value, though they are not empty.
 *
 * Memory   None is taken.
 */
#ifndef BOOK_CELL_STATE_H
#define BOOK_CELL_STATE_H

#include "book/grid.h"

/* A text that says there is no value: blank, -, —, /. */
bool cell_state_is_absent(struct text t);

/* "…" in a cell: whoever fills in the form is to put rows there. */
bool cell_state_is_placeholder(const struct cell *cell);

/* A formula that yields no figure yet: without a result, or its result is
   absent, 0 or an error. */
bool cell_state_is_idle(const struct cell *cell);

#endif
