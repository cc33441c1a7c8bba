/*
 * fill_test.c - blanks as pictures: the filing, the blank, what it becomes.
 *
 * All three are grid text (tests/README.md).  In a blank a cell {0.00} is one
 * that the office drew, =?SUM(C4:C9) a formula.  In the result a formula stands
 * with what it comes to: "SUM(C4:C9) → 12.5".
 */
#include "submit/fill_forms.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_blank.h"
#include "support/show.h"

/* Two columns of figures behind code and name; the total is drawn first. */
#define CODED                                                                  \
    "table: expenditure\ntitle: 支出决算表\ncaption: ~\n"                 \
    "header:\n"                                                                \
    "  - 科目编码: {code: functional}\n"                                   \
    "  - 科目名称: {name: functional}\n"                                   \
    "  - 合计: {measure: total, sum: true}\n"                                \
    "  - 基本支出: {measure: basic}\n"                                     \
    "ruler: 栏次\nignore: [类, 款, 项]\n"                                 \
    "rows:\n"                                                                  \
    "  - {item: total, label: 合计, sum: true}\n"                            \
    "  - {each: code, tree: functional}\n"                                     \
    "notes: 注：本表反映支出。\n"
#define RATES                                                                  \
    "table: project_self_evaluation\ntitle: 自评表\ncaption: ~\nform:\n"    \
    "  - header: [项目: label, 金额: {measure: annual_budget},"            \
    " 执行率(%): {measure: rate}]\n"                                        \
    "    rows:\n      - {item: funding.total, label: 总额}\n"                \
    "      - {item: funding.fiscal, label: 其中}\n"
/* A form a project, which its title may say, too. */
#define PROJECT(title)                                                         \
    "table: project_self_evaluation\ntitle: \"" title "\"\ncaption: ~\n"       \
    "instance: header.project_name\nform:\n"                                   \
    "  - line: [项目名称, {header: project_name}]\n"                       \
    "  - header: [资金: label, 金额: {measure: annual_budget}]\n"          \
    "    rows: [{item: funding.total, label: 总额}]\n"
#define TITLED PROJECT("{year}年度{header.project_name}项目自评表")
#define TITLED_FORM(title, name, amount)                                       \
    "1| " title "项目自评表\n2| 项目名称 | " name                              \
    "\n3| 资金 | 金额\n4| 总额" amount "\n"
#define LINED PROJECT("自评表")
#define FORM(name, amount)                                                     \
    "1| 自评表\n2| 项目名称 | " name "\n3| 资金 | 金额\n4| 总额" amount "\n"

#define HEAD "1| 支出决算表\n2| 科目编码 | 科目名称 | 合计 | 基本支出\n"
#define THREE                                                                  \
    HEAD "3| 合计 | | 6 | 6\n4| '205 | 教育支出 | 1 | 1\n"               \
         "5| '208 | 社会保障和就业支出 | 2 | 2\n"                     \
         "6| '210 | 卫生健康支出 | 3 | 3\n"
#define DRAWN "{0.00} | {0.00} | {0.00} | {0.00}\n"

