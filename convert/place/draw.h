/*
 * draw.h - a table drawn from its mapping, with the slots where values go.
 *
 * The inverse of locate: what is drawn is found again, slot for slot.
 *
 * Memory   The grid and the placement are in 'arena'.
 */
#ifndef PLACE_DRAW_H
#define PLACE_DRAW_H

#include "place/placement.h"

/* What a table is drawn from: its rules, and what the sheet is to say. */
struct draw_source {
    const struct template_rule *template;
    const struct table_rule *table;
    /* Department and year; NULL: left blank. */
    const struct model *model;
    /* Which codes and how many records there are, and a department, year and
       unit of the table's own; NULL: none, as in a form to be filled in. */
    const struct model_table *data;
    /*
     * Without data: rows to type into, where the mapping does not say how many
     * there are; 0: none.  They are in the placement's runs; their slots, whose
     * code nobody knows yet, have items that no mapping has.  Above and below
     * such rows a sheet row is left out, but where a heading is above: a sum
     * from the one to the other includes whatever row somebody inserts.
     */
    int room;
};

/* Draws a table into 'grid' (empty before); styles are added to the book.
   Values are not written: see port/cell_write. */
struct placement *draw_table(struct arena *arena, struct book *book,
                             struct grid *grid,
                             const struct draw_source *source);

#endif
