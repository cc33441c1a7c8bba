/*
 * derive_text.h - the formula of a derived cell, written down.
 *
 *     SUM(C8:C20,C25)+SUM('支出决算表'!F7)/10000
 *
 * Memory   In the arena given.
 * Errors   None.
 */
#ifndef RECONCILE_DERIVE_TEXT_H
#define RECONCILE_DERIVE_TEXT_H

#include "reconcile/derive.h"

/* Without the =.  Its parts come by unit, sheet, column and row. */
struct text derive_text(struct arena *arena, const struct book *book,
                        const struct derived *derived);

/* By how many powers of ten a cell's numbers are larger than the model's. */
int derive_text_shift(const struct slot *slot);

#endif
