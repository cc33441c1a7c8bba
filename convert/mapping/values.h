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
    struct source_said item;     /* "indicator.{n}", "{code}", "" */
    struct source_said measure;  /* for all its values, or "" */
    const struct node *measures; /* {column's: row's}, or NULL */
};

/* Fills row->values, one a leaf of the block. */
void values_of(struct source *source, const struct values_row *says,
               const struct block_rule *block, struct row_rule *row);
/* Is there such a value?  Reported otherwise. */
bool values_check(struct source *source, struct source_said item,
                  struct source_said measure, enum value_kind *kind);

#endif
