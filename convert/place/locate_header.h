/*
 * locate_header.h - where a grid's headings are on a sheet, by their words.
 *
 * A search is made once, and remembered with the sheet's folded texts: which
 * title heads a table, which template fits, where a part begins and what its
 * columns are all ask for the same.
 *
 * Memory   In the folds' arena; a copy in that given.  Points into grid and
 *          mapping.
 * Errors   None of its own: what is missing is in the result, for locate to
 *          report.
 * Limits   LIMIT_HEADER_SEARCH, LIMIT_HEADER_ROWS.
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
    bool cut; /* some may be missing for they are behind LIMIT_HEADER_ROWS */
    const struct column_rule **missing;
    int n_missing, missing_capacity;
    const struct cell **cells; /* the headings' cells */
    int n_cells, cells_capacity;
    const struct column_rule **rules; /* [n_cells] what they matched */
    int n_rules, rules_capacity;
};

/* Where they are looked for. */
struct locate_header_range {
    int top, end; /* rows */
    int left;     /* from this column on */
};

/* The first row where the part's headings are; NULL when fewer than half of
   them are there. */
const struct locate_header_place *locate_header_find(
    struct folds *folds, const struct part_rule *part,
    struct locate_header_range range);
/* The same where fewer are there too, for messages; NULL when none is. */
const struct locate_header_place *locate_header_best(
    struct folds *folds, const struct part_rule *part,
    struct locate_header_range range);
/* The row behind those that are searched (LIMIT_HEADER_SEARCH) where half of
   the headings and more are; -1: there is none. */
int locate_header_beyond(struct folds *folds, const struct part_rule *part,
                         struct locate_header_range range);
/* One whose leaves may be changed. */
struct locate_header_place *locate_header_copy(
    struct arena *arena, const struct part_rule *part,
    const struct locate_header_place *place);

#endif
