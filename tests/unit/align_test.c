/* align_test.c - list members known again after rows came, went and changed. */
#include "remap/align.h"

#include <stdlib.h>

#include "support/expect.h"
#include "support/given.h"

/* Members are words with blanks between; each character of one is a fact of
   its own measure, '-' none. */
static const struct match_case {
    const char *name, *old, *new;
    bool in_place;
    const char *want; /* the new number of each old one, 0: gone */
} cases[] = {
    { "the same", "abc def ghi", "abc def ghi", true, "1 2 3" },
    { "none on one side", "abc def", "", true, "0 0" },
    { "one more in front", "abc def", "xyz abc def", true, "2 3" },
    { "one more in the middle", "abc def", "abc xyz def", true, "1 3" },
    { "the first gone", "abc def ghi", "def ghi", true, "0 1 2" },
    { "the middle gone", "abc def ghi", "abc ghi", true, "1 0 2" },
    { "one fact changed", "abc def ghi", "abc dxf ghi", true, "1 2 3" },
    { "changed all over, in place", "abc def ghi", "abc xyz ghi", true,
      "1 2 3" },
    { "changed all over, not in place", "abc def ghi", "abc xyz ghi", false,
      "1 0 3" },
    { "all changed, as many", "abc def", "uvw xyz", true, "1 2" },
    { "all changed, another number", "abc def", "uvw xyz rst", true, "0 0" },
    { "one gone, another changed", "abc def ghi", "abx ghi", true, "1 0 2" },
    { "facts that are left out", "abc def ghi", "a-- --f ghi", true, "1 2 3" },
    { "equal members keep their order", "aaa aaa aaa", "aaa aaa", true,
      "1 2 0" },
    { "a swap keeps one of them", "abc def", "def abc", false, "2 0" },
    { "the likeliest of several", "aab aac aad", "aac aad", true, "0 1 2" },
    { "a number without facts", "abc --- ghi", "abc ghi", false, "1 0 2" },
};

static void
fill(struct arena *arena, struct model_table *table, const char *members)
{
    static const char *const measures[] = { "level1", "level2", "level3" };
    int number = 1, k = 0;

    table->schema = given_table("project_self_evaluation");
    for (; *members; members++) {
        if (*members == ' ') {
            number++;
            k = 0;
            continue;
        }
        if (*members != '-')
            model_add_fact(arena, table,
                           text_printf(arena, "indicator.%d", number),
                           text_of(measures[k]), VALUE_TEXT)
                ->text
                = text_printf(arena, "%c", *members);
        k++;
    }
}

static void
run_case(const struct match_case *c)
{
    struct arena arena = { 0 };
    struct model_table old = { .n_facts = 0 }, new = { .n_facts = 0 };
    const struct match *match;
    const struct align_list *list;
    const char *got = "";

    expect_begin(c->name);
    fill(&arena, &old, c->old);
    fill(&arena, &new, c->new);
    match = align_tables(&arena, &old, &new, c->in_place);
    list = align_find(match, TEXT("indicator."));
    for (int i = 1; list && i <= list->n_old; i++) {
        got = arena_printf(&arena, "%s%s%d", got, i > 1 ? " " : "",
                           list->new_of[i]);
        if (list->new_of[i] > 0)
            EXPECT_INT(i, list->old_of[list->new_of[i]]);
    }
    EXPECT_TEXT(c->want, got);
    arena_release(&arena);
}

static void
run_items(void)
{
    struct arena arena = { 0 };
    struct model_table old = { .n_facts = 0 }, new = { .n_facts = 0 };
    const struct match *match;
    struct text list;

    expect_begin("items");
    fill(&arena, &old, "abc def ghi");
    fill(&arena, &new, "xyz def");
    match = align_tables(&arena, &old, &new, false);
    EXPECT_BYTES("indicator.2",
                 align_new_item(&arena, match, &old, TEXT("indicator.2")));
    EXPECT_INT(0, align_new_item(&arena, match, &old, TEXT("indicator.3")).n);
    EXPECT_INT(0, align_new_item(&arena, match, &old, TEXT("indicator.9")).n);
    EXPECT_INT(0, align_old_item(&arena, match, &new, TEXT("indicator.1")).n);
    EXPECT_BYTES("header", align_new_item(&arena, match, &old, TEXT("header")));
    EXPECT_INT(0, align_number(&old, TEXT("header"), &list));
    EXPECT_INT(12, align_number(&old, TEXT("indicator.12"), &list));
    EXPECT_BYTES("indicator.", list);
    old.schema = given_table("income_expenditure_summary");
    EXPECT_INT(0, align_number(&old, TEXT("expenditure.210"), &list));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    run_items();
    return expect_finish();
}
