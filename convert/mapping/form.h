/*
 * form.h - the parts of a table, top to bottom: lines of fields, and grids.
 *
 *     form:
 *       - [主管部门, {header: authority}, 实施单位, {header: implementing_unit}]
 *       - beside: 项目资金（万元）
 *         header: ["": label, 年初预算数: {measure: initial_budget}]
 *         rows: [{item: funding.total, label: 年度资金总额}]
 *       - {line: [自评结论, {result: grade, ticks: [优, 良, 中, 差]}], optional: true}
 *
 * Memory   In the source's arena.
 * Errors   mapping-*, through the source.
 */
#ifndef MAPPING_FORM_H
#define MAPPING_FORM_H

#include "mapping/source.h"

/* The list behind 'form'. */
void form_read(struct source *source, const struct node *list,
               struct table_rule *out);
/* A map with header and rows, or blocks: one grid. */
void form_read_grid(struct source *source, const struct node *map,
                    struct part_rule *out);

#endif
