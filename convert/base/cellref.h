/*
 * cellref.h - A1 references to and from zero-based rows and columns.
 *
 * Memory   Texts that are made live in the arena named.
 * Errors   False for a text that is no reference; the caller knows the place.
 * Limits   LIMIT_ROWS, LIMIT_COLS.
 */
#ifndef BASE_CELLREF_H
#define BASE_CELLREF_H

#include <stdbool.h>

#include "base/text.h"

#define CELLREF_MAX 16 /* bytes of the longest reference, NUL included */

struct span {
    int top, left, end_row, end_col; /* half open */
};

/* "C9", "$C$9" (as in OOXML). */
bool cellref_parse(struct text t, int *row, int *col);
int cellref_show(int row, int col, char out[CELLREF_MAX]);
bool cellref_parse_span(struct text t, struct span *out); /* "A1:B2", "A1" */
/* Whole columns "A:C", whole rows "1:3". */
bool cellref_parse_whole(struct text t, struct span *out);
const char *cellref_span(struct arena *arena, struct span span);
/* "$A$1:$B$2", "$A$1" */
const char *cellref_span_fixed(struct arena *arena, struct span span);

#endif
