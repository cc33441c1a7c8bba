/*
 * date.h - dates as people write them, and as ISO 8601 does.
 *
 *     2022年3月1日  2022-3-1  2022/03/01  2022.3.1  20220301     2022-03-01
 *     2022年3月  2022-3                                          2022-03
 *
 * Memory   In the arena given.
 * Errors   TEXT_NONE for what is no date; callers know the place.
 */
#ifndef CANON_DATE_H
#define CANON_DATE_H

#include "base/moment.h"

/* As ISO 8601 has it: a year from 1900 to 2999, a month and, where one is
   said, a day that the month has. */
struct text date_read(struct arena *arena, struct text t);
/* 2022年3月1日, which date_read() reads to the same. */
struct text date_show(struct arena *arena, struct text iso);
/* The day of what date_read() gave; false where it says none. */
bool date_day(struct text iso, struct moment *m);
/* What is left of a date to be filled in: 年 月 日, and nothing else. */
bool date_is_blank(struct arena *arena, struct text t);

#endif