static const struct official_case {
    const char *name, *mapping, *filing, *blank, *want;
} cases[] = {
    { "rows with formulas that wait are empty; those left keep them", CODED,
      THREE,
      HEAD "3| 合计 | {0.00} | =?SUM(C4:C7) | =?SUM(D4:D7)\n"
           "4| {0.00} | {0.00} | =?D4 | {0.00}\n"
           "5| {0.00} | {0.00} | =?D5 | {0.00}\n"
           "6| {0.00} | {0.00} | =?D6 | {0.00}\n"
           "7| {0.00} | {0.00} | =?D7 | {0.00}\n8| 注：本表反映支出。\n",
      HEAD "3| 合计 | | SUM(C4:C7) → 6 | SUM(D4:D7) → 6\n"
           "4| '205 | 教育支出 | D4 → 1 | 1\n"
           "5| '208 | 社会保障和就业支出 | D5 → 2 | 2\n"
           "6| '210 | 卫生健康支出 | D6 → 3 | 3\n7| | | D7 → 0\n"
           "8| 注：本表反映支出。\n" },
    { "new rows: totals take them in, formulas are copied, notes move", CODED,
      THREE,
      HEAD "3| 合计 | {0.00} | =?SUM(C4:C4) | =?SUM(D$4:D4)\n"
           "4| {0.00} | {0.00} | =?D4 | {0.00}\n5| 注：本表反映支出。\n",
      HEAD "3| 合计 | | SUM(C4:C6) → 6 | SUM(D$4:D6) → 6\n"
           "4| '205 | 教育支出 | D4 → 1 | 1\n"
           "5| '208 | 社会保障和就业支出 | D5 → 2 | 2\n"
           "6| '210 | 卫生健康支出 | D6 → 3 | 3\n7| 注：本表反映支出。\n" },
    { "a new row above the first printed code is in the total, too", CODED,
      THREE,
      HEAD "3| 合计 | {0.00} | =?SUM(C4:C5) | {0.00}\n"
           "4| '208 | 社会保障和就业支出 | {0.00} | {0.00}\n"
           "5| '210 | 卫生健康支出 | {0.00} | {0.00}\n",
      HEAD "3| 合计 | | SUM(C4:C6) → 6 | 6\n4| '205 | 教育支出 | 1 | 1\n"
           "5| '208 | 社会保障和就业支出 | 2 | 2\n"
           "6| '210 | 卫生健康支出 | 3 | 3\n" },
    { "a total printed last, below a ruler and empty rows", CODED, THREE,
      HEAD "3| 栏次 | | 1 | 2\n4| " DRAWN "5| " DRAWN
           "6| 合计 | {0.00} | =?SUM(C4:C5) | =?D4+D5\n",
      HEAD
      "3| 栏次 | | 1 | 2\n4| '205 | 教育支出 | 1 | 1\n"
      "5| '208 | 社会保障和就业支出 | 2 | 2\n"
      "6| '210 | 卫生健康支出 | 3 | 3\n"
      "7| 合计 | | SUM(C4:C6) → 6 | D4+D5 → 6\n"
      "S!D7 warning formula-differs (nobody): the formula comes to 3, the "
      "model says 6\n  =D4+D5\n"
      "  hint: see which of the two is right: the figures that the formula "
      "takes, or the model's\n" },
    { "codes between those that are printed: each place with its formulas",
      CODED,
      HEAD "3| 合计 | | 15 | 15\n4| '201 | 一般公共服务支出 | 1 | 1\n"
           "5| '203 | 国防支出 | 2 | 2\n6| '205 | 教育支出 | 3 | 3\n"
           "7| '206 | 科学技术支出 | 4 | 4\n8| '208 | 社会保障和就业支出 | 5 | "
           "5\n",
      HEAD "3| 合计 | {0.00} | =?SUM(C4:C5) | =?SUM(D4:D5)\n"
           "4| '203 | 国防支出 | =?D4 | {0.00}\n"
           "5| '206 | 科学技术支出 | =?0+D5 | {0.00}\n6| 注：本表反映支出。\n",
      HEAD "3| 合计 | | SUM(C4:C8) → 15 | SUM(D4:D8) → 15\n"
           "4| '201 | 一般公共服务支出 | D4 → 1 | 1\n"
           "5| '203 | 国防支出 | D5 → 2 | 2\n6| '205 | 教育支出 | D6 → 3 | 3\n"
           "7| '206 | 科学技术支出 | 0+D7 → 4 | 4\n"
           "8| '208 | 社会保障和就业支出 | 0+D8 → 5 | 5\n"
           "9| 注：本表反映支出。\n" },
    { "an area that ends above new rows, or begins below them, is drawn on",
      CODED,
      HEAD "3| 合计 | | 10 | 10\n4| '201 | 一般公共服务支出 | 1 | 1\n"
           "5| '203 | 国防支出 | 2 | 2\n6| '205 | 教育支出 | 3 | 3\n"
           "7| '208 | 社会保障和就业支出 | 4 | 4\n",
      HEAD "3| 合计 | {0.00} | =?SUM(C4:C4)+C5 | =?D4+SUM(D5:D5)\n"
           "4| '203 | 国防支出 | {0.00} | {0.00}\n"
           "5| '208 | 社会保障和就业支出 | {0.00} | {0.00}\n",
      HEAD "3| 合计 | | SUM(C4:C6)+C7 → 10 | D5+SUM(D7:D7) → 10\n"
           "4| '201 | 一般公共服务支出 | 1 | 1\n5| '203 | 国防支出 | 2 | 2\n"
           "6| '205 | 教育支出 | 3 | 3\n"
           "7| '208 | 社会保障和就业支出 | 4 | 4\n"
           "S!D3 warning formula-differs (nobody): the formula comes to 6, the "
           "model says 10\n  =D5+SUM(D7:D7)\n  hint: see which of the two is "
           "right: the figures that the formula takes, or the model's\n" },
    { "a share of 100 in a cell that shows percents, and in one that does not",
      RATES,
      "1| 自评表\n2| 项目 | 金额 | 执行率（%）\n3| 总额 | 1 | 99.94\n"
      "4| 其中 | 1 | 50\n",
      "1| 自评表\n2| 项目 | 金额 | 执行率（%）\n"
      "3| 总额 | {0.00} | {0.00%}\n4| 其中 | {0.00} | {0.00}\n",
      "1| 自评表\n2| 项目 | 金额 | 执行率（%）\n3| 总额 | 1 | 0.9994\n"
      "4| 其中 | 1 | 50\n" },
    { "codes in no order come behind all smaller ones", CODED, THREE,
      HEAD "3| '210 | 卫生健康支出 | {0.00} | {0.00}\n"
           "4| '205 | 教育支出 | {0.00} | {0.00}\n"
           "5| '203 | 国防支出 | {0.00} | {0.00}\n",
      HEAD "3| '210 | 卫生健康支出 | 3 | 3\n4| '205 | 教育支出 | 1 | 1\n"
           "5| '203 | 国防支出\n6| '208 | 社会保障和就业支出 | 2 | 2\n" },
    { "rows of … are used, from the first on", CODED, THREE,
      HEAD "3| 合计 | | {0.00} | {0.00}\n4| … | … | {0.00} | {0.00}\n5| … | … "
           "| … | …\n6| … | … | {0.00} | {0.00}\n7| … | … | {0.00} | {0.00}\n",
      HEAD "3| 合计 | | 6 | 6\n4| '205 | 教育支出 | 1 | 1\n"
           "5| '208 | 社会保障和就业支出 | 2 | 2\n"
           "6| '210 | 卫生健康支出 | 3 | 3\n7| … | …\n" },
    { "codes in parts below 类 款 项, rows below that row", CODED,
      HEAD "3| 合计 | | 1 | 1\n4| '20502 | 普通教育 | 1 | 1\n"
           "5| '2050299 | 其他普通教育支出 | 1 | 1\n",
      "1| 支出决算表\n2| 科目编码 | | | 科目名称 | 合计 | 基本支出\n"
      "3| 类 | 款 | 项\n4| {0.00} | {0.00} | " DRAWN
      "5| {0.00} | {0.00} | " DRAWN
      "6| 合计 | {0.00} | {0.00} | {0.00} | =?E4 | =?F4\n"
      "merge A2:C2 A6:D6\n",
      "1| 支出决算表\n2| 科目编码 | | | 科目名称 | 合计 | 基本支出\n"
      "3| 类 | 款 | 项\n4| '205 | '02 | | 普通教育 | 1 | 1\n"
      "5| '205 | '02 | '99 | 其他普通教育支出 | 1 | 1\n"
      "6| 合计 | | | | E4 → 1 | F4 → 1\nmerge A2:C2 A6:D6\n" },
    { "a row like a total's has its own name's cell", CODED,
      HEAD "3| 合计 | | 1 | 1\n4| '205 | 教育支出 | 1 | 1\n",
      HEAD "3| 合计 | {0.00} | {0.00} | {0.00}\nmerge A3:B3\n",
      HEAD "3| 合计 | | 1 | 1\n4| '205 | 教育支出 | 1 | 1\nmerge A3:B3\n" },
    { "records join the groups that are printed", GIVEN_BLANK_LIST,
      GIVEN_BLANK_HEAD
      "3| | 产出指标 | 数量指标 | 一 | 1\n4| | | | 二 | 2\n"
      "5| | | 时效指标 | 三 | 3\n6| | 效益指标 | 社会效益 | 四 | 4\n"
      "7| 总分 | | | | 10\nmerge A2:A6 B3:B5 C3:C4 A7:D7\n",
      GIVEN_BLANK_HEAD
      "3| | 产出\\n指标 | 数量指标 | {0.00} | {0.00}\n"
      "4| | {0.00} | 质量指标 | {0.00} | {0.00}\n"
      "5| | 效益指标 | 社会效益 | {0.00} | {0.00}\n"
      "6| 总分 | | | | =?SUM(E3:E5)\nmerge A2:A5 B3:B4 A6:D6\n",
      GIVEN_BLANK_HEAD "3| | 产出\\n指标 | 数量指标 | 一 | 1\n4| | | | 二 | 2\n"
                       "5| | | 质量指标\n6| | | 时效指标 | 三 | 3\n"
                       "7| | 效益指标 | 社会效益 | 四 | 4\n"
                       "8| 总分 | | | | SUM(E3:E7) → 10\n"
                       "merge A2:A7 B3:B6 C3:C4 A8:D8\n" },
    { "groups merged and blank take records one below the other",
      GIVEN_BLANK_LIST,
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 一 | 1\n4| | | 质量 | 二 | 2\n"
                       "5| | 效益 | 社会 | 三 | 3\n6| 总分 | | | | 6\n"
                       "merge A2:A5 B3:B4 A6:D6\n",
      GIVEN_BLANK_HEAD "3| | " DRAWN "4| | " DRAWN "5| | " DRAWN
                       "6| 总分 | | | | {0.00}\n"
                       "merge A2:A5 B3:B4 A6:D6\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 一 | 1\n4| | | 质量 | 二 | 2\n"
                       "5| | 效益 | 社会 | 三 | 3\n6| 总分 | | | | 6\n"
                       "merge A2:A5 B3:B4 A6:D6\n" },
    { "a title gets the name that it leaves open", TITLED,
      TITLED_FORM("2022年度甲", "甲", " | 5"), TITLED_FORM("2022年度", "", ""),
      TITLED_FORM("2022年度甲", "甲", " | 5") },
    { "a title of another year stays", TITLED,
      TITLED_FORM("2022年度甲", "甲", " | 5"), TITLED_FORM("2021年度", "", ""),
      TITLED_FORM("2021年度", "甲", " | 5") },
    { "the sentence that there are no data is below the notes",
      CODED "declared_empty: \"本单位无支出{*}\"\n",
      HEAD "3| 合计\n4| 注：本表反映支出。\n5| 本单位无支出，故本表为空。\n",
      HEAD "3| 合计\n4| 注：本表反映支出。\n6| 填表人：\n",
      HEAD "3| 合计\n4| 注：本表反映支出。\n6| 填表人：\n"
           "7| 本单位无支出，故本表为空。\n" },
    { "printed indicators are told by their words", GIVEN_BLANK_LIST,
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 一 | 1\n4| | 产出 | 数量 | 二 | 2\n"
                       "5| | 产出 | 数量 | 三 | 3\n6| 总分 | | | | 6\n"
                       "merge A2:A5 A6:D6\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 二 | {0.00}\n4| | 产出 | 数量 | 一 | "
      "{0.00}\n5| 总分 | | | | {0.00}\nmerge A2:A4 A5:D5\n",
      GIVEN_BLANK_HEAD "3| | 产出 | 数量 | 二 | 2\n4| | 产出 | 数量 | 一 | 1\n"
                       "5| | | | 三 | 3\n6| 总分 | | | | 6\n"
                       "merge A2:A5 B4:B5 C4:C5 A6:D6\n" },
};

