/*
 * draft_grid.h - a rectangle of a sheet as a grid of a mapping: headings by
 * how they are merged, ruler, blocks side by side, rows of every kind.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_GRID_H
#define REMAP_DRAFT_GRID_H

#include "remap/drafting.h"

/* Are these the headings of a grid, by their words and by what is below? */
bool draft_grid_is_header(const struct draft_table *t,
                          const struct draft_area *area, int row);
/* The grid whose headings begin at the top of the area; returns the row below
   its last. */
int draft_grid_read(struct draft_table *t, const struct draft_area *area,
                    struct part_rule *out);
/* A grid without headings: a field over the whole width in each row. */
void draft_grid_bare(struct draft_table *t, const struct draft_area *area,
                     struct part_rule *out);

#endif
