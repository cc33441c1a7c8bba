/*
 * yaml.h - the YAML reader behind tree_read_yaml(); libyaml stays inside.
 *
 * Memory   Nodes and their texts in the maker's arena; libyaml's own memory is
 *          freed before yaml_read() returns.
 * Errors   yaml-syntax, yaml-duplicate, mapping-character, limit-reached;
 *          NULL then.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/tree_make.h"

/* The bytes were checked. */
struct node *yaml_read(struct tree_make *make);

#endif