/* ---- whose blank ---- */

#define WHOSE                                                                  \
    "table: expenditure\ntitle: 支出决算表\n"                             \
    "caption: {left: '部门：{department}'}\n"                               \
    "header:\n"                                                                \
    "  - 科目编码: {code: functional}\n"                                   \
    "  - 科目名称: {name: functional}\n"                                   \
    "  - 合计: {measure: total, sum: true}\n"                                \
    "  - 基本支出: {measure: basic}\n"                                     \
    "rows:\n"                                                                  \
    "  - {item: total, label: 合计, sum: true}\n"                            \
    "  - {each: code, tree: functional}\n"                                     \
    "notes: 注：XX 处由部门填写。\n"

#define UNIT "3| 单位：万元\n"
#define HEADINGS "4| 科目编码 | 科目名称 | 合计 | 基本支出\n"
#define WHOSE_HEAD UNIT HEADINGS
#define OURS                                                                   \
    "1| 2022年度支出决算表\n2| 部门：甲局\n" WHOSE_HEAD                        \
    "5| 合计 | | 6 | 6\n6| '205 | 教育支出 | 6 | 6\n"

/* What is told of a blank, in which the filing is put all the same. */
static const struct whose_case {
    const char *name, *blank, *want;
} whose[] = {
    { "a blank of nobody",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD
      "5| 合计\n6| 注：XX 处由部门填写。\n",
      "" },
    { "its own, filled alike",
      "1| 2022年度支出决算表\n2| 部门：甲 局\n" WHOSE_HEAD
      "5| 合计 | | 6 | 6\n6| '205 | 教育支出 | 6\n",
      "" },
    { "zeros, and formulas that come to something",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD
      "5| 合计 | | 0 | =?C5\n6| {0.00}\n",
      "" },
    { "another department's",
      "1| 支出决算表\n2| 部门：乙局\n" WHOSE_HEAD "5| 合计\n",
      "S!A2 error blank-other t.yaml:1: the blank is of 乙局, the filing of "
      "甲局\n"
      "  hint: put the right name there, or take the department's own blank\n" },
    { "another department's, with its figures: the one message",
      "1| 2021年度支出决算表\n2| 部门：乙局\n" WHOSE_HEAD
      "5| 合计 | | 7\n6| '213 | 农林水支出 | 7\n",
      "S!A2 error blank-other t.yaml:1: the blank is of 乙局, the filing of "
      "甲局\n"
      "  and blank.xlsx!S!A1 of 2021, the filing of 2022\n"
      "  hint: take an empty blank of 甲局: this one also holds figures of "
      "another filing\n" },
    { "a figure in a row without a code, and beside the table",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD
      "5| 合计\n6| | | 99.5 | 0 | 4.5\n",
      "S!C6 warning blank-filled t.yaml:1: the blank holds a figure where the "
      "template has none; it is left there\n"
      "  and 1 more of the sheet: E6\n"
      "  hint: delete what is of another filing on this sheet of the blank\n" },
    { "figures on a sheet of another kind",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD
      "5| 合计\n# T\n1| 2.5 | 3.5 | 4.5\n",
      "T!A1 warning blank-filled t.yaml:1: the blank holds a figure where the "
      "template has none; it is left there\n"
      "  hint: delete what is of another filing on this sheet of the blank\n" },
    { "zeros and results there are none",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD "5| 合计\n# T\n1| 0 | 0 | 0\n",
      "" },
    { "cells that are struck out",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD "5| 合计 | | ^0 | ^0\n",
      "S!C5 warning blank-struck (nobody): cells of the blank are struck out "
      "or raised, so that the 4 figures written there cannot be read again: "
      "C5, D5, C6, D6\n"
      "  hint: give these cells of the blank a plain font, and fill it "
      "again\n" },
    { "another year's",
      "1| 2021年度支出决算表\n2| 部门：甲局\n" WHOSE_HEAD "5| 合计\n",
      "S!A1 error blank-other t.yaml:1: the blank is of 2021, the filing of "
      "2022\n"
      "  hint: take the blank of that year\n" },
    { "figures of last year, one of them the same, and its rows",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD
      "5| 合计 | | 6 | 5\n6| '213 | 农林水支出 | 5 | 5\n"
      "7| '21301 | 农业农村 | 5 | 5\n",
      "S!D5 warning blank-filled t.yaml:1: the blank holds a figure that is "
      "not the filing's; the filing's takes its place\n"
      "  and 4 more of the table: C6, D6, C7, D7\n"
      "  hint: take a blank without figures\n"
      "S!A6 warning blank-filled t.yaml:1: the blank has a row of code 213, "
      "which the filing does not have; it is left, without figures\n"
      "  and 1 more of the table: 21301\n"
      "  hint: delete such rows in the blank\n" },
    { "the rows alone",
      "1| 支出决算表\n2| 部门：\n" WHOSE_HEAD
      "5| 合计\n6| '205 | 教育支出\n7| '213 | 农林水支出\n",
      "S!A7 warning blank-filled t.yaml:1: the blank has a row of code 213, "
      "which the filing does not have; it is left, without figures\n"
      "  hint: delete such rows in the blank\n" },
    { "no unit, in which amounts are to be",
      "1| 支出决算表\n2| 部门：\n" HEADINGS "5| 合计\n",
      "S!A1 warning unit-unnamed t.yaml:1: the table does not say its unit of "
      "money; amounts are written in 万元, as the template has it\n"
      "  hint: write the unit above the table of the blank (单位：万元)\n" },
    { "another unit, in which they are",
      "1| 支出决算表\n2| 部门：\n3| 单位：元\n" HEADINGS "5| 合计\n", "" },
    { "words that were to be replaced",
      "1| 支出决算表\n2| 部门：XX局\n" WHOSE_HEAD
      "5| 合计\n6| … | …\n7| …… | ……\n8| 审核：×××\n"
      "9| 注：XX 处由部门填写。\n",
      "S!A2 warning blank-placeholder (nobody): '部门：XX局' is to be "
      "replaced, and still stands there\n"
      "  A7  '……'\n  B7  '……'\n  A8  '审核：×××'\n"
      "  hint: write there what belongs there\n" },
};

