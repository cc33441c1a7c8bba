/*
 * review.h - a filing that was checked, as one page for a reviewer.
 *
 * What was read, what is missing, what was found by table with both sides and
 * their cells, open and explained apart, what was not judged and why, and the
 * pictures of mappings/rules.  The page needs nothing beside it: no script, no
 * network, no font; printed it is A4.  Words are in the language of the page,
 * those of sheets and forms as they stand there.
 *
 * Memory   In the arena of the messages.
 * Errors   None; an error of the stream is seen by whoever closes it.
 */
#ifndef SUBMIT_REVIEW_H
#define SUBMIT_REVIEW_H

#include "reconcile/check.h"
#include "submit/page.h"

/* Of the kinds that the table of check has: errors, warnings, hints, rounding,
   explained. */
#define REVIEW_KINDS 5

/* What a message is about. */
struct review_about {
    int table;                     /* index of the schema; -1: of none */
    const struct finding *finding; /* or NULL */
};

struct review {
    const struct mapping_set *set;
    const struct template_rule *template; /* or NULL */
    bool chosen;                          /* the person named it */
    bool is_workbook;                     /* else a model */
    const struct model *model, *last;     /* 'last' may be NULL */
    const char *const *files; /* [n_files] the first is the filing's */
    int n_files;
    const struct rule_set *rules; /* with the pictures */
    const struct findings *findings;
    const struct diag_list *said;
    const struct review_about *about; /* [said->n] */
    int n[REVIEW_KINDS];              /* also of those not kept */
};

/* The style sheet of these pages. */
extern const char review_style[];

void review_write(FILE *out, const struct review *review);

#endif
