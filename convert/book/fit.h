/*
 * fit.h - how much room a text takes in a cell that breaks its lines.
 *
 * A measure that is rather too large: fonts and programs differ, and a line
 * that is cut off is worse than one that is empty.
 *
 * Units    Widths as columns have them (characters of the default font, 宋体 11,
 *          whose Chinese characters are two wide), heights and fonts in points.
 * Errors   None.
 */
#ifndef BOOK_FIT_H
#define BOOK_FIT_H

#include "base/text.h"

#define FIT_FONT 11 /* of cells that say nothing else */

/* Lines that the text takes in a column or merged columns; at least 1. */
int fit_lines(struct text t, float width, float font);
/* The height of a row of so many lines. */
float fit_points(int lines, float font);

#endif
