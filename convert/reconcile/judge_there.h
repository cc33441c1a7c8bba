/*
 * judge_there.h - instances that ask for figures, not for what they come to.
 *
 * For judge.c.
 *
 * Memory   Remarks in the arena given.
 */
#ifndef RECONCILE_JUDGE_THERE_H
#define RECONCILE_JUDGE_THERE_H

#include "reconcile/judge.h"

/* The other table has figures where a value is not zero, ... */
struct verdict judge_there_needs(struct arena *arena, struct ledger *ledger,
                                 const struct instance *instance);
/* ... and none where all are. */
struct verdict judge_there_empty(struct arena *arena, struct ledger *ledger,
                                 const struct instance *instance);
/* Both sides have one that is not zero, or neither has. */
struct verdict judge_there_both(struct arena *arena,
                                const struct instance *instance);

#endif
