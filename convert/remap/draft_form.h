/*
 * draft_form.h - the body of a table as parts: lines of labels and fields, and
 * grids, some beside a label that is merged over their rows.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_FORM_H
#define REMAP_DRAFT_FORM_H

#include "remap/drafting.h"

void draft_form_read(struct draft_table *t);

#endif
