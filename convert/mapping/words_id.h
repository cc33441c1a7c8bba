/*
 * words_id.h - the ids and names that vocabularies declare.
 *
 * Memory   In the source's arena; ids are in the nodes.
 * Errors   mapping-wrong-value, -missing-key, -twice.
 * Limits   SCHEMA_ID_BYTES, SCHEMA_ITEM_BYTES.
 */
#ifndef MAPPING_WORDS_ID_H
#define MAPPING_WORDS_ID_H

#include "mapping/source.h"

/* What a node declares: a text is both. */
struct words_id {
    struct text id;
    const char *label;
    struct place at;
};

/* {KEY: id, name: label}; either is enough. */
bool words_id_read(struct source *source, const struct node *node,
                   const char *key, struct words_id *out);
/* What is in {} at the end of an item is none of its id. */
bool words_id_check(struct source *source, const struct words_id *word,
                    const char *key);
/* Complains that 'other' declares it otherwise. */
void words_id_twice(struct source *source, struct place at, const char *what,
                    struct text id, struct place other);

/* NULL for "". */
const char *words_id_zero(struct source *source, struct text t);
/* NULL is "". */
bool words_id_alike(const char *a, const char *b);

#endif
