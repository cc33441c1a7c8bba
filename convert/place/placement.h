/*
 * placement.h - where a table's values stand on a grid.
 *
 * A slot is one value's place: a cell, and what the mapping says stands in it.
 * Locating a table on a sheet and drawing one both end in slots; importing
 * and filling both start from them.  So what is drawn is what is found.
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

#include "book/grid.h"
#include "canon/model.h"
#include "canon/unit.h"
#include "mapping/mapping.h"

/* What any table may say instead of figures. */
#define PLACEMENT_NO_DATA "本表无数据"

/* What speaks for a cell. A cell ends with exactly one. */
enum claim {
    CLAIM_NONE,
    CLAIM_LABEL, /* a title, heading, label, line number: the mapping has it */
    CLAIM_FACT,  /* a slot's cell */
    CLAIM_KEPT,  /* a note, a name, an unmapped text: only kept has it */
    CLAIM_UNMODELLED, /* the same, and the mapping says why no fact has it */
    CLAIM_NAMED       /* named in a diagnostic; kept has it too */
};

struct slot {
    int row, col, end_col; /* the cell; end_col > col + 1: any of the run */
    bool shared;           /* a merged cell that also speaks for other rows */
    struct text item, measure;
    enum value_kind kind;
    bool sum;
    bool group;    /* a word that names a group of records */
    bool field;    /* of a line */
    bool percent;  /* the heading says %: the number is in hundredths */
    int shift;     /* of an amount: 4 for 万元; SLOT_NO_UNIT: not read */
    bool of_sheet; /* the unit is the sheet's: no heading or label says one */
    const struct cell *says; /* the heading or label that says it; else NULL */
    bool assumed;            /* and the sheet does not, either */
    const struct ticks *ticks;     /* NULL: none */
    const struct pattern *pattern; /* the cell is a pattern's text; else NULL */
    int part;                      /* which of its parts this is */
    struct place by;
};

/* The unit of an amount is not known, so that it cannot be read. */
#define SLOT_NO_UNIT (-1)

/* What the headings above a figure and the labels beside it say of it. */
struct heading_says {
    struct unit_said unit;
    const struct cell *cell; /* that says the unit; NULL where it is drawn */
    bool percent;            /* a % stands there */
};

/* Where one leaf column stands. */
struct leaf_place {
    int col, end_col; /* -1 when it was not found */
    int end_row;      /* below its heading */
    struct heading_says says;
};

/* A value as the mapping knows it, wherever it stands. */
struct slot_rule {
    struct text item, measure;
    enum value_kind kind;
    bool sum, group;
    bool field; /* of a line: where its label says no unit, that of the field
                   above with the same measure holds (其中：中央财政) */
    const struct ticks *ticks; /* NULL or without choices: none */
    struct heading_says says;
    struct place by;
};

/* The rows that code and record rules found, for inserting more of them. */
struct row_run {
    const struct row_rule *rule;
    const struct block_rule *block;
    const int *columns; /* [leaves] first grid column of each, -1: none */
    const struct leaf_place *leaves; /* [leaves] where they stand */
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
    struct slot *slots;
    int n_slots, slots_capacity;
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
    const struct cell *unit_near; /* that speaks of money, but says no unit */
    int n_unnamed; /* amounts whose unit nothing says, nor was given */
    struct heading_says section; /* of all slots to come: 二、支出明细（元） */
    /* Faults that are told in the message of another, or later, by level: a
       sheet is of the template that has the fewest, however they are told. */
    int folded[3];
    struct text declared_empty;
    int data; /* index of its table in the model; import sets it */
};

/* The one maker of slots, for what is found and for what is drawn: one cell at
   a place; the caller widens it. */
struct slot *placement_add(struct arena *arena, struct placement *placement,
                           int row, int col, const struct slot_rule *rule);
/* What holds below two: what the nearer one says, else the one above. */
struct heading_says placement_below(struct heading_says above,
                                    struct heading_says own);
/* What a heading or label says, below others that said 'above'; 'cell' is NULL
   where it is drawn. */
struct heading_says placement_heading(struct heading_says above,
                                      struct text folded,
                                      const struct cell *cell);
/* A heading by itself: what it says of a unit holds for all slots to come. */
void placement_begin(struct placement *placement, struct heading_says says);
/* Slots in the sheet's unit take that which was found. */
void placement_settle_unit(struct placement *placement);
/* The value of a leaf in a row of a grid. */
struct slot_rule placement_leaf(const struct row_rule *rule,
                                const struct column_rule *column, int leaf,
                                const struct heading_says *says,
                                struct text item);

/* The highest number of a list's members among the slots; 0: none. */
int placement_last_member(const struct placement *p, struct text list);

#endif
