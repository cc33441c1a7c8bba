/*
 * locate_lack.h - parts and labels that a sheet lacks, in one message.
 *
 * They are noted while a table is located: one that lacks is reported by
 * itself, several say that the sheet is another form.
 *
 * Memory   In the site's arena.
 * Errors   header-missing.
 */
#ifndef PLACE_LOCATE_LACK_H
#define PLACE_LOCATE_LACK_H

#include "place/locate_region.h"

void locate_lack_add(struct site *site, struct lack lack);
/* No row below 'row' is the part's first: noted, or reported where some of its
   headings are there. */
void locate_lack_no_part(struct site *site, const struct part_rule *part,
                         int row);
/* What was noted of parts, labels and rows. */
void locate_lack_report(struct site *site);

#endif
