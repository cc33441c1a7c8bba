/*
 * values.h - a value's coordinates: what its row and its column say.
 *
 * Memory   In the source's arena.
 * Errors   mapping-no-coordinate, mapping-unknown-name, mapping-wrong-value.
 */
#ifndef MAPPING_VALUES_H
#define MAPPING_VALUES_H

#include "mapping/source.h"

/* What a row's map says beside its row_rule. */
struct values_row {
    struct text item;                 /* "indicator.{n}", "{code}", "" */
    struct text measure;              /* for all its values, or "" */
    const struct node *measures;      /* {column's: row's}, or NULL */
    struct place item_at, measure_at; /* where it says so */
};

/* Fills row->values, one a leaf of the block. */
void values_of(struct source *source, const struct values_row *says,
               const struct block_rule *block, struct row_rule *row);
/* Is there such a value?  Says what is wrong with it otherwise. */
bool values_check(struct source *source, struct text item, struct text measure,
                  struct place item_at, struct place measure_at,
                  enum value_kind *kind);

#endif
