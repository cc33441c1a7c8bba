/*
 * diag_place.h - the parts of a place, as diag_place() and messages show it.
 *
 * Memory   They point into the place's own texts.
 */
#ifndef BASE_DIAG_PLACE_H
#define BASE_DIAG_PLACE_H

#include "base/diag.h"

/* Its workbook and its sheet, where that names its own. */
struct diag_place_parts {
    struct text folder, file;
    const char *sheet;
};

#define DIAG_PLACE_TAIL 32 /* "!XFD1048576", ":2147483647:2147483647" */

struct diag_place_parts diag_place_parts(struct place at);
/* "C9" of a cell, "9:9" of a row, ":12:3" of a text file. */
void diag_place_tail(struct place at, bool with_col, char out[DIAG_PLACE_TAIL]);

#endif
