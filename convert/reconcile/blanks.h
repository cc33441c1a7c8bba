/*
 * blanks.h - where on its sheet a blank value of a finding is.
 *
 * A model has no places for blanks.  In a workbook the table that was found
 * has them; in a model alone, a blank is in the row of its item's
 * figures and the column of its measure's, where these are one.
 *
 * Memory   Nothing lasting; scratch in the arena given.
 */
#ifndef RECONCILE_BLANKS_H
#define RECONCILE_BLANKS_H

#include "place/locate.h"
#include "reconcile/check.h"

/* 'located' is what the model was read from, or NULL. */
void blanks_find(struct arena *arena, const struct model *model,
                 const struct located *located, struct findings *findings);

/* Takes out the findings of cells that are not blank, but hold what could not
   be read: the errors in 'told' are about them. */
void blanks_forget(struct arena *arena, const struct diag_list *told,
                   struct findings *findings);

#endif
