/*
 * draft_records.h - the rows of a drafted grid that no label tells apart:
 * records of a list, the one row of a table, and the sums below them.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_RECORDS_H
#define REMAP_DRAFT_RECORDS_H

#include "remap/draft_rows.h"

/* Does the first column group records, though it holds texts as labels do? It
   is a value from then on. */
bool draft_records_is(struct draft_reading *r);
/* So it is where each of a code's rows has a name of its own. */
bool draft_records_of_codes(struct draft_reading *r);
void draft_records_read(struct draft_reading *r);

#endif
