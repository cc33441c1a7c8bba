/*
 * draft_kind.h - amounts, counts, scores, texts: by headings, labels and cells.
 *
 * Memory   None is taken that outlives a call.
 */
#ifndef REMAP_DRAFT_KIND_H
#define REMAP_DRAFT_KIND_H

#include "remap/drafting.h"

/* What figures below a heading, or behind a label, are of; false where its
   words do not say. */
bool draft_kind_words(struct text folded, enum value_kind *kind);
/* Of the cells below a heading, from the row 'top' on. */
enum value_kind draft_kind_column(const struct draft_table *t,
                                  const struct column_rule *c, int top);
/* What the values of a row in a column are. */
enum value_kind draft_kind_value(const struct draft_table *t,
                                 const struct row_rule *row,
                                 const struct column_rule *column);

#endif
