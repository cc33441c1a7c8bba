/*
 * locate_body.h - a grid part's rows while rules claim them, of whatever kind.
 *
 * What every kind of row does with its cells: which column a cell is in, what a
 * merged cell holds for, values into slots, words beside them.
 *
 * For locate_rows.c and the files beside it that know one kind of row each.
 *
 * Memory   In the site's arena.
 */
#ifndef PLACE_LOCATE_BODY_H
#define PLACE_LOCATE_BODY_H

#include "base/pairs.h"
#include "place/locate_header.h"
#include "place/locate_region.h"

/* One block while its rows are claimed. */
struct body_block {
    const struct block_rule *block;
    const struct leaf_place *leaves;
    int left, right;           /* columns whose cells are the block's */
    const struct cell **said;  /* [n_rows] the label that a labelled rule was
                                  found by, or NULL */
    const struct cell **waits; /* [n_rows] a label that says it better than the
                                  rule that it was taken for, or NULL */
    int last_item;             /* the last labelled rule found, -1 */
    int *run;                  /* [n_rows] index of placement.runs, -1 */
    int records;               /* so many found */
    int list_end;              /* the row that ended their list, -1 */
    bool one;                  /* the row of ROW_ONE was found */
    bool line_reported;        /* a wrong line number was */
    struct text above[3];      /* class, section, item of the row above */
    const struct row_rule *plain; /* the last row's rule, where all its values
                                     are in cells of their own, and its label
                                     says nothing of them; or NULL */
    int plain_row;                /* its slot_last_row() */
    const struct cell **group; /* [n_leaves] what names the group of the record
                                  above, or NULL */
};

/* A row that no rule claimed, until it is known whether data follow it. */
struct pending {
    int row;
    const struct cell *cell;
};

/* A code and the index of its cell. */
struct code_seen {
    struct text code;
    int cell;
};

struct body {
    struct site *site;
    const struct part_rule *part;
    const struct locate_header_place *place;
    struct body_block *blocks;
    bool ruler_seen, data_seen;
    struct pending *pending;
    int n_pending, pending_capacity;
    int head_end; /* behind the rows of headings and of the ruler */
    int last_row; /* last row that a rule claimed, -1 */
    struct code_seen
        *in_order; /* [n_in_order] the codes so far, of one measure */
    int n_in_order, in_order_capacity;
    struct text in_order_measure;
    struct pairs *codes; /* code and measure to index of its cell, once one is
                            out of order; else NULL */
    int row;             /* the row being claimed */
    const struct cell *cells; /* [n_cells] its cells */
    int n_cells;
    bool is_merged;                  /* a cell of it is, or one above over it */
    const struct cell **free, **own; /* [room] scratch for a row's cells */
    int room;
};

/* Makes a row the one being claimed. */
void locate_body_open_row(struct body *body, int row);
/* As grid_at(), sooner for the row being claimed. */
const struct cell *locate_body_cell(const struct body *body, int row, int col);

/* The leaf that a column belongs to, or that has a role, when it was found;
   -1. */
int locate_body_leaf_at(const struct body_block *b, int col);
int locate_body_leaf(const struct body_block *b, enum column_role role);

/* Is it a column of labels, codes, names or line numbers? */
bool locate_body_is_key(const struct body *body, int col);

/* A figure in a column of labels, codes, names or line numbers: it is none of
   them. */
bool locate_body_is_stray(const struct body *body,
                          const struct column_rule *leaf,
                          const struct cell *cell);

/* The rule of a kind, for codes the one that takes 'code'; -1. */
int locate_body_find_rule(const struct body_block *b, enum row_kind kind,
                          struct text code);

/*
 * The cell of a leaf in a row.  A cell merged over several rows
 * speaks for all of them where the column is a group or holds text
 * ('spreads'); a figure speaks for its first row only, or it would count
 * twice.
 */
const struct cell *locate_body_value_cell(const struct body *body,
                                          const struct leaf_place *leaf,
                                          bool spreads, int row, bool *shared);

/* A slot for each value of the row; their cells are claimed.  'label' names
   the row, or NULL. */
void locate_body_add_values(struct body *body, struct body_block *b,
                            const struct row_rule *rule, int row,
                            const struct cell *label, struct text item);
/* What is left in a claimed row: words beside the values. */
void locate_body_claim_rest(struct body *body, struct body_block *b,
                            const struct row_rule *rule,
                            const struct cell *const *cells, int n);
void locate_body_extend_run(struct body *body, struct body_block *b, int rule,
                            int row);

/* Does a text begin as one of the table's notes does (注： 备注：)? */
bool locate_body_is_note(struct site *site, const struct cell *cell);

/* A number, or a text that is one: 1,234.50 or 73 万元. */
bool locate_body_is_figure(struct site *site, const struct cell *cell);

#endif
