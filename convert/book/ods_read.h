/*
 * ods_read.h - an OpenDocument spreadsheet (.ods, .ots, .fods) as a book.
 *
 * All its tables in their order, with hidden ones.  As of .xlsx, results of
 * formulas are read, not formulas; notes are left out.
 *
 * Source   OpenDocument 1.3, part 3: 3.1 (the parts, or one piece of XML).
 * Memory   In the arena; texts mostly lie in the parts.
 * Errors   Those of zip.h, xml.h and ods_table.h; encrypted, part-missing,
 *          not-xlsx; NULL for what concerns all of the file.
 */
#ifndef BOOK_ODS_READ_H
#define BOOK_ODS_READ_H

#include "book/grid.h"
#include "book/package.h"

/* Is that what the container holds, or what the bytes alone are? */
bool ods_read_is(const struct zip *zip);
bool ods_read_is_flat(struct text bytes);

struct book *ods_read(struct package *package);
struct book *ods_read_flat(struct arena *arena, const char *name,
                           struct text bytes, struct diag_list *diags);

#endif
