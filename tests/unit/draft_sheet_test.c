/* draft_sheet_test.c - the tables of a sheet are told by their titles. */
#include "remap/draft_sheet.h"

#include "remap/draft_words.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/gridtext_read.h"

#define BODY                                                                   \
    "4| 科目编码 | 科目名称 | 合计\n5| | 合计 | 12.00\n"           \
    "6| 205 | 教育支出 | 12.00\n"

static struct arena arena;

/* want: the title and the number of each table, "收入决算表 (公开02表)". */
static const struct title_case {
    const char *name, *sheet, *want;
} cases[] = {
    { "a title, and a number beside it", "1| 收入决算表 | | 公开02表\n" BODY,
      "收入决算表 (公开02表)\n" },
    { "a title with the year before it", "1| 2023年度收入决算表\n" BODY,
      "收入决算表 ()\n" },
    { "a title with a number before it", "1| 表2 收入决算表\n" BODY,
      "表2 收入决算表 ()\n" },
    { "a number above the title", "1| 表1\n2| 支出决算表\n" BODY,
      "支出决算表 ()\n" },
};

int
main(void)
{
    const struct mapping_set *set = given_mappings(&arena);
    const struct draft_words *words = draft_words_of(&arena, set);

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct diag_list diags = { .arena = &arena };
        const struct book *book = gridtext_read(
            &arena, "in.txt", text_printf(&arena, "# S\n%s", cases[i].sheet),
            &diags);
        struct draft_tables tables = { .items = NULL };
        const char *got = "";

        expect_begin(cases[i].name);
        if (!EXPECT(book != NULL))
            continue;
        draft_sheet_read(&arena, words, book, &book->sheets[0], &tables);
        for (int t = 0; t < tables.n; t++)
            got = arena_printf(&arena, "%s%.*s (%.*s)\n", got,
                               TEXT_ARG(tables.items[t]->title),
                               TEXT_ARG(tables.items[t]->number));
        EXPECT_TEXT(cases[i].want, got);
    }
    arena_release(&arena);
    return expect_finish();
}
