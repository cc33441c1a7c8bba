/* locate_test.c - titles and tables found, and not found, on small sheets. */
#include "place/locate.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

/* Sheets are grid text: Excel row number, then cells (book/gridtext.h). */
#define HEAD "4| 科目编码 | 科目名称 | 合计\n"
#define BODY "5| | 合计 | 12.00\n6| 205 | 教育支出 | 12.00\n"
#define THIRD "7| 206 | 科技支出 | 0.00\n"
#define COLUMNS                                                                    \
    "header: [科目编码: {code: functional}, 科目名称: {name: functional}," \
    " 合计: {measure: total, sum: true}]\n"                                      \
    "rows: [{item: total, label: 合计, sum: true},"                              \
    " {each: code, tree: functional}]\n"
#define INCOME                                                                 \
    "table: income\ntitle: [收入决算表, 部门收入决算表]\n"         \
    "number: 公开02表\n"                                                    \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n" \
    "declared_empty: [\"{year}年度无收入{*}\", 本表无数据]\n" COLUMNS
#define BY_UNIT "---\ntable: expenditure\ntitle: 收入决算表（分单位）\n" COLUMNS
#define EXPENDITURE "---\ntable: expenditure\ntitle: 支出决算表\n" COLUMNS
#define SCORED                                                                 \
    "table: project_self_evaluation\n"                                         \
    "title: [\"{year}年度{header.project_name}项目绩效自评表\","      \
    " 项目绩效自评表]\n"                                                \
    "instance: header.project_name\n"                                          \
    "form:\n  - [项目名称, {header: project_name}]\n"                      \
    "  - [预算数, {funding.total: annual_budget}]\n"
#define NAMED                                                                  \
    "table: project_self_evaluation\n"                                         \
    "title: \"{year}年度{header.project_name}项目绩效自评表\"\n"      \
    "form:\n  - [项目名称, {header: project_name}]\n"                      \
    "  - [预算数, {funding.total: annual_budget}]\n"
#define RATED                                                                        \
    "table: project_self_evaluation\ntitle: \"{year}年度项目绩效自评表\"\n" \
    "form:\n  - [项目负责人, {header: leader}]\n"                               \
    "  - [执行率, {funding.total: rate}]\n"
#define FOUR_COLUMNS                                                                    \
    "table: income\ntitle: 收入决算表\nheader: [科目编码: {code: functional}," \
    " 科目名称: {name: functional}, 合计: {measure: total},"                      \
    " 财政拨款收入: {measure: fiscal_appropriation}]\n"                           \
    "rows: [{item: total, label: 合计}, {each: code, tree: functional}]\n"
#define TEXT_60 "一二三四五六七八九十一二三四五六七八九十"
#define TEXT_300 TEXT_60 TEXT_60 TEXT_60 TEXT_60 TEXT_60
#define TEXT_600 TEXT_300 TEXT_300
#define FOUND "income at A1\n5 total: C total\n6 205: C total\n"

static const struct locate_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    { "a title above its headings", INCOME, "1| 收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "headings further down than they are looked for", INCOME,
      "1| 收入决算表\n3| 单位：元\n150| 科目编码 | 科目名称 | 合计\n"
      "151| | 合计 | 12.00\n",
      "A150 error limit-reached (nobody): these headings are too far below the title to be looked for; the table is not read: the limit is 100 rows\n"
      "  hint: if the file is to be trusted, '--limit header-search=NUMBER' raises it\n"
      "A3 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income at A1\n" },
    { "as far down as they are looked for", INCOME,
      "1| 收入决算表\n101| 科目编码 | 科目名称 | 合计\n"
      "102| | 合计 | 12.00\n",
      "income at A1\n"
      "102 total: C total\n" },
    { "a title with brackets longer than a title may be", INCOME,
      "1| 收入决算表（" TEXT_600 "）\n" HEAD BODY
      "8| 收入决算表\n9| 科目编码 | 科目名称 | 合计\n10| | 合计 | 12.00\n",
      "A1 error limit-reached (nobody): a text that begins as the title '收入决算表' is not read: the limit is 600 bytes\n"
      "  hint: if the file is to be trusted, '--limit title-bytes=NUMBER' raises it\n"
      "C5 error cell-unclaimed t.yaml:1: '12' stands above the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "A6 error cell-unclaimed t.yaml:1: '205' stands above the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "C6 error cell-unclaimed t.yaml:1: '12' stands above the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "income at A8\n"
      "10 total: C total\n" },
    { "lower and further right", INCOME,
      "9| | | | 收入决算表\n12| | | 科目编码 | 科目名称 | 合计\n"
      "13| | | | 合计 | 12.00\n",
      "income at D9\n"
      "13 total: E total\n" },
    { "blanks of both widths and line breaks in the title", INCOME,
      "1| 收 入　决\\n算 表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "department and year before the title", INCOME,
      "1| 某县教育局2022年度收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "full-width digits of the year", INCOME,
      "1| ２０２２年度收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "部门 between year and title", INCOME EXPENDITURE,
      "1| 2022年部门支出决算表\n" HEAD BODY,
      "expenditure at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "an ordinal before the title", INCOME, "1| 二、收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "an ordinal in brackets before the title", INCOME,
      "1| （二）收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "brackets behind the title", INCOME,
      "1| 收入决算表（公开02表）\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "the title's other wording", INCOME, "1| 部门收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "ordinal, year and brackets together", INCOME,
      "1| 二、2022年度收入决算表（公开）\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "brackets that may say another table", INCOME,
      "1| 收入决算表（本级）\n" HEAD BODY THIRD,
      "A1 warning words-more t.yaml:1: the title says more than '收入决算表': (本级); it is read as that\n"
      "  hint: where it is the same table, take the brackets away\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "7 206: C total\n" },
    { "of two titles the one whose brackets are its own", INCOME BY_UNIT,
      "1| 收入决算表（分单位）（单位：元）\n" HEAD BODY,
      "A1 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "expenditure at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "brackets of a budget", INCOME, "1| 收入决算表（预算）\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '收入决算表（预算）' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: it says more, and may be another table: leave the sheet as it is and send it to whoever keeps the mappings; only if it is that table, write its title as '收入决算表'\n" },
    { "a title that is known without a mapping", INCOME,
      "1| 2021年度政府采购情况表\n" HEAD BODY THIRD,
      "A1 warning sheet-unmapped mappings/vocabulary/unmapped.yaml:12: '政府采购情况表' is known (北京 2021-2023), but not yet mapped; the sheet is not read\n"
      "  hint: leave it as it is, and send the workbook to whoever keeps the mappings\n" },
    { "the same above one figure", INCOME,
      "1| 政府采购情况表\n3| 项目 | 金额\n4| 货物 | 1.5\n",
      "A1 warning sheet-unmapped mappings/vocabulary/unmapped.yaml:12: '政府采购情况表' is known (北京 2021-2023), but not yet mapped; the sheet is not read\n"
      "  hint: leave it as it is, and send the workbook to whoever keeps the mappings\n" },
    { "which is no misprint of one that has",
      INCOME "---\ntable: expenditure\n"
             "title: 一般公共预算财政拨款支出决算表\n" COLUMNS,
      "1| 一般公共预算财政拨款收入支出决算表\n" HEAD BODY THIRD,
      "A1 warning sheet-unmapped mappings/vocabulary/unmapped.yaml:9: '一般公共预算财政拨款收入支出决算表' is known (云南 2018-2024, 北京 2023), but not yet mapped; the sheet is not read\n"
      "  hint: leave it as it is, and send the workbook to whoever keeps the mappings\n" },
    { "brackets misprinted", INCOME BY_UNIT,
      "1| 收入决算表（分単位）\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '收入决算表（分単位）' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: it says more, and may be another table: leave the sheet as it is and send it to whoever keeps the mappings; only if it is that table, write its title as '收入决算表'\n" },
    { "marks around the title", INCOME, "1| 《收入决算表》\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a merged title", INCOME, "1| 收入决算表\n" HEAD BODY "merge A1:C1\n",
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "another table's title that ends alike", INCOME,
      "1| 财政拨款收入决算表\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '财政拨款收入决算表' is no title that is known; the sheet is not read\n"
      "  hint: leave it as it is, and send the workbook to whoever keeps the mappings\n" },
    { "a table of money from the budget", INCOME,
      "1| 一般公共预算财政拨款收入决算表\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '一般公共预算财政拨款收入决算表' is no title that is known; the sheet is not read\n"
      "  hint: leave it as it is, and send the workbook to whoever keeps the mappings\n" },
    { "a title misprinted below another table", INCOME EXPENDITURE,
      "1| 收入决算表\n" HEAD BODY
      "9| 支出绝算报表\n10| 科目编码 | 科目名称 | 合计\n"
      "11| | 合计 | 9.50\n12| 205 | 教育 | 8.50\n",
      "A12 error code-twice t.yaml:6: code 205 is already in A6; this row is not read\n"
      "  hint: join the two rows or mend the code\n"
      "A9 error row-unclaimed t.yaml:1: '支出绝算报表' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "A10 error row-unclaimed t.yaml:1: '科目编码' is not a row of this table; the row is not read\n"
      "  hint: write the label as the form has it; if the form has no such row, put it below the table as a remark, without figures\n"
      "B11 error row-unclaimed t.yaml:7: the row '合计' stands in B5, too, and is read there; this one is not read\n"
      "  hint: leave one of the two, or mend its label\n"
      "A9 error title-unknown t.yaml:1: '支出绝算报表' is no title that is known; the table below it is not read\n"
      "  the nearest is '支出决算表'\n"
      "  hint: write the title as '支出决算表'; if it is another table, send the sheet to whoever keeps the mappings\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a title mentioned below a table with figures in no table",
      INCOME EXPENDITURE,
      "1| 收入决算表\n" HEAD BODY
      "9| 支出决算表\n10| 见 | | | 120 | 250 | 330\n",
      "D10 warning figures-unread t.yaml:1: 3 figures stand where the mapping has no part of the model and are not read: D10, E10, F10\n"
      "  hint: --kept FILE keeps them; the mapping may say why they need not be read (unmodelled: why)\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a title misprinted", INCOME, "1| 收入决算报表\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '收入决算报表' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: write the title as '收入决算表'; if it is another table, send the sheet to whoever keeps the mappings\n" },
    { "a title misprinted above formulas without results", INCOME,
      "1| 收入决算报表\n" HEAD
      "5| | 合计 | =?SUM(A1:A2)\n6| 205 | 教育 | =?SUM(A1:A2)\n"
      "7| 206 | 科技 | =?SUM(A1:A2)\n",
      "A1 error title-unknown t.yaml:1: '收入决算报表' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: write the title as '收入决算表'; if it is another table, send the sheet to whoever keeps the mappings\n" },
    { "a table of the budget", INCOME, "1| 收入预算表\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '收入预算表' is a table of the budget (预算), not of the final account; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: if it is the final account, write its title as '收入决算表'\n" },
    { "a title with its number", INCOME,
      "1| 表二：收入决算表\n" HEAD BODY THIRD,
      "income at A1\n5 total: C total\n6 205: C total\n7 206: C total\n" },
    { "a title with the department that a caption names", INCOME,
      "1| 某局收入决算表\n2| 部门：某局\n" HEAD BODY THIRD,
      "income at A1\n5 total: C total\n6 205: C total\n7 206: C total\n" },
    { "and below another table", INCOME EXPENDITURE,
      "1| 收入决算表\n2| 部门：某局\n" HEAD BODY
      "9| 某局支出决算表\n12| 科目编码 | 科目名称 | 合计\n"
      "13| | 合计 | 12.00\n",
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "expenditure at A9\n"
      "13 total: C total\n" },
    { "a title with another department", INCOME,
      "1| 某县收入决算表\n2| 部门：某局\n" HEAD BODY THIRD,
      "A1 error title-unknown t.yaml:1: '某县收入决算表' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: it says more, and may be another table: leave the sheet as it is and send it to whoever keeps the mappings; only if it is that table, write its title as '收入决算表'\n" },
    { "whose missing rows are on the next sheet", INCOME,
      "# 1\n1| 收入决算表\n" HEAD "6| 205 | 教育支出 | 12.00\n"
      "# 2\n1| '206 | 科技支出 | 1.50\n2| '207 | 文化支出 | 2.50\n"
      "3| | 合计 | 16.00\n",
      "2!A1 error title-unknown t.yaml:1: sheet 2 has no title; its rows seem to go on with '收入决算表' of sheet 1, and are not read\n"
      "  hint: put the rows below those of sheet 1\n"
      "# 1\n"
      "income at A1\n"
      "6 205: C total\n"
      "# 2\n" },
    { "the next printed page, with two figures", INCOME,
      "# 1\n1| 收入决算表\n" HEAD BODY
      "# 2\n1| '206 | 科技 | \n2| '207 | 文化 | 1.00\n",
      "2!A1 error title-unknown t.yaml:1: sheet 2 has no title; its rows seem to go on with '收入决算表' of sheet 1, and are not read\n"
      "  hint: put the rows below those of sheet 1\n"
      "# 1\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# 2\n" },
    { "a list of codes behind a table is no page of it", INCOME,
      "# 1\n1| 收入决算表\n" HEAD BODY "# 2\n1| '206 | 科技\n2| '207 | 文化\n",
      "# 1\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# 2\n" },
    { "no title, but headings", FOUR_COLUMNS,
      "4| 科目编码 | 科目名称 | 合计 | 财政拨款收入\n" BODY THIRD,
      "A4 error title-unknown t.yaml:1: the headings are those of '收入决算表', but the sheet has no title that is known; it is not read\n"
      "  hint: write '收入决算表' above the table\n" },
    { "no title, but figures typed as text", INCOME,
      "1| 说明\n2| 合计 | 1,234.50 | 3.00 | 4\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, but large whole figures", INCOME,
      "1| 说明\n2| 合计 | 5823600\n3| 款 | 5823600\n4| 项 | 5823600\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, and years, ordinals and codes", INCOME,
      "1| 序号 | 年 | 科目\n2| 1 | 2022 | 205\n3| 2 | 2023 | 20501\n4| 3 | 2024 | 2050101\n",
      "" },
    { "no title, but whole figures that rise", INCOME,
      "1| 项目 | 数\n2| 甲 | 120\n3| 乙 | 250\n4| 丙 | 330\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, but figures as long as codes", INCOME,
      "1| 项目 | 数\n2| 甲 | 12000\n3| 乙 | 50000\n4| 丙 | 1200000\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, but figures as large as years", INCOME,
      "1| 项目 | 数\n2| 甲 | 2010\n3| 乙 | 2020\n4| 丙 | 1996\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, but 1, 2, 3 under a heading of amounts", INCOME,
      "1| 项目 | 金额（元）\n2| 甲 | 1\n3| 乙 | 2\n4| 丙 | 3\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, but figures with their units", INCOME,
      "1| 项目 | 数\n2| 甲 | 1234.5万元\n3| 乙 | 1.50万元\n4| 丙 | 86元\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, but figures in cells merged over rows", INCOME,
      "1| 项目 | 数\n2| 甲 | 12.5\n3| \n4| 乙 | 13.5\n5| \n6| 丙 | 14.5\nmerge B2:B3 B4:B5 B6:B7\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },
    { "no title, and codes beside their names", INCOME,
      "2| 205 | 教育支出\n3| 20501 | 教育管理\n4| 2050101 | 行政运行\n", "" },
    { "no title, and years beside each other", INCOME,
      "2| 项目 | 2020 | 2021 | 2022\n", "" },
    { "the list of what a check found holds no figures", INCOME,
      "# 1\n1| 收入决算表\n" HEAD BODY
      "# 检查结果\n1| 序号 | 左 | 右\n2| 1 | 9.50 万元 | 8 万元\n"
      "3| 2 | 7.50 万元 | 8 万元\n4| 3 | 5.50 万元 | 8 万元\n",
      "# 1\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# 检查结果\n" },
    { "no title and two figures", INCOME, "1| 说明\n2| 合计 | 12.5 | 12.5\n",
      "" },
    { "no title and page numbers", INCOME,
      "1| 目 录\n2| 一、概况 | 12\n3| 二、说明 | 345\n4| 三、附表 | 346\n",
      "" },
    { "no title and figures that could be pages, but of no contents", INCOME,
      "2| 一、概况 | 12\n3| 二、说明 | 345\n4| 三、附表 | 346\n",
      "B2 warning sheet-unmapped t.yaml:1: the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  hint: see whether its title was changed; --kept FILE keeps what it holds\n" },

    { "a contents sheet only mentions it", INCOME EXPENDITURE,
      "# 目录\n1| 目录\n2| 1 | 收入决算表 | 3\n3| 2 | 支出决算表 | 4\n"
      "# 2\n1| 收入决算表\n" HEAD BODY,
      "# 目录\n"
      "# 2\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a cover that names it above a table of its own", INCOME,
      "# 封面\n1| 收入决算表\n2| 某局\n# 2\n1| 收入决算表\n" HEAD BODY,
      "# 封面\n"
      "# 2\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a title alone", INCOME, "1| 收入决算表\n", "" },
    { "an empty sheet", INCOME, "", "" },
    { "a title over strange headings and figures", INCOME,
      "1| 收入决算表\n4| 甲 | 乙\n5| 丙 | 12.00\n",
      "A1 error header-missing t.yaml:1: below this the headings of the table are missing, '科目编码' and the others; the table is not read\n"
      "  hint: write the headings as the form has them\n"
      "income at A1\n" },
    { "a title over strange headings and whole figures", INCOME,
      "1| 收入决算表\n4| 甲 | 乙\n5| 丙 | 5823600\n",
      "A1 error header-missing t.yaml:1: below this the headings of the table are missing, '科目编码' and the others; the table is not read\n"
      "  hint: write the headings as the form has them\n"
      "income at A1\n" },
    { "the table a second time on another sheet", INCOME,
      "# 1\n1| 收入决算表\n" HEAD BODY "# 2\n1| 收入决算表\n" HEAD BODY,
      "2!A1 error table-twice t.yaml:1: the table '收入决算表' is in the workbook a second time; it is read from sheet 1, A1, this one is not\n"
      "  hint: delete the one that does not count\n"
      "# 1\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# 2\n" },
    { "the table a second time on the same sheet", INCOME,
      "1| 收入决算表\n" HEAD BODY
      "9| 收入决算表\n11| 科目编码 | 科目名称 | 合计\n12| | 合计 | 1.00\n",
      "A9 error table-twice t.yaml:1: the table '收入决算表' is in the workbook a second time; it is read from A1, this one is not\n"
      "  hint: delete the one that does not count\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a visible copy is read, a hidden one before it is named", INCOME,
      "# 1 | hidden\n2| 收入决算表\n4| 科目编码 | 科目名称 | 合计\n5| | 合计 | 1.00\n"
      "# 2\n1| 收入决算表\n" HEAD BODY,
      "1!A2 warning table-hidden t.yaml:1: the table '收入决算表' is on this hidden sheet, too; it is read from sheet 2, A1\n"
      "  hint: delete the hidden sheet if it is no longer needed\n"
      "# 1\n"
      "# 2\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a very hidden copy behind it, likewise", INCOME,
      "# 1\n1| 收入决算表\n" HEAD BODY
      "# 2 | very hidden\n1| 收入决算表\n" HEAD BODY,
      "2!A1 warning table-hidden t.yaml:1: the table '收入决算表' is on this hidden sheet, too; it is read from sheet 1, A1\n"
      "  hint: delete the hidden sheet if it is no longer needed\n"
      "# 1\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# 2\n" },
    { "of two hidden copies none counts more", INCOME,
      "# 1 | hidden\n1| 收入决算表\n" HEAD BODY
      "# 2 | hidden\n1| 收入决算表\n" HEAD BODY,
      "1!A1 hint table-hidden t.yaml:1: the table '收入决算表' is read from this sheet, which is hidden\n"
      "  hint: show the sheet, or delete it if it does not belong to the filing\n"
      "2!A1 error table-twice t.yaml:1: the table '收入决算表' is in the workbook a second time; it is read from sheet 1, A1, this one is not\n"
      "  hint: delete the one that does not count\n"
      "# 1\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# 2\n" },
    { "two tables on one sheet", INCOME EXPENDITURE,
      "1| 收入决算表\n" HEAD BODY
      "9| 支出决算表\n11| 科目编码 | 科目名称 | 合计\n12| | 合计 | 1.00\n",
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "expenditure at A9\n"
      "12 total: C total\n" },
    { "two tables side by side", INCOME EXPENDITURE,
      "1| 收入决算表 | | | | 支出决算表\n"
      "4| 科目编码 | 科目名称 | 合计 | | 科目编码 | 科目名称 | 合计\n"
      "5| | 合计 | 12.00 | | | 合计 | 13.00\n",
      "E4 error header-twice t.yaml:1: a second column is headed '科目编码'; column A is read\n"
      "  read all the same: 合计 (C)\n"
      "F4 error header-twice t.yaml:1: a second column is headed '科目名称'; column B is read\n"
      "  read all the same: 合计 (C)\n"
      "G4 error header-twice t.yaml:1: a second column is headed '合计'; column C is read\n"
      "  read all the same: 合计 (C)\n"
      "income at A1\n"
      "5 total: C total\n"
      "expenditure at E1\n" },
    { "sheets in any order and with any names", INCOME EXPENDITURE,
      "# Z01 GK01\n1| 支出决算表\n" HEAD BODY
      "# Z01 GK02\n1| 收入决算表\n" HEAD BODY,
      "# Z01 GK01\n"
      "expenditure at A1\n"
      "5 total: C total\n"
      "6 205: C total\n"
      "# Z01 GK02\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a hidden sheet is read", INCOME,
      "# 1 | hidden\n1| 收入决算表\n" HEAD BODY,
      "1!A1 hint table-hidden t.yaml:1: the table '收入决算表' is read from this sheet, which is hidden\n"
      "  hint: show the sheet, or delete it if it does not belong to the filing\n"
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a pattern in the title", SCORED,
      "1| 2022年度办公楼维修项目绩效自评表\n2| 项目名称 | 办公楼维修\n"
      "3| 预算数 | 5.00\n",
      "project_self_evaluation at A1\n"
      "2 header: B project_name\n"
      "3 funding.total: B annual_budget\n" },
    { "a unit behind a pattern in the title", SCORED,
      "1| 2022年度办公楼维修项目绩效自评表（单位：元）\n"
      "2| 项目名称 | 办公楼维修\n3| 预算数 | 5.00\n",
      "A1 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "project_self_evaluation at A1\n"
      "2 header: B project_name\n"
      "3 funding.total: B annual_budget\n" },
    { "a list of instances, one a sheet", SCORED,
      "# 1\n1| 项目绩效自评表\n2| 项目名称 | 甲\n3| 预算数 | 5.00\n"
      "# 2\n1| 项目绩效自评表\n2| 项目名称 | 乙\n3| 预算数 | 6.00\n",
      "# 1\n"
      "project_self_evaluation at A1\n"
      "2 header: B project_name\n"
      "3 funding.total: B annual_budget\n"
      "# 2\n"
      "project_self_evaluation at A1\n"
      "2 header: B project_name\n"
      "3 funding.total: B annual_budget\n" },
    { "instances on one sheet", SCORED,
      "1| 项目绩效自评表\n2| 项目名称 | 甲\n3| 预算数 | 5.00\n"
      "7| 项目绩效自评表\n8| 项目名称 | 乙\n9| 预算数 | 6.00\n",
      "project_self_evaluation at A1\n"
      "2 header: B project_name\n"
      "3 funding.total: B annual_budget\n"
      "project_self_evaluation at A7\n"
      "8 header: B project_name\n"
      "9 funding.total: B annual_budget\n" },
    { "a title that is a formula's result", INCOME,
      "1| =收入决算表\n" HEAD BODY,
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
    { "a note that mentions a title below the table", INCOME EXPENDITURE,
      "1| 收入决算表\n" HEAD BODY "9| 支出决算表\n10| 见下页\n",
      "income at A1\n"
      "5 total: C total\n"
      "6 205: C total\n" },
};

/* ---- which template ---- */

#define FOUR                                                                       \
    "table: income\ntitle: 收入决算表\n"                                      \
    "header: [科目编码: {code: functional}, 科目名称: {name: functional}," \
    " 合计: {measure: total}, 事业收入: {measure: institutional}]\n"         \
    "rows: [{each: code, tree: functional}]\n"
#define HEAD_FOUR "4| 科目编码 | 科目名称 | 合计 | 事业收入\n"

static const struct template_case {
    const char *name, *first, *second, *sheet;
    const char *want; /* id of the template, or what is said */
} template_cases[] = {
    { "the one whose headings stand there", INCOME, FOUR,
      "1| 收入决算表\n" HEAD_FOUR "5| 205 | 教育 | 1.00 | 1.00\n", "second" },
    { "the same, the other way round", FOUR, INCOME,
      "1| 收入决算表\n" HEAD_FOUR "5| 205 | 教育 | 1.00 | 1.00\n", "first" },
    { "the one without what is missed", INCOME, FOUR,
      "1| 收入决算表\n" HEAD BODY, "first" },
    { "the one that has more of the tables", INCOME, FOUR EXPENDITURE,
      "# 1\n1| 收入决算表\n" HEAD BODY "# 2\n1| 支出决算表\n" HEAD BODY,
      "second" },
    { "the one of the year", "#years 2021 2021\n" INCOME,
      "#years 2022 2022\n" INCOME, "1| 2022年度收入决算表\n" HEAD BODY,
      "second" },
    { "the one of the year, the other way round", "#years 2022 2022\n" INCOME,
      "#years 2021 2021\n" INCOME, "1| 2022年度收入决算表\n" HEAD BODY,
      "first" },
    { "one whose title says less, where the table is its own", NAMED, RATED,
      "1| 2022年度项目绩效自评表\n2| 项目名称\n3| 预算数 | 5.00\n", "first" },
    { "the less said title, the other way round", RATED, NAMED,
      "1| 2022年度项目绩效自评表\n2| 项目名称\n3| 预算数 | 5.00\n", "second" },
    { "a sheet that only mentions a table", INCOME, FOUR,
      "1| 收入决算表\n2| 见附件\n",
      "given error book-unrecognised mappings: no sheet holds a table that a mapping describes\n" },
    { "no title that is known", INCOME, FOUR, "1| 支出决算表\n" HEAD BODY,
      "given error book-unrecognised mappings: no sheet holds a table that a mapping describes\n"
      "A1 error title-unknown t.yaml:1: '支出决算表' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: write the title as '收入决算表'; if it is another table, send the sheet to whoever keeps the mappings\n" },
    { "an empty workbook", INCOME, FOUR, "",
      "given error book-unrecognised mappings: no sheet holds a table that a mapping describes\n" },
    { "no template at all", NULL, NULL, "1| 收入决算表\n" HEAD BODY,
      "given error book-unrecognised mappings: no sheet holds a table that a mapping describes\n" },
};

/* A sheet of a table that only another template has. */
#define OTHER "table: expenditure\ntitle: 支出决算表\n" COLUMNS
static const struct other_case {
    const char *name, *sheet, *want;
} other_cases[] = {
    { "its title is no misspelt one", "1| 支出决算表\n" HEAD BODY,
      "A1 warning sheet-unmapped t.yaml:1: '支出决算表' is a table of template second (text), not of first; the sheet is not read\n"
      "  hint: read it by itself: -t second\n" },
    { "nor is a text above it", "1| 收支决算表\n2| 支出决算表\n" HEAD BODY,
      "A2 warning sheet-unmapped t.yaml:1: '支出决算表' is a table of template second (text), not of first; the sheet is not read\n"
      "  hint: read it by itself: -t second\n" },
    { "a misspelt title with figures below it is one",
      "1| 收人决算表\n" HEAD BODY THIRD "9| 支出决算表\n"
      "10| 科目编码 | 科目名称 | 合计\n11| | 合计 | 12.00\n",
      "A1 error title-unknown t.yaml:1: '收人决算表' is no title that is known; the sheet is not read\n"
      "  the nearest is '收入决算表'\n"
      "  hint: write the title as '收入决算表'; if it is another table, send the sheet to whoever keeps the mappings\n"
      "A9 warning sheet-unmapped t.yaml:1: '支出决算表' is a table of template second (text), not of first; the sheet is not read\n"
      "  hint: read it by itself: -t second\n" },
};

static void
add_template(struct arena *arena, struct mapping_set *set, const char *yaml,
             const char *id)
{
    struct template_rule *t;

    if (yaml == NULL)
        return;
    t = ARENA_NEW(arena, struct template_rule);
    *t = *given_mapping(arena, yaml);
    t->id = text_of(id);
    ARENA_PUSH(arena, set->templates, set->n_templates, set->templates_capacity,
               t);
}

static void
run_template(const struct template_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct mapping_set set = { .folder = "mappings" };
    const struct template_rule *t;

    expect_begin(c->name);
    add_template(&arena, &set, c->first, "first");
    add_template(&arena, &set, c->second, "second");
    t = locate_template(&arena, given_sheets(&arena, c->sheet), &set, &diags);
    EXPECT_TEXT(c->want, t != NULL ? text_zero(&arena, t->id)
                                   : show_diags(&arena, &diags));
    arena_release(&arena);
}

static void
run_other(const struct other_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct mapping_set set = { .folder = "mappings" };
    const struct book *book = given_sheets(&arena, c->sheet);

    expect_begin(c->name);
    add_template(&arena, &set, INCOME, "first");
    add_template(&arena, &set, OTHER, "second");
    locate_others(&arena, locate_book(&arena, book, set.templates[0], &diags),
                  &set, &diags);
    EXPECT_TEXT(c->want, show_diags(&arena, &diags));
    arena_release(&arena);
}

static void
run_case(const struct locate_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", show_diags(&arena, &r.diags),
                             show_placements(&r)));
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    for (int i = 0; i < ARRAY_LEN(template_cases); i++)
        run_template(&template_cases[i]);
    for (int i = 0; i < ARRAY_LEN(other_cases); i++)
        run_other(&other_cases[i]);
    return expect_finish();
}
