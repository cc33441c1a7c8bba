/*
 * given_rows.h - rows inserted into a workbook that is edited, and into the
 * book that it is to read back as.
 */
#ifndef SUPPORT_GIVEN_ROWS_H
#define SUPPORT_GIVEN_ROWS_H

#include "book/formula.h"
#include "edit/xlsx_edit.h"

/* Blocks by 'at', each once; 'want' is a copy of the edit's book. */
void given_rows(struct xlsx_edit *edit, struct book *want, int sheet,
                const struct formula_rows *blocks, int n);

#endif
