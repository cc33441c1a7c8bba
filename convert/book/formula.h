/*
 * formula.h - the references in a formula, found and moved.
 *
 *     SUM(D7:D9)+'2022 年'!$B$3   rows inserted before row 8 of its sheet:
 *     SUM(D7:D10)+'2022 年'!$B$3
 *
 * A scan, not a parse: strings, quoted names, structured references, names and
 * functions are distinguished from references in A1 style; all else stays byte
 * for byte.  What INDIRECT or OFFSET make of a text is not known.
 *
 * Source   ECMA-376 part 1, 18.17.
 * Units    Rows and columns are zero-based; spans are half open.
 * Memory   Results in the arena named; the text itself where nothing changed.
 */
#ifndef BOOK_FORMULA_H
#define BOOK_FORMULA_H

#include "base/cellref.h"

struct book;

/* One reference: a cell, an area, whole rows or columns. */
struct formula_ref {
    size_t top, end;    /* its bytes, without the sheet's name */
    struct text sheet;  /* as written, without quotes; "" where there is none */
    struct text until;  /* of Sheet1:Sheet3!A1 the second, else "" */
    bool external;      /* of another workbook, or not of a sheet */
    bool area;          /* two corners */
    bool rows, columns; /* whole ones */
    bool fixed_row[2], fixed_col[2]; /* with a $ */
    int row[2], col[2];              /* inclusive, as written */
};

struct formula_scan {
    struct text text;
    size_t at;
    struct arena *arena; /* for quotes within quotes */
};

/* The next reference from scan->at on. */
bool formula_next(struct formula_scan *scan, struct formula_ref *ref);
/* The sheet that a reference in 'sheet' is to, and its cells, to the ends of
   whole rows and columns; -1: another workbook's, several sheets, or none. */
int formula_cells(const struct book *book, int sheet,
                  const struct formula_ref *ref, struct span *cells);
/* A sheet's name as a formula has it: with quotes where it needs them. */
struct text formula_sheet(struct arena *arena, struct text name);

/* A text as a formula has it: in quotes, quotes within it doubled. */
struct text formula_quote(struct arena *arena, struct text t);

/* Rows inserted into a sheet: n before row 'at', looking like row 'like'. */
struct formula_rows {
    int at, n, like; /* as the rows were numbered before; like -1: no row */
    int down;        /* rows inserted above */
};

/* Rows that belong together, which a total may be over: [top, end), as they
   were numbered before; what is inserted for them is within [from, to), as it
   is numbered then. */
struct formula_run {
    int top, end, from, to;
};

struct formula_added {
    const struct formula_rows *blocks; /* by 'at', each once */
    int n;
    const struct formula_run *runs;
    int n_runs;
    const struct span *merges; /* of the whole sheet as it is to be, sorted */
    int n_merges;
};

int formula_row(const struct formula_added *added, int row);
/*
 * Where a span goes.  With 'stretch' one that ends (or begins) at the row the
 * new ones look like takes them in, as merged cells and formats do; else it
 * only grows when they come between its rows.
 */
struct span formula_span(const struct formula_added *added, struct span span,
                         bool stretch);

struct formula_shift {
    const struct formula_added *added;
    struct text sheet; /* the one with the new rows */
    bool here;         /* references without a sheet are to it */
    bool stretch;      /* areas take in what looks like their last row */
    int own; /* 1 + the row of that sheet that the formula is in; 0: none */
    /* Of a format or validation: 1 + the row that its references are relative
       to, 0: none; and by how many rows less than the row's cells that moves
       down. */
    int anchor, back;
};

/* An area over all rows of a run takes in those that are added to it, unless
   the formula is in one of them. */
struct text formula_shift(struct arena *arena, struct text formula,
                          const struct formula_shift *shift);
/* A shared formula's text for the cell so many rows and columns away. */
struct text formula_move(struct arena *arena, struct text formula, int rows,
                         int cols);

/* What to write for a word that may be a defined name; .at NULL: the word. */
typedef struct text formula_namer(void *context, struct text word);

/* The formula with other words where the namer has some; itself where it has
   none. */
struct text formula_replace(struct arena *arena, struct text formula,
                            formula_namer *namer, void *context);

#endif
