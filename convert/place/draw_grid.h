/*
 * draw_grid.h - a grid part: its header tree, ruler, blocks and feet, drawn.
 *
 * Memory   In the canvas's arena.
 */
#ifndef PLACE_DRAW_GRID_H
#define PLACE_DRAW_GRID_H

#include "place/draw_pen.h"

/* Draws the part below what is drawn so far. */
void draw_grid_draw(struct canvas *c, const struct part_rule *part);

#endif
