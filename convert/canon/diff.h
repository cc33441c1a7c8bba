/*
 * diff.h - two filings compared fact by fact, whatever templates they were in.
 *
 * Facts are the same when table, instance, item and measure are; they differ
 * when value or text do (decimals, roles and cells are no difference).
 *
 * Memory   In the arena; points into both models.
 */
#ifndef CANON_DIFF_H
#define CANON_DIFF_H

#include "canon/model.h"

enum diff_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED };

struct difference {
    enum diff_kind kind;
    const struct model_table *old_table, *new_table; /* NULL: not there */
    const struct fact *old_fact, *new_fact;          /* NULL: not there */
};

/* In schema order of table, then instance, item, measure. */
struct difference *diff_models(struct arena *arena, const struct model *old,
                               const struct model *new, int *n);
const char *diff_word(enum diff_kind kind); /* added removed changed */

#endif
