/*
 * draft_rows.h - the rows of a grid's blocks: by code, by label, records, one.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_ROWS_H
#define REMAP_DRAFT_ROWS_H

#include "remap/drafting.h"

/* A block while its rows are read. */
struct draft_reading {
    struct draft_table *t;
    struct part_rule *part;
    struct block_rule *block;
    int index; /* of the block */
    const struct draft_area *body;
    const struct column_rule *code, *name, *label, *line;
    const struct block_rule *known; /* that it is most like; or NULL */
    int left, right;                /* columns */
    int capacity;
    struct text sum; /* key of the last sum above */
};

/* The rows of the part's blocks in the area; returns where they end. */
int draft_rows_read(struct draft_table *t, struct part_rule *part,
                    const struct draft_area *body);
/* For the files that know one kind of row each: adds one to the block; one that
   its label names, with the word that mappings have for it. */
void draft_rows_push(struct draft_reading *r, struct row_rule row);
struct row_rule draft_rows_label(struct draft_reading *r, int row, int col);

#endif
