/*
 * source.h - a mapping file's nodes, read with complaints that help.
 *
 * Every reader of the mapping language takes its keys and values through
 * here, so that a wrong key is named with the nearest right one, and a
 * full-width character where YAML wants an ASCII one is named as such.
 *
 * Memory   Texts point into the nodes.
 * Errors   mapping-unknown-key, -missing-key, -wrong-kind, -wrong-value,
 *          -character through source->diags; 'failed' is set.  Readers go on
 *          after a complaint, with nothing in its place.
 */
#ifndef MAPPING_SOURCE_H
#define MAPPING_SOURCE_H

#include "base/tree.h"
#include "mapping/mapping.h"

/* What the readers of one file share. */
struct source {
    struct arena *arena;
    struct diag_list *diags;
    const struct vocabulary *vocabulary;
    const struct schema_table *schema;
    /* What the template says for all of its tables; NULL: nothing. */
    const struct code_list *functional, *economic;
    const struct node *caption;
    bool uses_codes; /* a list's codes were written out */
    bool uses_caption;
    bool failed;
    struct place *quiet; /* complained of already */
    int n_quiet, quiet_capacity;
    struct source_words *words;
    int n_words, words_capacity;
};

/* A coordinate of a value, an item or a measure, and where the file says it. */
struct source_said {
    struct text word;
    struct place at;
};

/* Where a column's coordinates are said: in it, or in a heading above. */
struct source_words {
    struct place column, item, measure;
};

enum source_keys {
#define KEYS(kind, name, what, keys) SOURCE_##kind,
#include "mapping/keys.def"
#undef KEYS
    SOURCE_N_KEYS
};

/* "table", and its keys with blanks between. */
const char *source_keys_name(enum source_keys kind);
const char *source_keys_list(enum source_keys kind);

/* One complaint a place, code and text: the rest of a kind stays quiet. */
LANGUAGE_FORMAT(4, 5)
struct diag *source_fail(struct source *source, enum diag_code code,
                         struct place at, const char *format, ...);

/* Later complaints of this place say nothing new. */
void source_hush(struct source *source, struct place at);

/* A map with these keys only; false (and reported) when it is no map. */
bool source_map(struct source *source, const struct node *node,
                enum source_keys kind);
/* The same for keys that are not in keys.def, with blanks between. */
LANGUAGE_FORMAT(3, 0)
bool source_map_of(struct source *source, const struct node *node,
                   const char *what, const char *keys);
/* The node is no map, text or list, but should be: reports it. */
LANGUAGE_FORMAT(3, 0)
void source_kind(struct source *source, const struct node *node,
                 const char *what, const char *wanted);
/* Full-width punctuation in an unquoted text, where it does harm: reports it. */
bool source_character(struct source *source, const struct node *node);
bool source_character_key(struct source *source, const struct node *node);

/* A scalar's text; TEXT_NONE (and reported) when it is a list or map. */
LANGUAGE_FORMAT(3, 0)
struct text source_text(struct source *source, const struct node *node,
                        const char *what);
/* The same of a key, TEXT_NONE when the key is not there. */
struct text source_text_at(struct source *source, const struct node *map,
                           const char *key);
/* The key's node, or NULL (and reported). */
LANGUAGE_FORMAT(4, 0)
const struct node *source_need(struct source *source, const struct node *map,
                               const char *key, const char *what);
/* The key's node, or NULL. */
const struct node *source_find(const struct node *map, const char *key);
bool source_flag(struct source *source, const struct node *map,
                 const char *key);
/* A whole number of [least, most]; 'otherwise' when the key is not there. */
int source_number(struct source *source, const struct node *map,
                  const char *key, int least, int most, int otherwise);
LANGUAGE_FORMAT(3, 0)
int source_number_of(struct source *source, const struct node *node,
                     const char *what, int least, int most, int otherwise);

/* Its key 'years', which must be there: a year, or the first and the last. */
void source_years(struct source *source, const struct node *map,
                  const char *what, int *first, int *last);

/* The elements of a list, or the node alone when it is none; n of them. */
const struct node **source_each(struct source *source, const struct node *node,
                                int *n);

void source_remember(struct source *source, const struct source_words *words);
/* Never NULL: of an unknown column, the column itself. */
const struct source_words *source_recall(struct source *source,
                                         struct place column);

#endif
