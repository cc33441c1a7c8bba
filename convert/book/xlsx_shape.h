/*
 * xlsx_shape.h - what of a drawn workbook does not hang on its cells, as bytes.
 *
 * Of two settled books of the same shape libxlsxwriter makes the same parts but
 * for what xlsx_fill*.h make: the columns and rows of sheets, which cells
 * are merged, shared texts, styles, values of properties, and names of sheets
 * where no name of cells and no rows on each page say them again.  So pages,
 * locks, tests of cells, names of sheets and cells, and the properties that
 * there are, are in the shape.
 *
 * Memory   In the arena.
 */
#ifndef BOOK_XLSX_SHAPE_H
#define BOOK_XLSX_SHAPE_H

#include "book/grid.h"

struct xlsx_shape {
    struct text bytes;
    int *format; /* [n_styles] of the book: its number in a drawn styles.xml, by
                    the first cells that have it; 0: none has */
    bool sheets_named; /* names of sheets are in the bytes */
};

/* False: rows are out of order, or what else would be drawn otherwise. */
bool xlsx_shape_of(struct arena *arena, const struct book *book,
                   const char *template_id, struct xlsx_shape *shape);

#endif
