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
#ifndef TOOL_TALLIES_H
#define TOOL_TALLIES_H

#include "base/language.h"
#include "reconcile/check.h"

/* What was told of one table, of all files. */
enum tallies_kind {
    TALLIES_ERROR,
    TALLIES_WARNING,
    TALLIES_HINT,
    TALLIES_ROUNDING,
    TALLIES_EXPLAINED,
    TALLIES_N
};

struct tallies_table {
    int index;         /* of the schema; -1: of no table */
    const char *title; /* "" for that */
    int n[TALLIES_N];
};

struct tallies {
    struct tallies_table *items; /* in the order of the schema */
    int n, capacity;
};

/* What the findings are told as, and the messages before 'end', which are no
   findings'. */
void tallies_write_told(FILE *out, const struct findings *findings,
                        const struct diag_list *diags, int end);
void tallies_read_told(struct arena *arena, struct tallies *tallies,
                       struct text bytes, size_t *at);

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
