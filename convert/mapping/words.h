/*
 * words.h - the vocabulary of a mapping folder, from its YAML.
 *
 *     mappings/vocabulary/final_accounts.yaml    words that templates share
 *     mappings/hubei-2022/vocabulary.yaml        a template's own
 *
 * All files are of one language (mappings/README.md) and make one vocabulary,
 * in their order: what a later one says of a table that is known is added to
 * it.  What two files declare they must declare alike.
 *
 * Memory   In the source's arena; texts are in the nodes.
 * Errors   mapping-*, yaml-*; source->failed is set.
 * Limits   SCHEMA_TABLES, SCHEMA_ID_BYTES, SCHEMA_ITEM_BYTES.
 */
#ifndef MAPPING_WORDS_H
#define MAPPING_WORDS_H

#include "mapping/source.h"

/* What they add to 'base', which may be NULL. */
const struct vocabulary *words_read(struct source *source,
                                    const struct vocabulary *base,
                                    const struct node *const *files, int n);

#endif
