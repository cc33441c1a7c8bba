/*
 * judge.h - whether one instance holds, by exact sums.
 *
 * A value shown with d decimals may be half a unit of the last one off; a sum
 * of n values may differ from its total by n + 1 such halves.  Points, counts
 * and numbers of a rule are exact.
 *
 * Units    As in finding.h.
 * Memory   Remarks in the arena given.
 */
#ifndef RECONCILE_JUDGE_H
#define RECONCILE_JUDGE_H

#include "reconcile/check.h"
#include "reconcile/expand.h"

enum verdict_kind {
    VERDICT_HELD,
    VERDICT_ROUNDING,
    VERDICT_MISMATCH,
    VERDICT_UNJUDGED,
    VERDICT_SHORT, /* both sides differ, unless a blank holds the rest */
    VERDICT_VOID,  /* says nothing: not even counted */
};

struct verdict {
    enum verdict_kind kind;
    enum unjudged why; /* VERDICT_UNJUDGED */
    bool proved;       /* held because a blank is proved zero */
    bool has_amounts;
    struct decimal left, right, difference, tolerance;
    enum value_kind value;
    struct finding_remark remark;
    const struct ledger_cell
        *witness;              /* a figure that should not be, or NULL */
    struct ledger_cell *total; /* VERDICT_SHORT: the blank sum of its table's
                                  figures on the other side, or NULL */
};

static inline struct verdict
judge_unjudged(enum unjudged why)
{
    return (struct verdict){ .kind = VERDICT_UNJUDGED, .why = why };
}

/* What was compared, where no amounts say it. */
LANGUAGE_FORMAT(3, 4)
void judge_remark(struct arena *arena, struct verdict *verdict,
                  const char *format, ...);

/* Marks the blanks that the instance leaves nothing for as proved; true when
   it marked one. */
bool judge_prove(const struct instance *instance);

struct verdict judge_instance(struct arena *arena, struct ledger *ledger,
                              const struct instance *instance);

#endif
