/*
 * named.h - words of a mapping that are written by their Chinese names.
 *
 * What is an id of the table stays; what is the name of one word of it (as
 * titles are compared: text_fold) becomes that word's id; all else stays, for
 * whoever checks it.  In a pattern the name stands before what is in {}:
 * "绩效指标.{n}" is "indicator.{n}".
 *
 * Memory   In the source's arena, or in the vocabulary.
 * Errors   mapping-wrong-value where a name is of several words, with their
 *          ids; the text as it was then.
 */
#ifndef MAPPING_NAMED_H
#define MAPPING_NAMED_H

#include "mapping/source.h"

/* NULL where there is no such table. */
const struct schema_table *named_table(struct source *source,
                                       struct source_said said);
/* 'table' may be NULL: nothing is known then. */
struct text named_item(struct source *source, const struct schema_table *table,
                       struct source_said said);
struct text named_measure(struct source *source,
                          const struct schema_table *table,
                          struct source_said said);

#endif
