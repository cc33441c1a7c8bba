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

#include "canon/model.h"
#include "mapping/source.h"

/* False, and reported, when the text is no pattern. */
bool pattern_read(struct source *source, const struct node *node,
                  struct pattern *out);
/* Of a text or a list of them. */
LANGUAGE_FORMAT(3, 0)
void pattern_read_list(struct source *source, const struct node *node,
                       const char *what, struct pattern **out, int *n);
/* Folded, with * for each placeholder: what text_glob() takes. */
struct text pattern_glob(struct arena *arena, const struct pattern *pattern);

/* What a pattern's placeholders take of a text; false when it does not match.
   spans[i] is the text part i takes, trimmed (for literals: nothing). */
bool pattern_match(struct arena *arena, const struct pattern *pattern,
                   struct text t, struct text *spans);

/* The same where no placeholder but {*} is left blank. */
bool pattern_match_filled(struct arena *arena, const struct pattern *pattern,
                          struct text t, struct text *spans);

/* May it match this folded text?  A quick no for most texts. */
bool pattern_may_match(const struct pattern *pattern, struct text folded);
/* Has it the words of a pattern with several placeholders, but is too long to
   be matched (LIMIT_PATTERN_TEXT)?  Then that is to be said. */
bool pattern_is_beyond(const struct pattern *pattern, struct text folded);

/* What placeholders are filled from. */
struct pattern_data {
    const struct model *model;       /* or NULL */
    const struct model_table *table; /* or NULL */
    int unit_shift;                  /* of amounts */
    const struct ticks *ticks;       /* of a line of choices; or NULL */
};

/* Its text with the placeholders filled from the table, which pattern_match()
   takes apart again.  Without a table it is left to be filled in, but for what
   the model says. */
struct text pattern_show(struct arena *arena, const struct pattern *pattern,
                         const struct pattern_data *data);

#endif
