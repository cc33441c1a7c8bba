/*
 * cells.h - every cell of a book, listed.
 *
 * CSV has a header row and the columns sheet, state, cell, type, value,
 * format.  JSON is one object:
 *
 *     {"date1904":false,"sheets":[{"name":"…","state":"visible",
 *      "merged":["A1:B2"],"cells":[["A1","n","582.36","0.00"]]}]}
 *
 * Types: n number (as the file has it), d number shown as a date (its serial),
 * D ISO date, s text, b boolean, e error.  In JSON only a number (n) has its
 * format behind it, and only where that is not General.  Blank cells are left
 * out, and formulas without a result, which have no value; cells_warn() names
 * these.
 *
 * Memory   Scratch in the arena given.
 * Errors   Write errors stay in the stream, for its closer to find.
 */
#ifndef STORE_CELLS_H
#define STORE_CELLS_H

#include <stdio.h>

#include "base/bytes.h"
#include "base/csv_text.h"
#include "book/grid.h"

/* CSV that is being written; all of it is cells.c's. */
struct cells_csv {
    struct arena *arena;
    FILE *out;
    enum csv_text_style style;
    struct bytes lines; /* that are not written yet */
    struct bytes head;  /* what the lines of a sheet begin with */
    struct text *tails; /* [n_tails] what those of a style end with */
    int n_tails, tails_capacity;
    int row; /* 'digits' is its number */
    char ref[CELLREF_MAX];
    struct text digits;
};

/* "visible", "hidden", "veryHidden" */
const char *cells_state_word(enum sheet_state state);

/* The same, sheet by sheet, or of one sheet piece by piece. */
void cells_csv_begin(struct cells_csv *csv, struct arena *arena, FILE *out,
                     enum csv_text_style style);
void cells_csv_add(struct cells_csv *csv, const struct book *book,
                   const struct grid *grid);
void cells_csv_end(struct cells_csv *csv);

void cells_write_csv(struct arena *arena, FILE *out, const struct book *book,
                     enum csv_text_style style);
void cells_write_json(FILE *out, const struct book *book);

/* Warns of what a list of cells does not show: nocache where a formula has no
   result, cell-under-merge where a merged range hides a value. */
void cells_warn(const struct book *book, struct diag_list *diags);
/* The same of a piece of a sheet, whose merged ranges are those of 'whole'. */
void cells_warn_piece(const char *file, const struct grid *whole,
                      const struct grid *piece, struct diag_list *diags);
/* Is there a formula without a result? */
bool cells_lack(const struct grid *piece);

#endif
