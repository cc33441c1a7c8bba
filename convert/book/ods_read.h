/*
 * ods_read.h - an OpenDocument spreadsheet (.ods, .ots) as a book.
 *
 * All its tables in their order, with hidden ones.  As of .xlsx, results of
 * formulas are read, not formulas; notes are left out.  What is repeated and
 * empty costs nothing.
 *
 * Source   OpenDocument 1.3, part 3: 9 (tables), 6 (texts), 16.29 (formats).
 * Memory   In the package's arena; texts mostly lie in its parts.
 * Errors   Those of zip.h and xml.h; num-invalid, type-invalid, ref-invalid
 *          and limit-reached at the cell; encrypted, part-missing; NULL for
 *          what concerns all of the file.
 */
#ifndef BOOK_ODS_READ_H
#define BOOK_ODS_READ_H

#include "book/grid.h"
#include "book/package.h"

/* Is that what the container holds? */
bool ods_read_is(const struct zip *zip);
struct book *ods_read(struct package *package);

#endif
