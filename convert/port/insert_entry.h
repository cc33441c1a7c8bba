/*
 * insert_entry.h - what the row of a code or record says beside its figures.
 *
 * A code and its name, as the sheet has them: whole, or 类 款 项 in columns of
 * their own; and the slots that its figures go to.
 *
 * Memory   In the arena of the sheet; slots are added to the placement.
 * Errors   None.
 */
#ifndef PORT_INSERT_ENTRY_H
#define PORT_INSERT_ENTRY_H

#include "port/insert_row.h"

struct insert_entry {
    struct text item;
    int row; /* empty, or new */
};

/* The run takes the rows in. */
void insert_entry_write(struct insert_sheet *sheet, struct placement *placement,
                        struct row_run *run, const struct model_table *data,
                        const struct insert_entry *entries, int n);

#endif
