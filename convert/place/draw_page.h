/*
 * draw_page.h - widths, heights and the page of a drawn sheet.
 *
 * Units    Widths in characters, heights in points.
 * Memory   In 'arena', which is the grid's.
 */
#ifndef PLACE_DRAW_PAGE_H
#define PLACE_DRAW_PAGE_H

#include "book/grid.h"
#include "mapping/mapping.h"

/* Sets them all, once the values are in. */
void draw_page_fit(struct arena *arena, const struct book *book,
                   struct grid *grid, const struct table_rule *table);

#endif
