/*
 * given_blank.h - a workbook to be filled, from grid text, and what became of
 * it.
 *
 * In a blank a cell {0.00} is one that the office drew, =?SUM(C4:C9) a formula
 * without a result, ^ a font that is struck out.  In what was filled a formula
 * has its result behind it: "SUM(C4:C9) → 12.5".
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_BLANK_H
#define SUPPORT_GIVEN_BLANK_H

#include "edit/xlsx_edit.h"

/* One sheet or two; 'diags' is what filling it says. */
struct xlsx_edit *given_blank(struct arena *arena, const char *sheets,
                              struct diag_list *diags);

/* The first sheet of a workbook's bytes, without formats. */
const char *given_filled(struct arena *arena, struct text bytes,
                         struct diag_list *diags);

#endif
