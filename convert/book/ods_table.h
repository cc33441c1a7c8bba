/*
 * ods_table.h - one table of an OpenDocument spreadsheet as a grid.
 *
 * What is repeated and empty costs nothing; cells that others cover are read
 * as any.
 *
 * Source   OpenDocument 1.3, part 3: 9 (tables), 19.385 (types of values).
 * Memory   The grid and its texts in the source's arena, or in the part.
 * Errors   num-invalid, type-invalid, ref-invalid and limit-reached at the
 *          cell, which is then left out; those of xml.h stop it.
 */
#ifndef BOOK_ODS_TABLE_H
#define BOOK_ODS_TABLE_H

#include "book/grid.h"
#include "book/intake.h"
#include "book/ods_style.h"

/* What the tables of one workbook share. */
struct ods_source {
    struct arena *arena;
    struct diag_list *diags;
    struct xml *xml;
    struct book *book; /* gets the sheets */
    int sheets_capacity;
    struct ods_styles *styles;
    struct intake intake;
};

/* After the start of a table:table element, to behind its end: adds a sheet. */
bool ods_table_read(struct ods_source *source);

#endif
