/*
 * xls_sheet.h - one sheet of an old workbook as a grid.
 *
 * Source   [MS-XLS] 2.1.7.20.5 and the records named there.
 * Memory   The grid and its texts in the records' arena, or in their stream.
 * Errors   num-invalid, ref-invalid, char-invalid and limit-reached at the
 *          cell, which is then left out; biff-invalid at the sheet stops it.
 */
#ifndef BOOK_XLS_SHEET_H
#define BOOK_XLS_SHEET_H

#include "book/biff.h"
#include "book/grid.h"
#include "book/intake.h"

/* What the sheets of one workbook share. */
struct xls_source {
    struct biff *biff;
    struct book *book;
    const uint16_t *formats; /* [n_formats] style of each cell format */
    const bool *marked;      /* [n_formats] its font raises or strikes out */
    int n_formats;
    const bool *fonts; /* [n_fonts] whether each raises or strikes out */
    int n_fonts;
    const bool *dates;               /* [book->n_styles] */
    const struct biff_text *strings; /* [n_strings] */
    int n_strings;
    struct intake intake;
};

/* The substream whose BOF is the present record.  Name and state of 'grid' are
   set; the rest is filled. */
bool xls_sheet_read(struct xls_source *source, struct grid *grid);

/* Of a font with that index ([MS-XLS] 2.5.129: there is none of index 4). */
bool xls_sheet_is_marked(const struct xls_source *source, uint32_t font);

#endif
