/*
 * check.h - a model checked by the rules (勾稽关系).
 *
 * A rule speaks of many places: "each row of 收入决算表" is one instance a row.
 * Each instance is held, within rounding, mismatched or not judged; only the
 * second and third make a finding, the others are counted.
 *
 *     left                  right
 *     收入决算表!C9 904.50   D9 880.00 + E9 24.05, 4 blank
 *
 * A blank is unknown, not zero.  An instance that meets one is not judged,
 * unless what is known decides it whatever the blank is, or another instance
 * proves the blank zero (a total that its known parts already reach leaves
 * nothing for the others; amounts are taken to be not below zero unless the
 * rule's own are).  Where its sides differ even so, some figure is
 * missing: that is a finding, too, at most a doubt.
 *
 * Units    Sums, differences and tolerances are in the unit of their values:
 *          yuan, 1 for 100 %, points.
 * Memory   In the arena given; findings point into the model and the rules.
 */
#ifndef RECONCILE_CHECK_H
#define RECONCILE_CHECK_H

#include "canon/model.h"
#include "reconcile/rule.h"
#include "reconcile/scale.h"

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
    int side; /* of the rule: 0 the left one, 1 the right one … */
    /* Its place, -1: not known.  For blanks see blanks.h. */
    struct text sheet;
    int row, col;
};

struct finding {
    const struct rule *rule;
    enum finding_outcome outcome;
    const char *text; /* Chinese, one clause: the rule's sentence, and where */
    struct finding_cell *cells; /* by side; those of value 0 too */
    int n_cells, cells_capacity;
    int total;        /* FINDING_TOTAL: which of the cells is blank; else -1 */
    bool columns;     /* whole columns are blank: reported once a table … */
    int n_more;       /* … and so many other instances counted */
    bool has_amounts; /* the four below say something */
    struct decimal left, right, difference, tolerance;
    enum value_kind kind; /* of them */
    int unit_shift;       /* of amounts, as the first cell's sheet shows them */
    const char *remark; /* what was compared where no amounts say it, or NULL */
    const struct model_table
        *table; /* the rule's instance of its first table */
};

/* Why an instance was not judged. */
enum unjudged {
    UNJUDGED_TABLE, /* a table is not in the file */
    UNJUDGED_BLANK, /* a value is blank */
    UNJUDGED_TEXT,  /* a text is not a number that can be compared */
    UNJUDGED_BASE,  /* a ratio to nothing */
    UNJUDGED_RANGE, /* a result of more than 18 digits */
    UNJUDGED_N
};

struct rule_tally {
    int held, rounding, mismatched;
    int proved; /* of those held: with a blank proved zero */
    int unjudged[UNJUDGED_N];
    const char *example; /* where the first was not judged, or NULL */
};

struct findings {
    struct finding *items; /* by rule, in the order of the rules and tables */
    int n, capacity;
    struct scale_list scales;   /* tables in another unit than they say: what
                                   they do not agree with is no finding */
    struct rule_tally *tallies; /* [rules->n] */
};

/*
 * Adds what 'model' does against the rules that are 'wanted' ([rules->n], or
 * NULL: all) to 'out', which is zeroed before the first model; its tallies are
 * made then.  True when nothing was mismatched at level error.
 */
bool check_model(struct arena *arena, const struct rule_set *rules,
                 const bool *wanted, const struct model *model,
                 struct findings *out);

/* The blank total, or the first figure that is on a sheet, or NULL. */
const struct finding_cell *check_place(const struct finding *finding);

/* One finding as a complaint at its place: check-mismatch at the rule's level,
   check-rounding as a hint, check-blank and total-blank as doubts, or hints
   where the rule is no error. */
struct diag *check_diag(const struct model *model,
                        const struct finding *finding, struct diag_list *diags);

/* "收入决算表!C9"; "收入决算表" where there is no cell. */
struct text check_cell_name(struct arena *arena,
                            const struct finding_cell *cell);
/* "904.50" in the unit its sheet shows, with the decimals it was given with;
   "" for a blank. */
struct text check_cell_value(struct arena *arena,
                             const struct finding_cell *cell);
/* "合计 本年收入合计", "210 卫生健康支出 基本支出" */
struct text check_cell_label(struct arena *arena,
                             const struct finding_cell *cell);
/* An amount of the finding in the unit of its first cell's sheet, with the
   decimals of the most precise value that entered. */
struct text check_amount(struct arena *arena, const struct finding *finding,
                         struct decimal value);
/* FINDING_TOTAL: the sum of the parts. */
struct decimal check_parts(const struct finding *finding);
const char *check_outcome_word(enum finding_outcome outcome); /* for programs */
const char *check_unjudged_word(enum unjudged reason);        /* Chinese */

#endif
