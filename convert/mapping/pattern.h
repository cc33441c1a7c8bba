/*
 * pattern.h - titles, caption lines and sentences with placeholders.
 *
 *     部门：{department}          金额单位：{unit}
 *     {year}年度无政府性基金预算财政拨款收入{*}
 *     填报日期：{header.date:*年*月}
 *
 * A placeholder with a dot is a value of the model: its item, a dot, its
 * measure.  What it takes may have to look like the text behind the colon,
 * in which * is any run of characters.
 *
 * Memory   In the source's arena.
 * Errors   mapping-wrong-value, mapping-unknown-name.
 */
#ifndef MAPPING_PATTERN_H
#define MAPPING_PATTERN_H

#include "mapping/source.h"

/* False, and said, when the text is no pattern. */
bool pattern_read(struct source *source, const struct node *node,
                  struct pattern *out);
/* Of a text or a list of them. */
void pattern_read_list(struct source *source, const struct node *node,
                       const char *what, struct pattern **out, int *n);
/* Folded, with * for each placeholder: what text_glob() takes. */
struct text pattern_glob(struct arena *arena, const struct pattern *pattern);

#endif
