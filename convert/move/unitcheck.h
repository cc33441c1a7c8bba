/*
 * unitcheck.h - whether each table says its unit of money, and whether what a
 * workbook says of units agrees.
 *
 * Errors   unit-unknown at a heading or label; unit-unnamed where captions
 *          stand; unit-elsewhere where a sheet without tables, or a sheet's name,
 *          speaks of another unit than the tables.
 */
#ifndef MOVE_UNITCHECK_H
#define MOVE_UNITCHECK_H

#include "move/locate.h"
#include "move/site.h"

/* Settles the unit of a table that was located, and of its slots. */
void unitcheck_table(struct site *site);

/* What can be told when all tables of the book are known. */
void unitcheck_book(struct arena *arena, const struct located *located,
                    struct folds *folds, struct diag_list *diags);

#endif
