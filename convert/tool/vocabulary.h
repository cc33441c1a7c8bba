/*
 * vocabulary.h - the words of the model as `juesuan mappings words` prints them.
 *
 * Memory   What is made on the way is in the arena.
 */
#ifndef TOOL_VOCABULARY_H
#define TOOL_VOCABULARY_H

#include <stdio.h>

#include "mapping/mapping.h"

/* A line a table, with the templates that have it: 'all', or '-' for none. */
void vocabulary_write(FILE *out, enum language language, struct arena *arena,
                      const struct mapping_set *set);
/* A line a measure and item of the table, with those of the templates which
   have the table that use it. */
void vocabulary_write_table(FILE *out, enum language language,
                            struct arena *arena, const struct mapping_set *set,
                            const struct schema_table *table);

#endif
