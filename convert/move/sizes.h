/*
 * sizes.h - widths, heights and the page of a drawn sheet.
 */
#ifndef MOVE_SIZES_H
#define MOVE_SIZES_H

#include "book/grid.h"
#include "mapping/mapping.h"

/* Once the values are in. */
void sizes_fit(struct arena *arena, const struct book *book, struct grid *grid,
               const struct table_rule *table);

#endif
