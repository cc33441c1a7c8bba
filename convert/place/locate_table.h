/*
 * locate_table.h - one table below its title: its parts, then the rest.
 *
 * Memory   In the site's arena; points into grid and mapping.
 * Errors   header-missing, and what its parts say; cell-unclaimed for what
 *          belongs to nothing.
 */
#ifndef PLACE_LOCATE_TABLE_H
#define PLACE_LOCATE_TABLE_H

#include "place/locate_region.h"
#include "place/locate_title.h"

struct placement *locate_table(struct site *site,
                               const struct template_rule *template,
                               const struct title *title);

/* Is there a part of the table from row 'top' on, or a sentence that it has no
   data? */
bool locate_table_begins(struct site *site, int top);

#endif
