/*
 * aside.h - what the words of a row say that it is, whatever the mapping: a
 * sum, a remark, a signature.  Such a row is no entry of a list.
 *
 *     合计 小计 总计 …      注：… 备注：…      填表人：… 单位负责人（签字）：…
 *
 * Memory   None is taken; texts are folded.
 */
#ifndef PLACE_ASIDE_H
#define PLACE_ASIDE_H

#include "base/text.h"

/* 合计, 总计：, 小计（万元）: that word alone. */
bool aside_is_sum(struct text folded);
/* 项目支出合计, 本年小计 */
bool aside_ends_as_sum(struct text folded);
/* 注：…, 备注：…, 填报说明: */
bool aside_is_remark(struct text folded);
/* 填表人：…, 填报日期： */
bool aside_is_signature(struct text folded);

#endif
