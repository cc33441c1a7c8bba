/*
 * tallies.h - what check prints on standard output: what was found by table,
 * or how often each rule held.
 *
 *     表                  错误  警告  提示  尾差  已说明
 *     收入决算表             2     0     1     0       0
 *
 * A worker writes what it told (tallies_write_told), the others read it.
 *
 * Memory   In the arena given.
 */
#ifndef SUBMIT_TALLIES_H
#define SUBMIT_TALLIES_H

#include "base/language.h"
#include "submit/review.h"

/* What was told of one table, of all files. */
enum tallies_kind {
    TALLIES_ERROR,
    TALLIES_WARNING,
    TALLIES_HINT,
    TALLIES_ROUNDING,
    TALLIES_EXPLAINED,
    TALLIES_N
};

struct tallies {
    const struct vocabulary *words;
    int (*n)[TALLIES_N]; /* [words->n_tables + 1] by index of the schema; the
                            last is of no table */
};

struct tallies tallies_new(struct arena *arena, const struct vocabulary *words);
/* What the findings are told as, and the messages that are no findings':
   about[i] is what diags->items[i] is about.  Those that were not kept are of
   no table; likely cells are not counted. */
void tallies_count(struct tallies *tallies, const struct findings *findings,
                   const struct diag_list *diags,
                   const struct review_about *about);
void tallies_sum(const struct tallies *tallies, int n[TALLIES_N]);
void tallies_write_told(FILE *out, const struct tallies *tallies);
/* Adds what was written to the sums, of this file also to 'n'; takes it off
   'bytes'. */
void tallies_read_told(struct tallies *tallies, struct text *bytes,
                       int n[TALLIES_N]);

/* By table, and how many rules held. */
void tallies_write_tables(FILE *out, enum language language,
                          const struct tallies *tallies,
                          const struct rule_set *rules,
                          const struct rule_tally *of_rules);

void tallies_add(struct rule_tally *sum, const struct rule_tally *tally);
/* By rule, tallies[i] of rules->items[i]; rules that had nothing to say are
   left out.  As a table, or a JSON object a line. */
void tallies_write(FILE *out, enum language language,
                   const struct rule_set *rules,
                   const struct rule_tally *tallies, bool json);

#endif
