/*
 * locate_sheet.h - a title's table located, and which of its copies.
 *
 * Memory   In the arena given; points into book and mapping.
 * Errors   table-twice, table-hidden, and those of the table.
 */
#ifndef PLACE_LOCATE_SHEET_H
#define PLACE_LOCATE_SHEET_H

#include "place/locate.h"
#include "place/locate_title.h"

/* What tables are located with. */
struct locating {
    struct arena *arena; /* of what is found */
    const struct folded_book *in;
    struct located *located;
    struct diag_list *diags;
};

/* A book of which nothing is located yet; claims are opened sheet by sheet. */
struct located *locate_sheet_open(struct arena *arena, const struct book *book,
                                  const struct template_rule *template);
void locate_sheet_open_claims(struct arena *arena, struct located *located,
                              int s);

/*
 * [template->n_tables] For each table the title that is read, where one that
 * occurs once is there twice: the first on a visible sheet, else the first.
 */
const struct title **locate_sheet_copies(const struct folded_book *in,
                                         const struct template_rule *template,
                                         const struct titles *titles);
/* The other title that is read for this one's table; NULL: this one is. */
const struct title *locate_sheet_instead(const struct template_rule *template,
                                         const struct title *const *read,
                                         const struct title *title);

/* Locates the table of title i, or reports that another copy is read
   'instead'. */
void locate_sheet_table(const struct locating *l, const struct titles *titles,
                        int i, const struct title *instead);

/* What no table of the sheet claimed is kept. */
void locate_sheet_keep_rest(struct located *located, int s);

#endif
