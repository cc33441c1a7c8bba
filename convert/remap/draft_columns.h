/*
 * draft_columns.h - what the columns of a drafted grid are: by the mappings, by
 * generic words of sheets (编码, 行次), by what is below them.
 *
 * Memory   In the table's arena.
 */
#ifndef REMAP_DRAFT_COLUMNS_H
#define REMAP_DRAFT_COLUMNS_H

#include "remap/drafting.h"

/* Gives each column its role and the words that mappings have for it; returns
   the row where the body ends. */
int draft_columns_read(struct draft_table *t, struct column_rule *columns,
                       int n, const struct draft_area *body);
/* The word that mappings have for a heading below another, or NULL. */
const struct draft_word *draft_columns_find(const struct draft_table *t,
                                            struct text folded,
                                            struct text above);
/* Rows of the body in which a column has a text that is no number. */
int draft_columns_texts(const struct draft_table *t,
                        const struct draft_area *body, int col);
/* 合计, 小计, 总计, at the end of a folded text. */
bool draft_columns_is_sum(struct text folded);

#endif
