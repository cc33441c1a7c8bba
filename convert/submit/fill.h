/*
 * fill.h - a blank that an office made, filled in.
 *
 * The blank comes back with the model's values in its cells and nothing else
 * changed.  Empty rows of a table take the codes and records that it has no
 * row for; when there are no more, rows are inserted.  A formula stays and
 * gets the model's value as its result.
 *
 *     edit = xlsx_edit_open(arena, name, bytes, diags);
 *     fill_book(edit, template, model, false, &filled, diags);
 *     xlsx_edit_finish(edit, filled.sheets.book, &bytes);
 *
 * Memory   In the arena of the edit; points into the model and the mapping.
 * Errors   digits-hidden; formula-differs (a warning) where a formula of the
 *          blank gives something else than the model says; what
 *          locate_book() says of the blank is the caller's to have.  False
 *          where the blank cannot be edited or holds no table of the template.
 */
#ifndef SUBMIT_FILL_H
#define SUBMIT_FILL_H

#include "canon/model.h"
#include "edit/xlsx_edit.h"
#include "port/rounding.h"
#include "port/stale.h"
#include "remap/remainder.h"

struct fill_result {
    struct written written; /* the model there, before it was rounded */
    struct tails tails;     /* what rounding cut off */
    struct stale stale;     /* what of the blank is not the filing's */
    /* The blank as it must read back: its 'book', and where tables are. */
    struct exported sheets;
    const struct located *blank;
    const struct template_rule *template;
    int n_cells, n_rows; /* cells changed, rows inserted */
    int n_formulas;      /* formulas that got a result */
    int n_unchecked;     /* of those, too involved to be checked */
    int n_open;          /* other formulas, left without a result */
    int n_dropped;       /* formulas of our own that gave way to figures */
};

/* 'rounded': figures as the blank's cells show them (rounding.h). */
bool fill_book(struct xlsx_edit *edit, const struct template_rule *template,
               const struct model *model, bool rounded, struct fill_result *out,
               struct diag_list *diags);

#endif
