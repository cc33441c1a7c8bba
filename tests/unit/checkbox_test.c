/* checkbox_test.c - the ticked choice of a line, in the marks people use. */
#include "mapping/checkbox.h"

#include "support/expect.h"

static struct arena arena;

static struct text grades[]
    = { { "优", 3 }, { "良", 3 }, { "中", 3 }, { "差", 3 } };
static struct text bodies[]
    = { { "部门（单位）评价组", 27 }, { "财政评价组", 15 } };
static struct text bodies_folded[]
    = { { "部门(单位)评价组", 23 }, { "财政评价组", 15 } };

static const struct ticks four
    = { .shown = grades, .values = grades, .folded = grades, .n = 4 };

struct ticks_case {
    const char *name, *line, *want;
    bool unknown;
};

static const struct ticks_case cases[] = {
    { "a box behind", "优☑ 良□ 中□ 差□", "优", false },
    { "a box before", "□优 ☑良 □中 □差", "良", false },
    { "no blanks between", "优□良☑中□差□", "良", false },
    { "Wingdings letters", "优£ 良R 中£ 差£", "良", false },
    { "their private twins",
      "优\xef\x82\xa3 良\xef\x81\x92 中\xef\x82\xa3 差\xef\x82\xa3", "良",
      false },
    { "a hook alone behind", "优√ 良 中 差", "优", false },
    { "a hook alone before", "优 √良 中 差", "良", false },
    { "a hook in brackets", "优（√） 良（ ） 中（ ） 差（ ）", "优", false },
    { "brackets without blanks", "优( )良(√)中( )差( )", "良", false },
    { "square brackets before", "[ ]优 [√]良 [ ]中 [ ]差", "良", false },
    { "lenticular brackets", "优【】 良【√】 中【】 差【】", "良", false },
    { "a letter in brackets", "优[ ] 良[x] 中[ ] 差[ ]", "良", false },
    { "a letter in round brackets", "（V）优 （ ）良 （ ）中", "优", false },
    { "another letter in brackets", "优[a] 良[ ]", "", false },
    { "none ticked", "优□ 良□ 中□ 差□", "", false },
    { "no marks", "优 良 中 差", "", false },
    { "brackets left empty", "优（ ） 良（ ） 中（ ） 差（ ）", "", false },
    { "one choice alone", "良", "良", false },
    { "two ticked", "优☑ 良☑ 中□ 差□", "优、良", false },
    { "another choice", "优□ 良□ 一般☑", "一般", true },
    { "words alone", "优秀", "优秀", true },
};

static void
run_cells(void)
{
    const struct ticks two = {
        .shown = bodies, .values = bodies, .folded = bodies_folded, .n = 2
    };
    bool unknown;

    expect_begin("brackets in a choice are no marks");
    EXPECT_BYTES("部门（单位）评价组",
                 checkbox_read(&arena, &two,
                               TEXT("部门（单位）评价组☑ 财政评价组□"),
                               &unknown));
    EXPECT(!unknown);
    expect_begin("the choice of a cell");
    EXPECT_INT(1, checkbox_choice(&arena, &four, TEXT("良")));
    EXPECT_INT(1, checkbox_choice(&arena, &four, TEXT(" 良 √")));
    EXPECT_INT(0, checkbox_choice(&arena, &four, TEXT("√优")));
    EXPECT_INT(-1, checkbox_choice(&arena, &four, TEXT("优 良")));
    EXPECT_INT(-1, checkbox_choice(&arena, &four, TEXT("优秀")));
    EXPECT_INT(-1, checkbox_choice(&arena, &four, TEXT("")));
    expect_begin("a choice in a cell of its own");
    EXPECT_BYTES("优√", checkbox_show_one(&arena, &four, 0, TEXT("优")));
    EXPECT_BYTES("良", checkbox_show_one(&arena, &four, 1, TEXT("优")));
    EXPECT_BYTES("良√", checkbox_show_one(&arena, &four, 1, TEXT("优、良")));
    EXPECT(checkbox_has(&four, TEXT("差")));
    EXPECT(checkbox_has(&four, TEXT_NONE));
    EXPECT(!checkbox_has(&four, TEXT("优秀")));
    expect_begin("what is shown is read again");
    for (int i = 0; i < four.n; i++) {
        struct text line = checkbox_show(&arena, &four, grades[i]);

        EXPECT_BYTES(text_zero(&arena, grades[i]),
                     checkbox_read(&arena, &four, line, &unknown));
        EXPECT(!unknown);
    }
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        const struct ticks_case *c = &cases[i];
        bool unknown;

        expect_begin(c->name);
        EXPECT_BYTES(c->want,
                     checkbox_read(&arena, &four, text_of(c->line), &unknown));
        EXPECT_INT(c->unknown, unknown);
    }
    run_cells();
    arena_release(&arena);
    return expect_finish();
}
