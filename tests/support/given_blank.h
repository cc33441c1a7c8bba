/*
 * given_blank.h - a workbook to be filled, from grid text, and what became of
 * it.
 *
 * In a blank a cell {0.00} or {0.00%} is one that the office drew, =?SUM(C4:C9)
 * a formula without a result, ^ a font that is struck out.  In what was filled a
 * formula has its result behind it: "SUM(C4:C9) → 12.5".
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_BLANK_H
#define SUPPORT_GIVEN_BLANK_H

#include "edit/xlsx_edit.h"

/* A form with a list of records in groups, and its title and headings. */
#define GIVEN_BLANK_LIST                                                       \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\n"           \
    "form:\n"                                                                  \
    "  - beside: 绩效指标\n"                                               \
    "    header:\n"                                                            \
    "      - 一级指标: {measure: level1, group: true}\n"                   \
    "      - 二级指标: {measure: level2, group: true}\n"                   \
    "      - 三级指标: {measure: level3}\n"                                \
    "      - 得分: {measure: score}\n"                                       \
    "    rows:\n"                                                              \
    "      - {each: record, item: \"indicator.{n}\"}\n"                        \
    "      - {item: result, label: 总分, measures: {score: total_score}}\n"
#define GIVEN_BLANK_HEAD                                                       \
    "1| 自评表\n2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"

/* One sheet or two; 'diags' is what filling it says. */
struct xlsx_edit *given_blank(struct arena *arena, const char *sheets,
                              struct diag_list *diags);

/* The first sheet of a workbook's bytes, without formats. */
const char *given_filled(struct arena *arena, struct text bytes,
                         struct diag_list *diags);

#endif
