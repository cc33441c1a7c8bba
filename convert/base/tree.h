/*
 * tree.h - a YAML or JSON text as a tree of nodes that know their places.
 *
 * Scalars keep their text exactly as written (numbers too).  Duplicate keys,
 * tabs in YAML indentation, aliases to nothing and anything after the first
 * document are errors with line and column.
 *
 * Aliases and merges ('<<') of YAML are replaced by copies of what they name;
 * a copy's place is that of the original.
 *
 * Memory   Nodes in the arena; texts there too, but JSON strings without an
 *          escape and JSON numbers point into the bytes read.
 * Errors   yaml-syntax, yaml-duplicate, mapping-character (tabs, line breaks
 *          beyond ASCII, full-width punctuation that broke the syntax),
 *          json-syntax, file-too-large, limit-reached through diags; NULL
 *          then.
 * Limits   LIMIT_TREE_BYTES, LIMIT_TREE_NODES, LIMIT_TREE_DEPTH,
 *          LIMIT_TREE_ALIASED.
 */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include "base/diag.h"
#include "base/text.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool quoted;      /* scalar in quotes: text, never null or a number */
    int line, col;    /* from 1 */
    struct text text; /* scalar */
    struct text key;  /* this node's key, where its parent is a map */
    int key_line, key_col;
    struct node *child; /* list, map: first, in the order written */
    struct node *next;  /* sibling */
    int n;              /* children */
    const char *file;   /* the name given to tree_read */
};

/* 'file' is only a name, kept in the nodes. */
struct node *tree_read_yaml(struct arena *arena, const char *file,
                            struct text bytes, struct diag_list *diags);
struct node *tree_read_json(struct arena *arena, const char *file,
                            struct text bytes, struct diag_list *diags);

struct node *tree_find(const struct node *map, struct text key); /* or NULL */
bool tree_is_null(const struct node *node); /* unquoted empty, ~ or null */
struct place tree_place(const struct node *node);
struct place tree_key_place(const struct node *node);

#endif
