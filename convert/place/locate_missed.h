/*
 * locate_missed.h - figures that no table was found for: what they seem to be.
 *
 * A title that is nearly one of the template's, or the headings of a table
 * without its title, are never guessed; they are named with the nearest, so
 * that whoever filled the sheet knows what to restore.  A title that is known,
 * though no mapping describes its table, is no misprint.
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

/* What a title may be: those of the tables, and those that are known without a
   mapping (words may be NULL). */
struct known_titles {
    struct table_list tables;
    const struct vocabulary *words;
};

/* One of the latter on a sheet; its figures are told by whoever counts them. */
struct unmapped_title {
    const struct schema_unmapped *known; /* NULL: none */
    const struct cell *cell;
};

/* Whether something was reported of the sheet, or else 'out' is there. */
bool locate_missed_report(const struct folded_book *in, int sheet,
                          struct known_titles titles,
                          struct unmapped_title *out, struct diag_list *diags);

/* The same of a title nearly right beside or below the tables of a sheet, whose
   cells have these claims. */
void locate_missed_below(const struct folded_book *in, int sheet,
                         const uint8_t *claims, struct known_titles titles,
                         struct diag_list *diags);

/* Says of a sheet with such a title that it is not read. */
void locate_missed_unmapped(struct arena *arena, const struct book *book,
                            const struct grid *grid,
                            const struct vocabulary *words,
                            const struct unmapped_title *title,
                            struct diag_list *diags);

/* Rows that go on with the table above, on a sheet of their own: the next
   printed page. */
bool locate_missed_page(const struct folded_book *in, int sheet,
                        const struct placement *above, struct diag_list *diags);

#endif
