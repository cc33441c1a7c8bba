/*
 * review_index.h - the first page of a folder of reviews: a row a filing.
 *
 *     review_index_open     what stands above the rows
 *     review_index_add      a filing's
 *     review_index_close    findings by table and by rule
 *
 * Memory   None is kept: a row is written when it is known.
 * Errors   None; an error of the stream is seen by whoever closes it.
 */
#ifndef SUBMIT_REVIEW_INDEX_H
#define SUBMIT_REVIEW_INDEX_H

#include "reconcile/check.h"
#include "submit/review.h"

enum review_state {
    REVIEW_WHOLE,
    REVIEW_OPEN,
    REVIEW_UNWRITTEN, /* checked, but there is no page */
    REVIEW_UNREAD,
    REVIEW_STATES
};

struct review_row {
    struct text file, link; /* link "": there is no page */
    struct text department;
    int year; /* 0: not known */
    enum review_state state;
    int n[REVIEW_KINDS];
};

void review_index_open(const struct page *page);
void review_index_add(const struct page *page, const struct review_row *row);
/* tallies[i] of rules->items[i]; n_state how many filings there were of each. */
void review_index_close(const struct page *page, const struct rule_set *rules,
                        const struct rule_tally *tallies,
                        const int n_state[REVIEW_STATES]);

#endif
