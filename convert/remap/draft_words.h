/*
 * draft_words.h - what headings and labels mean in the mappings that are there.
 *
 *     words = draft_words_of(arena, set);
 *     word = draft_words_find(words, &(struct draft_ask){ .text = 公务接待费 });
 *
 * All tables of all templates are the dictionary, and the vocabulary's names; words of the table asked for
 * come first, then those of other tables of the same kind, then any that mean
 * something that this kind of table has.
 *
 * Memory   In the arena; points into the mappings.
 */
#ifndef REMAP_DRAFT_WORDS_H
#define REMAP_DRAFT_WORDS_H

#include "base/pairs.h"
#include "mapping/mapping.h"

enum draft_role { DRAFT_HEADING, DRAFT_ROW, DRAFT_FIELD, DRAFT_BESIDE };

struct draft_word {
    enum draft_role role;
    const struct table_rule *table; /* NULL: the vocabulary's */
    const struct schema_table *schema;
    const struct wording *words;
    struct wording *named;     /* the same, of the vocabulary; else NULL */
    struct text above;         /* key of the heading above, the label beside,
                                  or the sum that a row is below; "" */
    struct text item, measure; /* what it says itself, not what is above */
    const struct column_rule *column; /* DRAFT_HEADING */
    const struct block_rule *block;   /* DRAFT_HEADING, DRAFT_ROW */
    const struct row_rule *row;       /* DRAFT_ROW */
    const struct line_cell *field;    /* DRAFT_FIELD: behind the label */
    int at;                           /* DRAFT_FIELD: which label of its line */
};

struct draft_words {
    struct arena *arena;
    struct draft_word *items;
    int n, capacity;
    const struct table_rule **tables; /* each once */
    int n_tables, tables_capacity;
    const struct vocabulary *vocabulary;
    const struct code_list *functional, *economic; /* of the latest years */
};

struct draft_ask {
    enum draft_role role;
    const struct table_rule *base;     /* the table it is most like, or NULL */
    const struct schema_table *schema; /* or NULL: of a kind of its own */
    struct text text, above;           /* folded */
    const struct block_rule *block; /* that its block is most like; or NULL */
    int at;                         /* of a field: which of its line */
    const struct pairs *taken;      /* items that other rows have; or NULL */
};

const struct draft_words *draft_words_of(struct arena *arena,
                                         const struct mapping_set *set);
/* The best, or NULL. */
const struct draft_word *draft_words_find(const struct draft_words *words,
                                          const struct draft_ask *ask);
/* The code of that length with such a name, below another ("": any);
   TEXT_NONE: there is none. */
struct text draft_words_code(const struct code_list *list, struct text folded,
                             struct text under, size_t digits);
/* Its key: folded, without ordinal and trailing brackets. */
struct text draft_words_key(struct text folded);
/* A heading of any table with these words and this measure, or NULL. */
const struct column_rule *draft_words_column(const struct draft_words *words,
                                             struct text folded,
                                             struct text measure);
/* Does any table have it in that role? */
bool draft_words_known(const struct draft_words *words, enum draft_role role,
                       struct text folded);
/* The word nearest to one that is in no mapping, 公务接待费 (reception), for a
   remark; "" where none is near. */
struct text draft_words_near(const struct draft_words *words,
                             const struct schema_table *schema,
                             struct text folded);

#endif
