/*
 * draw_grid.h - a grid part: its header tree, ruler, blocks and feet, drawn.
 */
#ifndef PLACE_DRAW_GRID_H
#define PLACE_DRAW_GRID_H

#include "place/draw_pen.h"

void draw_grid_draw(struct canvas *c, const struct part_rule *part);

#endif
