/*
 * cover.h - whose filing it is and of which year, where a cover or the heading
 * of a publication says it: 某市教育局 2023 年度部门决算表.
 *
 * Memory   Results point into the folded text.
 */
#ifndef MOVE_COVER_H
#define MOVE_COVER_H

#include "base/text.h"

/* A department, or none, a year and 决算 behind it; false for other texts. */
bool cover_parse(struct text folded, struct text *department, int *year);

/* A year that stands alone, 2023年度 or (2023年); 0 for other texts. */
int cover_year(struct text folded);

/* Takes a year off the end of a caption: 某局   2023年度. Not folded. */
struct text cover_sans_year(struct text t, int *year);

#endif
