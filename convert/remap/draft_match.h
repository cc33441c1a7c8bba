/*
 * draft_match.h - which table of the mappings each table of a sheet is most
 * like, and whether it is of the same kind.
 *
 * A table is of the kind of another by its title: the same, or one with words
 * more in its middle (财政拨款[收入]支出决算表), which no other sheet has better.
 * Words more at its front may change what all figures are about, so that it is
 * a table of its own; self-evaluations are told by their labels alone.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_MATCH_H
#define REMAP_DRAFT_MATCH_H

#include "remap/draft_sheet.h"

/* Sets base, schema and id of all of them.  Tables of 'prefer', a template or
   NULL, come first. */
void draft_match_all(const struct draft_words *words,
                     const struct draft_tables *tables,
                     const struct template_rule *prefer);

#endif
