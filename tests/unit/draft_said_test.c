/* draft_said_test.c - labels and values in one cell are cut apart and named. */
#include "remap/draft_said.h"

#include <string.h>

#include "remap/draft.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/gridtext_read.h"

static struct arena arena;

/* want: label=value of each, a stop before it. */
static const struct said_case {
    const char *name, *text, *want;
} said_cases[] = {
    { "white space parts them", "项目名称：甲校改造  主管部门：某局",
      "项目名称=甲校改造 | 主管部门=某局" },
    { "so does a stop, which is kept", "类别：经常性；时间：2023年1月至12月",
      "类别=经常性 | ；时间=2023年1月至12月" },
    { "where nothing does, a label that is known", "项目名称：甲主管部门：乙",
      "项目名称=甲 | 主管部门=乙" },
    { "a label of single characters", "项目名称：甲 主 管 部 门：乙",
      "项目名称=甲 | 主 管 部 门=乙" },
    { "blank values", "填表人：　　联系电话：", "填表人= | 联系电话=" },
    { "a time is no label", "开始：10:30 结束：11:30",
      "开始=10:30 | 结束=11:30" },
    { "nor is what is in brackets", "资金（单位：万元）：100",
      "资金（单位：万元）=100" },
    { "nor 其中", "其中：财政拨款", "" },
    { "a value with words before a colon that is no label",
      "备注：见附件所列各项内容说明里写明的全部事项以及：三",
      "备注=见附件所列各项内容说明里写明的全部事项以及：三" },
    { "no label at all", "年度资金总额", "" },
};

static void
run_said(const struct said_case *c, const struct draft_words *words)
{
    struct draft_table t = { .arena = &arena, .words = words };
    struct draft_said *said;
    int n = draft_said_read(&t, text_of(c->text), &said);
    const char *got = "";

    expect_begin(c->name);
    for (int i = 0; i < n; i++)
        got = arena_printf(&arena, "%s%s%.*s%.*s=%.*s", got, i ? " | " : "",
                           TEXT_ARG(said[i].stop), TEXT_ARG(said[i].label),
                           TEXT_ARG(said[i].value));
    EXPECT_TEXT(c->want, got);
}

/* want: the table's file from 'caption' or 'form' on. */
static const struct sheet_case {
    const char *name, *sheet, *want;
} sheet_cases[] = {
    { "in captions, in lines of the form and below a grid",
      "1| 民生项目绩效自评表\n2| 项目名称：甲校改造　主管部门：某局\n"
      "3| 实施单位 | 一中 | 预算科目 | 教育\n"
      "4| 类别：经常性；起止：2023年1月至12月\n"
      "5| 资金情况 | 年初预算数 | 全年执行数 | 执行率\n"
      "6| 年度资金总额 | 100 | 98.5 | 98.5%\n"
      "7| 预算数：100.00 执行数：98.50 | | 自评得分：95\n"
      "8| 填表人：甲乙　联系电话：123\n"
      "merge A1:D1\nmerge A2:D2\nmerge A4:D4\nmerge A7:B7\nmerge C7:D7\n"
      "merge A8:D8\n",
      "caption: [{left: \"项目名称：{header.project_name}　主管部门：{header.authority}\"}]\n"
      "form:\n"
      "  # review: own word '预算科目'; near: 预算数（A) (annual_budget)\n"
      "  - line: [实施单位, {header: implementing_unit}, 预算科目, {header: 预算科目}]\n"
      "    spans: [1, 1, 1, 1]\n"
      "  # review: own word '类别'\n"
      "  - {line: [{pattern: [\"类别：{header.类别}；起止：{header.起止}\"]}], spans: [4]}\n"
      "  - header:\n"
      "      - 资金情况: label\n"
      "      - 年初预算数: {measure: initial_budget}\n"
      "      - 全年执行数: {measure: executed}\n"
      "      - 执行率: {measure: rate}\n"
      "    rows: [{item: funding.total, label: 年度资金总额, sum: true}]\n"
      "  # review: own word '预算数'; near: 预算数（A) (annual_budget)\n"
      "  - line:\n"
      "      - pattern: [\"预算数：{header.预算数}　执行数：{header.执行数}\"]\n"
      "      - pattern: [\"自评得分：{header.自评得分}\"]\n"
      "    spans: [2, 2]\n"
      "notes: \"填表人：　联系电话：\"\n" },
    { "beside the unit in one cell of a caption",
      "1| 民生项目绩效自评表\n2| 项目名称：甲 主管部门：乙 单位：万元\n"
      "3| 资金情况 | 年初预算数 | 全年执行数 | 执行率\n"
      "4| 年度资金总额 | 100 | 98.5 | 98.5%\n"
      "5| 实施单位 | 一中 | 预算科目 | 教育\n"
      "merge A1:D1\nmerge A2:D2\n",
      "caption:\n"
      "  - left: \"项目名称：{header.project_name}　主管部门：{header.authority}　单位：{unit}\"\n"
      "form:\n"
      "  - header:\n"
      "      - 资金情况: label\n"
      "      - 年初预算数: {measure: initial_budget}\n"
      "      - 全年执行数: {measure: executed}\n"
      "      - 执行率: {measure: rate}\n"
      "    rows: [{item: funding.total, label: 年度资金总额, sum: true}]\n"
      "  # review: own word '预算科目'; near: 预算数（A) (annual_budget)\n"
      "  - line: [实施单位, {header: implementing_unit}, 预算科目, {header: 预算科目}]\n"
      "    spans: [1, 1, 1, 1]\n" },
};

static void
run_sheet(const struct sheet_case *c, const struct mapping_set *set)
{
    struct diag_list diags = { .arena = &arena };
    const struct book *book = gridtext_read(
        &arena, "in.txt", text_printf(&arena, "# S\n%s", c->sheet), &diags);
    const struct draft_wish wish
        = { .set = set,
            .id = TEXT("made-2023"),
            .books = (struct book *const[]){ (struct book *)(uintptr_t)book },
            .n_books = 1,
            .year = 2023 };
    const struct draft *draft;
    const char *got = "";

    expect_begin(c->name);
    if (!EXPECT(book != NULL)
        || !EXPECT((draft = draft_make(&arena, &wish, &diags)) != NULL))
        return;
    for (int i = 0; i < draft->files.n; i++) {
        struct text bytes = draft->files.bytes[i];
        long at = text_find(bytes, TEXT("\ncaption:"), 0);

        if (at > 0 && strcmp(draft->files.names[i], "template.yaml") != 0)
            got = text_zero(&arena, text_slice(bytes, (size_t)at + 1, bytes.n));
    }
    EXPECT_TEXT(c->want, got);
}

int
main(void)
{
    const struct mapping_set *set = given_mappings(&arena);
    const struct draft_words *words = draft_words_of(&arena, set);

    for (int i = 0; i < ARRAY_LEN(said_cases); i++)
        run_said(&said_cases[i], words);
    for (int i = 0; i < ARRAY_LEN(sheet_cases); i++)
        run_sheet(&sheet_cases[i], set);
    arena_release(&arena);
    return expect_finish();
}
