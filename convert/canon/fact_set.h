/*
 * fact_set.h - some facts of a model: those lost, or those written.
 *
 * Memory   In the arena; points at the model, which gets no facts meanwhile.
 * Errors   None.
 */
#ifndef CANON_FACT_SET_H
#define CANON_FACT_SET_H

#include "canon/model.h"

struct fact_set {
    const struct model *model;
    bool **has; /* [model tables][facts] */
};

/* All of them, or none. */
struct fact_set fact_set_new(struct arena *arena, const struct model *model,
                             bool all);
/* All facts of one table in or out. */
void fact_set_table(struct fact_set *set, int table, bool in);
int fact_set_count(const struct fact_set *set);
int fact_set_count_table(const struct fact_set *set, int table);
/* A model of them alone, in the tables that have such ones. */
struct model *fact_set_pick(struct arena *arena, const struct fact_set *set);

#endif
