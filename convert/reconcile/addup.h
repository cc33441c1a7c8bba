/*
 * addup.h - rounded parts that no longer add up to the rounded total.
 *
 *     582.3649 = 300.1824 + 282.1825        582.36 and 300.18 + 282.18: 0.00
 *     1.005 = 0.503 + 0.502                 1.01 and 0.50 + 0.50: -0.01
 *
 * A sum counts that the rules make certain (derive.h), where it was right
 * before; of a total with two kinds of parts both are looked at.
 *
 * Units    Those of the total's cell.
 * Memory   In the arena given.
 */
#ifndef RECONCILE_ADDUP_H
#define RECONCILE_ADDUP_H

#include "port/rounding.h"
#include "reconcile/derive.h"

struct addup {
    struct derived derived;
    struct decimal parts, written, tail; /* parts - written */
};

struct addup_list {
    struct addup *items;
    int n, capacity;
};

/* 'book' is rounded, 'tails' are what that cut off. */
struct addup_list addup_find(struct arena *arena, const struct book *book,
                             const struct located *located,
                             const struct rule_set *rules, int year,
                             const struct tails *tails);

#endif
