/* cell_number_test.c - counts below zero, by the words of their rows. */
#include "port/cell_number.h"

#include "support/expect.h"
#include "support/given.h"
#include "support/show.h"

#define LESS_THAN_NONE(words)                                                  \
    "A1 warning count-negative (nobody): '-3' is less than none (x " words     \
    " count)\n"                                                                \
    "  hint: see whether the sign was typed by mistake\n"

static const struct words_case {
    const char *words, *want;
} cases[] = {
    { "在编人数", LESS_THAN_NONE("在编人数") },
    { "人数增减", "" },
    { "增减变动数", "" },
    { "人员变动数", "" },
    { "减免人数", LESS_THAN_NONE("减免人数") },
    { "核减编制数", LESS_THAN_NONE("核减编制数") },
};

static void
run_case(const struct words_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct book *book = given_sheets(&arena, "1| -3\n");
    struct printed_name name = { TEXT("x"), text_of(c->words) };
    const struct model_table table = { .schema = given_table("state_assets"),
                                       .names = &name,
                                       .n_names = 1 };
    static const struct place nowhere = { .file = NULL };
    const struct slot slot = { .end_col = 1,
                               .by = &nowhere,
                               .item = TEXT("x"),
                               .measure = TEXT("count"),
                               .kind = VALUE_COUNT };
    struct cell_reader reader
        = cell_read_open(&arena, book, &book->sheets[0], &diags);
    struct fact fact;

    expect_begin(c->words);
    reader.table = &table;
    EXPECT_INT(CELL_READ_FACT, (int)cell_read(&reader, &slot, &fact));
    EXPECT_INT(-3, (int)fact.value.units);
    EXPECT_TEXT(c->want, show_diags(&arena, &diags));
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    return expect_finish();
}
