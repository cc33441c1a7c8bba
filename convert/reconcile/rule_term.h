/*
 * rule_term.h - what a rule file says of figures: TABLE/ITEM/MEASURE, and sums.
 *
 * For rule_read.c, which reads the rest of a rule.
 *
 * Memory   In the reader's arena.
 * Errors   mapping-*, at the node; reader->source.failed is set.
 */
#ifndef RECONCILE_RULE_TERM_H
#define RECONCILE_RULE_TERM_H

#include "mapping/source.h"
#include "reconcile/rule.h"

/* A rule file while it is read. */
struct rule_reader {
    struct arena *arena;
    struct source source;
    struct rule_set *set;
    struct rule *rule;
    struct rule_body *body;           /* the one being read */
    const struct schema_table *table; /* that references leave out; or NULL */
    const struct node *only, *by, *where; /* of the rule; or NULL */
    bool lost; /* what 'each' says was not understood: its words are not asked
                  for what it binds */
};

/* The index of a word in a list of words with blanks between; -1, and
   reported. */
int rule_term_choose(struct rule_reader *r, const struct node *node,
                     const char *what, const char *list);
/* Reports "there is no WHAT 'WORD'", with the nearest word as a hint; NULL
   where another mistake was reported instead. */
struct diag *rule_term_unknown(struct rule_reader *r, const struct node *node,
                               const char *what, struct text word,
                               struct text near);
/* NULL, and reported, where there is none. */
const struct schema_table *rule_term_table(struct rule_reader *r,
                                           const struct node *node,
                                           struct text word);
/* Has some item of the table this measure? */
bool rule_term_has_measure(const struct schema_table *table,
                           struct text measure);

/* Before the table of a value that is of last year's filing. */
#define RULE_TERM_LAST "last."

/* TABLE/ITEM/MEASURE, without what the rule says for all of them; false, and
   reported, where it is not that. */
bool rule_term_reference(struct rule_reader *r, const struct node *node,
                         struct text t, struct rule_term *term);
/* A term or a list of them into a side of r->body. */
void rule_term_side(struct rule_reader *r, const struct node *node, int index);

#endif
