/*
 * xlsx_fill.h - parts that libxlsxwriter drew, with another book's cells.
 *
 * A sheet's part is taken apart round what hangs on its cells: its dimension,
 * its columns and rows, its merged cells.  These are made anew, to the very
 * bytes that the library would have written, so that a file says nothing about
 * who made it; so are the shared texts, and by xlsx_fill_styles.h and
 * xlsx_fill_values.h other parts.  All else is the library's.  Whoever takes a
 * part apart sees whether it becomes the same again (xlsx_frames.h): a library
 * that writes otherwise is not imitated.
 *
 * Source   libxlsxwriter 1.1.4, worksheet.c, shared_strings.c, xmlwriter.c.
 * Memory   In the arena given; what is taken apart points into the part.
 * Errors   False for a part that is none of the library's; xlsx_fill.odd when
 *          the library might refuse what the cells hold.
 */
#ifndef BOOK_XLSX_FILL_H
#define BOOK_XLSX_FILL_H

#include "base/bytes.h"
#include "book/grid.h"

/* Before, between and behind what is made anew. */
struct xlsx_fill_sheet {
    struct text head;   /* up to the dimension */
    struct text middle; /* up to the columns and rows */
    struct text rest;   /* up to the merged cells */
    struct text tail;
};

bool xlsx_fill_split_sheet(struct text part, struct xlsx_fill_sheet *out);

struct xlsx_fill {
    struct arena *arena;
    const struct book *book; /* settled, by xlsx_draw_settle() too */
    const int *format;       /* as xlsx_shape.h has it */
    struct pairs *texts;     /* the shared ones, to their numbers */
    struct bytes strings;    /* as sharedStrings.xml has them */
    int n_strings, n_texts;  /* cells with one; different ones */
    bool odd;
};

struct xlsx_fill xlsx_fill_begin(struct arena *arena, const struct book *book,
                                 const int *format);
/* Sheets one after the other; then what they share. */
struct text xlsx_fill_sheet(struct xlsx_fill *fill, int sheet,
                            const struct xlsx_fill_sheet *drawn);
/* 'part' is any that the library drew; .at NULL: it is none of its. */
struct text xlsx_fill_strings(struct xlsx_fill *fill, struct text part);

/* For the other parts. */
/* Behind 'mark', at or after 'from'; 0: it is not there. */
size_t xlsx_fill_behind(struct text part, const char *mark, size_t from);
/* Adds the text with XML's own signs escaped, but for quotes; 'controls':
   whatever a shared text must have escaped, too. */
void xlsx_fill_escaped(struct bytes *out, struct text t, bool controls);

#endif
