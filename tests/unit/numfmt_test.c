/* numfmt_test.c - what number formats show. */
#include "book/numfmt.h"

#include "support/expect.h"

static const struct code_case {
    const char *format;
    bool date, percent;
    int places;
} codes[] = {
    { "General", false, false, -1 },
    { "GENERAL", false, false, -1 },
    { "G/通用格式", false, false, -1 },
    { "[DBNum1]G/通用格式", false, false, -1 },
    { "G/通用格式\"年\"", false, false, -1 },
    { "", false, false, -1 },
    { "@", false, false, -1 },
    { "[DBNum1][$-804]General", false, false, -1 },
    { "0", false, false, 0 },
    { "0.00", false, false, 2 },
    { "#,##0.00", false, false, 2 },
    { "0.00_ ", false, false, 2 },
    { "0.00_);[Red]\\(0.00\\)", false, false, 2 },
    { "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ", false, false,
      2 },
    { "0%", false, true, 2 },
    { "0.0%", false, true, 3 },
    { "0\"%\"", false, false, 0 },
    { "0;0%", false, false, 0 },
    { "0.00E+00", false, false, -1 },
    { "# ?/?", false, false, -1 },
    { "\"days\" 0", false, false, 0 },
    { "0\\d", false, false, 0 },
    { "[Red]0.0", false, false, 1 },
    { "[$-804]0.0", false, false, 1 },
    { "yyyy-mm-dd", true, false, -1 },
    { "yyyy\"年\"m\"月\"d\"日\";@", true, false, -1 },
    { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", true, false, -1 },
    { "h:mm", true, false, -1 },
    { "[h]:mm", true, false, -1 },
    { "[hh]", true, false, -1 },
    { "mm:ss.0", true, false, -1 },
    { "m/d/yy h:mm", true, false, -1 },
    { "上午/下午h\"时\"mm\"分\"", true, false, -1 },
    { "\"", false, false, -1 },
    { "[", false, false, -1 },
    { "\\", false, false, -1 },
};

static const struct show_case {
    const char *format, *value, *want;
    int type;
    bool date1904;
} shows[] = {
    { "General", "582.36", "582.36", CELL_NUMBER, false },
    { "G/通用格式", "582.36", "582.36", CELL_NUMBER, false },
    { "General", "0.57999999999999996", "0.58", CELL_NUMBER, false },
    { "General", "1E3", "1000", CELL_NUMBER, false },
    { "@", "20501", "20501", CELL_NUMBER, false },
    { "0.00", "1.005", "1.01", CELL_NUMBER, false },
    { "0.00", "3", "3.00", CELL_NUMBER, false },
    { "0.00", "-0.001", "0.00", CELL_NUMBER, false },
    { "0.00", "-12.5", "-12.50", CELL_NUMBER, false },
    { "#,##0.00", "1234567.891", "1,234,567.89", CELL_NUMBER, false },
    { "#,##0", "-1234", "-1,234", CELL_NUMBER, false },
    { "#,##0", "123", "123", CELL_NUMBER, false },
    { "0%", "0.125", "13%", CELL_NUMBER, false },
    { "0.0%", "0.125", "12.5%", CELL_NUMBER, false },
    { "0,", "1234567", "1235", CELL_NUMBER, false },
    { "\"¥\"#,##0.00", "1234.5", "¥1,234.50", CELL_NUMBER, false },
    { "\"¥\"#,##0.00", "-1234.5", "-¥1,234.50", CELL_NUMBER, false },
    { "0.0\"万元\"", "3.25", "3.3万元", CELL_NUMBER, false },
    { "0.00", "1E300", "1E300", CELL_NUMBER, false },
    { "yyyy-mm-dd", "45292", "2024-01-01", CELL_DATE, false },
    { "yyyy\"年\"m\"月\"d\"日\"", "45107", "2023年6月30日", CELL_DATE, false },
    { "yyyy\"年\"m\"月\"", "45107", "2023年6月", CELL_DATE, false },
    { "mm-dd-yy", "45107", "2023-06-30", CELL_DATE, false },
    { "yyyy-mm-dd hh:mm:ss", "45107.75", "2023-06-30 18:00:00", CELL_DATE,
      false },
    { "yyyy/m/d h:mm", "45107.0068", "2023/6/30 0:09", CELL_DATE, false },
    { "h:mm", "0.5", "1899-12-31T12:00:00", CELL_DATE, false },
    { "yyyy-mm-dd", "1", "1900-01-01", CELL_DATE, false },
    { "yyyy-mm-dd", "59", "1900-02-28", CELL_DATE, false },
    { "yyyy-mm-dd", "60", "1900-02-29", CELL_DATE, false },
    { "yyyy-mm-dd", "61", "1900-03-01", CELL_DATE, false },
    { "yyyy-mm-dd", "2958465", "9999-12-31", CELL_DATE, false },
    { "yyyy-mm-dd", "2958466", "2958466", CELL_DATE, false },
    { "yyyy-mm-dd", "-1", "-1", CELL_DATE, false },
    { "yyyy-mm-dd", "43830", "2024-01-01", CELL_DATE, true },
    { "yyyy-mm-dd", "0.999999", "1900-01-01", CELL_DATE, false },
    { "0.00", "决算", "决算", CELL_TEXT, false },
    { "General", "1", "TRUE", CELL_BOOL, false },
    { "General", "0", "FALSE", CELL_BOOL, false },
    { "General", "#DIV/0!", "#DIV/0!", CELL_ERROR, false },
    { "General", "2023-06-30", "2023-06-30", CELL_ISO_DATE, false },
};

static void
run_show(struct arena *arena, const struct show_case *c)
{
    struct cell_style style = { .format = text_of(c->format) };
    struct book book
        = { .styles = &style, .n_styles = 1, .date1904 = c->date1904 };
    struct cell cell = { .type = (uint8_t)c->type, .text = text_of(c->value) };

    expect_begin(c->format);
    EXPECT_BYTES(c->want, numfmt_show(arena, &book, &cell));
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(codes); i++) {
        struct text format = text_of(codes[i].format);

        expect_begin(codes[i].format);
        EXPECT_INT(codes[i].date, numfmt_is_date(format));
        EXPECT_INT(codes[i].percent, numfmt_is_percent(format));
        EXPECT_INT(codes[i].places, numfmt_places(format));
    }
    for (int i = 0; i < ARRAY_LEN(shows); i++)
        run_show(&arena, &shows[i]);
    expect_begin("built-in codes");
    EXPECT_BYTES("General", numfmt_builtin(0));
    EXPECT_BYTES("#,##0.00", numfmt_builtin(4));
    EXPECT_BYTES("0.00%", numfmt_builtin(10));
    EXPECT_BYTES("@", numfmt_builtin(49));
    EXPECT(numfmt_is_date(numfmt_builtin(14)));
    EXPECT(numfmt_is_date(numfmt_builtin(31)));
    EXPECT_INT(0, numfmt_builtin(23).n);
    EXPECT_INT(0, numfmt_builtin(-1).n);
    EXPECT_INT(0, numfmt_builtin(164).n);
    expect_begin("codes made");
    EXPECT_BYTES("0", numfmt_fixed(&arena, 0, false));
    EXPECT_BYTES("0.00", numfmt_fixed(&arena, 2, false));
    EXPECT_BYTES("0.0%", numfmt_fixed(&arena, 1, true));
    EXPECT_BYTES("#,##0", numfmt_count(&arena, 0));
    EXPECT_BYTES("#,##0.0", numfmt_count(&arena, 1));
    arena_release(&arena);
    return expect_finish();
}
