/*
 * drawgrid.h - a grid part: its header tree, ruler, blocks and feet, drawn.
 */
#ifndef MOVE_DRAWGRID_H
#define MOVE_DRAWGRID_H

#include "move/canvas.h"

void drawgrid_draw(struct canvas *c, const struct part_rule *part);

#endif
