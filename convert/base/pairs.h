/*
 * pairs.h - a hash table from a pair of texts to a number.
 *
 * Memory   In the arena; the bytes of the texts are not copied.
 */
#ifndef BASE_PAIRS_H
#define BASE_PAIRS_H

#include "base/text.h"

struct pairs;

struct pairs *pairs_new(struct arena *arena);
/* Adds number (>= 0) for the pair and returns -1, or returns the number that
   the pair has already. */
int pairs_add(struct pairs *pairs, struct text a, struct text b, int number);
int pairs_find(const struct pairs *pairs, struct text a,
               struct text b); /* -1: not there */

#endif
