/*
 * sheetdata.h - where the rows and cells of a sheet part are.
 *
 * A row without a number is the next one, or the one that its first cell
 * names; a cell without a reference is the next one.  What is of another
 * namespace is neither.
 *
 *     <row r="2">               2
 *       <c r="B2"/><c/>         B2 C2, silent
 *     <row><c r="A3"/>          3, silent
 *
 * Units    Rows and columns are zero-based.
 * Memory   In the part's arena.
 * Errors   None.
 * Limits   Cells beyond LIMIT_COLS are not there: nobody read them.
 */
#ifndef EDIT_SHEETDATA_H
#define EDIT_SHEETDATA_H

#include "edit/part.h"

struct sheetdata_spot {
    const struct part_element *element;
    int at;       /* row or column */
    bool silent;  /* its number is not written, only counted */
    bool strayed; /* its reference names another row */
};

struct sheetdata {
    const struct sheetdata_spot *items; /* as they are in the part */
    int n;
    bool unordered; /* not each behind the one before */
};

/* None where the part has no sheetData. */
struct sheetdata sheetdata_rows(struct part *p);
struct sheetdata sheetdata_cells(struct part *p,
                                 const struct sheetdata_spot *row);

/* The first at that place; NULL. */
const struct sheetdata_spot *sheetdata_find(const struct sheetdata *spots,
                                            int at);
/* The first in the part that is at 'at' or behind it; NULL. */
const struct sheetdata_spot *sheetdata_from(const struct sheetdata *spots,
                                            int at);

#endif
