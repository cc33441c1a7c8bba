/*
 * draw_page.h - widths, heights and the page of a drawn sheet.
 */
#ifndef PLACE_DRAW_PAGE_H
#define PLACE_DRAW_PAGE_H

#include "book/grid.h"
#include "mapping/mapping.h"

/* Once the values are in. */
void draw_page_fit(struct arena *arena, const struct book *book,
                   struct grid *grid, const struct table_rule *table);

#endif
