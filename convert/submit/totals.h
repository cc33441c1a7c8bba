/*
 * totals.h - the formulas of a blank.
 *
 *     A       B         C                      D
 *  6  合计              (1)                    (1)
 *  7                                                  a row that is not drawn
 *  8                    =IF(COUNT(D8:E8)=0,"",SUM(D8:E8))
 *
 * Sums that the rules make certain (derive.h); a sum of cells that are all
 * blank is blank.  Which codes will stand in rows by code nobody knows, so a
 * total over them (1) looks at the codes:
 *
 *     IF(COUNT(C7:C38)=0,"",SUMPRODUCT(<uppermost codes of A7:A38>,C7:C38))
 *
 * where the rules have a tree of codes: a code is uppermost that has none of
 * those it begins with in another row, so that 类, 款, 项 are each counted
 * once, whichever of them are there.  A cell of another table that a rule says
 * is a class of those codes takes its uppermost ones.
 *
 * No formula: a code's own sums, 类 = Σ款, since a row that may be either is
 * typed; what the rules say but for a remainder (balances of two terms each),
 * a ratio, a text.
 *
 * Only what Excel since 2007, WPS and LibreOffice compute alike is used: no
 * array formulas, no names, nothing volatile.  Codes may be texts or numbers.
 *
 * Memory   In the arena given.
 */
#ifndef SUBMIT_TOTALS_H
#define SUBMIT_TOTALS_H

#include "reconcile/rule.h"
#include "submit/blank.h"

/* Puts the formulas into the drawn blank, before it is dressed. */
void totals_put(struct arena *arena, struct blank *blank,
                const struct rule_set *rules);

/* A blank drawn (blank.h), with its formulas, and dressed.  year-differs where
   the template is for other years. */
struct blank *totals_blank(struct arena *arena,
                           const struct template_rule *template, int rows,
                           int year, const struct rule_set *rules,
                           struct diag_list *diags);

#endif
