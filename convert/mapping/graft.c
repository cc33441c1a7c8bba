/* graft.c - nodes of a tree copied, put in and taken out. */
#include "mapping/graft.h"

#include <assert.h>

struct node *
graft_copy(struct arena *arena, const struct node *node)
{
    struct node *out = ARENA_NEW(arena, struct node), **end = &out->child;

    *out = *node;
    out->child = NULL;
    out->next = NULL;
    for (const struct node *at = node->child; at; at = at->next) {
        *end = graft_copy(arena, at);
        end = &(*end)->next;
    }
    return out;
}

void
graft_cut(struct node *parent, const struct node *node)
{
    struct node **at = &parent->child;

    for (; *at != node; at = &(*at)->next)
        assert(*at != NULL);
    *at = node->next;
    parent->n--;
}

void
graft_swap(struct node *parent, const struct node *old, struct node *new)
{
    struct node **at = &parent->child;

    while (*at != old)
        at = &(*at)->next;
    new->next = old->next;
    *at = new;
}

void
graft_append(struct node *parent, struct node *node)
{
    struct node **at = &parent->child;

    while (*at)
        at = &(*at)->next;
    node->next = NULL;
    *at = node;
    parent->n++;
}

void
graft_set(struct node *map, struct node *node, bool null_stays)
{
    const struct node *old = tree_find(map, node->key);

    if (tree_is_null(node) && !null_stays) {
        if (old)
            graft_cut(map, old);
    } else if (old) {
        graft_swap(map, old, node);
    } else {
        graft_append(map, node);
    }
}

struct node *
graft_make(struct arena *arena, enum node_kind kind, const struct node *at)
{
    struct node *node = ARENA_NEW(arena, struct node);

    node->kind = kind;
    node->line = at->line;
    node->col = at->col;
    node->key_line = at->line;
    node->key_col = at->col;
    node->file = at->file;
    return node;
}

struct node *
graft_named(struct node *node, struct text key)
{
    node->key = key;
    return node;
}

void
graft_beside(struct arena *arena, struct node *parent, const struct node *at,
             bool after, const struct node *list)
{
    struct node **link = &parent->child;

    while (*link != at)
        link = &(*link)->next;
    if (after)
        link = &(*link)->next;
    for (const struct node *new = list->child; new; new = new->next) {
        struct node *added = graft_copy(arena, new);

        added->next = *link;
        *link = added;
        link = &added->next;
        parent->n++;
    }
}
