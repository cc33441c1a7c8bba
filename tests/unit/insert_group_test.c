/*
 * insert_group_test.c - which row of a printed, grouped list a record goes to.
 *
 * RECORDS is a sheet with the records of a filing, PRINTED the sheet they are
 * put into: its groups are printed, and some of its indicators.  {0.00} is a
 * cell that is only drawn.  One case a rule of choice.
 */
#include "port/insert_group.h"

#include "submit/fill.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_blank.h"

static const struct group_case {
    const char *name, *records, *printed, *want;
} cases[] = {
    { "the row that prints both of its groups, before one that prints one",
      GIVEN_BLANK_HEAD "3| | 效益 | 社会 | 满意 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量\n4| | 效益\n5| | 效益 | 经济\n"
                       "6| | 效益 | 社会\n7| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量\n"
      "4| | 效益\n"
      "5| | 效益 | 经济\n"
      "6| | 效益 | 社会 | 满意 | 5\n"
      "7| | 总分 | | | 5\n" },
    { "the first that prints one of them, and no other",
      GIVEN_BLANK_HEAD "3| | 效益 | 社会 | 满意 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量\n4| | 效益\n5| | 效益\n6| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量\n"
      "4| | 效益 | 社会 | 满意 | 5\n"
      "5| | 效益\n"
      "6| | 总分 | | | 5\n" },
    { "not one that prints another second group",
      GIVEN_BLANK_HEAD "3| | 效益 | 社会 | 满意 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD "3| | 效益 | 经济\n4| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 效益 | 经济\n"
      "4| | | 社会 | 满意 | 5\n"
      "5| | 总分 | | | 5\n"
      "merge B3:B4\n" },
    { "the open row below its group",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 总分 | | | 11\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | {0.00} | {0.00} | {0.00}\n"
      "5| | 效益 | 社会\n6| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 5\n"
      "4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 效益 | 社会\n"
      "6| | 总分 | | | 11\n" },
    { "a new row behind the last of its group",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 总分 | | | 11\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 次数 | 5\n4| | 产出 | 质量\n"
                       "5| | 效益 | 社会\n6| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 5\n"
      "4| | | | 人数 | 6\n"
      "5| | 产出 | 质量\n"
      "6| | 效益 | 社会\n"
      "7| | 总分 | | | 11\n"
      "merge B3:B4 C3:C4\n" },
    { "behind the last of its first group, where no second is its own",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 1\n4| | 产出 | 质量 | 合格 | 1\n"
      "5| | 效益 | 社会 | 满意 | 1\n6| | 产出 | 时效 | 按时 | 5\n"
      "7| | 总分 | | | 8\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 次数\n4| | 产出 | 质量 | 合格\n"
                       "5| | 效益 | 社会 | 满意\n6| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 1\n"
      "4| | 产出 | 质量 | 合格 | 1\n"
      "5| | | 时效 | 按时 | 5\n"
      "6| | 效益 | 社会 | 满意 | 1\n"
      "7| | 总分 | | | 8\n"
      "merge B4:B5\n" },
    { "any open row at the end, where no group is its own",
      GIVEN_BLANK_HEAD "3| | 满意 | 对象 | 群众 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量\n4| | {0.00} | {0.00} | {0.00}\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量\n"
      "4| | 满意 | 对象 | 群众 | 5\n"
      "5| | 总分 | | | 5\n" },
    { "behind all, where nothing is open",
      GIVEN_BLANK_HEAD "3| | 满意 | 对象 | 群众 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量\n4| | 效益 | 社会\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量\n"
      "4| | 效益 | 社会\n"
      "5| | 满意 | 对象 | 群众 | 5\n"
      "6| | 总分 | | | 5\n" },
    { "a list without rows",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 次数 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD "3| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 5\n"
      "4| | 总分 | | | 5\n" },
    { "a merged group takes records one below the other",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 效益 | 社会 | 满意 | 7\n6| | 总分 | | | 18\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量\n4| | | | {0.00}\n5| | 效益 | 社会\n6| | 总分\n"
      "merge B3:B4 C3:C4\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 5\n"
      "4| | | | 人数 | 6\n"
      "5| | 效益 | 社会 | 满意 | 7\n"
      "6| | 总分 | | | 18\n"
      "merge B3:B4 C3:C4\n" },
    { "a merged group grows with a record put into it",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 产出 | 数量 | 天数 | 7\n6| | 总分 | | | 18\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量\n4| | | | {0.00}\n5| | 效益 | 社会\n6| | 总分\n"
      "merge B3:B4 C3:C4\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 5\n"
      "4| | | | 人数 | 6\n"
      "5| | | | 天数 | 7\n"
      "6| | 效益 | 社会\n"
      "7| | 总分 | | | 18\n"
      "merge B3:B5 C3:C5\n" },
    { "groups beside each other in the filing, not in the sheet",
      GIVEN_BLANK_HEAD
      "3| | 效益 | 社会 | 满意 | 5\n4| | 产出 | 数量 | 次数 | 6\n"
      "5| | 总分 | | | 11\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量\n4| | 效益 | 社会\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 6\n"
      "4| | 效益 | 社会 | 满意 | 5\n"
      "5| | 总分 | | | 11\n" },
    { "a printed indicator is the record that says so",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 总分 | | | 11\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 人数\n4| | 产出 | 数量 | 次数\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 人数 | 6\n"
      "4| | 产出 | 数量 | 次数 | 5\n"
      "5| | 总分 | | | 11\n" },
    { "of two that say the same, the one in its place",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 人数 | 5\n4| | 产出 | 数量 | 次数 | 6\n"
      "5| | 总分 | | | 11\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数\n4| | 产出 | 数量 | 次数\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 人数 | 5\n"
      "4| | 产出 | 数量 | 次数 | 6\n"
      "5| | 总分 | | | 11\n" },
    { "printed indicators that nobody says take the rest in order",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 天数 | 5\n4| | 产出 | 数量 | 人数 | 6\n"
      "5| | 总分 | | | 11\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 人数\n4| | 产出 | 数量 | 次数\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 人数 | 6\n"
      "4| | 产出 | 数量 | 天数 | 5\n"
      "5| | 总分 | | | 11\n" },
    { "a merged group below which another row was passed over",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 次数 | 5\n4| | 效益 | 社会 | 满意 | 7\n"
      "5| | 总分 | | | 12\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | | {0.00}\n4| | | | {0.00}\n5| | 效益 | 社会 | 满意\n"
      "6| | 总分\nmerge C3:C4\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量 | 次数 | 5\n"
      "5| | 效益 | 社会 | 满意 | 7\n"
      "6| | 总分 | | | 12\n"
      "merge C3:C4\n" },
    { "an empty merged group is that of its first record for all that follow",
      GIVEN_BLANK_HEAD
      "3| | 效益 | 社会 | 满意 | 5\n4| | 产出 | 数量 | 次数 | 5\n"
      "5| | 产出 | 质量 | 合格 | 6\n6| | 产出 | 时效 | 按时 | 7\n"
      "7| | 总分 | | | 23\n",
      GIVEN_BLANK_HEAD
      "3| | 效益 | 社会 | 满意\n4| | | | {0.00}\n5| | | | {0.00}\n"
      "6| | | | {0.00}\n7| | 总分\nmerge B4:B6\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 效益 | 社会 | 满意 | 5\n"
      "4| | 产出 | 数量 | 次数 | 5\n"
      "5| | | 质量 | 合格 | 6\n"
      "6| | | 时效 | 按时 | 7\n"
      "7| | 总分 | | | 23\n"
      "merge B4:B6\n" },
    { "a record without groups",
      GIVEN_BLANK_HEAD "3| | | | 次数 | 5\n4| | 总分 | | | 5\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量\n4| | {0.00} | {0.00} | {0.00}\n5| | 总分\n",
      "1| 自评表\n"
      "2| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 得分\n"
      "3| | 产出 | 数量\n"
      "4| | | | 次数 | 5\n"
      "5| | 总分 | | | 5\n" },
};

static void
run_case(const struct group_case *c)
{
    struct arena arena = { 0 };
    struct diag_list none = diag_none(&arena);
    struct given_reading records
        = given_reading(&arena, GIVEN_BLANK_LIST, c->records);
    struct xlsx_edit *edit = given_blank(&arena, c->printed, &none);
    struct fill_result filled;
    struct text made = TEXT_NONE;

    expect_begin(c->name);
    EXPECT(
        fill_book(edit, records.template, records.model, false, &filled, &none)
        && xlsx_edit_finish(edit, filled.sheets.book, &made));
    EXPECT_TEXT(c->want, given_filled(&arena, made, &none));
    /* Whatever order the groups put them in, none is lost. */
    EXPECT_INT(0, fact_set_count(&filled.written.lost));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
