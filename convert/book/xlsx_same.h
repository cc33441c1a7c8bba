/*
 * xlsx_same.h - is a sheet that reads back the one that was meant?
 *
 * What is written is read again and compared, whoever wrote it: libxlsxwriter
 * a new workbook, edit/ the changes to an old one.  Compared are the sheet's
 * name and state, its cells with their results, its merged cells and its
 * formulas, by their texts and the cells that they give results to.
 *
 * Memory   In the arena of the diagnostics.
 * Errors   write-differs, at the first cell that does; false then.
 */
#ifndef BOOK_XLSX_SAME_H
#define BOOK_XLSX_SAME_H

#include "base/diag.h"
#include "book/grid.h"

struct xlsx_same {
    const char *path; /* for messages */
    const struct book *want, *got;
    bool edited; /* an old workbook, which keeps its own formats: the cells are
                    compared by grid_alike(), else by grid_equal() */
    struct diag_list *diags;
};

/* The formulas of both sheets are sorted by place. */
bool xlsx_same_sheet(const struct xlsx_same *same, const struct grid *want,
                     const struct grid *got);

#endif
