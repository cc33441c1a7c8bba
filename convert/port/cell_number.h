/*
 * cell_number.h - a cell's number: what it holds, shows and says the unit of.
 *
 * Units    An amount becomes yuan (分, 元, 万元 → 元), a ratio a part of 1.
 * Errors   value-no-number, value-shown, value-unit, value-overflow; in doubt
 *          ratio-large, count-negative, count-fraction.
 */
#ifndef PORT_CELL_NUMBER_H
#define PORT_CELL_NUMBER_H

#include "port/cell_reading.h"

/* Value and decimals. */
enum cell_result cell_number_read(struct cell_reading *r, struct fact *fact);
/* Complains: a footnote's figure would be taken for digits, what is struck out
   for what is beside it. */
enum cell_result cell_number_marked(struct cell_reading *r);

#endif
