/* explain_test.c - what the cells of small sheets were taken for. */
#include "submit/explain.h"

#include "base/bytes.h"
#include "support/expect.h"
#include "support/given.h"

#define INCOME                                                                     \
    "table: income\ntitle: 收入决算表\n"                                      \
    "caption: {left: \"部门：{department}\", right: \"单位：{unit}\"}\n"     \
    "header: [科目编码: {code: functional}, 科目名称: {name: functional}," \
    " 合计: {measure: total, sum: true}, 备注: {kept: true},"                  \
    " 占比: {unmodelled: 由前一列算出}]\n"                                 \
    "rows: [{item: total, label: 合计, sum: true},"                              \
    " {each: code, tree: functional}]\n"
#define HEAD                                                                   \
    "1| 收入决算表\n2| 部门：某局 | | 单位：万元\n"             \
    "3| 科目编码 | 科目名称 | 合计 | 备注 | 占比\n"
#define HEAD_SHOWN                                                                                            \
    "A1 标签\nA2 标签：部门 某局\n  [t.yaml:1:1]\nC2 标签：金额单位 万元\n  [t.yaml:1:1]\n" \
    "A3 标签\nB3 标签\nC3 标签\nD3 标签\nE3 标签\nA4 标签\n"
#define TOTAL_SHOWN                                                            \
    HEAD_SHOWN                                                                 \
    "C4 读入：合计 本年收入合计\n  income / total / total\n"        \
    "  12 万元（单位据 C2）→ 120000 元\n  [t.yaml:5:8]\n"

static const struct explain_case {
    const char *name, *sheet, *want;
} cases[] = {
    { "labels, values, kept and unmodelled",
      HEAD "4| 合计 | | 12.00 | 见注 | 1\n",
      TOTAL_SHOWN "D4 留存\n"
                  "E4 免读\n" },
    { "a blank, and a mark for none",
      HEAD "4| 合计 | | — |\n5| 205 | 教育支出\n",
      HEAD_SHOWN "C4 无值：合计 本年收入合计\n"
                 "  income / total / total\n"
                 "  [t.yaml:5:8]\n"
                 "A5 标签\n"
                 "B5 标签\n"
                 "C5 空白：205 教育支出 本年收入合计\n"
                 "  income / 205 / total\n"
                 "  万元（单位据 C2）\n"
                 "  [t.yaml:5:49]\n" },
    { "a cell that is no amount has what was said of it",
      HEAD "4| 合计 | | 待核\n",
      HEAD_SHOWN
      "C4 未读：合计 本年收入合计\n"
      "  income / total / total\n"
      "  [t.yaml:5:8]\n"
      "  错误：'待核' is not an amount (合计 本年收入合计)\n"
      "  type the figure, 0 where there is none, or leave the cell blank\n"
      "  [value-no-number]\n"
      "  [t.yaml:5:8]\n" },
    { "a row that is not read, and a message that speaks of one cell of it",
      HEAD "4| 合计 | | 12.00\n5| | 其他 | 3.00 | 见注\n",
      TOTAL_SHOWN
      "B5 未读：错误：'其他' is not a row of this table; the row is not read\n"
      "  write the row's code in A5\n"
      "  [row-unclaimed]\n"
      "  [t.yaml:1:1]\n"
      "C5 未读：所在的行、列或表没有读入，原因见对它的信息\n"
      "  [t.yaml:1:1]\n"
      "D5 未读：所在的行、列或表没有读入，原因见对它的信息\n"
      "  [t.yaml:1:1]\n" },
    { "figures that no rule speaks of",
      HEAD "4| 合计 | | 12.00\n9| 说明\n10| | | 1.00 | 2.00 | 3.00\n",
      TOTAL_SHOWN
      "A9 留存\n"
      "C10 未读：错误：'1' is not a row of this table; the row is not read\n"
      "  write the row's code in A10\n"
      "  [row-unclaimed]\n"
      "  [t.yaml:1:1]\n"
      "D10 未读：所在的行、列或表没有读入，原因见对它的信息\n"
      "  [t.yaml:1:1]\n"
      "E10 未读：所在的行、列或表没有读入，原因见对它的信息\n"
      "  [t.yaml:1:1]\n" },
    { "a sheet of three numbers without a title",
      HEAD "4| 合计 | | 12.00\n# 二\n1| 金额\n2| 1.50\n3| 2.50\n4| 3.50\n",
      TOTAL_SHOWN
      "A1 留存\n"
      "A2 未读：存疑：the sheet holds 3 numbers, but no title of the template; they are not read\n"
      "  see whether its title was changed; --kept FILE keeps what it holds\n"
      "  [sheet-unmapped]\n"
      "  [t.yaml:1:1]\n"
      "A3 未读：映射中没有它的位置\n"
      "  [t.yaml:1:1]\n"
      "A4 未读：映射中没有它的位置\n"
      "  [t.yaml:1:1]\n" },
    { "one number alone is kept, and said to be",
      HEAD "4| 合计 | | 12.00\n# 二\n1| 金额 | 1.50\n",
      TOTAL_SHOWN "A1 留存\n"
                  "B1 留存：不在模型中的数，请看是否应当读入\n"
                  "  [t.yaml:1:1]\n" },
    { "a code that stands twice is read once",
      HEAD
      "4| 合计 | | 12.00\n5| 205 | 教育支出 | 1.00\n6| 205 | 教育支出 | 2.00\n",
      TOTAL_SHOWN
      "A5 标签\n"
      "B5 标签\n"
      "C5 读入：205 教育支出 本年收入合计\n"
      "  income / 205 / total\n"
      "  1 万元（单位据 C2）→ 10000 元\n"
      "  [t.yaml:5:49]\n"
      "A6 未读：错误：code 205 is already in A5; this row is not read\n"
      "  join the two rows or mend the code\n"
      "  [code-twice]\n"
      "  [t.yaml:4:10]\n"
      "B6 未读：所在的行、列或表没有读入，原因见对它的信息\n"
      "  [t.yaml:1:1]\n"
      "C6 未读：所在的行、列或表没有读入，原因见对它的信息\n"
      "  [t.yaml:1:1]\n" },
    { "an empty sheet has no cells", "", "" },
};

static struct text
show(struct arena *arena, const struct explained *explained)
{
    struct bytes out = { .arena = arena };
    int n = explained->filing->located->book->n_sheets;

    for (int s = 0; s < n; s++) {
        const struct explain_sheet *sheet = &explained->sheets[s];

        for (int i = 0; i < sheet->n_cells; i++) {
            const struct explain_cell *cell = &sheet->cells[i];
            char ref[CELLREF_MAX];

            cellref_show(cell->row, cell->col, ref);
            bytes_printf(&out, "%s ", ref);
            if (!cell->note.n)
                bytes_printf(&out, "%s", explain_word(cell->kind)->word);
            for (size_t k = 0; k < cell->note.n; k++) {
                bytes_char(&out, cell->note.at[k]);
                if (cell->note.at[k] == '\n')
                    bytes_add(&out, TEXT("  "));
            }
            bytes_char(&out, '\n');
        }
    }
    return bytes_text(&out);
}

static void
run_case(const struct explain_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r;
    struct filing filing;
    struct explained explained;

    expect_begin(c->name);
    r = given_reading(&arena, INCOME, c->sheet);
    filing = (struct filing){ r.template, r.located, r.model, r.book };
    explained = explain_filing(&arena, &filing, &r.diags);
    EXPECT_TEXT(c->want, text_zero(&arena, show(&arena, &explained)));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
