/*
 * spots.h - the element of a table's tree that has a name.
 *
 * Names are headings, labels of rows, their items, the first label of a line
 * and the label beside a part, compared folded.
 *
 * Memory   In the source's arena.
 * Errors   mapping-unknown-name, mapping-contested with all places.
 */
#ifndef MAPPING_SPOTS_H
#define MAPPING_SPOTS_H

#include "mapping/source.h"

/* A node that has a name: an element of a list, or a foot. */
struct spot {
    struct node *parent, *node;
    struct text around; /* folded name of the element around it, or "" */
};

/* The one element that 'name' names, inside those that the key 'in' of
   'change' names; false, and reported, when there is none or more. */
bool spots_find(struct source *source, struct node *table,
                const struct node *change, const struct node *name,
                struct spot *out);
/* What stands next to a spot that 'name' named and has no name of its own, such
   as blank rows; false, and reported, when nothing does or it has one. */
bool spots_beside(struct source *source, const struct node *name, bool after,
                  struct spot *spot);
/* The table, block or part that has the one key of that word; the table where
   none has it; NULL, and reported, when there are more, or none in what 'in'
   names. */
struct node *spots_holder(struct source *source, struct node *table,
                          const struct node *change, const struct node *key);

#endif
