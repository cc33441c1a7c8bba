/*
 * generate.h - rows and columns that a code list writes out.
 *
 *     {each: functional.class, item: "expenditure.{code}",
 *      label: "{ordinal}、{name}"}
 *
 * functional.class are the codes of 3 digits, .section of 5, .item of 7;
 * economic.class of 3, .item of 5, in the order of the list.  'under' takes
 * only codes that start so, 'only' these, 'without' all but these; 'named'
 * gives another name.
 *
 * Memory   In the source's arena.
 * Errors   mapping-unknown-name, mapping-wrong-value, mapping-missing-key.
 */
#ifndef MAPPING_GENERATE_H
#define MAPPING_GENERATE_H

#include "mapping/source.h"

struct generated {
    struct text code, name;
    int index; /* from 1 */
};

/* The codes of a map with 'each'; 'outer' as in a generator around it. */
struct generated *generate_codes(struct source *source, const struct node *map,
                                 const struct generated *outer, int *n);
/* {code} {name} {ordinal} {index} put in. */
struct text generate_text(struct source *source, const struct node *node,
                          const char *what, const struct generated *code);
/* A list of codes, or one: digits only. */
struct text *generate_read_codes(struct source *source, const struct node *node,
                                 const char *what, int *n);

#endif
