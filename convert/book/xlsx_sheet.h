/*
 * xlsx_sheet.h - one sheet part as a grid.
 *
 * A large part goes by in windows, and only the texts of its cells stay, or, where
 * somebody takes them, nothing; what is odd in any way is then read as a whole.
 *
 * Memory   The grid, its texts and the shared strings in the package's arena.
 * Errors   ref-invalid, type-invalid, num-invalid, limit-reached and ref-style
 *          at the cell, which is then left out (kept plain for ref-style);
 *          the sheet is read on.  What is wrong with the part stops it.
 */
#ifndef BOOK_XLSX_SHEET_H
#define BOOK_XLSX_SHEET_H

#include "book/grid.h"
#include "book/intake.h"
#include "book/package.h"
#include "book/xlsx_flow.h"
#include "book/xlsx_text.h"

/* What the sheets of one workbook share. */
struct xlsx_sheet_source {
    struct package *package;
    struct xml *xml; /* room for the sheet being read */
    struct book *book;
    bool formulas;             /* keep what they are, not only results */
    const uint16_t *formats;   /* [n_formats] style of each cell format */
    const bool *marked;        /* [n_formats] its font raises or strikes out */
    int n_formats;             /* -1: the workbook has no styles part */
    const bool *dates;         /* [book->n_styles] */
    struct text strings_part;  /* none: the first cell that asks is wrong */
    struct xlsx_text *strings; /* [n_strings], read when the first cell asks */
    int n_strings, strings_capacity;
    bool strings_read;
    struct xlsx_text_runs runs;
    struct intake intake;
    struct xlsx_flow flow;          /* of the sheets that are large */
    const struct grid_taker *taker; /* NULL: the grid keeps the cells */
};

/* Name and state of 'grid' are set; the rest is filled.  With a taker, false
   without a word where the sheet has to be read as a whole. */
bool xlsx_sheet_read(struct xlsx_sheet_source *source, struct text part,
                     struct grid *grid);

#endif
