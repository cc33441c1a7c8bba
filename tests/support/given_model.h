/*
 * given_model.h - models and kept files made up from a number, the same for
 * the same number.
 *
 * Every table of the schema, several instances, amounts of all sizes (negative,
 * zero, absent), texts that are hard to carry, captions, printed names, tables
 * declared empty.  Items and measures are those of the schema, codes are made
 * up.  Print the seed of a model that fails.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_MODEL_H
#define SUPPORT_GIVEN_MODEL_H

#include "canon/kept.h"

struct given_model_options {
    uint64_t seed;
    const char *table; /* only this one; NULL: all */
    int rows;          /* codes and list members a table at most; 0: 6 */
    int digits;        /* of an amount as its sheet shows it; 0: 18 */
    bool any_text;     /* also control characters and CR, which no cell has */
    /* Is the value wanted?  NULL: all are. */
    bool (*wanted)(void *context, const struct schema_table *table,
                   struct text item, struct text measure);
    void *context;
};

struct model *given_model(struct arena *arena,
                          const struct given_model_options *options);
struct kept *given_kept(struct arena *arena, uint64_t seed);

#endif
