/*
 * draft_sheet.h - the tables of a sheet, by the grid alone: where each begins,
 * its title, number, unit, captions and notes.
 *
 * Memory   In the arena; points into the grid.
 */
#ifndef REMAP_DRAFT_SHEET_H
#define REMAP_DRAFT_SHEET_H

#include "remap/drafting.h"

struct draft_tables {
    struct draft_table **items;
    int n, capacity;
};

/* Adds the tables of a sheet; none where it is a cover or a list of contents. */
void draft_sheet_read(struct arena *arena, const struct draft_words *words,
                      const struct book *book, const struct grid *grid,
                      struct draft_tables *out);

#endif