/* A blank of the program's own, whose formulas give way. */
#define OWN_BLANK                                                              \
    HEAD "3| 合计 | {0.00} | =?IF(COUNT(C4:C5)=0,\"\",SUM(C4:C5)) | "        \
         "=?IF(COUNT(D4:D5)=0,\"\",SUM(D4:D5))\n4| " DRAWN "5| " DRAWN

static const struct {
    const char *name, *filing, *want;
    const char *mapping, *blank; /* NULL: of codes */
} own[] = {
    { "our own: a group is one merged cell, and a record without one stays",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 甲 | 1\n4| | | 质量 | 乙 | 2\n"
      "5| | | | 丙 | 3\n6| | 效益 | | 丁 | 4\n7| 总分 | | | | 10\n"
      "merge A2:A6 B3:B5 C4:C5 A7:D7\n",
      GIVEN_BLANK_HEAD
      "3| | 产出 | 数量 | 甲 | 1\n4| | | 质量 | 乙 | 2\n"
      "5| | | | 丙 | 3\n6| | 效益 | | 丁 | 4\n7| 总分 | | | | 10\n"
      "merge A2:A6 B3:B5 C4:C5 A7:D7\n",
      GIVEN_BLANK_LIST,
      GIVEN_BLANK_HEAD "3| {0.00} | {0.00} | {0.00} | {0.00} | {0.00}\n"
                       "4| {0.00} | {0.00} | {0.00} | {0.00} | {0.00}\n"
                       "5| {0.00} | {0.00} | {0.00} | {0.00} | {0.00}\n"
                       "6| {0.00} | {0.00} | {0.00} | {0.00} | {0.00}\n"
                       "7| 总分 | | | | {0.00}\nmerge A2:A6 A7:D7\n" },
    { "our own: what comes to the model's figure stays",
      HEAD "3| 合计 | | 1 | 0\n4| '205 | 教育支出 | 1 | 0\n",
      HEAD "3| 合计 | | IF(COUNT(C4:C5)=0,\"\",SUM(C4:C5)) → 1 | "
           "IF(COUNT(D4:D5)=0,\"\",SUM(D4:D5)) → 0\n"
           "4| '205 | 教育支出 | 1 | 0\n",
      NULL, NULL },
    { "our own: a total of nothing is 0 where the model says so",
      HEAD "3| 合计 | | 1 | 0\n4| '205 | 教育支出 | 1\n",
      HEAD "3| 合计 | | IF(COUNT(C4:C5)=0,\"\",SUM(C4:C5)) → 1 | "
           "SUM(D4:D5) → 0\n4| '205 | 教育支出 | 1\n",
      NULL, NULL },
    { "our own: what comes to another figure gives way",
      HEAD "3| 合计 | | 1.01 | 5\n4| '205 | 教育支出 | 1\n",
      HEAD "3| 合计 | | 1.01 | 5\n4| '205 | 教育支出 | 1\n", NULL, NULL },
    { "our own: and where the model says nothing",
      HEAD "3| 合计 | | | \n4| '205 | 教育支出 | 1\n",
      HEAD "3| 合计 | | | IF(COUNT(D4:D5)=0,\"\",SUM(D4:D5)) → ?\n"
           "4| '205 | 教育支出 | 1\n",
      NULL, NULL },
};

