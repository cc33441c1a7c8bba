/*
 * likely.h - the cells whose change alone would mend most findings.
 *
 *     支出决算表!D9  580.00   in the sum of its row, of its column, and of the
 *                             table that has the same figure: with 580.36 all
 *                             three hold
 *
 * Each figure and each blank of a rule that does not hold is given the value
 * that would mend it, and all rules that the cell is in are judged with that.
 * The more of them are mended, the likelier is the cell; of equals the one
 * whose value is a slip of typing away (a digit, two in turn, the point).
 * Nothing is changed.
 *
 * Memory   In the arena given; points into the model.
 * Limits   So many instances, and cells of one, are tried: LIKELY_INSTANCES,
 *          LIKELY_CELLS; so many cells are told: LIKELY_TOLD.
 */
#ifndef RECONCILE_LIKELY_H
#define RECONCILE_LIKELY_H

#include "reconcile/check.h"
#include "reconcile/expand.h"
#include "reconcile/judge.h"

#define LIKELY_INSTANCES 200
#define LIKELY_CELLS 200
#define LIKELY_TOLD 5

/* What is known of the instances of a model, when all are judged. */
struct likely_of {
    struct ledger *ledger;
    const struct instance_list *instances;
    const struct verdict *verdicts; /* [instances->n] */
};

/* The likeliest first; each mends findings that none before it does. */
struct likely_list likely_find(struct arena *arena, const struct likely_of *of,
                               const struct scale_list *scales);

/* likely-cell, a hint at the cell.  Its place is that of the findings. */
void likely_diag(const struct model *model, const struct findings *findings,
                 const struct likely *likely, struct diag_list *diags);

#endif
