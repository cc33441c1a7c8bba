/* rounding_test.c - figures cut to what their cells show. */
#include "port/rounding.h"

#include "book/gridtext.h"
#include "support/expect.h"
#include "support/given.h"

#define INCOME                                                                 \
    "table: income\ntitle: 收入\nunit: 万元\ndecimals: 2\n"                \
    "header:\n  - 项目: label\n  - 合计: {measure: total, sum: true}\n"    \
    "  - 其他: {measure: other}\nrows: [{item: total, label: 合计}]\n"
#define HEAD "1| 收入\n2| 项目 | 合计 | 其他\n"
#define FORM                                                                   \
    "table: project_self_evaluation\ntitle: 自评表\n"                       \
    "instance: header.project_name\nform:\n"                                   \
    "  - [名称, {header: project_name}]\n"                                   \
    "  - header: [\"\": label, 预算数（元）: {measure: annual_budget},"  \
    " 执行率: {measure: rate}, 得分: {measure: score}]\n"                 \
    "    rows: [{item: funding.total, label: 总额}]\n"
#define FORM_HEAD "1| 自评表\n2| 名称 | 甲\n3| | 预算数（元） | 执行率 | 得分\n"

static const struct tails_case {
    const char *name, *mapping, *sheet;
    const char *want; /* the row's cells, then exact written tail */
} cases[] = {
    { "to the template's decimals, halves away from zero", INCOME,
      HEAD "3| 合计 | 1.005{0.00} | -1.005{0.00}\n",
      "3| 合计 | 1.01{0.00} | -1.01{0.00}\n"
      "B3 1.005 1.01 -0.005\nC3 -1.005 -1.01 0.005\n" },
    { "what fits stays, byte for byte", INCOME,
      HEAD "3| 合计 | 1.50{0.00} | 2{General}\n",
      "3| 合计 | 1.50{0.00} | 2\n" },
    { "a long tail of nines goes up", INCOME,
      HEAD "3| 合计 | 9.999999{0.00} | 0.004999{0.00}\n",
      "3| 合计 | 10{0.00} | 0{0.00}\n"
      "B3 9.999999 10.00 -0.000001\nC3 0.004999 0.00 0.004999\n" },
    { "a format that shows more is made to show less", INCOME,
      HEAD "3| 合计 | 1.2345{0.0000} | 1.2345\n",
      "3| 合计 | 1.23{0.00} | 1.23{0.00}\n"
      "B3 1.2345 1.23 0.0045\nC3 1.2345 1.23 0.0045\n" },
    { "a format that shows less counts", INCOME,
      HEAD "3| 合计 | 1.25{0.0} | 1.25{#,##0}\n",
      "3| 合计 | 1.3{0.0} | 1{#,##0}\n"
      "B3 1.25 1.3 -0.05\nC3 1.25 1 0.25\n" },
    { "a format in thousands says nothing of the number", INCOME,
      HEAD "3| 合计 | 1234.567{0,} | 1{0.00}\n",
      "3| 合计 | 1234.57{0.00} | 1{0.00}\nB3 1234.567 1234.57 -0.003\n" },
    { "texts stay", INCOME, HEAD "3| 合计 | '1.2345 | -\n",
      "3| 合计 | '1.2345 | -\n" },
    { "the binary tail of a number is none", INCOME,
      HEAD "3| 合计 | 582.36000000000001{0.00} | 1\n",
      "3| 合计 | 582.36000000000001{0.00} | 1\n" },
    { "ratios and scores by their formats alone", FORM,
      FORM_HEAD "4| 总额 | 12.345 | 0.98765{0.00%} | 9.876\n",
      "4| 总额 | 12.35{0.00} | 0.9877{0.00%} | 9.876\n"
      "B4 12.345 12.35 -0.005\nC4 0.98765 0.9877 -0.00005\n" },
};

static void
run_case(const struct tails_case *c)
{
    struct arena arena = { 0 };
    struct given_reading r = given_reading(&arena, c->mapping, c->sheet);
    struct tails tails;
    const char *got;
    struct text sheet;

    expect_begin(c->name);
    tails = rounding_apply(&arena, r.book, r.located);
    sheet = gridtext_show_sheet(&arena, r.book, &r.book->sheets[0]);
    while (sheet.n > 0
           && !text_starts(sheet, text_slice(text_of(c->want), 0, 3)))
        sheet = text_slice(sheet, 1, sheet.n);
    got = text_zero(&arena, sheet);
    for (int i = 0; i < tails.n; i++) {
        const struct tail *tail = &tails.items[i];
        char ref[CELLREF_MAX];

        cellref_show(tail->slot->row, tail->slot->col, ref);
        got = arena_printf(&arena, "%s%s %.*s %.*s %.*s\n", got, ref,
                           TEXT_ARG(decimal_text(&arena, tail->exact)),
                           TEXT_ARG(decimal_text(&arena, tail->written)),
                           TEXT_ARG(decimal_text(&arena, tail->tail)));
    }
    EXPECT_TEXT(c->want, got);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
