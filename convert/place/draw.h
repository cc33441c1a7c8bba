/*
 * draw.h - a table drawn from its mapping: titles, headings, labels, borders,
 * and the slots where values go.
 *
 * The inverse of locate: what is drawn is found again, slot for slot.
 *
 * Memory   The grid and the placement live in 'arena'.
 */
#ifndef PLACE_DRAW_H
#define PLACE_DRAW_H

#include "place/placement.h"

/*
 * Draws 'table' into 'grid' (empty before).  'data' says which codes and how
 * many records there are, the department, year and unit; NULL draws a blank.
 * Styles are added to the book.  Values are not written: see fill.
 */
struct placement *draw_table(struct arena *arena, struct book *book,
                             struct grid *grid,
                             const struct template_rule *template,
                             const struct table_rule *table,
                             const struct model *model,
                             const struct model_table *data);

/*
 * Draws it to be typed into, with 'room' rows where the mapping does not say
 * how many there are.  Such rows are in the placement's runs; their slots,
 * whose code nobody knows yet, have items that no mapping has.  A run of rows
 * stands between two sheet rows that are not drawn at all, where there is not
 * a heading above: what is summed from the one to the other takes in whatever
 * row somebody inserts.
 */
struct placement *draw_blank(struct arena *arena, struct book *book,
                             struct grid *grid,
                             const struct template_rule *template,
                             const struct table_rule *table,
                             const struct model *model, int room);

#endif
