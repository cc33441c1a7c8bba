/*
 * lines.h - lines of labels and fields: captions above a table, form lines.
 *
 * Errors   header-missing for a label that its line lacks.
 */
#ifndef MOVE_LINES_H
#define MOVE_LINES_H

#include "move/site.h"

/* The row in [top, end) where the line's first label or pattern stands; -1. */
int lines_find(struct site *site, const struct part_rule *part, int top,
               int end);
/* 'beside': what the label beside the line says. */
void lines_claim(struct site *site, const struct part_rule *part, int row,
                 struct heading_says beside);
/* What the title says in brackets behind itself. */
void lines_title(struct site *site, const struct cell *cell, size_t tail);
/* Number, caption patterns and a declared-empty sentence in [top, end). */
void lines_captions(struct site *site, int top, int end);
/* Is it a sentence that says the table is empty? */
bool lines_says_empty(struct site *site, const struct cell *cell);
/* Then the table is, and of the year that the sentence says. */
bool lines_declares_empty(struct site *site, const struct cell *cell);
/* The units of money that texts in [top, end) speak of, whoever claims them;
   before lines_captions(), which may take a unit in a cell of its own for a
   name. */
void lines_units(struct site *site, int top, int end);

#endif
