/*
 * derive.h - which cells of a drawn book are sums of others, by the rules.
 *
 *     A         B         C        D        E
 *  7            合计      (1)      (2)               (1) SUM(D7:E7)
 *  8  210       卫生健康  (3)                        (2) SUM(D8)
 *  9  21001               (4)                        (3) SUM(D8:E8)
 *
 * A rule makes a cell certain where one side of an equation is that cell alone
 * and the other a sum of cells that are all in the book.  What the template
 * has no place for counts as nothing, and so does a code without a row, just
 * as check has it; where a cell is missing that the template has, nothing is
 * certain.  Only equations at level error count, and none that ask for texts.
 *
 * Of several equations the first serves: sums within the table before an
 * equality within it, then sums between tables and equalities between them;
 * in the order of the rules.  No cell depends on itself.
 *
 * Whether there are figures does not matter, so a blank serves as well as a
 * model that was drawn.
 *
 * Memory   In the arena given; points into placements and rules.
 */
#ifndef RECONCILE_DERIVE_H
#define RECONCILE_DERIVE_H

#include "place/locate.h"
#include "reconcile/rule.h"

/* A table on a sheet of the book, located or drawn. */
struct derive_place {
    const struct placement *placement;
    int sheet; /* index in the book */
};

struct derive_cell {
    int sheet;
    const struct slot *slot;
};

/* Why a sum is none that a formula can be made for. */
enum derive_lack {
    DERIVE_MADE,
    DERIVE_NO_RULE,  /* no rule says what it is the sum of */
    DERIVE_NO_CELL,  /* a cell of the sum is not on the book */
    DERIVE_NO_VALUE, /* one is a text, a pattern, a share of a merged cell or
                        of another kind */
    DERIVE_CIRCLE,   /* the formula would depend on itself */
    DERIVE_REFUSED,  /* the caller does not want it */
    DERIVE_N_LACKS
};

struct derived {
    struct derive_cell cell;
    enum derive_lack lack;
    const struct rule *rule;   /* or the one that was nearest, or NULL */
    struct derive_cell *parts; /* by sheet, column and row */
    int n_parts;
    struct text formula; /* without the =; "" where there is none */
};

struct derived_list {
    struct derived *items; /* all sums: by place, then slot */
    int n, capacity;
    int n_lack[DERIVE_N_LACKS];
};

struct derive_options {
    int year;    /* the rules of that year; 0: of all */
    bool leaves; /* cells that are not sums, but are in another table, too */
    /* A formula that is refused leaves the cell to the next rule.  NULL: all
       are taken. */
    bool (*accept)(void *context, const struct derived *derived);
    /* The caller has a formula of its own for the cell, which depends on no
       other that is derived; none is made, and others may follow the cell.
       NULL: it has none. */
    bool (*given)(void *context, const struct derive_cell *cell);
    void *context;
};

/*
 * Sums are the slots that the mapping calls so, and the codes that have others
 * below them.  All places are of one template; 'book' gives the sheets' names.
 */
struct derived_list derive_formulas(struct arena *arena,
                                    const struct book *book,
                                    const struct rule_set *rules,
                                    const struct derive_place *places, int n,
                                    const struct derive_options *options);

/* All tables of a located book, *n of them. */
struct derive_place *derive_places(struct arena *arena,
                                   const struct located *located, int *n);

/* Puts the formulas into the book; their cells must be there, and hold what
   is to be the result. */
void derive_put(struct arena *arena, struct book *book,
                const struct derived_list *derived);

#endif
