/* locate_unit_test.c - units that tables say, wherever it is, or do not say. */
#include "place/locate_unit.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define HEAD "4| 科目编码 | 科目名称 | 本年合计\n"
#define BODY "5| | 合计 | 12.00\n6| 205 | 教育支出 | 12.00\n"
#define COLUMNS                                                                    \
    "header: [科目编码: {code: functional}, 科目名称: {name: functional}," \
    " 本年合计: {measure: total, sum: true}]\n"                                \
    "rows: [{item: total, label: 合计, sum: true},"                              \
    " {each: code, tree: functional}]\n"
#define INCOME                                                                 \
    "table: income\ntitle: 收入决算表\n"                                  \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n" COLUMNS
#define EXPENDITURE "---\ntable: expenditure\ntitle: 支出决算表\n" COLUMNS
#define THIRD                                                                  \
    "---\ntable: general_budget_expenditure\ntitle: 一般支出决算表\n" COLUMNS
#define RULED INCOME "ruler: 栏次\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 项目绩效自评表\nform:\n"    \
    "  - [项目名称, {header: project_name}]\n"                             \
    "  - 资金情况\n"                                                       \
    "  - [预算数, {funding.total: annual_budget}]\n"

#define COUNTS                                                                 \
    "table: three_public\ntitle: 三公决算表\nheader: [批次: {item: "    \
    "domestic_receptions, measure: final}, 接待费: {item: reception, "      \
    "measure: final}]\nrows: [one]\n"

