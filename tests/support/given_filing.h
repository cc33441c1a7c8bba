/*
 * given_filing.h - filings whose figures agree, the same for the same number.
 *
 * Leaf values are made up; all others follow from them: every sum, both
 * summaries, the detail tables, the self-evaluation sheets.  Money comes from
 * three budgets and from elsewhere, is carried over at both ends of the year
 * and spent under several codes; every third number has neither fund nor state
 * capital money, and a form that breaks the rules of funds.
 *
 * Only values that the template has a cell for are in the model; without a
 * template (NULL) all that the tables of the final account can hold, and no
 * self-evaluation.
 *
 * Units    Amounts are multiples of 0.01 万元, and shown so.
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_FILING_H
#define SUPPORT_GIVEN_FILING_H

#include "canon/model.h"
#include "mapping/mapping.h"

struct model *given_filing(struct arena *arena,
                           const struct template_rule *template, uint64_t seed);

/* As a sheet that prints nothing for zero. */
void given_filing_blanks(struct model *model);

/* The year before, held against which the filing that this one is of gives no
   finding: its balances are handed over.  It need not add up itself. */
void given_filing_before(struct model *model);

/* Gives each economic class of a detail table an item, where the template may
   lack the columns and the filing does: 30101 of 301. */
void given_filing_items(struct arena *arena, struct model *model);

#endif
