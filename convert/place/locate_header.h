/*
 * locate_header.h - find a grid's header tree on a sheet, by its words.
 *
 * Errors   None of its own: what is missing is in the result, for locate to
 *          report.
 */
#ifndef PLACE_LOCATE_HEADER_H
#define PLACE_LOCATE_HEADER_H

#include "place/folded.h"
#include "place/placement.h"

struct locate_header_place {
    int top, end;    /* rows of the header; end: behind the deepest */
    int body;        /* first row that may hold data */
    int left, right; /* columns of all leaves */
    struct leaf_place **leaves; /* [blocks][leaves of the block] */
    int n_found, n_wanted;      /* leaves with a heading */
    const struct column_rule **missing;
    int n_missing, missing_capacity;
    const struct cell **cells; /* the headings' cells */
    int n_cells, cells_capacity;
    const struct column_rule **rules; /* [n_cells] what they matched */
    int n_rules, rules_capacity;
};

/*
 * The first row in [top, end) where the part's headings stand, right of
 * column 'left'; NULL when fewer than half of them do.
 */
struct locate_header_place *locate_header_find(struct arena *arena,
                                               struct folds *folds,
                                               const struct part_rule *part,
                                               int top, int end, int left);
/* The same where fewer stand there too, for messages; NULL when none does. */
struct locate_header_place *locate_header_best(struct arena *arena,
                                               struct folds *folds,
                                               const struct part_rule *part,
                                               int top, int end, int left);
/* That row only, or -1: enough of its top-level headings stand there. */
int locate_header_row(struct arena *arena, struct folds *folds,
                      const struct part_rule *part, int top, int end);

#endif
