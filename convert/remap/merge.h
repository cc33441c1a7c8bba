/*
 * merge.h - a filing as it was kept, with the figures of its workbook in
 * another template.
 *
 * Memory   In the arena; points into both.
 * Errors   kept-unused, table-missing (a warning), scope-differs.
 */
#ifndef REMAP_MERGE_H
#define REMAP_MERGE_H

#include "remap/migrate.h"

/* The model of past->from. */
struct model *merge_models(struct arena *arena, const struct migrate_past *past,
                           const struct model *source, struct diag_list *diags);

#endif
