/*
 * locate_line.h - lines of labels and fields: captions above a table, form lines.
 *
 * Errors   header-missing for a label that its line lacks.
 */
#ifndef PLACE_LOCATE_LINE_H
#define PLACE_LOCATE_LINE_H

#include "place/locate_region.h"

/* The row in [top, end) where the line's first label or pattern stands; -1. */
int locate_line_find(struct site *site, const struct part_rule *part, int top,
                     int end);
/* 'beside': what the label beside the line says. */
void locate_line_claim(struct site *site, const struct part_rule *part, int row,
                       struct heading_says beside);
/* What the title says in brackets behind itself. */
void locate_line_title(struct site *site, const struct cell *cell, size_t tail);
/* Number, caption patterns and a declared-empty sentence in [top, end). */
void locate_line_captions(struct site *site, int top, int end);
/* Is it a sentence that says the table is empty? */
bool locate_line_says_empty(struct site *site, const struct cell *cell);
/* Then the table is, and of the year that the sentence says. */
bool locate_line_declares_empty(struct site *site, const struct cell *cell);
/* The units of money that texts in [top, end) speak of, whoever claims them;
   before locate_line_captions(), which may take a unit in a cell of its own for a
   name. */
void locate_line_units(struct site *site, int top, int end);

#endif
