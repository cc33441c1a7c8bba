/*
 * locate_missed.h - figures that no table was found for: what they seem to be.
 *
 * A title that is nearly one of the template's, or the headings of a table
 * without its title, are never guessed; they are named with the nearest, so
 * that whoever filled the sheet knows what to restore.
 *
 * Memory   In the arena of the folded book.
 * Errors   title-unknown, at the cell that is nearly a title or that holds
 *          the first heading.
 * Limits   A title that is nearly right is looked for in the first 30 rows, and
 *          among texts of up to 200 bytes.
 */
#ifndef PLACE_LOCATE_MISSED_H
#define PLACE_LOCATE_MISSED_H

#include "base/diag.h"
#include "place/locate_title.h"
#include "place/placement.h"

/* Whether something was reported of the sheet. */
bool locate_missed_report(const struct folded_book *in, int sheet,
                          struct table_list tables, struct diag_list *diags);

/* The same of a title nearly right beside or below the tables of a sheet, whose
   cells have these claims. */
void locate_missed_below(const struct folded_book *in, int sheet,
                         const uint8_t *claims, struct table_list tables,
                         struct diag_list *diags);

/* Rows that go on with the table above, on a sheet of their own: the next
   printed page. */
bool locate_missed_page(const struct folded_book *in, int sheet,
                        const struct placement *above, struct diag_list *diags);

#endif
