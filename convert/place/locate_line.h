/*
 * locate_line.h - lines of a form: labels, each with a field beside it.
 *
 * Memory   In the site's arena.
 * Errors   header-missing for a label that its line lacks.
 */
#ifndef PLACE_LOCATE_LINE_H
#define PLACE_LOCATE_LINE_H

#include "place/locate_beside.h"

/* The row in [top, end) of the line's first label or pattern; -1: none. */
int locate_line_find(struct site *site, const struct part_rule *part, int top,
                     int end);
/* Claims its labels and fields, right of the labels beside the line. */
void locate_line_claim(struct site *site, const struct part_rule *part, int row,
                       struct locate_beside beside);

#endif