static void
run_own(const char *mapping, const char *filing_text, const char *blank,
        const char *want)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct given_reading filing = given_reading(&arena, mapping, filing_text);
    struct xlsx_edit *edit = given_blank(&arena, blank, &diags);
    struct book *drawn = book_copy(&arena, edit->book);
    struct fill_result filled;
    struct text made = TEXT("");

    drawn->drawn_by = TEXT("1");
    edit->book = drawn;
    EXPECT(
        fill_book(edit, filing.template, filing.model, false, &filled, &diags)
        && xlsx_edit_finish(edit, filled.sheets.book, &made));
    EXPECT_TEXT(want,
                arena_printf(&arena, "%s%s", given_filled(&arena, made, &diags),
                             show_diags(&arena, &diags)));
    arena_release(&arena);
}

static void
run_whose(const struct whose_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct given_reading filing = given_reading(&arena, WHOSE, OURS);
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct text made;
    int n;

    expect_begin(c->name);
    edit = given_blank(&arena, c->blank, &diags);
    EXPECT(
        fill_book(edit, filing.template, filing.model, false, &filled, &diags));
    n = stale_report(&arena, &filled.stale, "blank.xlsx", edit->book,
                     DIAG_ERROR, &diags);
    EXPECT_INT(n > 0, diags.n_level[DIAG_ERROR] > 0);
    EXPECT(xlsx_edit_finish(edit, filled.sheets.book, &made));
    EXPECT_TEXT(c->want, show_diags(&arena, &diags));
    arena_release(&arena);
}

