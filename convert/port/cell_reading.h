/*
 * cell_reading.h - a cell while it is read, and what is said of it.
 *
 * For cell_read.c and cell_number.c.
 *
 * Memory   In the reading's arena.
 */
#ifndef PORT_CELL_READING_H
#define PORT_CELL_READING_H

#include "port/cell_read.h"

struct cell_reading {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    const struct slot *slot;
    const struct cell *cell;
    struct diag_list *diags;
    struct cell_reader *reader;
};

/* At the cell; at the slot's place where there is none. */
LANGUAGE_FORMAT(3, 4)
struct diag *cell_reading_complain(struct cell_reading *r, enum diag_code code,
                                   const char *format, ...);
/* The words of the slot's row and column. */
struct text cell_reading_words(struct cell_reading *r);

#endif
