/*
 * show_ways.h - a workbook read in all ways that reading has: element by element,
 * cells by their bytes, large sheets in windows, cells taken while they are read.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_SHOW_WAYS_H
#define SUPPORT_SHOW_WAYS_H

#include "base/text.h"

/* What differs: the cells and messages of one way, then those of another; ""
   where all are alike. */
const char *show_ways(struct arena *arena, struct text bytes);
/* Can the cells be taken while it is read, through windows of so many bytes? */
bool show_ways_flows(struct arena *arena, struct text bytes, size_t window);

#endif
