/*
 * xls_read.h - old workbooks (.xls, and .et of WPS) into grids.
 *
 * Excel 97 to 2003 (BIFF 8) and Excel 5 and 95 (BIFF 5, with its code page),
 * in an OLE2 container or bare.  As of .xlsx, results of formulas are read, not
 * formulas; sheets of charts and of Visual Basic are none.
 *
 * Source   [MS-XLS], [MS-CFB].
 * Memory   In the arena; texts may point into the bytes.
 * Errors   Those of ole.h, biff.h and xls_sheet.h; encrypted, not-xlsx and
 *          others of kind.h where there is no workbook.
 */
#ifndef BOOK_XLS_READ_H
#define BOOK_XLS_READ_H

#include "base/diag.h"
#include "book/grid.h"

/* Does a file begin as such a workbook? */
bool xls_read_is(struct text bytes);
struct book *xls_read(struct arena *arena, const char *name, struct text bytes,
                      struct diag_list *diags);

#endif
