/*
 * check.h - a model checked by the rules (勾稽关系).
 *
 * A rule speaks of many places: "each row of 收入决算表" is one instance a row.
 * Each instance is held, within rounding, mismatched or not judged; only the
 * second and third make a finding, the others are counted.
 *
 * A blank is unknown, not zero.  An instance that meets one is not judged,
 * unless what is known decides it whatever the blank is, or another instance
 * proves the blank zero (a total that its known parts already reach leaves
 * nothing for the others; amounts are taken to be not below zero unless the
 * rule's own are).  Where its sides differ even so, some figure is missing:
 * that is a finding, too, at most a doubt.
 *
 * Memory   In the arena given; findings point into the model and the rules.
 */
#ifndef RECONCILE_CHECK_H
#define RECONCILE_CHECK_H

#include "reconcile/finding.h"
#include "reconcile/scale.h"

/* Why an instance was not judged. */
enum unjudged {
    UNJUDGED_TABLE, /* a table is not in the file */
    UNJUDGED_BLANK, /* a value is blank */
    UNJUDGED_TEXT,  /* a text is not a number that can be compared */
    UNJUDGED_BASE,  /* a ratio to nothing */
    UNJUDGED_RANGE, /* a result of more than 18 digits */
    UNJUDGED_SCOPE, /* last year's figures are of another scope */
    UNJUDGED_N
};

struct rule_tally {
    int held, rounding, mismatched;
    int proved; /* of those held: with a blank proved zero */
    int unjudged[UNJUDGED_N];
    const char *example; /* where the first was not judged, or NULL */
};

/* A cell whose change alone would mend findings (likely.h). */
struct likely {
    const struct model_table *table;
    struct text item, measure;
    const struct fact *fact; /* NULL: it is blank */
    struct decimal value;    /* that would mend them */
    int n_mended;
    bool doubtful;     /* others are as likely */
    struct text rules; /* that would hold: "income-across, code-tree" */
};

struct likely_list {
    struct likely *items;
    int n, capacity;
};

struct findings {
    struct finding *items; /* by rule, in the order of the rules and tables */
    int n, capacity;
    struct scale_list scales;   /* tables in another unit than they say: what
                                   they do not agree with is not a finding */
    struct likely_list likely;  /* what may have caused them */
    struct rule_tally *tallies; /* [rules->n] */
};

/* What a model is held against. */
struct check_wish {
    const struct rule_set *rules;
    const bool *wanted; /* [rules->n]; NULL: all */
    struct model *last; /* the same office's filing of the year before; NULL:
                           rules that ask for it have no instance */
    bool likely; /* which cells may have caused the findings is asked, too */
};

/*
 * Adds what 'model' does against the rules to 'out', which is zeroed before the
 * first model; its tallies are made then.  True when nothing was mismatched at
 * level error.
 */
bool check_model(struct arena *arena, const struct check_wish *wish,
                 const struct model *model, struct findings *out);

const char *check_unjudged_word(enum unjudged reason); /* to be said */

#endif
