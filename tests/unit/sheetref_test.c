/* sheetref_test.c - sheets named with their workbook, and places shown so. */
#include "base/sheetref.h"

#include "base/diag.h"
#include "support/expect.h"

static const struct ref_case {
    const char *name, *first, *file, *sheet; /* shown: */
    const char *want, *place;
} cases[] = {
    { "a workbook beside the first is its name", "d/a.xlsx", "d/b.xlsx", "收入",
      "[b.xlsx]收入", "d/b.xlsx!收入!C9" },
    { "the first itself", "a.xlsx", "a.xlsx", "收入", "[a.xlsx]收入",
      "a.xlsx!收入!C9" },
    { "one in another folder is its path", "d/a.xlsx", "e/b.xlsx", "收入",
      "[e/b.xlsx]收入", "e/b.xlsx!收入!C9" },
    { "one in this folder, the first in another", "d/a.xlsx", "b.xlsx", "收入",
      "[./b.xlsx]收入", "./b.xlsx!收入!C9" },
    { "folders whose names begin alike are two", "d/a.xlsx", "dd/b.xlsx",
      "收入", "[dd/b.xlsx]收入", "dd/b.xlsx!收入!C9" },
    { "a workbook's name may have brackets", "a.xlsx", "b [1].xlsx", "收入",
      "[b [1].xlsx]收入", "b [1].xlsx!收入!C9" },
};

static void
run_case(const struct ref_case *c)
{
    struct arena arena = { 0 };
    struct text name
        = sheetref_show(&arena, c->first, c->file, text_of(c->sheet));
    struct sheetref ref = sheetref_parse(name);

    expect_begin(c->name);
    EXPECT_BYTES(c->want, name);
    EXPECT_BYTES(c->sheet, ref.sheet);
    EXPECT(sheetref_is_of(ref.file, c->file)
           || text_starts(ref.file, TEXT("./")));
    EXPECT_TEXT(c->place,
                diag_place(&arena, PLACE_CELL(c->first, name.at, 8, 2)));
    arena_release(&arena);
}

static void
test_plain(void)
{
    static const char *const names[] = { "收入", "", "[", "]", "[]", "a[b]" };

    expect_begin("a name without a workbook is a sheet's");
    for (int i = 0; i < ARRAY_LEN(names); i++) {
        struct sheetref ref = sheetref_parse(text_of(names[i]));

        EXPECT_INT(0, (int)ref.file.n);
        EXPECT_BYTES(names[i], ref.sheet);
    }
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    test_plain();
    return expect_finish();
}
