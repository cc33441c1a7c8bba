/*
 * graft.h - nodes of a tree copied, put in and taken out.
 *
 * For mapping files that change others (mapping/extend.h).
 *
 * Memory   Copies in the arena; their texts are the original's.
 */
#ifndef MAPPING_GRAFT_H
#define MAPPING_GRAFT_H

#include "base/tree.h"

struct node *graft_copy(struct arena *arena, const struct node *node);
/* A node of this kind with the place of 'at'. */
struct node *graft_make(struct arena *arena, enum node_kind kind,
                        const struct node *at);
/* The node itself, with the key. */
struct node *graft_named(struct node *node, struct text key);

void graft_append(struct node *parent, struct node *node);
/* Copies of a list's elements, before or behind 'at', a child of 'parent'. */
void graft_beside(struct arena *arena, struct node *parent,
                  const struct node *at, bool after, const struct node *list);
void graft_cut(struct node *parent, const struct node *node);
void graft_swap(struct node *parent, const struct node *old, struct node *new);
/* Puts the key in, in the place of an equal one; null takes it out. */
void graft_set(struct node *map, struct node *node, bool null_stays);

#endif
