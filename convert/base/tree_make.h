/*
 * tree_make.h - nodes and errors, as the readers of YAML and JSON make them.
 *
 * For these two alone.
 *
 * Memory   Nodes and scratch in the maker's arena.
 * Errors   Through the maker's diags, with its two codes.
 */
#ifndef BASE_TREE_MAKE_H
#define BASE_TREE_MAKE_H

#include "base/tree.h"

struct tree_make {
    struct arena *arena;
    const char *file;  /* only a name */
    struct text bytes; /* all of the file, without a byte order mark */
    struct diag_list *diags;
    enum diag_code syntax, duplicate;
    int n_nodes;
    struct node **slots; /* [n_slots] scratch of tree_make_check_keys */
    int n_slots;
};

struct node *tree_make_node(struct tree_make *make, enum node_kind kind,
                            int line, int col);
LANGUAGE_FORMAT(5, 0)
struct diag *tree_make_fail(struct tree_make *make, enum diag_code code,
                            int line, int col, const char *what);
/* Is each key in the map once?  Each that is not is reported. */
bool tree_make_check_keys(struct tree_make *make, const struct node *map);
/* The bytes are UTF-8 and within LIMIT_TREE_BYTES. */
bool tree_make_check_bytes(struct tree_make *make);

#endif
