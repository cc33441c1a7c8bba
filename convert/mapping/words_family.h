/*
 * words_family.h - measures, and the families of them that tables share.
 *
 *     families:
 *       budget: [budget, {measure: adjusted, name: 调整预算数}]
 *
 * Memory   In the source's arena.
 * Errors   mapping-*, through the source.
 */
#ifndef MAPPING_WORDS_FAMILY_H
#define MAPPING_WORDS_FAMILY_H

#include "mapping/words_id.h"

struct words_family_list {
    struct schema_section *items;
    int n, capacity;
};

/* Adds those of a file: of 'families', and lists that stand in a table and are
   called as it is. */
void words_family_read(struct source *source,
                       struct words_family_list *families,
                       const struct node *file);
const struct schema_section *words_family_find(
    const struct words_family_list *families, struct text id);
/* Adds a list of measures to the section; 'capacity' is theirs. */
void words_family_measures(struct source *source,
                           struct schema_section *section, int *capacity,
                           const struct node *list);

#endif
