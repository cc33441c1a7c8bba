/* locate_line_test.c - labels, fields and captions of forms. */
#include "place/locate_line.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define TITLE "1| 自评表\n"
#define NAME "table: project_self_evaluation\ntitle: 自评表\n"
#define FORM                                                                           \
    NAME                                                                               \
        "form:\n  - [项目名称, {header: project_name}]\n"                          \
        "  - [主管部门, {header: authority},"                                      \
        " {label: 实施单位, also: [项目单位]}, {header: implementing_unit}]\n" \
        "  - [年度资金, {funding.total: annual_budget}]\n"
#define FORM_ROWS                                                              \
    NAME "form:\n  - [项目名称, {header: project_name}]\n"                 \
         "  - [主管部门, {header: authority}, 实施单位,"               \
         " {header: implementing_unit}]\n"                                     \
         "  - header: [资金: label, 预算: {measure: annual_budget}]\n"     \
         "    rows: [{item: funding.total, label: 资金总额},"              \
         " {item: funding.fiscal, label: 财政拨款资金}]\n"               \
         "  - [备注, {header: overview}]\n"
#define SIDE                                                                   \
    NAME "form:\n  - [资金, {funding.total: annual_budget},"                 \
         " {funding.total: executed}, {funding.total: rate}]\n"
#define OPTIONAL                                                               \
    NAME "form:\n  - [项目名称, {header: project_name}]\n"                 \
         "  - {line: [备注, {header: overview}], optional: true}\n"          \
         "  - [负责人, {header: leader}, {label: 电话, optional: true},"  \
         " {header: phone}]\n"
#define PATTERNS                                                               \
    NAME "caption: {left: \"填报日期：{header.date}\","                   \
         " right: \"总分：{result.total_score}\"}\n"                        \
         "form:\n  - \"（{header.year}年度）\"\n"                          \
         "  - [项目名称, {header: project_name}]\n"
#define BESIDE                                                                 \
    NAME "form:\n  - [项目名称, {header: project_name}]\n"                 \
         "  - beside: 概况\n    form:\n      - [依据, {header: basis}]\n"  \
         "      - [条件, {header: conditions}]\n"                            \
         "  - beside: 资金（万元）\n"                                    \
         "    header: [\"\": label, 预算数: {measure: annual_budget}]\n"    \
         "    rows: [{item: funding.total, label: 总额}]\n"
#define NESTED                                                                    \
    NAME "form:\n  - beside: 资金（万元）\n    form:\n"                     \
         "      - [文号, {header: document_number}]\n"                          \
         "      - beside: 预算\n"                                               \
         "        header: [科目: label, 预算数: {measure: annual_budget}]\n" \
         "        rows: [{item: funding.total, label: 总额}]\n"                 \
         "      - [依据, {header: basis}]\n  - [备注, {header: overview}]\n"
#define SIGNED                                                                 \
    NAME "form:\n  - [项目名称, {header: project_name}]\n"                 \
         "  - [\"负责人：{header.leader}\", \"电话：{header.phone}\"]\n"
#define TICKED                                                                 \
    NAME "form:\n  - [结论, {result: grade, ticks: [优, 良, 中, 差]}]\n" \
         "  - [名称, {header: project_name}]\n"
#define KEPT                                                                   \
    NAME "form:\n  - [项目名称, {header: project_name}, ~]\n"              \
         "  - [附件, ~]\n"

