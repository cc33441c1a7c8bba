/*
 * placement.h - where a table is on a grid, its slots, and what it says itself.
 *
 * Locating a table on a sheet and drawing one both end in a placement;
 * importing and filling both start from one.
 *
 *        A         B             C        D
 *   4    科目编码  科目名称      合计     财政拨款收入    labels
 *   6              合计          904.50   880.00          slots (total, total) …
 *   7    20501     教育管理事务  904.50   880.00          slots (20501, total) …
 *   8    注：单位为万元                                   kept
 *
 * Units    Rows and columns are zero-based grid indices.
 * Memory   In the arena it was made in; points into the grid and the mapping.
 */
#ifndef PLACE_PLACEMENT_H
#define PLACE_PLACEMENT_H

#include "place/slot.h"

/* What any table may say instead of figures. */
#define PLACEMENT_NO_DATA "本表无数据"

/* Why a cell is accounted for.  A cell ends with exactly one. */
enum claim {
    CLAIM_NONE,
    CLAIM_LABEL, /* a title, heading, label, line number: the mapping has it */
    CLAIM_FACT,  /* a slot's cell */
    CLAIM_KEPT,  /* a note, a name, an unmapped text: only kept has it */
    CLAIM_UNMODELLED, /* the same, and the mapping says why no fact has it */
    CLAIM_NAMED       /* named in a diagnostic; kept has it too */
};

/* The rows that code and record rules found, for inserting more of them. */
struct row_run {
    const struct row_rule *rule;
    const struct block_rule *block;
    const struct leaf_place *leaves; /* [leaves of the block] */
    int first, last; /* grid rows of its first and last row; -1: none */
    int before;      /* the grid row below its headings and ruler */
};

struct placement {
    const struct template_rule *template;
    const struct table_rule *table;
    const struct grid *grid;
    int top, end; /* grid rows it takes */
    int data_top; /* where its parts begin */
    int data_end; /* behind its title and the rows that its rules claim */
    int title_row, title_col;
    struct slot_store *slots; /* slot.h; NULL: none */
    int n_slots;
    struct row_run *runs;
    int n_runs, runs_capacity;
    struct printed_name *names;
    int n_names, names_capacity;
    struct text department;
    int department_row, department_col; /* the cell that says it */
    const struct cell *unnamed; /* a department's label without a name */
    const struct cell *unclear; /* says more than a name; NULL: none */
    int year;
    int year_row, year_col; /* the cell that says it */
    int unit_shift;
    enum unit_kind unit_found;    /* what the sheet says of its unit */
    bool unit_given;              /* nothing of it does: it was given */
    const struct cell *unit_cell; /* that says it; NULL: none alone does */
    const struct cell *unit_near; /* that is about money, but says no unit */
    int n_unnamed; /* amounts whose unit nothing says, nor was given */
    struct heading_says section; /* of all slots to come: 二、支出明细（元） */
    /* Faults without a message of their own (another's has them, or a later
       one), by level: of several templates a sheet is of the one with the
       fewest faults, however they are reported. */
    int folded[3];
    struct text declared_empty;
};

#endif
