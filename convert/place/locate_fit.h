/*
 * locate_fit.h - which template a book is of: they are tried, one fits best.
 *
 * Memory   In the arena of the folded book; what was tried for nothing is given
 *          back.
 * Errors   template-claimed, book-unrecognised, title-unknown.
 */
#ifndef PLACE_LOCATE_FIT_H
#define PLACE_LOCATE_FIT_H

#include "place/locate.h"
#include "place/locate_title.h"

/* The titles of a book that any template has, what trying each found, and the
   template that fits best, with the tables of others that it does not know
   (mapping/mix.h); NULL: none. */
struct trials {
    const struct folded_book *in;
    const struct diag_list *diags; /* that a trial's may be moved to */
    struct titles titles;
    struct trial *trials; /* [titles.n] locate_fit.c's */
    const struct template_rule *best;
    size_t held, most; /* bytes of memory, and at which some is given back */
};

/* The template that the document's properties name, if it has a table there,
   else the one that fits best. */
struct trials locate_fit_try(const struct folded_book *in,
                             const struct mapping_set *set,
                             struct diag_list *diags);
/* Of titles of two forms of one table, in one cell, that of the form that fits
   best is left; the first where they fit alike. */
void locate_fit_choose(const struct folded_book *in,
                       const struct template_rule *template,
                       struct titles *titles, const struct diag_list *diags);
/* Takes over the table that a trial found below a title that is the only one
   of its sheet, so that it is not located again; false: there is none. */
bool locate_fit_take(struct trials *t, const struct title *title,
                     struct located *located, struct diag_list *diags);
/* Releases what was found for other templates than this one and the best so
   far; NULL: all. */
void locate_fit_drop(struct trials *t, const struct template_rule *template);

#endif
