/*
 * draw_page.h - widths, heights and the page of a drawn sheet.
 *
 * A row is as high as its texts take in the widths of their columns; programs
 * would not measure what is in merged cells.
 *
 * Units    Widths in characters, heights in points.
 * Memory   In 'arena', which is the grid's.
 */
#ifndef PLACE_DRAW_PAGE_H
#define PLACE_DRAW_PAGE_H

#include "book/grid.h"
#include "mapping/mapping.h"

#define DRAW_PAGE_LINE 18 /* the height of a row of one line */

/* Sets them all, once the values are in. */
void draw_page_fit(struct arena *arena, const struct book *book,
                   struct grid *grid, const struct table_rule *table);

#endif
