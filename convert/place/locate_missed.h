/*
 * locate_missed.h - figures that no table was found for: what they seem to be.
 *
 * A title that is nearly one of the template's, or the headings of a table
 * without its title, are never guessed; they are named with the nearest, so
 * that whoever filled the sheet knows what to restore.
 *
 * Errors   title-unknown, at the cell that is nearly a title or that holds
 *          the first heading.
 */
#ifndef PLACE_LOCATE_MISSED_H
#define PLACE_LOCATE_MISSED_H

#include "base/diag.h"
#include "place/folded.h"
#include "place/placement.h"

/* Whether something was said of the sheet. */
bool locate_missed_tell(struct arena *arena, const struct book *book,
                        struct folds *folds, /* of the sheet */
                        int sheet, const struct table_rule *const *tables,
                        int n_tables, struct diag_list *diags);

/* The same of a title nearly right beside or below the tables of a sheet. */
void locate_missed_below(struct arena *arena, const struct book *book,
                         struct folds *folds, int sheet,
                         const uint8_t *claims, /* of the sheet's cells */
                         const struct table_rule *const *tables, int n_tables,
                         struct diag_list *diags);

/* Rows that go on with the table above, on a sheet of their own: the next
   printed page. */
bool locate_missed_page(struct arena *arena, const struct book *book,
                        struct folds *folds, int sheet,
                        const struct placement *above, struct diag_list *diags);

#endif
