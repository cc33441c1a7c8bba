/* aside.c - words of a row that is no entry of its table. */
#include "place/aside.h"

#include "place/locate_words.h"

static const char *const sums[] = { "合计", "总计", "小计", "共计", "总分" };

bool
aside_is_sum(struct text folded)
{
    return IS_ONE(text_sans_tail(folded), sums);
}

bool
aside_ends_as_sum(struct text folded)
{
    return ENDS(text_sans_tail(folded), sums) > 0;
}

bool
aside_is_remark(struct text folded)
{
    static const char *const begins[]
        = { "注:",  "注1",      "备注:",    "说明:",   "附注",
            "注释", "填报说明", "填列说明", "填表说明" };

    return BEGINS(folded, begins) > 0;
}

bool
aside_is_signature(struct text folded)
{
    static const char *const ends[]
        = { "负责人",   "填表人",   "填报人",   "制表人",   "审核人",
            "复核人",   "经办人",   "联系人",   "评价人员", "组长",
            "联系电话", "填报日期", "填表日期", "制表日期", "报表日期" };
    long colon = text_find(folded, TEXT(":"), 0);

    return colon > 0
           && ENDS(text_sans_tail(text_slice(folded, 0, (size_t)colon)), ends)
                  > 0;
}
