/* date_test.c - dates of sheets to those of models, and back. */
#include "canon/date.h"

#include "mapping/load.h"
#include "mapping/words.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

static struct arena arena;

/* ---- texts ---- */

static const struct text_case {
    const char *text, *iso, *shown;
} texts[] = {
    { "2022年3月1日", "2022-03-01", "2022年3月1日" },
    { "2022 年 03 月 01 日", "2022-03-01", "2022年3月1日" },
    { "２０２２年３月１号", "2022-03-01", "2022年3月1日" },
    { "2022-3-1", "2022-03-01", "2022年3月1日" },
    { "2022-12-31 00:00:00", "2022-12-31", "2022年12月31日" },
    { "2022/03/01", "2022-03-01", "2022年3月1日" },
    { "2022.3.1", "2022-03-01", "2022年3月1日" },
    { "20220301", "2022-03-01", "2022年3月1日" },
    { "2024-02-29", "2024-02-29", "2024年2月29日" },
    { "2022年3月", "2022-03", "2022年3月" },
    { "2022-3", "2022-03", "2022年3月" },
    { "2022.12", "2022-12", "2022年12月" },
    /* none */
    { "2023-02-29", "", NULL },
    { "2022年13月1日", "", NULL },
    { "2022年0月1日", "", NULL },
    { "2022-3-1 8:30", "", NULL },
    { "2022年3月1日-5日", "", NULL },
    { "2022年3月至12月", "", NULL },
    { "2022年", "", NULL },
    { "2022", "", NULL },
    { "22-3-1", "", NULL },
    { "3月1日", "", NULL },
    { "0022-03-01", "", NULL },
    { "20221301", "", NULL },
    { "年月日", "", NULL },
    { "", "", NULL },
};

static void
run_text(const struct text_case *c)
{
    struct text iso = date_read(&arena, text_of(c->text)), shown;

    expect_begin(c->text);
    EXPECT_TEXT(c->iso, text_zero(&arena, iso));
    if (iso.n == 0)
        return;
    shown = date_show(&arena, iso);
    EXPECT_TEXT(c->shown, text_zero(&arena, shown));
    EXPECT_TEXT(c->iso, text_zero(&arena, date_read(&arena, shown)));
}

/* ---- cells ---- */

static const char vocabulary[]
    = "families: {dates: [{measure: signed, kind: date}]}\n"
      "tables:\n"
      "  - {table: contract, measures: dates, items: [first]}\n";

static const char form[] = "table: contract\ntitle: 合同表\nform:\n"
                           "  - [签订日期, {first: signed}]\n";
static const char pattern[]
    = "table: contract\ntitle: 合同表\nform:\n"
      "  - [{pattern: \"签订日期：{first.signed:*年*月*日}\"}]\n";

