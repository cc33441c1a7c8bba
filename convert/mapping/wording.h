/*
 * wording.h - headings and labels: words drawn, and all that match on a sheet.
 *
 *     项目: …
 *     科目代码: {also: [科目编码, 功能分类科目编码], …}
 *     label: [合计, 总计]
 *
 * Memory   In the source's arena; matching takes none.
 * Errors   mapping-wrong-kind, mapping-wrong-value, mapping-character.
 */
#ifndef MAPPING_WORDING_H
#define MAPPING_WORDING_H

#include "mapping/source.h"

/* Adds one way it is written, unless one that folds the same is there. */
void wording_add(struct arena *arena, struct wording *words, struct text shown);
/* Of a text or list of texts ('what' names it in messages). */
LANGUAGE_FORMAT(3, 0)
void wording_read(struct source *source, const struct node *node,
                  const char *what, struct wording *out);
/* Adds the key 'also' of a map, where there is one. */
void wording_read_also(struct source *source, const struct node *map,
                       struct wording *out);
/* Headings beside each other, or labels of rows, that are equal but for their
   brackets, 对企业补助 and 对企业补助（基本建设）, are told apart by them: headings
   are then compared exactly only, labels without their ordinals. */
void wording_part(struct wording *a, struct wording *b, bool rows);
/* A label is words only: complains of a placeholder in it. */
bool wording_is_plain(struct source *source, const struct node *node);

/* Does a wording match a folded text?  2 exactly, 1 by key, 0 not. */
int wording_match(const struct wording *words, struct text folded);
/* The same for a text that is compared often: '*key' keeps its key from one
   call to the next, and is TEXT_NONE before the first. */
int wording_match_keyed(const struct wording *words, struct text folded,
                        struct text *key);

/* What a text that matches the words says more, in brackets: 预算数 of
   其他收入（预算数）; TEXT_NONE where that is a unit, of money or of
   counts (个), a formula (B/A) or points
   (20分), or occurs in a wording, too. */
struct text wording_extra(const struct wording *words, struct text folded);

#endif
