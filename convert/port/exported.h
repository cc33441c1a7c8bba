/*
 * exported.h - a model being written into the sheets of a book.
 *
 * Memory   In the arena; points at the model.
 * Errors   Those of who writes.
 */
#ifndef PORT_EXPORTED_H
#define PORT_EXPORTED_H

#include "base/diag.h"
#include "book/grid.h"
#include "canon/fact_set.h"
#include "place/placement.h"

/* A table of the model and the placement that it was written into. */
struct exported_table {
    int data, sheet;
    const struct placement *placement;
};

struct exported {
    struct arena *arena;
    const struct model *model;
    struct book *book;
    int sheets_capacity;
    struct fact_set lost;          /* found no place so far */
    struct fact_set stood;         /* a sheet that was there before says them */
    struct exported_table *tables; /* one may be in several placements */
    int n_tables, tables_capacity;
    int *sheet; /* [model tables] the sheet that each is on, -1: none so far */
    struct diag_list *diags;
};

/* 'book' is NULL for a new one without sheets. */
struct exported exported_open(struct arena *arena, const struct model *model,
                              struct book *book, struct diag_list *diags);

/* Good until the next is added. */
struct grid *exported_add_sheet(struct exported *out, struct text name);

#endif
