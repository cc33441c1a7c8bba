/*
 * locate_title_index.h - the titles of many tables, by what they say.
 *
 * Titles end in few ways (表, 书): most cells of a sheet are passed over by
 * their last two bytes.  A title without placeholders is found by its hash.
 *
 * Memory   In the arena; points into the mappings.
 */
#ifndef PLACE_LOCATE_TITLE_INDEX_H
#define PLACE_LOCATE_TITLE_INDEX_H

#include "place/locate_title.h"

struct title_word {
    struct text glob; /* folded; with * when it has placeholders */
    const struct table_rule *table;
    bool plain;              /* it has none */
    struct title_word *next; /* same hash */
};

struct title_index {
    struct title_word *words;
    int n;
    struct title_word **slots; /* of plain ones */
    size_t n_slots;
    uint64_t ends;  /* of all of these, a bit for how each ends */
    uint64_t globs; /* of the others */
    uint64_t stems; /* of all, without brackets behind them */
};

struct title_index locate_title_index_make(struct arena *arena,
                                           struct table_list tables);
/* The first plain title of those with the same hash that is the text, or
   NULL. */
const struct title_word *locate_title_index_plain(
    const struct title_index *index, struct text t);
/* Could the folded text be a plain title, with brackets or a unit behind it or
   none; or one with placeholders?  Most it could not. */
bool locate_title_index_may_be_plain(const struct title_index *index,
                                     struct text t);
bool locate_title_index_may_be_glob(const struct title_index *index,
                                    struct text t);
/* May a title be left of a text whose last brackets are taken off? */
bool locate_title_index_may_strip(const struct title_index *index,
                                  struct text t);

#endif
