/*
 * judged.h - a filing held against the rules, and all that is said of it.
 *
 * What `check` says: which tables are missing, codes, units, findings with
 * their reasons, likely cells; and what each message is about.
 *
 * Memory   In the arena; points into the filing.
 * Errors   As diagnostics; none ends the work.
 */
#ifndef SUBMIT_JUDGED_H
#define SUBMIT_JUDGED_H

#include "reconcile/check.h"
#include "store/filing.h"
#include "submit/reasons.h"
#include "submit/review.h"

struct judging {
    const struct rule_set *rules;
    const bool *wanted;      /* [rules->n]; NULL: all */
    bool some;               /* some rules alone are asked for */
    struct model *last;      /* last year's, or NULL */
    struct reasons *reasons; /* or NULL */
    struct text name;        /* the filing's in the file of reasons */
    int n_read;              /* messages that reading it gave, which no reason
                                is for */
};

struct judged {
    struct findings findings;
    int n_tables;             /* of the filing, as it was read */
    int n_told;               /* messages before its findings */
    struct diag *const *told; /* [findings.n] the message of each */
};

/* The template of a model is looked up. */
struct judged judged_filing(struct arena *arena, struct filing *filing,
                            const struct judging *how,
                            const struct mapping_set *set,
                            struct diag_list *diags);

/* What each message is about, when all is said: [diags->n]. */
const struct review_about *judged_about(struct arena *arena,
                                        const struct filing *filing,
                                        const struct judged *judged,
                                        const struct diag_list *diags);

#endif
