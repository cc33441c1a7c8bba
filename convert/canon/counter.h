/*
 * counter.h - words that things are counted by: 个, 人次, 辆, 台（套）.
 *
 *     1．因公出国（境）团组数（个）      单价100万元以上设备（台、套）
 *
 * A figure under such a word is no amount of money.  Words that also stand
 * behind names of codes, （类） （款） （项）, are none of them.
 *
 * Units    Texts are folded (base/text.h).
 * Memory   None is taken.
 */
#ifndef CANON_COUNTER_H
#define CANON_COUNTER_H

#include "base/text.h"

/* Does a heading or label end in brackets with such words and nothing else? */
bool counter_in_brackets(struct text folded);
/* Is it 单位：人, of a table in which nothing else is counted? */
bool counter_is_unit(struct text folded);

#endif
