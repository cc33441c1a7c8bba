/*
 * review_told.h - what was said of a filing, in its page.
 *
 * For review.c.
 *
 * Memory   In the arena of the page.
 * Errors   None.
 */
#ifndef SUBMIT_REVIEW_TOLD_H
#define SUBMIT_REVIEW_TOLD_H

#include "submit/review.h"

/* How many there are of each kind. */
void review_told_counts(const struct page *page, const struct review *review);
/* Likely causes, what is open by table, what is explained. */
void review_told_write(const struct page *page, const struct review *review);

#endif