static const struct lines_case {
    const char *name, *mapping, *sheet, *want;
} cases[] = {
    { "labels and the cells right of them", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙 | 实施单位 | 丙\n"
            "4| 年度资金 | 5.00\n",
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LFLF\n"
      "4 LF\n" },
    { "a caption with a figure behind other words", PATTERNS,
      TITLE
      "2| 填报日期：2023年6月 | 自评总分：95\n3| （2022年度）\n4| 项目名称 | 甲\n",
      "B2 warning words-more t.yaml:3: '自评总分：95' says more than '总分：'; it is not read\n"
      "  hint: write '总分：' and the figure alone, in a cell of their own\n"
      "A2 header date = '2023年6月'\n"
      "A3 header year = '2022'\n"
      "B4 header project_name = '甲'\n"
      "1 L\n"
      "2 FN\n"
      "3 F\n"
      "4 LF\n" },
    { "a rate that may be meant in per cent", SIDE,
      TITLE "2| 资金 | 5.00 | 4.00 | 80\n",
      "D2 warning ratio-large t.yaml:4: '80' has no percent sign and is read as so many times the whole\n"
      "  hint: if per cent is meant, write the sign: 80%\n"
      "B2 funding.total annual_budget = 50000 -4\n"
      "C2 funding.total executed = 40000 -4\n"
      "D2 funding.total rate = 80 ratio 0\n"
      "1 L\n"
      "2 LFFF\n" },
    { "rates as typed, with a sign and without", SIDE,
      TITLE "2| 资金 | 5.00 | 4.00 | 800%\n",
      "B2 funding.total annual_budget = 50000 -4\n"
      "C2 funding.total executed = 40000 -4\n"
      "D2 funding.total rate = 8 ratio 2\n"
      "1 L\n"
      "2 LFFF\n" },
    { "a figure merged over two lines", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙 | 实施单位 | 丙\n"
            "4| 年度资金 | 5.00\n5| 其他\nmerge B4:B5\n",
      "B4 warning value-merged t.yaml:6: '5' is merged over rows 4 to 5; it is read for the first alone\n"
      "  hint: unmerge the cell and type each figure in its row\n"
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LFLF\n"
      "4 LF\n"
      "5 K\n" },
    { "a figure and its label merged over two rows", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙 | 实施单位 | 丙\n"
            "4| 年度资金 | 5.00\nmerge A4:A5 B4:B5\n",
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LFLF\n"
      "4 LF\n" },
    { "further right, with gaps", FORM,
      TITLE "2| | 项目名称 | | | 甲\n3| | 主管部门 | | 乙 | | 实施单位 | | 丙\n"
            "4| | 年度资金 | | | 5.00\n",
      "E2 header project_name = '甲'\n"
      "D3 header authority = '乙'\n"
      "H3 header implementing_unit = '丙'\n"
      "E4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 .L..F\n"
      "3 .L.F.L.F\n"
      "4 .L..F\n" },
    { "merged labels and fields", FORM,
      TITLE "2| 项目名称 | | 甲\n3| 主管部门 | | 乙 | | 实施单位 | 丙\n"
            "4| 年度资金 | | 5.00\nmerge A2:B2 C2:F2 A3:B3 C3:D3 A4:B4\n",
      "C2 header project_name = '甲'\n"
      "C3 header authority = '乙'\n"
      "F3 header implementing_unit = '丙'\n"
      "C4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 L.F\n"
      "3 L.F.LF\n"
      "4 L.F\n" },
    { "blanks, colons, ordinals and other words of labels", FORM,
      TITLE
      "2| 一、项 目\\n名　称： | 甲\n3| 主管部门（公章） | 乙 | 项目单位："
      " | 丙\n4| 年度资金(万元) | 5.00\n",
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LFLF\n"
      "4 LF\n" },
    { "blank fields", FORM,
      TITLE "2| 项目名称\n3| 主管部门 | | 实施单位\n4| 年度资金 | -\n",
      "1 L\n"
      "2 L\n"
      "3 L.L\n"
      "4 LF\n" },
    { "blank fields behind merged labels", FORM,
      TITLE "2| 项目名称\n3| 主管部门 | | | 实施单位\n4| 年度资金\n"
            "merge A2:B2 A3:B3 A4:C4\n",
      "1 L\n"
      "2 L\n"
      "3 L..L\n"
      "4 L\n" },
    { "a unit in the label", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙 | 实施单位 | 丙\n"
            "4| 年度资金（元）(20分) | 5\n",
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 5 0\n"
      "1 L\n"
      "2 LF\n"
      "3 LFLF\n"
      "4 LF\n" },
    { "lines with other lines between", FORM,
      TITLE "2| 编号 | 7\n3| 项目名称 | 甲\n5| 主管部门 | 乙 | 实施单位 | 丙\n"
            "6| 说明文字\n7| 年度资金 | 5.00\n",
      "B2 error cell-unclaimed t.yaml:1: '7' stands above the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "A6 error cell-unclaimed t.yaml:1: '说明文字' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "B3 header project_name = '甲'\n"
      "B5 header authority = '乙'\n"
      "D5 header implementing_unit = '丙'\n"
      "B7 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 KN\n"
      "3 LF\n"
      "5 LFLF\n"
      "6 N\n"
      "7 LF\n" },
    { "a number behind a colon outside of the form", FORM,
      TITLE "2| 编号： | | 7\n3| 项目名称 | 甲\n5| 主管部门 | 乙 | 实施单位 |"
            " 丙\n7| 年度资金 | 5.00\n9| 电话： | 13800138000\n",
      "B3 header project_name = '甲'\n"
      "B5 header authority = '乙'\n"
      "D5 header implementing_unit = '丙'\n"
      "B7 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 K.K\n"
      "3 LF\n"
      "5 LFLF\n"
      "7 LF\n"
      "9 KK\n" },
    { "a label that its line lacks", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙 | 单位 | 丙\n"
            "4| 年度资金 | 5.00\n",
      "A3 error header-missing t.yaml:5: the label '实施单位' is not in this row\n"
      "  hint: write the label where the form has it\n"
      "C3 error cell-unclaimed t.yaml:1: '单位' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "D3 error cell-unclaimed t.yaml:1: '丙' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LFNN\n"
      "4 LF\n" },
    { "a line that is gone", FORM,
      TITLE "2| 项目名称 | 甲\n4| 年度资金 | 5.00\n",
      "A4 error header-missing t.yaml:5: the sheet does not fit the form '项目支出绩效自评表' of text, the nearest that is known: parts or labels of it are missing, and what they hold is not read\n"
      "  missing: the part that begins with '主管部门'\n"
      "  hint: if rows were cut off, copy them from the original; if your office prescribed this form, send it as it is to whoever keeps the mappings; if it is the wrong form, take the right one\n"
      "B2 header project_name = '甲'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "4 LF\n" },
    { "labels of several lines are gone", FORM_ROWS,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙\n4| 资金 | 预算\n"
            "5| 资金总额 | 5.00\n6| 财政拔款资金 | 1.00\n7| 其他 | 2.00\n",
      "A5 error header-missing t.yaml:5: the sheet does not fit the form '项目支出绩效自评表' of text, the nearest that is known: parts or labels of it are missing, and what they hold is not read\n"
      "  missing: the label '实施单位' in row 3\n"
      "  missing: the part that begins with '备注'\n"
      "  A6: '财政拔款资金' is not a row of this table, and its row '财政拨款资金' is missing; the row is not read\n"
      "  A7: '其他' is not a row of this table; the row is not read\n"
      "  hint: if rows were cut off, copy them from the original; if your office prescribed this form, send it as it is to whoever keeps the mappings; if it is the wrong form, take the right one\n"
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "B5 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LF\n"
      "4 LL\n"
      "5 LF\n"
      "6 NN\n"
      "7 NN\n" },
    { "label and value in one cell", FORM,
      TITLE "2| 项目名称：甲\n3| 主管部门 | 乙 | 实施单位 | 丙\n"
            "4| 年度资金 | 5.00\n",
      "A2 error header-missing t.yaml:4: '项目名称：甲' stands here where the form has '项目名称'; what belongs to it is not read\n"
      "  hint: write '项目名称' in A2\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 K\n"
      "3 LFLF\n"
      "4 LF\n" },
    { "a label without room for its value", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 实施单位 | 丙\n"
            "4| 年度资金 | 5.00\n",
      "B2 header project_name = '甲'\n"
      "C3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LLF\n"
      "4 LF\n" },
    { "two labels in rows of their own", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙\n4| 实施单位 | 丙\n"
            "5| 年度资金 | 5.00\n",
      "A3 error header-missing t.yaml:5: the label '实施单位' is not in this row\n"
      "  hint: write the label where the form has it\n"
      "A4 error cell-unclaimed t.yaml:1: '实施单位' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "B4 error cell-unclaimed t.yaml:1: '丙' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "B5 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LF\n"
      "4 NN\n"
      "5 LF\n" },
    { "something more in a line", FORM,
      TITLE "2| 项目名称 | 甲 | 编号 | 77\n3| 主管部门 | 乙 | 实施单位 | 丙\n"
            "4| 年度资金 | 5.00 | 备注\n",
      "C2 error cell-unclaimed t.yaml:1: '编号' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "D2 error cell-unclaimed t.yaml:1: '77' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "C4 error cell-unclaimed t.yaml:1: '备注' stands inside the table and belongs to nothing in it; it is not read\n"
      "  hint: write it as the form has it, or below the table if it is a remark\n"
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LFNN\n"
      "3 LFLF\n"
      "4 LFN\n" },
    { "fields side by side", SIDE, TITLE "2| 资金 | 5.00 | 4.00 | 80%\n",
      "B2 funding.total annual_budget = 50000 -4\n"
      "C2 funding.total executed = 40000 -4\n"
      "D2 funding.total rate = 0.8 ratio 2\n"
      "1 L\n"
      "2 LFFF\n" },
    { "fields side by side, merged", SIDE,
      TITLE "2| 资金 | | 5.00 | | 4.00 | 80%\nmerge A2:B2 C2:D2\n",
      "C2 funding.total annual_budget = 50000 -4\n"
      "E2 funding.total executed = 40000 -4\n"
      "F2 funding.total rate = 0.8 ratio 2\n"
      "1 L\n"
      "2 L.F.FF\n" },
    { "fields side by side, the first blank", SIDE,
      TITLE "2| 资金 | | 4.00 | 80%\n",
      "C2 funding.total executed = 40000 -4\n"
      "D2 funding.total rate = 0.8 ratio 2\n"
      "1 L\n"
      "2 L.FF\n" },
    { "optional lines and labels", OPTIONAL,
      TITLE "2| 项目名称 | 甲\n3| 备注 | 乙\n4| 负责人 | 丙 | 电话 | 123\n",
      "B2 header project_name = '甲'\n"
      "B3 header overview = '乙'\n"
      "B4 header leader = '丙'\n"
      "D4 header phone = '123'\n"
      "1 L\n"
      "2 LF\n"
      "3 LF\n"
      "4 LFLF\n" },
    { "optional lines and labels left out", OPTIONAL,
      TITLE "2| 项目名称 | 甲\n4| 负责人 | 丙\n",
      "B2 header project_name = '甲'\n"
      "B4 header leader = '丙'\n"
      "1 L\n"
      "2 LF\n"
      "4 LF\n" },
    { "an optional line's word further down is not it", OPTIONAL,
      TITLE "2| 项目名称 | 甲\n4| 负责人 | 丙 | 电话 | 123\n6| 备注 | 见附件\n",
      "B2 header project_name = '甲'\n"
      "B4 header leader = '丙'\n"
      "D4 header phone = '123'\n"
      "1 L\n"
      "2 LF\n"
      "4 LFLF\n"
      "6 KK\n" },
    { "patterns in one cell", PATTERNS,
      TITLE "2| 填报日期：2023年3月1日 | 总分：95分\n3| （2022年度）\n"
            "4| 项目名称 | 甲\n",
      "A2 header date = '2023年3月1日'\n"
      "B2 result total_score = 95 score 0\n"
      "A3 header year = '2022'\n"
      "B4 header project_name = '甲'\n"
      "1 L\n"
      "2 FF\n"
      "3 F\n"
      "4 LF\n" },
    { "patterns split over two cells", PATTERNS,
      TITLE "2| 填报日期： | 2023.3.1 | 总分： | 95\n3| (2022 年度)\n"
            "4| 项目名称 | 甲\n",
      "B2 header date = '2023.3.1'\n"
      "D2 result total_score = 95 score 0\n"
      "A3 header year = '2022'\n"
      "B4 header project_name = '甲'\n"
      "1 L\n"
      "2 LFLF\n"
      "3 F\n"
      "4 LF\n" },
    { "a pattern left blank", PATTERNS,
      TITLE "2| 填报日期： | | 总分：\n3| （  年度）\n4| 项目名称 | 甲\n",
      "B4 header project_name = '甲'\n"
      "1 L\n"
      "2 F.F\n"
      "3 F\n"
      "4 LF\n" },
    { "captions below the title and above it", PATTERNS,
      "1| 总分：95\n2| 自评表\n3| 填报日期：\n4| （2022年度）\n"
      "5| 项目名称 | 甲\n",
      "A1 result total_score = 95 score 0\n"
      "A4 header year = '2022'\n"
      "B5 header project_name = '甲'\n"
      "1 F\n"
      "2 L\n"
      "3 F\n"
      "4 F\n"
      "5 LF\n" },
    { "labels beside lines and grids", BESIDE,
      TITLE "2| 项目名称 | 甲\n3| 概况 | 依据 | 乙\n4| | 条件 | 丙\n"
            "5| 资金（万元） | | 预算数\n6| | 总额 | 5.00\n"
            "merge A3:A4 A5:A6\n",
      "B2 header project_name = '甲'\n"
      "C3 header basis = '乙'\n"
      "C4 header conditions = '丙'\n"
      "C6 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 LLF\n"
      "4 .LF\n"
      "5 L.L\n"
      "6 .LF\n" },
    { "labels beside, not merged", BESIDE,
      TITLE "2| 项目名称 | 甲\n3| 概况 | 依据 | 乙\n4| | 条件 | 丙\n"
            "5| 资金（元） | | 预算数\n6| | 总额 | 5.00\n",
      "B2 header project_name = '甲'\n"
      "C3 header basis = '乙'\n"
      "C4 header conditions = '丙'\n"
      "C6 funding.total annual_budget = 5 0\n"
      "1 L\n"
      "2 LF\n"
      "3 LLF\n"
      "4 .LF\n"
      "5 L.L\n"
      "6 .LF\n" },
    { "a label beside that is gone", BESIDE,
      TITLE "2| 项目名称 | 甲\n3| | 依据 | 乙\n4| | 条件 | 丙\n"
            "5| | | 预算数\n6| | 总额 | 5.00\n",
      "B2 header project_name = '甲'\n"
      "C3 header basis = '乙'\n"
      "C4 header conditions = '丙'\n"
      "C6 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "2 LF\n"
      "3 .LF\n"
      "4 .LF\n"
      "5 ..L\n"
      "6 .LF\n" },
    { "a label beside lines, and a grid with a label of its own", NESTED,
      TITLE "2| 资金（万元） | 文号 | 甲\n3| | 预算 | 科目 | 预算数\n"
            "4| | | 总额 | 5.00\n5| | 依据 | 乙\n6| 备注 | 丙\n"
            "merge A2:A5 B3:B4 C2:D2 C5:D5 B6:D6\n",
      "C2 header document_number = '甲'\n"
      "D4 funding.total annual_budget = 50000 -4\n"
      "C5 header basis = '乙'\n"
      "B6 header overview = '丙'\n"
      "1 L\n"
      "2 LLF\n"
      "3 .LLL\n"
      "4 ..LF\n"
      "5 .LF\n"
      "6 LF\n" },
    { "the same, not merged", NESTED,
      TITLE "2| 资金（元） | 文号 | 甲\n3| | 预算 | 科目 | 预算数\n"
            "4| | | 总额 | 5.00\n5| | 依据 | 乙\n6| 备注 | 丙\n",
      "C2 header document_number = '甲'\n"
      "D4 funding.total annual_budget = 5 0\n"
      "C5 header basis = '乙'\n"
      "B6 header overview = '丙'\n"
      "1 L\n"
      "2 LLF\n"
      "3 .LLL\n"
      "4 ..LF\n"
      "5 .LF\n"
      "6 LF\n" },
    { "the nearer label says another unit", NESTED,
      TITLE "2| 资金（元） | 文号 | 甲\n3| | 预算（万元） | 科目 | 预算数\n"
            "4| | | 总额 | 5.00\n5| | 依据 | 乙\n6| 备注 | 丙\n"
            "merge A2:A5 B3:B4\n",
      "C2 header document_number = '甲'\n"
      "D4 funding.total annual_budget = 50000 -4\n"
      "C5 header basis = '乙'\n"
      "B6 header overview = '丙'\n"
      "1 L\n"
      "2 LLF\n"
      "3 .LLL\n"
      "4 ..LF\n"
      "5 .LF\n"
      "6 LF\n" },
    { "the cell beside a blank pattern is the next pattern's", SIGNED,
      TITLE "2| 项目名称 | 甲\n3| 负责人： | 电话：12\n",
      "B2 header project_name = '甲'\n"
      "B3 header phone = '12'\n"
      "1 L\n"
      "2 LF\n"
      "3 FF\n" },
    { "and its value where it is none", SIGNED,
      TITLE "2| 项目名称 | 甲\n3| 负责人： | 乙 | 电话：\n",
      "B2 header project_name = '甲'\n"
      "B3 header leader = '乙'\n"
      "1 L\n"
      "2 LF\n"
      "3 LFF\n" },
    { "ticks in one cell", TICKED,
      TITLE "2| 结论 | 优☑ 良□ 中□ 差□\n3| 名称 | 甲\n",
      "B2 result grade = '优'\n"
      "B3 header project_name = '甲'\n"
      "1 L\n"
      "2 LF\n"
      "3 LF\n" },
    { "ticks over several cells", TICKED,
      TITLE "2| 结论 | 优□ | 良☑ | 中□ | 差□\n3| 名称 | 甲\n",
      "C2 result grade = '良'\n"
      "B3 header project_name = '甲'\n"
      "1 L\n"
      "2 LFFFF\n"
      "3 LF\n" },
    { "ticks, none ticked", TICKED,
      TITLE "2| 结论 | 优□ 良□ 中□ 差□\n3| 名称 | 甲\n",
      "B3 header project_name = '甲'\n"
      "1 L\n"
      "2 LF\n"
      "3 LF\n" },
    { "kept fields", KEPT, TITLE "2| 项目名称 | 甲 | 乙\n3| 附件 | 3份\n",
      "B2 header project_name = '甲'\n"
      "1 L\n"
      "2 LFK\n"
      "3 LK\n" },
    { "a form without its first line", FORM,
      TITLE "3| 主管部门 | 乙 | 实施单位 | 丙\n4| 年度资金 | 5.00\n",
      "A4 error header-missing t.yaml:4: the sheet does not fit the form '项目支出绩效自评表' of text, the nearest that is known: parts or labels of it are missing, and what they hold is not read\n"
      "  missing: the part that begins with '项目名称'\n"
      "  hint: if rows were cut off, copy them from the original; if your office prescribed this form, send it as it is to whoever keeps the mappings; if it is the wrong form, take the right one\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "B4 funding.total annual_budget = 50000 -4\n"
      "1 L\n"
      "3 LFLF\n"
      "4 LF\n" },
    { "a number where a label stands is none", FORM,
      TITLE "2| 项目名称 | 甲\n3| 主管部门 | 乙 | 实施单位 | 丙\n4| 5.00\n",
      "A3 error header-missing t.yaml:6: the sheet does not fit the form '项目支出绩效自评表' of text, the nearest that is known: parts or labels of it are missing, and what they hold is not read\n"
      "  missing: the part that begins with '年度资金'\n"
      "  hint: if rows were cut off, copy them from the original; if your office prescribed this form, send it as it is to whoever keeps the mappings; if it is the wrong form, take the right one\n"
      "A4 error cell-unclaimed t.yaml:1: '5' stands below the table and belongs to nothing in it; it is not read\n"
      "  hint: delete it, or put it where it belongs\n"
      "B2 header project_name = '甲'\n"
      "B3 header authority = '乙'\n"
      "D3 header implementing_unit = '丙'\n"
      "1 L\n"
      "2 LF\n"
      "3 LFLF\n"
      "4 N\n" },
};

static void
run_case(const struct lines_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;

    expect_begin(c->name);
    r = given_reading(&arena, c->mapping, c->sheet);
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s%s", show_diags(&arena, &r.diags),
                             show_values(&arena, r.model), show_claims(&r)));
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