/* What is told where projects have no form, and the first form of the blank. */
static const struct form_case {
    const char *name, *blank, *want;
} forms[] = {
    { "a form a project", FORM("", "") "# T\n" FORM("", ""),
      FORM("甲", " | 5") },
    { "fewer forms", FORM("", ""),
      FORM(
          "甲",
          " | 5") "S2!- error fact-no-place t.yaml:1: the blank has only 1 '自评表' and none "
                  "is left for '乙': 2 facts are not written\n"
                  "  hint: copy the sheet of the empty form in the blank, so that each "
                  "project has one of its own\n" },
    { "the form of another project stays", FORM("丙", "") "# T\n" FORM("", ""),
      FORM(
          "丙",
          "") "S2!- error fact-no-place t.yaml:1: the blank has only 2 '自评表' and none "
              "is left for '乙': 2 facts are not written\n"
              "  hint: copy the sheet of the empty form in the blank, so that each "
              "project has one of its own\n" },
};

static void
run_form(const struct form_case *c)
{
    static const enum diag_code unwanted[]
        = { DIAG_TABLE_HIDDEN, DIAG_N_CODES };
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena, .unwanted = unwanted };
    struct given_reading filing = given_reading(
        &arena, LINED, FORM("甲", " | 5") "# S2\n" FORM("乙", " | 6"));
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct fact_set lost;
    struct text made = TEXT("");

    expect_begin(c->name);
    edit = given_blank(&arena, c->blank, &diags);
    EXPECT(
        fill_book(edit, filing.template, filing.model, false, &filled, &diags)
        && xlsx_edit_finish(edit, filled.sheets.book, &made));
    (void)fill_forms_report(&filled, DIAG_ERROR, &lost, &diags);
    EXPECT_INT(0, fact_set_count(&lost));
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", given_filled(&arena, made, &diags),
                             show_diags(&arena, &diags)));
    arena_release(&arena);
}

static void
run_case(const struct official_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct given_reading filing = given_reading(&arena, c->mapping, c->filing);
    struct fill_result filled;
    struct xlsx_edit *edit;
    struct text made = TEXT("");

    expect_begin(c->name);
    edit = given_blank(&arena, c->blank, &diags);
    EXPECT(
        fill_book(edit, filing.template, filing.model, false, &filled, &diags)
        && xlsx_edit_finish(edit, filled.sheets.book, &made));
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", given_filled(&arena, made, &diags),
                             show_diags(&arena, &diags)));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    for (int i = 0; i < ARRAY_LEN(whose); i++)
        run_whose(&whose[i]);
    for (int i = 0; i < ARRAY_LEN(forms); i++)
        run_form(&forms[i]);
    for (int i = 0; i < ARRAY_LEN(own); i++) {
        expect_begin(own[i].name);
        run_own(own[i].mapping ? own[i].mapping : CODED, own[i].filing,
                own[i].blank ? own[i].blank : OWN_BLANK, own[i].want);
    }
    return expect_finish();
}
