/*
 * cell_read.h - one slot's cell as a fact, its amount in yuan (万元 → 元).
 *
 * cell_write.h is its inverse.
 *
 * A cell is read as its slot says: an amount in the sheet's unit, a ratio, a
 * score, a count, a text as it is shown, a ticked choice, or a part of a
 * pattern.  What it shows and what it holds are two things: 0.9994 shown as
 * 99.94% is 0.9994.
 *
 * Memory   Facts point into the grid and the mapping, or live in the arena.
 * Errors   value-no-number, value-shown, value-unit, value-overflow,
 *          cell-is-error, tick-unknown; nocache, by cell_read_close().
 */
#ifndef PORT_CELL_READ_H
#define PORT_CELL_READ_H

#include "base/diag.h"
#include "canon/model.h"
#include "place/placement.h"

/* Cells named in a message about many. */
#define CELL_READ_NAMED 8

/* What a number format shows of a negative number, of 0, of others; worked out
   once a style, NULL until then. */
struct cell_look {
    const struct numfmt_look *looks[3];
};

/* For reading many slots of one sheet. */
struct cell_reader {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    struct diag_list *diags;
    const struct model_table *table; /* whose words messages have, or NULL */
    struct cell_look *formats;       /* [n_formats] by style */
    int n_formats;
    const struct text *sheet;   /* of the facts; NULL: the table's */
    struct fact_shared *shared; /* by the facts read so far */
    int row;                    /* index of the grid's row last looked at */
    int n_bad; /* cells that should have made a fact and did not */
    /* Formulas without a result, reported by cell_read_close(). */
    int n_unknown, unknown_row[CELL_READ_NAMED], unknown_col[CELL_READ_NAMED];
    struct place unknown_by;
};

struct cell_reader cell_read_open(struct arena *arena, const struct book *book,
                                  const struct grid *grid,
                                  struct diag_list *diags);

/* Says once of all cells what is not said of each. */
void cell_read_close(struct cell_reader *reader);

enum cell_result { CELL_READ_ABSENT, CELL_READ_FACT, CELL_READ_BAD };

/* Value, text, kind, decimals, found, place; what is wrong is said. */
enum cell_result cell_read(struct cell_reader *reader, const struct slot *slot,
                           struct fact *fact);

#endif
