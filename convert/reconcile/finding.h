/*
 * finding.h - what a rule found wrong, in which cells (C9), and its words.
 *
 *     left                  right
 *     收入决算表!C9 904.50   D9 880.00 + E9 24.05, 4 blank
 *
 * Units    Sums, differences and tolerances are in the unit of their values:
 *          yuan, 1 for 100 %, points.
 * Memory   Texts in the arena given; findings point into model and rules.
 */
#ifndef RECONCILE_FINDING_H
#define RECONCILE_FINDING_H

#include "canon/model.h"
#include "reconcile/rule.h"

enum finding_outcome {
    FINDING_ROUNDING,
    FINDING_MISMATCH,
    FINDING_BLANK, /* a mismatch, unless a blank holds the rest */
    FINDING_TOTAL  /* a total is blank, its parts are not */
};

/* A value that entered. */
struct finding_cell {
    const struct model_table *table;
    const struct fact *fact; /* NULL: blank */
    struct text item, measure;
    const struct rule *proof; /* blank, and zero by this rule; or NULL */
    int side;         /* of the rule: 0 the left one, 1 the right one … */
    const char *file; /* last year's filing, where it is of that; else NULL */
    /* Its place, -1: not known.  For blanks see blanks.h. */
    struct text sheet;
    int row, col;
};

/* By language, since who reads it is known only later; NULL: none. */
struct finding_remark {
    const char *in[LANGUAGE_N];
};

struct finding {
    const struct rule *rule;
    enum finding_outcome outcome;
    const char *where; /* Chinese: "收入决算表 210 卫生健康支出" */
    struct finding_cell *cells; /* by side; those of value 0 too */
    int n_cells, cells_capacity;
    int total;        /* FINDING_TOTAL: which of the cells is blank; else -1 */
    bool columns;     /* whole columns are blank: reported once a table … */
    int n_more;       /* … and so many other instances counted */
    bool has_amounts; /* the four below say something */
    struct decimal left, right, difference, tolerance;
    enum value_kind kind; /* of them */
    int unit_shift;       /* of amounts, as the first cell's sheet shows them */
    struct finding_remark remark; /* what was compared, where no amounts say
                                     it */
    const char *reason;           /* why it stays, as a person says; or NULL */
    const struct model_table
        *table; /* the rule's instance of its first table */
};

/* The blank total, or the first figure that is on a sheet, or NULL. */
const struct finding_cell *finding_place(const struct finding *finding);

/* One clause: the rule's sentence, and where. */
struct text finding_text(struct arena *arena, const struct finding *finding,
                         enum language language);

/* What it is told as: see finding_diag(). */
enum diag_level finding_level(const struct finding *finding);

/* One finding as a message at its place: check-mismatch at the rule's level,
   check-rounding as a hint, check-blank and total-blank as doubts, or hints
   where the rule is not an error. */
struct diag *finding_diag(const struct model *model,
                          const struct finding *finding,
                          struct diag_list *diags);

/* "收入决算表!C9"; "收入决算表" where there is no cell; before it the file,
   where it is last year's. */
struct text finding_cell_name(struct arena *arena,
                              const struct finding_cell *cell);
/* "904.50" in the unit its sheet shows, with the decimals it was given with;
   "" for a blank. */
struct text finding_cell_value(struct arena *arena,
                               const struct finding_cell *cell);
/* The shift of the unit that its sheet shows amounts in. */
int finding_cell_shift(const struct finding_cell *cell);
/* "合计 本年收入合计", "210 卫生健康支出 基本支出" */
struct text finding_cell_label(struct arena *arena,
                               const struct finding_cell *cell);
/* Of a sum of many: a zero or a blank, which are summed up in one line. */
bool finding_is_nothing(const struct finding *finding,
                        const struct finding_cell *cell);
/* What joins a value to the last one written before it, which is of that side;
   -1 where it is the first: "=", "+", " ". */
const char *finding_joint(const struct finding *finding,
                          const struct finding_cell *cell, int last);
/* An amount of the finding in the unit of its first cell's sheet, with the
   decimals of the most precise value that entered. */
struct text finding_amount(struct arena *arena, const struct finding *finding,
                           struct decimal value);
/* FINDING_TOTAL: the sum of the parts. */
struct decimal finding_parts(const struct finding *finding);
const char *finding_outcome_word(
    enum finding_outcome outcome); /* for programs */

#endif
