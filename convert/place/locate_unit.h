/*
 * locate_unit.h - the unit of each table (元, 万元), and where units differ.
 *
 * Amounts become yuan later, where a cell is read: port/cell_read.
 *
 * Memory   In the arena given, or the site's.
 * Errors   unit-unknown at a heading or label; unit-unnamed where captions
 *          are; unit-elsewhere where a sheet without tables, or a sheet's name,
 *          speaks of another unit than the tables.
 */
#ifndef PLACE_LOCATE_UNIT_H
#define PLACE_LOCATE_UNIT_H

#include "place/locate.h"
#include "place/locate_region.h"

/* The units of money that texts in rows [top, end) say, whoever claims them;
   before locate_caption_claim(), which may take a unit in a cell of its own for
   a name. */
void locate_unit_hear(struct site *site, int top, int end);

/* Settles the unit of a table that was located, and of its slots. */
void locate_unit_table(struct site *site);

/* What can be said when all tables of the book are known. */
void locate_unit_book(const struct folded_book *in,
                      const struct located *located, struct diag_list *diags);

#endif
