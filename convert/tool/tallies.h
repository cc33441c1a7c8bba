/*
 * tallies.h - what check prints on standard output: how often each rule held.
 *
 * Memory   None is taken.
 */
#ifndef TOOL_TALLIES_H
#define TOOL_TALLIES_H

#include "reconcile/check.h"

/* By rule, tallies[i] of rules->items[i]; rules that had nothing to say are
   left out.  As a table, or a JSON object a line. */
void tallies_write(FILE *out, const struct rule_set *rules,
                   const struct rule_tally *tallies, bool json);

#endif
