/*
 * slot.h - one slot's cell as a fact.
 *
 * A cell is read as its slot says: an amount in the sheet's unit, a ratio, a
 * score, a count, a text as it is shown, a ticked choice, or a part of a
 * pattern.  What it shows and what it holds are told apart: 0.9994 shown as
 * 99.94% is 0.9994.
 *
 * Memory   Facts point into the grid and the mapping, or live in the arena.
 * Errors   value-no-number, value-shown, value-unit, value-overflow,
 *          cell-is-error, tick-unknown; nocache, by slot_close().
 */
#ifndef PORT_SLOT_H
#define PORT_SLOT_H

#include "base/diag.h"
#include "canon/model.h"
#include "place/placement.h"

/* Cells named in a message about many. */
#define SLOT_NAMED 8

/* What a number format shows of a negative number, of 0, of others; worked out
   once a style, NULL until then. */
struct slot_format {
    const struct numfmt_look *looks[3];
};

/* For reading many slots of one sheet. */
struct slot_reader {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    struct diag_list *diags;
    const struct model_table *table; /* whose words messages have, or NULL */
    struct slot_format *formats;     /* [n_formats] by style */
    int n_formats;
    int row;   /* index of the grid's row last looked at */
    int n_bad; /* cells that should have made a fact and did not */
    /* Formulas without a result, told of by slot_close(). */
    int n_unknown, unknown_row[SLOT_NAMED], unknown_col[SLOT_NAMED];
    struct place unknown_by;
};

struct slot_reader slot_open(struct arena *arena, const struct book *book,
                             const struct grid *grid, struct diag_list *diags);

/* Says once of all cells what is not said of each. */
void slot_close(struct slot_reader *reader);

enum slot_result { SLOT_ABSENT, SLOT_FACT, SLOT_BAD };

/* Value, text, kind, decimals, found, place; what is wrong is said. */
enum slot_result slot_read(struct slot_reader *reader, const struct slot *slot,
                           struct fact *fact);

#endif