static const struct cell_case {
    const char *name, *mapping, *sheet, *want;
} cells[] = {
    { "a cell that is shown as a date", form, "签订日期 | 45107{yyyy/m/d}",
      "B2 first signed = '2023-06-30'\n" },
    { "and as another", form, "签订日期 | 45107{m\"月\"d\"日\"}",
      "B2 first signed = '2023-06-30'\n" },
    { "with a time of day that is not seen", form,
      "签订日期 | 45107.5{yyyy-mm-dd}", "B2 first signed = '2023-06-30'\n" },
    { "with none", form, "签订日期 | 45107{yyyy-mm-dd hh:mm}",
      "B2 first signed = '2023-06-30'\n" },
    { "with a time of day", form, "签订日期 | 45107.5{yyyy-mm-dd hh:mm}",
      "B2 error value-no-date t.yaml:4: '2023-06-30 12:00' is a date with a time of day (first signed)\n"
      "  hint: write the date alone, as 2022年3月1日 or 2022-3-1\n" },
    { "an ISO date with a time of day", form,
      "签订日期 | @2023-06-30T23:59{yyyy-mm-dd hh:mm}",
      "B2 error value-no-date t.yaml:4: '2023-06-30T23:59' is a date with a time of day (first signed)\n"
      "  hint: write the date alone, as 2022年3月1日 or 2022-3-1\n" },
    { "an ISO date", form, "签订日期 | @2023-06-30",
      "B2 first signed = '2023-06-30'\n" },
    { "a text", form, "签订日期 | 2023 年 6 月 30 日",
      "B2 first signed = '2023-06-30'\n" },
    { "a number with a point", form, "签订日期 | 2023.6",
      "B2 error value-no-date t.yaml:4: '2023.6' is no date (first signed)\n"
      "  hint: write the date as 2022年3月1日 or 2022-3-1\n" },
    { "a text without a day", form, "签订日期 | '2023.6",
      "B2 first signed = '2023-06'\n" },
    { "eight digits", form, "签订日期 | 20230630",
      "B2 first signed = '2023-06-30'\n" },
    { "a number that is none", form, "签订日期 | 45107",
      "B2 error value-no-date t.yaml:4: '45107' is no date (first signed)\n"
      "  hint: write the date as 2022年3月1日 or 2022-3-1\n" },
    { "words", form, "签订日期 | 另行通知",
      "B2 error value-no-date t.yaml:4: '另行通知' is no date (first signed)\n"
      "  hint: write the date as 2022年3月1日 or 2022-3-1\n" },
    { "words that a format would read", form, "签订日期 | 100%s%n",
      "B2 error value-no-date t.yaml:4: '100%s%n' is no date (first signed)\n"
      "  hint: write the date as 2022年3月1日 or 2022-3-1\n" },
    { "to be filled in", form, "签订日期 | 年 月 日", "" },
    { "a dash", form, "签订日期 | —", "" },
    { "within a text", pattern, "签订日期：2023 年 6 月 30 日",
      "A2 first signed = '2023-06-30'\n" },
    { "a day that there is not", pattern, "签订日期：2023年6月31日",
      "A2 error value-no-date t.yaml:4: '签订日期：2023年6月31日' is no date (first signed)\n"
      "  hint: write the date as 2022年3月1日 or 2022-3-1\n" },
};

static const struct vocabulary *
words(void)
{
    struct diag_list diags = { .arena = &arena };
    struct source source = { .arena = &arena, .diags = &diags };
    const struct node *node
        = tree_read_yaml(&arena, "v.yaml", text_of(vocabulary), &diags);
    const struct vocabulary *out = words_read(&source, NULL, &node, 1);

    EXPECT_TEXT("", show_diags(&arena, &diags));
    return out;
}

static void
run_cell(const struct cell_case *c)
{
    static const enum diag_code unwanted[]
        = { DIAG_UNIT_UNNAMED, DIAG_DEPARTMENT_UNKNOWN, DIAG_YEAR_UNKNOWN,
            DIAG_N_CODES };
    struct given_reading r = {
        .arena = &arena,
        .diags = { .arena = &arena, .unwanted = unwanted },
    };

    expect_begin(c->name);
    r.template
        = load_text(&arena, words(), "t.yaml", text_of(c->mapping), &r.diags);
    r.book = given_sheets(&arena,
                          arena_printf(&arena, "1| 合同表\n2| %s\n", c->sheet));
    r.located = locate_book(&arena, r.book, r.template, &r.diags);
    r.model = import_book(&arena, r.located, &r.diags);
    EXPECT_TEXT("", show_broken_laws(&r));
    EXPECT_TEXT(c->want,
                arena_printf(&arena, "%s%s", show_diags(&arena, &r.diags),
                             show_values(&arena, r.model)));
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(texts); i++)
        run_text(&texts[i]);
    for (int i = 0; i < ARRAY_LEN(cells); i++)
        run_cell(&cells[i]);
    arena_release(&arena);
    return expect_finish();
}
