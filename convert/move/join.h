/*
 * join.h - a filing as it was kept, with the figures of its workbook in
 * another template.
 *
 * Memory   In the arena; points into both.
 * Errors   kept-unused, table-missing (a warning), scope-differs.
 */
#ifndef MOVE_JOIN_H
#define MOVE_JOIN_H

#include "move/migrate.h"

/* The model of past->from. */
struct model *join_models(struct arena *arena, const struct migrate_past *past,
                          const struct model *source, struct diag_list *diags);

#endif
