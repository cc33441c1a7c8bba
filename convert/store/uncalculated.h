/*
 * uncalculated.h - formulas that no program has worked out.
 *
 * Libraries that write workbooks (POI, XlsxWriter) put 0 where a formula's
 * result belongs, and leave the rest to Excel.  Where every formula of an
 * .xlsx holds 0 and some of them come to another number by the cells that they
 * name, nobody has opened and saved it since.
 *
 * Memory   In the arena; the bytes are read again where every formula holds 0.
 * Errors   nocache, once, at the first such formula.
 */
#ifndef STORE_UNCALCULATED_H
#define STORE_UNCALCULATED_H

#include "base/diag.h"
#include "book/grid.h"

/* 'book' as it was read from the bytes of its file. */
void uncalculated_check(struct arena *arena, struct text bytes,
                        const struct book *book, struct diag_list *diags);

#endif
