/* locate_rows_test.c - the rows of a table, each to the rule that claims it. */
#include "place/locate_rows.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define TITLE "1| 支出决算表\n"
#define NAME "table: expenditure\ntitle: 支出决算表\n"
#define CODED                                                                          \
    NAME                                                                               \
        "header: [科目编码: {code: functional}, 科目名称: {name: functional}," \
        " 合计: {measure: total, sum: true}]\nruler: 栏次\n"                       \
        "rows: [{item: total, label: 合计, sum: true, optional: true},"              \
        " {each: code, tree: functional}]\n"                                           \
        "notes: 注：本表反映支出。\n"                                         \
        "declared_empty: [\"{year}年度无支出{*}\", 本表无数据]\n"
#define CODED_HEAD3 TITLE "3| 科目编码 | 科目名称 | 合计 | 备忘\n"
#define CODED_HEAD TITLE "3| 科目编码 | 科目名称 | 合计\n"
#define SPLIT                                                                  \
    NAME "header:\n  - 编码: [类: {code: functional, part: class},"         \
         " 款: {code: functional, part: section},"                            \
         " 项: {code: functional, part: item}]\n"                             \
         "  - 合计: {measure: total}\n"                                      \
         "rows: [{each: code, tree: functional},"                              \
         " {item: total, label: 合计, optional: true}]\n"
#define NAMED                                                                  \
    NAME                                                                       \
        "header:\n  - 编码: [类: {code: functional, part: class},"          \
        " 款: {code: functional, part: section},"                             \
        " 项: {code: functional, part: item}]\n"                              \
        "  - 名称: {name: functional}\n  - 合计: {measure: total}\n"       \
        "rows: [{item: total, label: 合计}, {each: code, tree: functional}]\n"
#define SPLIT_HEAD                                                             \
    TITLE "3| 编码 | | | 合计\n4| 类 | 款 | 项\nmerge A3:C3 D3:D4\n"
#define KEPT                                                                             \
    NAME                                                                                 \
        "header: [科目编码: {code: functional}, 合计: {measure: total}, 备注]\n" \
        "rows: [{each: code, tree: functional}, {label: 说明, kept: true}]\n"
#define BLOCKS                                                                         \
    "table: income_expenditure_summary\ntitle: 支出决算表\nblocks:\n"             \
    "  - header: [收入: [项目: label, 行次: line, 金额: {measure: amount}]]\n" \
    "    rows:\n"                                                                      \
    "      - {line: 1, item: income.general_public_budget,"                            \
    " label: 一、财政拨款收入}\n"                                              \
    "      - {line: 2, item: income.superior_subsidy,"                                 \
    " label: 二、上级补助收入}\n"                                              \
    "      - {line: 3, blank: 1}\n"                                                    \
    "      - {line: 4, item: income.total, label: 总计, sum: true}\n"                \
    "  - header: [支出: [项目: label, 行次: line, 金额: {measure: amount}]]\n" \
    "    rows:\n"                                                                      \
    "      - {line: 5, item: expenditure.201, label: 一、公共服务支出}\n"      \
    "      - {line: 6, item: expenditure.205, label: 二、教育支出}\n"            \
    "      - {line: 7, item: expenditure.206, label: 三、科学支出}\n"            \
    "      - {line: 8, item: expenditure.total, label: 总计, sum: true}\n"           \
    "ruler: 栏次\n"
#define BLOCKS_HEAD                                                                          \
    TITLE "3| 收入 | | | 支出\n4| 项目 | 行次 | 金额 | 项目 | 行次 | 金额\n" \
          "merge A3:C3 D3:F3\n"
/* A label that occurs twice in a block. */
#define TWICE                                                                   \
    "table: appropriation_summary\ntitle: 支出决算表\n"                    \
    "header: [项目: label, 行次: line, 金额: {measure: amount}]\nrows:\n" \
    "  - {line: 1, item: income.general_public_budget, label: 公共预算}\n"  \
    "  - {line: 2, item: income.opening_balance, label: 年初结转}\n"        \
    "  - {line: 3, item: income.opening_balance.general_public_budget,"         \
    " label: 公共预算}\n"
/* One that differs from another by its ordinal. */
#define ORDINAL                                                                 \
    "table: appropriation_summary\ntitle: 支出决算表\n"                    \
    "header: [项目: label, 行次: line, 金额: {measure: amount}]\nrows:\n" \
    "  - {item: income.general_public_budget, label: 一、公共预算}\n"     \
    "  - {item: income.opening_balance, label: 年初结转}\n"                 \
    "  - {item: income.opening_balance.general_public_budget,"                  \
    " label: 公共预算}\n"
/* A total whose label is one word. */
#define ONE_TOTAL                                                               \
    "table: appropriation_summary\ntitle: 支出决算表\n"                    \
    "header: [项目: label, 行次: line, 金额: {measure: amount}]\nrows:\n" \
    "  - {item: income.general_public_budget, label: 一、公共预算}\n"     \
    "  - {item: income.total, label: 合计}\n"
#define TWICE_HEAD TITLE "3| 项目 | 行次 | 金额\n"
#define FEET                                                                             \
    "table: general_budget_basic_expenditure\ntitle: 支出决算表\nblocks:\n"         \
    "  - header: [人员经费: &c [编码: {code: economic}, 名称: {name: economic}," \
    " 决算数: {measure: amount}]]\n"                                                  \
    "    rows: [{each: code, tree: economic, under: [301, 303]}]\n"                      \
    "    foot: {item: personnel_total, label: 人员经费合计, sum: true}\n"          \
    "  - header: [公用经费: *c]\n"                                                   \
    "    rows: [{each: code, tree: economic, under: [302]}]\n"                           \
    "  - header: [公用经费: *c]\n"                                                   \
    "    rows: [{each: code, tree: economic, under: [310]}]\n"                           \
    "    foot: {item: public_total, label: 公用经费合计, sum: true, from: 2}\n"
#define FEET_HEAD                                                                                \
    TITLE "3| 人员经费 | | | 公用经费\n4| 编码 | 名称 | 决算数 | 编码 | 名称" \
          " | 决算数 | 编码 | 名称 | 决算数\nmerge A3:C3 D3:I3\n"
#define RECORDS                                                                \
    "table: project_self_evaluation\ntitle: 支出决算表\nform:\n"          \
    "  - header: [一级: {measure: level1, group: true},"                     \
    " 二级: {measure: level2, group: true}, 三级: {measure: level3},"      \
    " 分值: {measure: weight}, 得分: {measure: score}]\n"                  \
    "    rows:\n      - {each: record, item: \"indicator.{n}\", min: 2}\n"     \
    "      - {item: result, label: 总分, sum: true,"                         \
    " measures: {weight: total_weight, score: total_score}}\n"
#define RECORDS_HEAD TITLE "3| 一级 | 二级 | 三级 | 分值 | 得分\n"
#define ONE                                                                    \
    "table: three_public\ntitle: 支出决算表\n"                            \
    "header: [合计: {item: total, measure: final},"                          \
    " 接待费: {item: reception, measure: final}]\n"                         \
    "ruler: true\nrows: [one]\ndeclared_empty: 本表无数据\n"
#define COUNTED                                                                \
    "table: three_public\ntitle: 支出决算表\n"                            \
    "header: [项目: label, 决算数: {measure: final}]\nrows:\n"            \
    "  - {item: reception, label: 1.公务接待费}\n"                        \
    "  - {item: domestic_receptions, label: 2.公务接待（批次）}\n"     \
    "  - {item: domestic_guests, label: 3.公务接待（人次）}\n"         \
    "  - {item: vehicles_held, label: 4.保有量（辆）, optional: true}\n"
#define COUNTED_HEAD TITLE "2| 项目 | 决算数（万元）\n"
#define ONE_HEAD TITLE "3| 合计 | 接待费\n"

/* The same with columns enough to tell the order of their numbers. */
#define FIVE                                                                   \
    "table: three_public\ntitle: 支出决算表\n"                            \
    "header: [合计: {item: total, measure: final},"                          \
    " 出国费: {item: overseas_travel, measure: final},"                     \
    " 用车费: {item: vehicles, measure: final},"                            \
    " 购置费: {item: vehicle_purchase, measure: final},"                    \
    " 接待费: {item: reception, measure: final}]\n"                         \
    "ruler: true\nrows: [one]\ndeclared_empty: 本表无数据\n"
