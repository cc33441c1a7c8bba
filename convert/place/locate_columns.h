/*
 * locate_columns.h - the columns of a grid, by its tree of headings.
 *
 * Memory   In the folds' arena; points into grid and mapping.
 * Errors   None: what is missing is in the result.
 * Limits   LIMIT_HEADER_ROWS.
 */
#ifndef PLACE_LOCATE_COLUMNS_H
#define PLACE_LOCATE_COLUMNS_H

#include "place/locate_header.h"

/* A heading to find and the block whose leaves it has. */
struct locate_wanted {
    const struct column_rule *node;
    int block;
};

/* Headings beside each other, what those above them say, and where they may
   be. */
struct locate_level {
    const struct locate_wanted *wanted;
    int n;
    struct heading_says above;
    struct span area;
};

/* Has it no words, so that its column is known by those beside it? */
bool locate_columns_is_blank(const struct column_rule *node);

/* Behind the rows that headings from 'first' on may take. */
int locate_columns_end(int first);

/* The tree whose top level this is; from row 'end' on there is no heading. */
struct locate_header_place *locate_columns_match(
    struct folds *folds, const struct part_rule *part,
    const struct locate_level *level, int end);

#endif
