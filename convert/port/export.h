/*
 * export.h - a model into a template's sheets.
 *
 * With the kept file of the workbook it was read from, each sheet comes back
 * as it stood, with the model's figures; without, as the template draws it.
 *
 * Errors   fact-no-place for each fact that has nowhere to go is the caller's
 *          to report, from 'lost'.
 */
#ifndef PORT_EXPORT_H
#define PORT_EXPORT_H

#include "base/diag.h"
#include "canon/kept.h"
#include "place/locate.h"

struct exported {
    struct book *book;
    struct model *lost; /* the facts that found no place; no tables: none */
    bool **written;     /* [model tables][facts] which found one */
    int *sheet;         /* [model tables] the sheet each was put on, or -1 */
};

struct exported export_book(struct arena *arena,
                            const struct template_rule *template,
                            const struct model *model, const struct kept *kept,
                            struct diag_list *diags);

/*
 * What a located book holds beside its model.  Sheets that the template draws
 * just as they are need not be kept, unless 'all' are wanted (another template
 * may give the figures back with other decimals).
 */
struct kept *export_kept(struct arena *arena, const struct located *located,
                         const struct model *model, bool all);

/* The sheets that are kept whole, as they stood. */
struct book *export_stood(struct arena *arena, const struct kept *kept,
                          const char *file);

/* What a table's sheet is called, before it is made a sheet's name. */
struct text export_table_title(const struct table_rule *table);

/* A sheet name from any text: at most 31 UTF-16 units, none of []:*?/\, not
   one of the names before it in the book. */
struct text export_sheet_name(struct arena *arena, const struct book *book,
                              struct text wanted);

#endif
