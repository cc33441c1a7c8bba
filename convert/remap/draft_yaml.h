/*
 * draft_yaml.h - YAML as a mapping file is written: short maps and lists in one
 * line, long ones in many, remarks above what they are about.
 *
 *     rows:
 *       - {item: total, label: 合计, sum: true}
 *       # own word: 会议费
 *       - {item: 会议费, label: 会议费}
 *
 * What it writes tree_read_yaml() reads.
 *
 * Memory   In the arena given; texts are not copied.
 */
#ifndef REMAP_DRAFT_YAML_H
#define REMAP_DRAFT_YAML_H

#include "base/bytes.h"
#include "base/tree.h"

struct draft_node {
    enum node_kind kind;
    struct text key;    /* in a map; may be "" */
    struct text text;   /* NODE_SCALAR */
    bool bare;          /* written as it is: true, ~, a number */
    struct text remark; /* "" for none; one line each */
    struct draft_node *child, *last, *next;
};

struct draft_node *draft_yaml_new(struct arena *arena, enum node_kind kind);
/* Adds to a list, or to a map under a key; returns what was added. */
struct draft_node *draft_yaml_add(struct draft_node *parent, const char *key,
                                  struct draft_node *node);
struct draft_node *draft_yaml_text(struct arena *arena,
                                   struct draft_node *parent, const char *key,
                                   struct text text);
struct draft_node *draft_yaml_bare(struct arena *arena,
                                   struct draft_node *parent, const char *key,
                                   const char *text);
struct draft_node *draft_yaml_number(struct arena *arena,
                                     struct draft_node *parent, const char *key,
                                     int number);
/* A list or map of its own under the key. */
struct draft_node *draft_yaml_open(struct arena *arena,
                                   struct draft_node *parent, const char *key,
                                   enum node_kind kind);
/* To stand elsewhere; what is in it is shared. */
struct draft_node *draft_yaml_copy(struct arena *arena,
                                   const struct draft_node *node);
bool draft_yaml_equal(const struct draft_node *a, const struct draft_node *b);
/* Or NULL. */
struct draft_node *draft_yaml_find(const struct draft_node *map,
                                   const char *key);

/* A map as a file. */
void draft_yaml_write(struct bytes *out, const struct draft_node *map);

#endif
