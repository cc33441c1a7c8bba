/*
 * live.h - a written book whose sums are formulas.
 *
 * A sum becomes the formula that the rules make certain (derive.h) where that
 * gives exactly what the cell holds; else the cell keeps its value.  So
 * what the book says is the same with formulas and without.
 *
 * Memory   In the arena given.
 * Errors   formula-left (a hint) for each sum whose parts add up to something
 *          else, with both figures, the rule and how many parts hold no number.
 */
#ifndef RECONCILE_LIVE_H
#define RECONCILE_LIVE_H

#include "base/diag.h"
#include "place/locate.h"
#include "reconcile/rule.h"

struct live_tally {
    int n_sums;      /* cells that the mapping or a code makes sums */
    int n_formulas;  /* of these */
    int n_blank;     /* hold nothing */
    int n_differ;    /* hold something else than the sum of their parts */
    int n_open;      /* the same, but some of the parts are not numbers */
    int n_uncertain; /* the rest: by no rule, or not by cells of the book */
};

/* 'located' is the book's; 'year' as in derive.h. */
struct live_tally live_formulas(struct arena *arena, struct book *book,
                                const struct located *located,
                                const struct rule_set *rules, int year,
                                struct diag_list *diags);

#endif
