/*
 * coverage.h - what a template asks for that a filing of another cannot say.
 *
 * Memory   Lists made on the way are in the arena; nothing is returned.
 * Errors   place-no-fact for tables, items and measures, year-differs,
 *          year-unknown, scope-differs, code-unknown through diags; none of
 *          them an error.
 */
#ifndef REMAP_COVERAGE_H
#define REMAP_COVERAGE_H

#include "canon/model.h"
#include "mapping/mapping.h"

/* 'source' was read by 'from' and is to be written by 'target'. */
void coverage_report(struct arena *arena, const struct model *source,
                     const struct template_rule *from,
                     const struct template_rule *target,
                     struct diag_list *diags);

/* Only that the target is for other years, or that no year is known. */
void coverage_report_year(struct arena *arena, const struct model *source,
                          const struct template_rule *target,
                          struct diag_list *diags);

/* Only the scope of one table, where it is not the target's. */
void coverage_report_scope(struct arena *arena, const struct model *source,
                           const struct model_table *table,
                           const struct template_rule *target,
                           struct diag_list *diags);

#endif
