/*
 * insert.h - rows for codes and records that a sheet has no row for.
 *
 *     insert_rows      a sheet as it was kept: new rows only, and a record's
 *                      number stays what the sheet's order makes it
 *     insert_entries   a blank: first the empty rows that it has for entries,
 *                      and the groups that it prints (insert_group.h)
 *
 * Memory   In the arena of the sheet; slots are added to the placement.
 * Errors   None: what gets no row finds no place, and is lost.
 */
#ifndef PORT_INSERT_H
#define PORT_INSERT_H

#include "port/insert_row.h"

/* Rows of the placement, which is on the sheet, for 'data'.  A code whose facts
   all are on another sheet ('stood', [data->n_facts]) wants none. */
void insert_rows(struct insert_sheet *sheet, struct placement *placement,
                 const struct model_table *data, const bool *stood);

void insert_entries(struct insert_sheet *sheet, struct placement *placement,
                    const struct model_table *data);

#endif