static const struct unitcheck_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    { "a heading in a unit that is not known", INCOME,
      "1| 收入决算表\n2| | | 单位：元\n4| 科目编码 | 科目名称 | 本年合计（美元）\n" BODY,
      "C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "C4 error unit-unknown t.yaml:5: '本年合计（美元）' says no unit of money that is known; its amounts are not read\n"
      "  hint: write the unit that the figures are in, as （万元） or （元）\n"
      "income, 0, 0: 2 decimals\n"
      "205 教育支出\n" },
    { "a heading that says a unit of money of counts", COUNTS,
      "1| 三公决算表\n2| 单位：万元\n3| 批次（万元） | 接待费\n4| 12 | 3.00\n",
      "A3 error words-more t.yaml:4: '批次（万元）' says a unit of money where the form counts; its figures are read as counts\n"
      "  hint: write the heading as the form has it, and see that what stands there was counted\n"
      "three_public, 0, 4: 0 decimals\n"
      "A4 domestic_receptions final = 12 count 0\n"
      "B4 reception final = 30000 -4\n" },
    { "a heading that says a unit of money of counts and amounts",
      "table: three_public\ntitle: 三公决算表\nheader: [决算数: {measure: "
      "final, columns: [批次: {item: domestic_receptions}, 接待费: {item: "
      "reception}]}]\nrows: [one]\n",
      "1| 三公决算表\n2| 决算数（万元） |\n3| 批次 | 接待费\n4| 12 | 3.00\n"
      "merge A2:B2\n",
      "three_public, 0, 4: 0 decimals\n"
      "A4 domestic_receptions final = 12 count 0\n"
      "B4 reception final = 30000 -4\n" },
    { "a unit in brackets alone below the rows", INCOME,
      "1| 收入决算表\n" HEAD BODY "7| （以元计）\n8| 206 | 科技支出 | 0.00\n",
      "A7 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "206 科技支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n"
      "C8 206 total = 0 0 sum\n" },
    { "a table's number with a unit alone below the rows", INCOME,
      "1| 收入决算表\n" HEAD BODY "7| 公开02表 元\n8| 206 | 科技支出 | 0.00\n",
      "A7 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "206 科技支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n"
      "C8 206 total = 0 0 sum\n" },
    { "a heading of amounts in per cent", INCOME,
      "1| 收入决算表\n2| | | 单位：元\n4| 科目编码 | 科目名称 | 本年合计（%）\n" BODY,
      "C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "C4 error unit-unknown t.yaml:5: '本年合计（%）' says no unit of money that is known; its amounts are not read\n"
      "  hint: write the unit that the figures are in, as （万元） or （元）\n"
      "income, 0, 0: 2 decimals\n"
      "205 教育支出\n" },
    { "such a heading over nothing", INCOME,
      "1| 收入决算表\n2| | | 单位：元\n4| 科目编码 | 科目名称 | 本年合计（美元）\n5| | 合计 | —\n6| 205 | 教育支出 |\n",
      "C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 0, 0: 2 decimals\n"
      "205 教育支出\n" },
    { "the label of a row in a unit that is not known", INCOME,
      "1| 收入决算表\n2| | | 单位：元\n" HEAD
      "5| | 合计（万美元） | 12.00\n6| 205 | 教育支出 | 12.00\n",
      "C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "B5 error unit-unknown t.yaml:5: '合计（万美元）' says no unit of money that is known; its amounts are not read\n"
      "  hint: write the unit that the figures are in, as （万元） or （元）\n"
      "income, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C6 205 total = 12 0 sum\n" },
    { "a code's name with the unit of its row", INCOME,
      "1| 收入决算表\n2| | | 单位：万元\n" HEAD
      "5| | 合计 | 12.00\n6| 205 | 教育支出（元） | 12.00\n",
      "income, 0, 4: 4 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "a key heading with another unit than the caption", INCOME,
      "1| 收入决算表\n2| | | 单位：万元\n4| 科目编码 | 科目名称（元） | 本年合计\n" BODY,
      "B4 error unit-twice t.yaml:1: the unit is 元 here, but another one in another place; the amounts of the table are not read\n"
      "income, 0, 4: 2 decimals\n"
      "205 教育支出\n" },
    { "a key heading with the only unit", INCOME,
      "1| 收入决算表\n4| 科目编码 | 科目名称（元） | 本年合计\n" BODY,
      "B4 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "a unit in three cells", INCOME,
      "1| 收入决算表\n2| 单位： | 万 | 元\n" HEAD BODY,
      "income, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n" },
    { "a unit in two cells, cut in its middle", INCOME,
      "1| 收入决算表\n2| 单位：万 | 元\n" HEAD BODY,
      "income, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n" },
    { "a unit behind a cell that has nothing to do with it", INCOME,
      "1| 收入决算表\n2| 部门：某局 | 万 | 元\n" HEAD BODY,
      "income of 某局, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n" },
    { "a unit behind the name of a department that ends like one", INCOME,
      "1| 收入决算表\n2| 编制单位：某局 | 元\n" HEAD BODY,
      "B2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income of 某局, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "two units in two cells", INCOME,
      "1| 收入决算表\n2| 单位：万元 | 元\n" HEAD BODY,
      "B2 error unit-unknown t.yaml:1: '单位：万元元' is no unit of money that is known; the amounts of the table are not read\n"
      "  hint: write the unit that the figures are in, as 单位：万元 or 单位：元\n"
      "income, 0, 4: 2 decimals\n"
      "205 教育支出\n" },
    { "a caption between the rows", INCOME,
      "1| 收入决算表\n" HEAD BODY
      "7| 币种：人民币 单位：千元\n8| 206 | 科技支出 | 0.00\n",
      "A7 warning unit-differs t.yaml:1: the sheet's amounts are in 千元, the template's in 万元; read as the sheet says\n"
      "income, 0, 3: 0 decimals\n"
      "205 教育支出\n"
      "206 科技支出\n"
      "C5 total total = 12000 -3 sum\n"
      "C6 205 total = 12000 -3 sum\n"
      "C8 206 total = 0 -3 sum\n" },
    { "a caption between the rows against the one above", INCOME,
      "1| 收入决算表\n2| | | 单位：元\n" HEAD BODY
      "7| | 单位：千元\n8| 206 | 科技支出 | 0.00\n",
      "C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "B7 error unit-twice t.yaml:1: the unit is 千元 here, but another one in another place; the amounts of the table are not read\n"
      "income, 0, 0: 2 decimals\n"
      "205 教育支出\n"
      "206 科技支出\n" },
    { "no unit, and a text that may be one", INCOME,
      "1| 收入决算表\n2| 部门：某局 | | ￥\n" HEAD BODY,
      "C2 warning unit-unnamed t.yaml:1: the table does not say its unit of money; 2 amounts are read in 万元, as the template has it\n"
      "  '￥' is no unit that is known\n"
      "  hint: write the unit above the table (单位：万元), or say it with --unit\n"
      "income of 某局, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n" },
    { "no unit, though another table says one", INCOME EXPENDITURE,
      "# 1\n1| 收入决算表\n2| 部门：某局\n" HEAD BODY
      "# 2\n1| 支出决算表\n2| | | 单位：元\n" HEAD BODY,
      "2!C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "1!A2 warning unit-unnamed t.yaml:1: the table does not say its unit of money; 2 amounts are read in 万元, as the template has it\n"
      "  1 other table of the workbook says 元\n"
      "  hint: write the unit above the table (单位：元), or say it with --unit\n"
      "income of 某局, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n"
      "expenditure, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "no unit, and other tables say different ones", INCOME EXPENDITURE THIRD,
      "# 1\n1| 收入决算表\n" HEAD BODY
      "# 2\n1| 支出决算表\n2| | | 单位：万元\n" HEAD BODY
      "# 3\n1| 一般支出决算表\n2| | | 单位：元\n" HEAD BODY,
      "3!C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "1!A1 warning unit-unnamed t.yaml:1: the table does not say its unit of money; 2 amounts are read in 万元, as the template has it\n"
      "  2 other tables of the workbook say different ones\n"
      "  hint: write the unit that the figures are in above the table, as 单位：万元 or 单位：元\n"
      "income, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n"
      "expenditure, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n"
      "general_budget_expenditure, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "no unit but on the cover", INCOME,
      "# 封面\n1| 某局\n2| 金额单位均为：元\n# 2\n1| 收入决算表\n" HEAD BODY,
      "2!A1 warning unit-unnamed t.yaml:1: the table does not say its unit of money; 2 amounts are read in 万元, as the template has it\n"
      "  sheet 封面 says 元\n"
      "  hint: write the unit above the table (单位：元), or say it with --unit\n"
      "income, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n" },
    { "a cover with another unit than the tables", INCOME,
      "# 封面\n1| 某局\n2| 金额单位均为：万元\n"
      "# 2\n1| 收入决算表\n2| | | 单位：元\n" HEAD BODY,
      "2!C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "封面!A2 warning unit-elsewhere (nobody): this says 万元, but the tables say 元; they are read as they say\n"
      "  hint: see which is right, and mend the other\n"
      "income, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "a sheet's name with another unit than its table", INCOME,
      "# 收入（元）\n1| 收入决算表\n2| | | 单位：万元\n" HEAD BODY,
      "收入（元）!- warning unit-elsewhere t.yaml:1: the sheet's name says another unit than 万元, in which its table is read\n"
      "  hint: see which is right, and mend the other\n"
      "income, 0, 4: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 120000 -4 sum\n"
      "C6 205 total = 120000 -4 sum\n" },
    { "a sheet of figures has its own unit", INCOME,
      "# 附表\n1| 单位：万元\n2| 甲 | 1.25\n"
      "# 2\n1| 收入决算表\n2| | | 单位：元\n" HEAD BODY,
      "2!C2 warning unit-differs t.yaml:1: the sheet's amounts are in 元, the template's in 万元; read as the sheet says\n"
      "income, 0, 0: 0 decimals\n"
      "205 教育支出\n"
      "C5 total total = 12 0 sum\n"
      "C6 205 total = 12 0 sum\n" },
    { "a ruler with another unit than the caption", RULED,
      "1| 收入决算表\n2| | | 单位：万元\n" HEAD
      "5| 栏次（元） | | 1\n6| | 合计 | 12.00\n7| 205 | 教育支出 | 12.00\n",
      "A5 error unit-twice t.yaml:1: the unit is 元 here, but another one in another place; the amounts of the table are not read\n"
      "income, 0, 4: 2 decimals\n"
      "205 教育支出\n" },
    { "the heading of a form's lines in a unit that is not known", FORM,
      "1| 项目绩效自评表\n2| 项目名称 | 甲\n3| 资金情况（美元）\n4| 预算数 | 5.00\n",
      "A3 error unit-unknown t.yaml:6: '资金情况（美元）' says no unit of money that is known; its amounts are not read\n"
      "  hint: write the unit that the figures are in, as （万元） or （元）\n"
      "project_self_evaluation, 0, 4: 2 decimals\n"
      "B2 header project_name = '甲'\n" },
    { "the heading of a form's lines in per cent", FORM,
      "1| 项目绩效自评表\n2| 项目名称 | 甲\n3| 资金情况（%）\n4| 预算数（万元） | 5.00\n",
      "project_self_evaluation, 0, 4: 0 decimals\n"
      "B2 header project_name = '甲'\n"
      "B4 funding.total annual_budget = 50000 -4\n" },
    { "the label of a form's line in a unit that is not known", FORM,
      "1| 项目绩效自评表\n2| 项目名称 | 甲\n3| 资金情况\n4| 预算数（欧元） | 5.00\n",
      "A4 error unit-unknown t.yaml:6: '预算数（欧元）' says no unit of money that is known; its amounts are not read\n"
      "  hint: write the unit that the figures are in, as （万元） or （元）\n"
      "project_self_evaluation, 0, 4: 2 decimals\n"
      "B2 header project_name = '甲'\n" },
};

static void
run_case(const struct unitcheck_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena }, none = { .arena = &arena };
    const struct template_rule *template = given_mapping(&arena, c->mapping);
    const struct book *book = given_sheets(&arena, c->sheet);
    struct located *located = locate_book(&arena, book, template, &diags);
    const struct model *model = import_book(&arena, located, &none);

    expect_begin(c->name);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", show_diags(&arena, &diags),
                             show_model(&arena, model)));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