#define FIVE_HEAD TITLE "3| 合计 | 出国费 | 用车费 | 购置费 | 接待费\n"
#define FIVE_AT(row)                                                           \
    row " total: A final\n" row " overseas_travel: B final\n" row              \
        " vehicles: C final\n" row " vehicle_purchase: D final\n" row          \
        " reception: E final\n"
#define MOVED                                                                  \
    "  hint: see whether columns were moved, added or removed; if these are "  \
    "figures, write the column numbers 1, 2, 3 … once, in a row above them\n"

static const struct rows_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    /* labels */
    { "two blocks, labels with and without ordinals", BLOCKS,
      BLOCKS_HEAD "5| 一、财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 2 | 1.00 | 十二、教育支出 | 6 | 1.00\n"
                  "7| | 3 | | （三）科学支出 | 7 | 1.00\n"
                  "8| 总计 | 4 | 10.00 | 总　计 | 8 | 10.00\n",
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 expenditure.206: F amount\n"
      "8 income.total: C amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LLFLLF\n"
      "7 .L.LLF\n"
      "8 LLFLLF\n" },
    { "rows in another order", BLOCKS,
      BLOCKS_HEAD "5| 上级补助收入 | | 9.00 | 教育支出 | | 8.00\n"
                  "6| 财政拨款收入 | | 1.00 | 公共服务支出 | | 1.00\n"
                  "7| 总计 | | 10.00 | 科学支出 | | 1.00\n"
                  "8| | | | 总计 | | 10.00\n",
      "income_expenditure_summary at A1\n"
      "5 income.superior_subsidy: C amount\n"
      "5 expenditure.205: F amount\n"
      "6 income.general_public_budget: C amount\n"
      "6 expenditure.201: F amount\n"
      "7 income.total: C amount\n"
      "7 expenditure.206: F amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 L.FL.F\n"
      "6 L.FL.F\n"
      "7 L.FL.F\n"
      "8 ...L.F\n" },
    { "a row that is gone", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 总计 | 4 | 9.00 | 教育支出 | 6 | 1.00\n"
                  "7| | | | 总计 | 8 | 9.00\n",
      "A5 warning row-missing t.yaml:7: the row '二、上级补助收入' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "D6 warning row-missing t.yaml:14: the row '三、科学支出' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.total: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LLFLLF\n"
      "7 ...LLF\n" },
    { "a row too many", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 2 | | 教育支出 | 6 | 1.00\n"
                  "7| 事业收入 | 3 | 7.00 | 科学支出 | 7\n"
                  "8| 总计 | 4 | 9.00 | 总计 | 8 | 9.00\n",
      "A7 error row-unclaimed t.yaml:1: '事业收入' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 expenditure.206: F amount\n"
      "8 income.total: C amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LL.LLF\n"
      "7 NNNLL\n"
      "8 LLFLLF\n" },
    { "a misspelt label", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收人 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 2 | | 教育支出 | 6 | 1.00\n"
                  "7| 总计 | 4 | 9.00 | 科学支出 | 7\n"
                  "8| | | | 总计 | 8 | 9.00\n",
      "A5 error row-unclaimed t.yaml:6: '财政拨款收人' is not a row of this table, and its row '一、财政拨款收入' is missing; the row is not read\n"
      "  hint: if it is that row, write '一、财政拨款收入' in A5\n"
      "income_expenditure_summary at A1\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 income.total: C amount\n"
      "7 expenditure.206: F amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 NNNLLF\n"
      "6 LL.LLF\n"
      "7 LLFLL\n"
      "8 ...LLF\n" },
    { "line numbers that differ are said once a block", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 2 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 3 | 1.00 | 教育支出 | 6 | 1.00\n"
                  "7| 总计 | 5 | 10.00 | 科学支出 | 7 | 1.00\n"
                  "8| | | | 总计 | 9 | 10.00\n",
      "B5 warning line-differs t.yaml:6: line number '2' where the form has 1 for '一、财政拨款收入'\n"
      "E8 warning line-differs t.yaml:15: line number '9' where the form has 8 for '总计'\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 income.total: C amount\n"
      "7 expenditure.206: F amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LLFLLF\n"
      "7 LLFLLF\n"
      "8 ...LLF\n" },
    { "line numbers as text and of full width", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | '1 | 9.00 | 公共服务支出 | ５ | 8.00\n"
                  "6| 上级补助收入 | 2.0 | 1.00 | 教育支出 | '6 | 1.00\n"
                  "7| 总计 | 4 | 10.00 | 科学支出 | 7 | 1.00\n"
                  "8| | | | 总计 | 8 | 10.00\n",
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 income.total: C amount\n"
      "7 expenditure.206: F amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LLFLLF\n"
      "7 LLFLLF\n"
      "8 ...LLF\n" },
    { "a label twice in order", TWICE,
      TWICE_HEAD "4| 公共预算 | 1 | 1.00\n5| 年初结转 | 2 | 2.00\n"
                 "6| 公共预算 | 3 | 3.00\n",
      "appropriation_summary at A1\n"
      "4 income.general_public_budget: C amount\n"
      "5 income.opening_balance: C amount\n"
      "6 income.opening_balance.general_public_budget: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 LLF\n"
      "6 LLF\n" },
    { "another word for a total", ONE_TOTAL,
      TWICE_HEAD "4| 公共预算 | | 1.00\n5| 总计 | | 2.00\n",
      "A5 error row-unclaimed t.yaml:6: '总计' is not a row of this table, and its row '合计' is missing; the row is not read\n"
      "  hint: if it is that row, write '合计' in A5\n"
      "appropriation_summary at A1\n"
      "4 income.general_public_budget: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 N.N\n" },
    { "rows that follow each other are gone", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| | | | 总计 | 8 | 9.00\n",
      "A5 warning row-missing t.yaml:7: the rows '二、上级补助收入', '总计' are missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "D5 warning row-missing t.yaml:13: the rows '二、教育支出', '三、科学支出' are missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 ...LLF\n" },
    { "the blocks on the right are cut off", FEET,
      TITLE "3| 人员经费\n4| 编码 | 名称 | 决算数\nmerge A3:C3\n"
            "5| 301 | 工资 | 1.00\n6| 人员经费合计 | | 1.00\n",
      "C4 error header-missing t.yaml:4: only the columns A to C are on the sheet; right of them 公用经费 (编码, 名称, 决算数); 公用经费 (编码, 名称, 决算数) are missing; the table is not read\n"
      "  hint: copy them from the original (were they cut off when the sheet was copied?)\n"
      "general_budget_basic_expenditure at A1\n"
      "1 L\n"
      "3 K\n"
      "4 KKK\n"
      "5 NKN\n"
      "6 K.N\n" },
    { "the block on the right is cut off", BLOCKS,
      TITLE
      "3| 收入\n4| 项目 | 行次 | 金额\nmerge A3:C3\n"
      "5| 财政拨款收入 | 1 | 9.00\n6| 上级补助收入 | 2 | \n7| 总计 | 4 | 9.00\n",
      "C4 error header-missing t.yaml:10: only the columns A to C are on the sheet; right of them 支出 (项目, 行次, 金额) are missing\n"
      "  hint: copy them from the original (were they cut off when the sheet was copied?)\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "6 income.superior_subsidy: C amount\n"
      "7 income.total: C amount\n"
      "1 L\n"
      "3 L\n"
      "4 LLL\n"
      "5 LLF\n"
      "6 LL\n"
      "7 LLF\n" },
    { "a label twice, the first row gone", TWICE,
      TWICE_HEAD "5| 年初结转 | 2 | 2.00\n6| 公共预算 | 3 | 3.00\n",
      "A3 warning row-missing t.yaml:5: the row '公共预算' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "appropriation_summary at A1\n"
      "5 income.opening_balance: C amount\n"
      "6 income.opening_balance.general_public_budget: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "5 LLF\n"
      "6 LLF\n" },
    { "an ordinal left out, as a label below has none", ORDINAL,
      TWICE_HEAD "4| 公共预算 | | 1.00\n5| 年初结转 | | 2.00\n"
                 "6| 公共预算 | | 3.00\n",
      "appropriation_summary at A1\n"
      "4 income.general_public_budget: C amount\n"
      "5 income.opening_balance: C amount\n"
      "6 income.opening_balance.general_public_budget: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 L.F\n"
      "6 L.F\n" },
    { "a row twice, as a label further down says the same", TWICE,
      TWICE_HEAD "4| 公共预算 | | 1.00\n5| 公共预算 | | 9.00\n"
                 "6| 年初结转 | | 2.00\n7| 公共预算 | | 3.00\n",
      "A5 error row-unclaimed t.yaml:5: the row '公共预算' stands in A4, too, and is read there; this one is not read\n"
      "  hint: leave one of the two, or mend its label\n"
      "appropriation_summary at A1\n"
      "4 income.general_public_budget: C amount\n"
      "6 income.opening_balance: C amount\n"
      "7 income.opening_balance.general_public_budget: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 N.N\n"
      "6 L.F\n"
      "7 L.F\n" },
    { "a row that may be one above or one below", ORDINAL,
      TWICE_HEAD "4| 年初结转 | | 2.00\n5| 一、公共预算 | | 3.00\n",
      "A5 error row-unclaimed t.yaml:7: '一、公共预算' may be more than one row of the form where it stands; the row is not read\n"
      "  hint: put the rows in the order of the form, with their ordinals (一、 二、)\n"
      "A3 warning row-missing t.yaml:5: the row '一、公共预算' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "A4 warning row-missing t.yaml:7: the row '公共预算' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "appropriation_summary at A1\n"
      "4 income.opening_balance: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 N.N\n" },
    { "one row for two labels that say the same", ORDINAL,
      TWICE_HEAD "4| 公共预算 | | 1.00\n5| 年初结转 | | 2.00\n",
      "A4 warning row-missing t.yaml:7: the table has no row '公共预算'; '公共预算', here, was read for a row above it\n"
      "  hint: write the labels with their ordinals (一、 二、)\n"
      "appropriation_summary at A1\n"
      "4 income.general_public_budget: C amount\n"
      "5 income.opening_balance: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 L.F\n" },
    { "a label twice, told by its line number", TWICE,
      TWICE_HEAD "4| 公共预算 | 3 | 3.00\n5| 年初结转 | 2 | 2.00\n",
      "A3 warning row-missing t.yaml:5: the row '公共预算' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "appropriation_summary at A1\n"
      "4 income.opening_balance.general_public_budget: C amount\n"
      "5 income.opening_balance: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 LLF\n" },
    { "a label merged over the line column", TWICE,
      TWICE_HEAD "4| 公共预算 | | 1.00\n5| 年初结转 | | 2.00\n"
                 "6| 公共预算 | | 3.00\nmerge A4:B4 A5:B5 A6:B6\n",
      "appropriation_summary at A1\n"
      "4 income.general_public_budget: C amount\n"
      "5 income.opening_balance: C amount\n"
      "6 income.opening_balance.general_public_budget: C amount\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 L.F\n"
      "6 L.F\n" },
    { "filler rows with line numbers", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 2 | 1.00 | 教育支出 | 6 | 1.00\n"
                  "7| | 3 | | 科学支出 | 7 | 1.00\n"
                  "8| 总计 | 4 | 10.00 | 总计 | 8 | 10.00\n",
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 expenditure.206: F amount\n"
      "8 income.total: C amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LLFLLF\n"
      "7 .L.LLF\n"
      "8 LLFLLF\n" },
    { "a figure in a filler row", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 2 | 1.00 | 教育支出 | 6 | 1.00\n"
                  "7| | 3 | 5.00 | 科学支出 | 7 | 1.00\n"
                  "8| 总计 | 4 | 10.00 | 总计 | 8 | 10.00\n",
      "B7 error row-unclaimed t.yaml:1: '3' is not a row of this table; the row is not read\n"
      "  hint: write the row's label as the form has it, or delete the figures\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 expenditure.206: F amount\n"
      "8 income.total: C amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LLFLLF\n"
      "6 LLFLLF\n"
      "7 .NNLLF\n"
      "8 LLFLLF\n" },
    /* rulers */
    { "a ruler", CODED,
      CODED_HEAD "4| 栏次 | | 1\n5| 205 | 教育 | 2.00\n6| | 合计 | 2.00\n",
      "expenditure at A1\n"
      "5 205: C total\n"
      "6 total: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.L\n"
      "5 LLF\n"
      "6 .LF\n" },
    { "a ruler with formulas and letters", SPLIT "ruler: 栏次\n",
      SPLIT_HEAD "5| 甲 | 乙 | 丙 | (1)=(2)+(3)\n6| 205 | | | 2.00\n",
      "expenditure at A1\n"
      "6 205: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 LLLL\n"
      "6 L..F\n" },
    { "a ruler with letters and rising numbers", SPLIT "ruler: 栏次\n",
      SPLIT_HEAD "5| 甲 | 乙 | 丙 | 1\n6| 205 | | | 2.00\n",
      "expenditure at A1\n"
      "6 205: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 LLLL\n"
      "6 L..F\n" },
    { "numbers and letters without the ruler's word", ONE,
      TITLE "3| 合计 | 接待费\n4| ① | ②\n5| 3.50 | 2.00\n",
      "three_public at A1\n"
      "5 total: A final\n"
      "5 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 LL\n"
      "5 FF\n" },
    { "a ruler with sums in it", ONE, ONE_HEAD "4| 1=2 | (2)\n5| 3.50 | 2.00\n",
      "three_public at A1\n"
      "5 total: A final\n"
      "5 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 LL\n"
      "5 FF\n" },
    { "a ruler that does not rise", BLOCKS,
      BLOCKS_HEAD "5| 栏次 | | 1 | 栏次 | | 3\n"
                  "6| 财政拨款收入 | 1 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "7| 上级补助收入 | 2 | 1.00 | 教育支出 | 6 | 1.00\n"
                  "8| 总计 | 4 | 10.00 | 科学支出 | 7 | 1.00\n"
                  "9| | | | 总计 | 8 | 10.00\n",
      "A5 warning ruler-differs t.yaml:1: the column numbers do not run 1, 2, 3 …\n"
      "  hint: see whether columns were moved, added or removed\n"
      "income_expenditure_summary at A1\n"
      "6 income.general_public_budget: C amount\n"
      "6 expenditure.201: F amount\n"
      "7 income.superior_subsidy: C amount\n"
      "7 expenditure.205: F amount\n"
      "8 income.total: C amount\n"
      "8 expenditure.206: F amount\n"
      "9 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 L.LL.L\n"
      "6 LLFLLF\n"
      "7 LLFLLF\n"
      "8 LLFLLF\n"
      "9 ...LLF\n" },
    { "a row of small figures is no ruler", ONE,
      ONE_HEAD "4| 1 | 2\n5| 1.00 | 2.00\n",
      "three_public at A1\n"
      "5 total: A final\n"
      "5 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 LL\n"
      "5 FF\n" },
    { "a row of 1 and 2 alone is the ruler", ONE, ONE_HEAD "4| 1 | 2\n",
      "three_public at A1\n"
      "5 total: A final\n"
      "5 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 LL\n" },
    { "a ruler that begins anew", FIVE,
      FIVE_HEAD "4| 1 | 2 | 3 | 1 | 2\n5| 9.00 | 1.00 | 2.00 | 3.00 | 3.00\n",
      "A4 warning ruler-differs t.yaml:1: the column numbers do not run 1, 2, 3 …\n" MOVED
      "three_public at A1\n" FIVE_AT("5") "1 L\n3 LLLLL\n4 LLLLL\n5 FFFFF\n" },
    { "a ruler that goes on from another", FIVE,
      FIVE_HEAD "4| 7 | 8 | 9 | 10 | 11\n5| 9.00 | 1.00 | 2.00 | 3.00 | 3.00\n",
      "A4 warning ruler-differs t.yaml:1: the column numbers do not run 1, 2, 3 …\n" MOVED
      "three_public at A1\n" FIVE_AT("5") "1 L\n3 LLLLL\n4 LLLLL\n5 FFFFF\n" },
    { "a ruler with a gap, and no figures below", FIVE,
      FIVE_HEAD "4| 1 | 3 | 4 | 5 | 6\n",
      "A4 warning ruler-differs t.yaml:1: the column numbers do not run 1, 2, 3 …\n" MOVED
      "three_public at A1\n" FIVE_AT("5") "1 L\n3 LLLLL\n4 LLLLL\n" },
    { "a ruler with one of its cells emptied", FIVE,
      FIVE_HEAD "4| 1 | | 3 | 4 | 5\n5| 9.00 | 1.00 | 2.00 | 3.00 | 3.00\n",
      "A4 warning ruler-differs t.yaml:1: the column numbers do not run 1, 2, 3 …\n" MOVED
      "three_public at A1\n" FIVE_AT("5") "1 L\n3 LLLLL\n4 L.LLL\n5 FFFFF\n" },
    { "a ruler with two of its numbers exchanged", FIVE,
      FIVE_HEAD "4| 2 | 1 | 3 | 4 | 5\n5| 9.00 | 1.00 | 2.00 | 3.00 | 3.00\n",
      "A4 warning ruler-differs t.yaml:1: the column numbers do not run 1, 2, 3 …\n" MOVED
      "three_public at A1\n" FIVE_AT("5") "1 L\n3 LLLLL\n4 LLLLL\n5 FFFFF\n" },
    { "a ruler twice", FIVE,
      FIVE_HEAD
      "4| 1 | 2 | 3 | 4 | 5\n5| 1 | 2 | 3 | 4 | 5\n6| 9.00 | 1.00 | 2.00 | 3.00 | 3.00\n",
      "A5 warning ruler-differs t.yaml:1: the column numbers stand here a second time; they are not read\n" MOVED
      "three_public at A1\n" FIVE_AT(
          "6") "1 L\n3 LLLLL\n4 LLLLL\n5 LLLLL\n6 FFFFF\n" },
    { "small whole figures that could be the ruler", FIVE,
      FIVE_HEAD "4| 9 | 1 | 5 | 2 | 3\n",
      "A4 warning ruler-differs t.yaml:1: the numbers of this row could be column numbers (栏次), which stand nowhere else; they are read as figures\n"
      "  hint: write the column numbers 1, 2, 3 … in a row above the figures\n"
      "three_public at A1\n" FIVE_AT("4") "1 L\n3 LLLLL\n4 FFFFF\n" },
    { "small whole figures below the ruler", FIVE,
      FIVE_HEAD "4| 1 | 2 | 3 | 4 | 5\n5| 9 | 1 | 5 | 2 | 3\n",
      "three_public at A1\n" FIVE_AT("5") "1 L\n3 LLLLL\n4 LLLLL\n5 FFFFF\n" },
    { "small whole figures with zeros among them", FIVE,
      FIVE_HEAD "4| 8 | 0 | 5 | 2 | 3\n",
      "three_public at A1\n" FIVE_AT("4") "1 L\n3 LLLLL\n4 FFFFF\n" },
    /* codes */
    { "codes whole, of all three lengths", CODED,
      CODED_HEAD "4| | 合计 | 9.00\n5| '205 | 教育 | 9.00\n"
                 "6| '20501 | 管理 | 9.00\n7| '2050101 | 运行 | 9.00\n",
      "expenditure at A1\n"
      "4 total: C total\n"
      "5 205: C total\n"
      "6 20501: C total\n"
      "7 2050101: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 .LF\n"
      "5 LLF\n"
      "6 LLF\n"
      "7 LLF\n" },
    { "codes as numbers, padded and with blanks inside", CODED,
      CODED_HEAD
      "4| 205 | 教育 | 9.00\n5| 　20501 | 管理 | 9.00\n"
      "6| 205 01 01 | 运行 | 9.00\n7| '\\s\\s20502\\s | 普通 | 1.00\n"
      "8| 2050202.0 | 小学 | 1.00\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "5 20501: C total\n"
      "6 2050101: C total\n"
      "7 20502: C total\n"
      "8 2050202: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 LLF\n"
      "6 LLF\n"
      "7 LLF\n"
      "8 LLF\n" },
    { "codes of full width", CODED, CODED_HEAD "4| ２０５ | 教育 | 9.00\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n" },
    { "a code of a wrong length", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 2050 | 管理 | 9.00\n"
                 "6| 20502 | 普通 | 1.00\n",
      "A5 error row-unclaimed t.yaml:1: '2050' is no code of this table; the row is not read\n"
      "  hint: mend the code in A5\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "6 20502: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 NNN\n"
      "6 LLF\n" },
    { "a code with a raised figure is none, whatever its length", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| ^'20502 | 管理 | 9.00\n"
                 "6| ^2050 | 普通 | 1.00\n7| 20503 | 职业 | 1.00\n",
      "A5 error value-no-number t.yaml:3: a part of '20502' is struck out, raised or lowered, so it is no code; this row is not read\n"
      "  hint: leave in the cell the code alone, in plain type\n"
      "A6 error value-no-number t.yaml:3: a part of '2050' is struck out, raised or lowered, so it is no code; this row is not read\n"
      "  hint: leave in the cell the code alone, in plain type\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "7 20503: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 NNN\n"
      "6 NNN\n"
      "7 LLF\n" },
    { "a code with letters", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 20501A | 管理 | 9.00\n"
                 "6| 20502 | 普通 | 1.00\n",
      "A5 error row-unclaimed t.yaml:1: '20501A' is no code of this table; the row is not read\n"
      "  hint: mend the code in A5\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "6 20502: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 NNN\n"
      "6 LLF\n" },
    { "the last code with letters", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 20501A | 管理 | 9.00\n",
      "A5 error row-unclaimed t.yaml:1: '20501A' is no code of this table; the row is not read\n"
      "  hint: mend the code in A5\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 NNN\n" },
    { "a code twice", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 205 | 教育 | 1.00\n",
      "A5 error code-twice t.yaml:3: code 205 is already in A4; this row is not read\n"
      "  hint: join the two rows or mend the code\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 NNN\n" },
    { "a code and its figures, without a name", CODED,
      CODED_HEAD "4| 205 | | 9.00\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n" },
    { "a name without a code", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| | 教育 | 9.00\n"
                 "6| 20501 | 管理 | 1.00\n",
      "B5 error row-unclaimed t.yaml:1: '教育' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A5\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "6 20501: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 .NN\n"
      "6 LLF\n" },
    { "a code without figures", CODED,
      CODED_HEAD "4| 205 | 教育\n5| 20501 | 管理 | 1.00\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "5 20501: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LL\n"
      "5 LLF\n" },
    { "a name that says 合计 beside a code", CODED,
      CODED_HEAD "4| | 合计 | 9.00\n5| 205 | 合计 | 9.00\n",
      "expenditure at A1\n"
      "4 total: C total\n"
      "5 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 .LF\n"
      "5 LLF\n" },
    { "codes split", SPLIT,
      SPLIT_HEAD "5| '205 | | | 3.00\n6| '205 | '01 | | 2.00\n"
                 "7| '205 | '01 | '02 | 1.00\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 20501: D total\n"
      "7 2050102: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 LL.F\n"
      "7 LLLF\n" },
    { "codes split, one of them raised: nothing below takes it over", SPLIT,
      SPLIT_HEAD "5| ^'205 | | | 3.00\n6| | '01 | | 2.00\n"
                 "7| 206 | | | 1.00\n",
      "A5 error value-no-number t.yaml:4: a part of '205' is struck out, raised or lowered, so it is no code; this row is not read\n"
      "  hint: leave in the cell the code alone, in plain type\n"
      "B6 error row-unclaimed t.yaml:1: '01' is no code of this table; the row is not read\n"
      "  hint: mend the code in B6\n"
      "expenditure at A1\n"
      "7 206: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 N..N\n"
      "6 .N.N\n"
      "7 L..F\n" },
    { "codes split, parts above left out", SPLIT,
      SPLIT_HEAD "5| '205 | | | 3.00\n6| | '01 | | 2.00\n7| | | '02 | 1.00\n"
                 "8| | | '03 | 1.00\n9| '206 | | | 1.00\n10| | '01 | | 1.00\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 20501: D total\n"
      "7 2050102: D total\n"
      "8 2050103: D total\n"
      "9 206: D total\n"
      "10 20601: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 .L.F\n"
      "7 ..LF\n"
      "8 ..LF\n"
      "9 L..F\n"
      "10 .L.F\n" },
    { "codes split, as numbers that lost a zero", SPLIT,
      SPLIT_HEAD "5| 205 | | | 3.00\n6| 205 | 1 | | 2.00\n"
                 "7| 205 | 1 | 2 | 1.00\n8| 205 | 1 | 99 | 1.00\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 20501: D total\n"
      "7 2050102: D total\n"
      "8 2050199: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 LL.F\n"
      "7 LLLF\n"
      "8 LLLF\n" },
    { "the whole code in the first of three columns", SPLIT,
      SPLIT_HEAD "5| 205 | | | 3.00\n6| 20501 | | | 2.00\n"
                 "7| 2050102 | | | 1.00\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 20501: D total\n"
      "7 2050102: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 L..F\n"
      "7 L..F\n" },
    { "codes whole and split on one sheet", SPLIT,
      SPLIT_HEAD "5| 205 | | | 3.00\n6| 205 | 01 | | 2.00\n"
                 "7| 2050102 | | | 1.00\n8| | | 03 | 1.00\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 20501: D total\n"
      "7 2050102: D total\n"
      "8 2050103: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 LL.F\n"
      "7 L..F\n"
      "8 ..LF\n" },
    { "the whole code in the first, again in parts", SPLIT,
      SPLIT_HEAD "5| 2050102 | 01 | 02 | 1.00\n",
      "expenditure at A1\n"
      "5 2050102: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 LLLF\n" },
    { "a split code whose parts above are unknown", SPLIT,
      SPLIT_HEAD "5| | 01 | | 2.00\n6| 205 | | | 1.00\n",
      "B5 error row-unclaimed t.yaml:1: '1' is no code of this table; the row is not read\n"
      "  hint: mend the code in B5\n"
      "expenditure at A1\n"
      "6 205: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 .N.N\n"
      "6 L..F\n" },
    { "the whole code in the last of three columns", SPLIT,
      SPLIT_HEAD "5| 205 | | | 3.00\n6| | 20501 | | 2.00\n"
                 "7| | | 2050102 | 1.00\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 20501: D total\n"
      "7 2050102: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 .L.F\n"
      "7 ..LF\n" },
    { "split codes merged over the rows below", SPLIT,
      SPLIT_HEAD "5| 205 | 01 | 02 | 1.00\n6| | | 03 | 1.00\n"
                 "merge A5:A6 B5:B6\n",
      "expenditure at A1\n"
      "5 2050102: D total\n"
      "6 2050103: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 LLLF\n"
      "6 ..LF\n" },
    { "a total first", CODED,
      CODED_HEAD "4| | 合计 | 9.00\n5| 205 | 教育 | 9.00\n",
      "expenditure at A1\n"
      "4 total: C total\n"
      "5 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 .LF\n"
      "5 LLF\n" },
    { "a total last", SPLIT,
      SPLIT_HEAD "5| 205 | | | 3.00\n6| 合计 | | | 3.00\nmerge A6:C6\n",
      "expenditure at A1\n"
      "5 205: D total\n"
      "6 total: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 L..F\n" },
    { "a total in the code column, not merged", CODED,
      CODED_HEAD "4| 合计 | | 9.00\n5| 205 | 教育 | 9.00\n",
      "expenditure at A1\n"
      "4 total: C total\n"
      "5 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "5 LLF\n" },
    { "a total beside the ruler's row", CODED,
      CODED_HEAD "4| 栏次 | | 1\n5| 合 计 | | 9.00\n6| 205 | 教育 | 9.00\n"
                 "merge A4:B4 A5:B5\n",
      "expenditure at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.L\n"
      "5 L.F\n"
      "6 LLF\n" },
    { "a total in a header row", CODED,
      TITLE "3| 科目编码 | 科目名称 | 合计\n4| | 合计 | 9.00\n"
            "5| 205 | 教育 | 9.00\nmerge A3:A4\n",
      "expenditure at A1\n"
      "4 total: C total\n"
      "5 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 .LF\n"
      "5 LLF\n" },
    { "a total beside the parts of the code", SPLIT,
      TITLE "3| 编码 | | | 合计\n4| 类 | 款 | 项\n5| 合计 | | | 9.00\n"
            "6| 205 | | | 9.00\nmerge A3:C3 D3:D4 A5:C5\n",
      "expenditure at A1\n"
      "5 total: D total\n"
      "6 205: D total\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLL\n"
      "5 L..F\n"
      "6 L..F\n" },
    { "a total in the row of 类 款 项", NAMED,
      TITLE "3| 编码 | | | 名称 | 合计\n4| 类 | 款 | 项 | 合计 | 9.00\n"
            "5| 205 | | | 教育 | 9.00\nmerge A3:C3\n",
      "expenditure at A1\n"
      "4 total: E total\n"
      "5 205: E total\n"
      "1 L\n"
      "3 L..LL\n"
      "4 LLLLF\n"
      "5 L..LF\n" },
    { "codes of a catalogue in any block", FEET,
      FEET_HEAD "5| 301 | 工资 | 3.00 | 302 | 办公 | 2.00 | 310 | 设备 | 1.00\n"
                "6| 30101 | 基本 | 3.00 | 399 | 其他 | | 31002 | 购置 | 1.00\n"
                "7| 人员经费合计 | | 3.00 | 公用经费合计 | | | | | 3.00\n"
                "merge A7:B7 D7:H7\n",
      "general_budget_basic_expenditure at A1\n"
      "5 301: C amount\n"
      "5 302: F amount\n"
      "5 310: I amount\n"
      "6 30101: C amount\n"
      "6 399: F amount\n"
      "6 31002: I amount\n"
      "7 personnel_total: C amount\n"
      "7 public_total: I amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLLLLL\n"
      "5 LLFLLFLLF\n"
      "6 LLFLL.LLF\n"
      "7 L.FL....F\n" },
    { "a code in two blocks", FEET,
      FEET_HEAD
      "5| 301 | 工资 | 3.00 | 302 | 办公 | 2.00 | 310 | 设备 | 1.00\n"
      "6| 人员经费合计 | | 3.00 | 302 | 办公 | 7.00 | 302 | 办公 | 8.00\n",
      "D6 error code-twice t.yaml:4: code 302 is already in D5; this row is not read\n"
      "  hint: join the two rows or mend the code\n"
      "G6 error code-twice t.yaml:4: code 302 is already in D5; this row is not read\n"
      "  hint: join the two rows or mend the code\n"
      "G3 warning row-missing t.yaml:11: the row '公用经费合计' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "general_budget_basic_expenditure at A1\n"
      "5 301: C amount\n"
      "5 302: F amount\n"
      "5 310: I amount\n"
      "6 personnel_total: C amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLLLLL\n"
      "5 LLFLLFLLF\n"
      "6 L.FNNNNNN\n" },
    { "feet not merged and in rows of their own", FEET,
      FEET_HEAD "5| 301 | 工资 | 3.00 | 302 | 办公 | 2.00 | 310 | 设备 | 1.00\n"
                "6| | 人员经费合计 | 3.00\n"
                "7| | | | | | | | 公用经费合计 | 3.00\n",
      "general_budget_basic_expenditure at A1\n"
      "5 301: C amount\n"
      "5 302: F amount\n"
      "5 310: I amount\n"
      "6 personnel_total: C amount\n"
      "7 public_total: I amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLLLLL\n"
      "5 LLFLLFLLF\n"
      "6 .LF\n"
      "7 .......LF\n" },
    /* records */
    { "records with merged groups", RECORDS,
      RECORDS_HEAD
      "4| 产出 | 数量 | 次数 | 10 | 9\n5| | | 人数 | 10 | 8\n"
      "6| | 质量 | 合格 | 10 | 7\n7| 效益 | 社会 | 好评 | 20 | 20\n"
      "8| 总分 | | | 50 | 44\nmerge A4:A6 B4:B5 A8:C8\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 indicator.2: A~ level1, B~ level2, C level3, D weight, E score\n"
      "6 indicator.3: A~ level1, B level2, C level3, D weight, E score\n"
      "7 indicator.4: A level1, B level2, C level3, D weight, E score\n"
      "8 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 ..FFF\n"
      "6 .FFFF\n"
      "7 FFFFF\n"
      "8 L..FF\n" },
    { "a record without words may be a sum", RECORDS,
      RECORDS_HEAD
      "4| 产出 | 数量 | 次数 | 10 | 9\n5| 效益 | 社会 | 人数 | 10 | 8\n"
      "6| | | | 20 | 17\n",
      "D6 warning record-unnamed t.yaml:6: the row has figures and no words; it is read as one more of the list\n"
      "  hint: write its name; if it is a sum, write 合计 in front of it\n"
      "A3 warning row-missing t.yaml:7: the row '总分' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 indicator.2: A level1, B level2, C level3, D weight, E score\n"
      "6 indicator.3: A level1, B level2, C level3, D weight, E score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 FFFFF\n"
      "6 ...FF\n" },
    { "records with groups not merged", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| | | 人数 | 10 | 8\n"
                   "6| 总分 | | | 20 | 17\n",
      "A5 warning group-blank t.yaml:6: the cell names no group, and "
      "'产出' in A4 stands for its own row alone\n"
      "  hint: where the row is of that group, merge the cell over it or "
      "repeat the name\n"
      "B5 warning group-blank t.yaml:6: the cell names no group, and "
      "'数量' in B4 stands for its own row alone\n"
      "  hint: where the row is of that group, merge the cell over it or "
      "repeat the name\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 indicator.2: A level1, B level2, C level3, D weight, E score\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 ..FFF\n"
      "6 L..FF\n" },
    { "blanks below a merged group, and in a group that begins, are meant",
      RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| | | 人数 | 10 | 8\n"
                   "6| 效益 | | 面积 | 10 | 8\n7| | | 户数 | 10 | 8\n"
                   "8| 总分 | | | 40 | 33\nmerge A4:A5 B4:B5 A6:A7\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 indicator.2: A~ level1, B~ level2, C level3, D weight, E score\n"
      "6 indicator.3: A level1, B level2, C level3, D weight, E score\n"
      "7 indicator.4: A~ level1, B level2, C level3, D weight, E score\n"
      "8 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 ..FFF\n"
      "6 F.FFF\n"
      "7 ..FFF\n"
      "8 L..FF\n" },
    { "a group's name that is repeated goes on, and what is in it does not",
      RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| 产出 | | 人数 | 10 | 8\n"
                   "6| 总分 | | | 20 | 17\n",
      "B5 warning group-blank t.yaml:6: the cell names no group, and "
      "'数量' in B4 stands for its own row alone\n"
      "  hint: where the row is of that group, merge the cell over it or "
      "repeat the name\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 indicator.2: A level1, B level2, C level3, D weight, E score\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 F.FFF\n"
      "6 L..FF\n" },
    { "a row that only names a group", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量\n5| 产出 | 数量 | 次数 | 10 | 9\n"
                   "6| 效益 | 社会\n7| 总分 | | | 10 | 9\n",
      "project_self_evaluation at A1\n"
      "5 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "7 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 KK\n"
      "5 FFFFF\n"
      "6 KK\n"
      "7 L..FF\n" },
    { "a merged group above a row that only names one", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量\n5| | | 次数 | 10 | 9\n"
                   "6| 总分 | | | 10 | 9\nmerge A4:A5 B4:B5\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2\n"
      "5 indicator.1: C level3, D weight, E score\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FF\n"
      "5 ..FFF\n"
      "6 L..FF\n" },
    { "records behind a gap", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n"
                   "7| 效益 | 社会 | 好评 | 20 | 20\n8| 总分 | | | 30 | 29\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "7 indicator.2: A level1, B level2, C level3, D weight, E score\n"
      "8 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "7 FFFFF\n"
      "8 L..FF\n" },
    { "a signature behind a gap is no record", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| 总分 | | | 30 | 29\n"
                   "8| 填表人： | | 张三\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 L..FF\n"
      "8 K.K\n" },
    { "a signature behind a gap without a total", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n"
                   "8| 填表人： | | 张三\n",
      "A3 warning row-missing t.yaml:7: the row '总分' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "8 K.K\n" },
    { "a sum that the mapping does not know is no record", RECORDS,
      RECORDS_HEAD
      "4| 产出 | 数量 | 次数 | 10 | 9\n5| | 小 计 | | 10 | 9\n"
      "6| 效益 | 社会 | 好评 | 20 | 20\n7| 效益指标合计 | | | 20 | 20\n"
      "8| 总分 | | | 30 | 29\nmerge A4:A5\n",
      "B5 error row-unclaimed t.yaml:4: '小 计' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "A7 error row-unclaimed t.yaml:4: '效益指标合计' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "6 indicator.2: A level1, B level2, C level3, D weight, E score\n"
      "8 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 .N.NN\n"
      "6 FFFFF\n"
      "7 N..NN\n"
      "8 L..FF\n" },
    { "what ends as a sum beside words is a record", RECORDS,
      RECORDS_HEAD
      "4| 产出 | 数量 | 支出合计 | 10 | 9\n"
      "5| 资金合计 | 数量 | 次数 | 10 | 9\n6| 总分 | | | 20 | 18\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 indicator.2: A level1, B level2, C level3, D weight, E score\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 FFFFF\n"
      "6 L..FF\n" },
    { "a remark or a signature right below is no record", RECORDS,
      RECORDS_HEAD
      "4| 产出 | 数量 | 次数 | 10 | 9\n5| 总分 | | | 10 | 9\n"
      "6| 备注：无\n7| 填表人（签字）： | | 某人\n8| 以上属实\nmerge A8:E8\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 L..FF\n"
      "6 K\n"
      "7 K.K\n"
      "8 K\n" },
    { "a remark with figures is named", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| 注：另有 | | | 3\n"
                   "6| 总分 | | | 10 | 9\n",
      "A5 error row-unclaimed t.yaml:4: '注：另有' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 N..N\n"
      "6 L..FF\n" },
    { "the list's sum is the first below it",
      RECORDS "      - {label: 说明, kept: true}\n",
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| 总分 | | | 10 | 9\n"
                   "6| 其中：产出 | 数量 | 次数 | 10 | 9\n7| 说明\n",
      "A6 error row-unclaimed t.yaml:4: '其中：产出' is not a row of this table; the row is not read\n"
      "  hint: if it is one more of the list, put it above the list's sum\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 L..FF\n"
      "6 NNNNN\n"
      "7 L\n" },
    { "a list ends with the sum below it", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| 总分 | | | 10 | 9\n"
                   "6| 其中：产出 | 数量 | 次数 | 10 | 9\n",
      "A6 error row-unclaimed t.yaml:4: '其中：产出' is not a row of this table; the row is not read\n"
      "  hint: if it is one more of the list, put it above the list's sum\n"
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "5 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 L..FF\n"
      "6 NNNNN\n" },
    { "not with one above it", RECORDS,
      RECORDS_HEAD "4| 总分 | | | 10 | 9\n5| 产出 | 数量 | 次数 | 10 | 9\n",
      "project_self_evaluation at A1\n"
      "4 result: D total_weight, E total_score\n"
      "5 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 L..FF\n"
      "5 FFFFF\n" },
    { "records of dashes are none", RECORDS,
      RECORDS_HEAD "4| 产出 | 数量 | 次数 | 10 | 9\n5| / | / | / | / | /\n"
                   "6| 总分 | | | 10 | 9\n",
      "project_self_evaluation at A1\n"
      "4 indicator.1: A level1, B level2, C level3, D weight, E score\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "4 FFFFF\n"
      "5 KKKKK\n"
      "6 L..FF\n" },
    { "a table of records that is left blank", RECORDS,
      RECORDS_HEAD "4| \n5| \n6| 总分 | | | 10 | 9\n",
      "project_self_evaluation at A1\n"
      "6 result: D total_weight, E total_score\n"
      "1 L\n"
      "3 LLLLL\n"
      "6 L..FF\n" },
    /* single rows */
    { "a single row below a ruler", ONE, ONE_HEAD "4| 1 | 2\n5| 3.50 | 2.00\n",
      "three_public at A1\n"
      "5 total: A final\n"
      "5 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 LL\n"
      "5 FF\n" },
    { "a single row left blank", ONE, ONE_HEAD "4| 1 | 2\n",
      "three_public at A1\n"
      "5 total: A final\n"
      "5 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 LL\n" },
    { "a second row of figures", ONE,
      ONE_HEAD "4| 3.50 | 2.00\n5| 7.00 | 8.00\n",
      "A5 error row-unclaimed t.yaml:1: '7' is not a row of this table; the row is not read\n"
      "  hint: write the row's label as the form has it, or delete the figures\n"
      "three_public at A1\n"
      "4 total: A final\n"
      "4 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 FF\n"
      "5 NN\n" },
    { "words below a single row", ONE,
      ONE_HEAD "4| 3.50 | 2.00\n5| 负责人：张三 | 填表人：李四\n",
      "three_public at A1\n"
      "4 total: A final\n"
      "4 reception: B final\n"
      "1 L\n"
      "3 LL\n"
      "4 FF\n"
      "5 KK\n" },
    { "words instead of a single row", ONE, ONE_HEAD "4| 见说明\n",
      "three_public at A1\n"
      "1 L\n"
      "3 LL\n"
      "4 K\n" },
    /* what is no part of the model */
    { "a kept row and a kept column", KEPT,
      TITLE "3| 科目编码 | 合计 | 备注\n4| 205 | 9.00 | 见注\n"
            "5| 说明 | 3.00 | 无\n6| 206 | | 12.00\n",
      "B5 warning figures-unread t.yaml:1: 2 figures stand where the mapping has no part of the model and are not read: B5, C6\n"
      "  hint: --kept FILE keeps them; the mapping may say why they need not be read (unmodelled: why)\n"
      "expenditure at A1\n"
      "4 205: B total\n"
      "6 206: B total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LFK\n"
      "5 LKK\n"
      "6 L.K\n" },
    { "figures in a run below and right of the table", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n6| | | | | 120 | 250 | 330\n",
      "E6 warning figures-unread t.yaml:1: 3 figures stand where the mapping has no part of the model and are not read: E6, F6, G6\n"
      "  hint: --kept FILE keeps them; the mapping may say why they need not be read (unmodelled: why)\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "6 ....KKK\n" },
    { "a figure as text in a row without a code, and in a sum and a remark",
      CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| | 其他事业 | '12.50\n"
                 "6| 小计 | | '1,250\n7| 注：本表反映支出。 | | 12.5万元\n"
                 "8| | | '7\n9| | 比重 | 12%\n",
      "B5 error row-unclaimed t.yaml:1: '其他事业' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A5\n"
      "A6 error row-unclaimed t.yaml:5: '小计' is not a row of this table, and its row '合计' is missing; the row is not read\n"
      "  hint: if it is that row, write '合计' in A6\n"
      "A7 error row-unclaimed t.yaml:1: '注：本表反映支出。' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "C8 error row-unclaimed t.yaml:1: '7' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A8\n"
      "B9 error row-unclaimed t.yaml:1: '比重' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A9\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 .NN\n"
      "6 N.N\n"
      "7 N.N\n"
      "8 ..N\n"
      "9 .NN\n" },
    { "one figure right of the last row, and below the headings", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| | | | | 90\n"
                 "6| 注：x | 共 | | '12.50\n7| 说明 | 55\n",
      "E5 warning figures-unread t.yaml:1: 3 figures stand where the mapping has no part of the model and are not read: E5, D6, B7\n"
      "  hint: --kept FILE keeps them; the mapping may say why they need not be read (unmodelled: why)\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 ....K\n"
      "6 KK.K\n"
      "7 KK\n" },
    { "below zero as accountants write it, and a figure as text above", CODED,
      "1| 部门支出决算表 | | | '123.45\n3| 科目编码 | 科目名称 | 合计\n"
      "4| 205 | 教育 | 9.00\n5| | 甲 | '(12.5)\n6| | 乙 | △3\n"
      "7| | 丙 | ''5\n8| | 附件 | (12)\n",
      "B5 error row-unclaimed t.yaml:1: '甲' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A5\n"
      "B6 error row-unclaimed t.yaml:1: '乙' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A6\n"
      "B7 error row-unclaimed t.yaml:1: '丙' is not a row of this table; the row is not read\n"
      "  hint: write the row's code in A7\n"
      "D1 warning figures-unread t.yaml:1: 1 figure stands where the mapping has no part of the model and is not read: D1\n"
      "  hint: --kept FILE keeps them; the mapping may say why they need not be read (unmodelled: why)\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L..K\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 .NN\n"
      "6 .NN\n"
      "7 .NN\n"
      "8 .KK\n" },
    { "what says that it is no figure, below the table", CODED,
      CODED_HEAD
      "4| 205 | 教育 | 9.00\n5| 填表人 | 张三 | 电话： | '13800000000\n"
      "6| 1 | 说明\n7| 填报日期 | | '2023.03\n8| 第 | '3 | 页\n"
      "9| 邮政编码： | 441300\n10| '2023 | 年 | '3 | 月 | '15 | 日\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 KKKK\n"
      "6 KK\n"
      "7 K.K\n"
      "8 KKK\n"
      "9 KK\n"
      "10 KKKKKK\n" },
    { "figures where names should be", CODED,
      CODED_HEAD
      "4| 205 | 999.99 | 9.00\n5| 20501 | '1,250 | 9.00\n6| 2050101 | 0 | 9.00\n",
      "B4 error cell-unclaimed t.yaml:1: '999.99' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "B5 error cell-unclaimed t.yaml:1: '1,250' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "5 20501: C total\n"
      "6 2050101: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LNF\n"
      "5 LNF\n"
      "6 LLF\n" },
    { "a figure where the line number should be", BLOCKS,
      BLOCKS_HEAD "5| 财政拨款收入 | 999.99 | 9.00 | 公共服务支出 | 5 | 8.00\n"
                  "6| 上级补助收入 | 2 | 1.00 | 教育支出 | 6 | 1.00\n"
                  "7| 总计 | 4 | 10.00 | 科学支出 | 7 | 1.00\n"
                  "8| | | | 总计 | 8 | 10.00\n",
      "B5 error cell-unclaimed t.yaml:1: '999.99' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "income_expenditure_summary at A1\n"
      "5 income.general_public_budget: C amount\n"
      "5 expenditure.201: F amount\n"
      "6 income.superior_subsidy: C amount\n"
      "6 expenditure.205: F amount\n"
      "7 income.total: C amount\n"
      "7 expenditure.206: F amount\n"
      "8 expenditure.total: F amount\n"
      "1 L\n"
      "3 L..L\n"
      "4 LLLLLL\n"
      "5 LNFLLF\n"
      "6 LLFLLF\n"
      "7 LLFLLF\n"
      "8 ...LLF\n" },
    /* what stands around */
    { "notes and signatures below", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 注：本表反映支出。\n"
                 "6| 注：其他说明。\n8| 单位负责人：张三 | | 填表日期：\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 K\n"
      "6 K\n"
      "8 K.K\n" },
    { "a note between the rows", CODED,
      CODED_HEAD
      "4| 205 | 教育 | 9.00\n5| 注：见附表。\n6| 206 | 科学 | 1.00\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "6 206: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 K\n"
      "6 LLF\n" },
    { "a phone number below", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n7| 联系电话： | 87654321\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "7 KK\n" },
    { "a figure below that nobody knows", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n7| 其他 | | 87.65\n",
      "A7 error row-unclaimed t.yaml:1: '其他' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "7 N.N\n" },
    { "a date below", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n7| 填表日期 | 45107{yyyy/m/d}\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "7 KK\n" },
    { "a sentence between heading and rows", CODED,
      CODED_HEAD "4| （以下金额含税）\n5| 205 | 教育 | 9.00\n",
      "A4 error row-unclaimed t.yaml:1: '（以下金额含税）' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "expenditure at A1\n"
      "5 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 N\n"
      "5 LLF\n" },
    { "a heading misprinted, and the same words in another block", CODED,
      TITLE "3| 科目编码 | 科目名称 | 合数 | 科目编码 | 科目名称 | 合计\n"
            "4| 205 | 教育 | 9.00 | 206 | 科技 | 7.00\n",
      "C3 error column-unknown t.yaml:1: the form has no column '合数'; its figures are not in the result\n"
      "  not found: '合计'\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "D3 error header-twice t.yaml:1: a second column is headed '科目编码'; column A is read\n"
      "  not found: '合计'\n"
      "E3 error header-twice t.yaml:1: a second column is headed '科目名称'; column B is read\n"
      "  not found: '合计'\n"
      "F4 error cell-unclaimed t.yaml:1: '7' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "expenditure at A1\n"
      "1 L\n"
      "3 LLNNNL\n"
      "4 LLNNNN\n" },
    { "a key heading of another block, whose first is gone", CODED,
      TITLE "3| 科目编码 | 科目名称 | 合数 | 科目名称 | 合计\n"
            "4| 205 | 教育 | 9.00 | 科技 | 7.00\n",
      "C3 error column-unknown t.yaml:1: the form has no column '合数'; its figures are not in the result\n"
      "  not found: '合计'\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "D3 error header-twice t.yaml:1: a second column is headed '科目名称'; column B is read\n"
      "  not found: '合计'\n"
      "E4 error cell-unclaimed t.yaml:1: '7' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "expenditure at A1\n"
      "1 L\n"
      "3 LLNNL\n"
      "4 LLNNN\n" },
    { "a figure merged over a heading that nobody knows", CODED,
      CODED_HEAD3 "4| 205 | 教育 | 9.00\nmerge C4:D4\n",
      "D3 error column-unknown t.yaml:1: the form has no column '备忘'; its figures are not in the result\n"
      "  read all the same: 合计 (C)\n"
      "  hint: if it is a column of the form, write its heading as there; where the sheet is right as it is, send it to whoever keeps the mappings, to add the column or the wording ('also')\n"
      "C4 error value-merged t.yaml:5: '9' is merged over '合计' and '备忘'; it is read for neither\n"
      "  hint: unmerge the cell and type each figure in its column\n"
      "expenditure at A1\n"
      "1 L\n"
      "3 LLLN\n"
      "4 LLN\n" },
    { "hidden under a merged cell", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 20501 | 管理 | 1.00\nmerge C4:C5\n",
      "C4 warning value-merged t.yaml:5: '9' is merged over rows 4 to 5; it is read for the first alone\n"
      "  hint: unmerge the cell and type each figure in its row\n"
      "C5 error cell-under-merge t.yaml:1: '1' is hidden under a merged cell and not read\n"
      "  hint: unmerge the cells, and see which figures belong there\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 LLN\n" },
    { "figures and a name under a cell merged over the table", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 20501 | 管理 | 1.00\nmerge A5:C5\n",
      "B5 warning cell-under-merge t.yaml:1: '管理' is hidden under a merged cell and not read\n"
      "C5 error cell-under-merge t.yaml:1: '1' is hidden under a merged cell and not read\n"
      "  hint: unmerge the cells, and see which figures belong there\n"
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 LNN\n" },
    { "a figure merged over two columns", CODED,
      TITLE "3| 科目编码 | 科目名称 | 合计\n4| 205 | 教育 | 9.00\n"
            "merge C3:D3 C4:D4\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n" },
    /* no data */
    { "declared empty below the headings", CODED,
      CODED_HEAD "4| 2022年度无支出，本表为空\n",
      "expenditure at A1\n"
      "1 L\n"
      "3 LLL\n"
      "4 K\n" },
    { "declared empty in a merged cell", CODED,
      CODED_HEAD "4| 本表无数据\nmerge A4:C6\n",
      "expenditure at A1\n"
      "1 L\n"
      "3 LLL\n"
      "4 K\n" },
    { "declared empty above the headings", CODED,
      "1| 支出决算表\n2| 本表无数据\n3| 科目编码 | 科目名称 | 合计\n",
      "expenditure at A1\n"
      "1 L\n"
      "2 K\n"
      "3 LLL\n" },
    { "declared empty far below", CODED,
      CODED_HEAD "4| 合计 | | 0\n9| 本表 无数据\n",
      "expenditure at A1\n"
      "4 total: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 L.F\n"
      "9 K\n" },
    { "declared empty in a note", CODED,
      CODED_HEAD "5| 注：本表反映支出。\n6| 本表无数据\n",
      "expenditure at A1\n"
      "1 L\n"
      "3 LLL\n"
      "5 K\n"
      "6 K\n" },
    { "declared empty instead of a single row", ONE, ONE_HEAD "4| 本表无数据\n",
      "three_public at A1\n"
      "1 L\n"
      "3 LL\n"
      "4 K\n" },
    { "another sentence instead of data", CODED,
      CODED_HEAD "4| 我单位没有此类支出\n",
      "expenditure at A1\n"
      "1 L\n"
      "3 LLL\n"
      "4 K\n" },
    { "nothing below the headings", CODED, CODED_HEAD,
      "expenditure at A1\n"
      "1 L\n"
      "3 LLL\n" },
    { "the number of the table anywhere around its title",
      CODED
      "number: {label: 公开03表, also: [附表3, 编号：3], where: above left}\n",
      "1| 公开03表\n2| 编号：3 | 支出决算表 | 附表3\n3| 别的 | | 单位：万元\n"
      "4| 科目编码 | 科目名称 | 合计\n5| 205 | 教育 | 9.00\n",
      "expenditure at B2\n"
      "5 205: C total\n"
      "1 L\n"
      "2 LLL\n"
      "3 K.K\n"
      "4 LLL\n"
      "5 LLF\n" },
    { "rows that differ in what they count", COUNTED,
      COUNTED_HEAD "3| 一、公务接待费 | 5.00\n4| 二、公务接待（人次） | 46\n"
                   "5| 三、公务接待（批次） | 7\n",
      "three_public at A1\n"
      "3 reception: B final\n"
      "4 domestic_guests: B final\n"
      "5 domestic_receptions: B final\n"
      "1 L\n"
      "2 LL\n"
      "3 LF\n"
      "4 LF\n"
      "5 LF\n" },
    { "neither of them is said", COUNTED,
      COUNTED_HEAD "3| 1.公务接待费 | 5.00\n4| 2.公务接待 | 46\n"
                   "5| 3.公务接待（人次） | 7\n",
      "A4 error row-unclaimed t.yaml:1: '2.公务接待' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "A3 warning row-missing t.yaml:6: the row '2.公务接待（批次）' is missing below this\n"
      "  hint: copy them from the original, where they may be on the next page, or add them without figures\n"
      "three_public at A1\n"
      "3 reception: B final\n"
      "5 domestic_guests: B final\n"
      "1 L\n"
      "2 LL\n"
      "3 LF\n"
      "4 NN\n"
      "5 LF\n" },
    { "a label says money of a count, another counts an amount", COUNTED,
      COUNTED_HEAD "3| 1.公务接待费（次） | 5\n4| 2.公务接待（批次） | 4\n"
                   "5| 3.公务接待（人次） | 7\n6| 4.保有量（万元） | 46\n",
      "A6 error words-more t.yaml:8: '4.保有量（万元）' says a unit of money where the form counts; its figures are not read\n"
      "  hint: write the label as the form has it: 4.保有量（辆）\n"
      "A3 error unit-unknown t.yaml:5: '1.公务接待费（次）' says no unit of money that is known; its amounts are not read\n"
      "  hint: write the unit that the figures are in, as （万元） or （元）\n"
      "three_public at A1\n"
      "3 reception: B final\n"
      "4 domestic_receptions: B final\n"
      "5 domestic_guests: B final\n"
      "1 L\n"
      "2 LL\n"
      "3 LF\n"
      "4 LF\n"
      "5 LF\n"
      "6 LN\n" },
    { "hidden rows are read", CODED,
      CODED_HEAD "4| 205 | 教育 | 9.00\n5| 206 | 科学 | 1.00\nhidden 5\n",
      "expenditure at A1\n"
      "4 205: C total\n"
      "5 206: C total\n"
      "1 L\n"
      "3 LLL\n"
      "4 LLF\n"
      "5 LLF\n" },
};

static void
run_case(const struct rows_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s%s", show_diags(&arena, &r.diags),
                             show_placements(&r), show_claims(&r)));
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
