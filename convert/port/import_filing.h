/*
 * import_filing.h - whose filing it is, and of which year.
 *
 * The tables of a workbook say it, its cover, the document's properties, and
 * last the person.  What two of them say must be the same.
 *
 * Memory   The model's texts point into the book, or live in the arena.
 * Errors   department-differs, department-unknown, caption-unclear,
 *          year-differs, year-unknown.
 */
#ifndef PORT_IMPORT_FILING_H
#define PORT_IMPORT_FILING_H

#include "canon/model.h"
#include "place/locate.h"

/* Of a model whose tables have been read. */
void import_filing(struct arena *arena, const struct located *located,
                   struct model *model, struct diag_list *diags);

/* The same of a model that is no workbook: what is given settles what it does
   not say, or contradicts it. */
void import_filing_given(struct arena *arena, struct model *model,
                         const struct book_given *given, const char *path,
                         struct diag_list *diags);

#endif
