/*
 * left_behind.h - what stands beside the tables of a workbook that is turned
 * into another.
 *
 * Memory   In the arena.
 * Errors   figures-left, at the level given; cell-left-behind, a hint.
 */
#ifndef REMAP_LEFT_BEHIND_H
#define REMAP_LEFT_BEHIND_H

#include "place/locate.h"

/*
 * What is beside the tables of a book and is not in the model: a hint a
 * sheet with its cells.  The mapping's own notes are none, nor is what 'drawn'
 * (may be NULL) has in the same place.  'target' is where the figures go.
 * Figures among them are lost: figures-left, at the level given.  Returns how
 * many.
 */
int left_behind_report(struct arena *arena, const struct located *located,
                       const struct book *drawn,
                       const struct template_rule *target,
                       enum diag_level level, struct diag_list *diags);

#endif
