/* pairs_test.c - pairs are found again, and no others. */
#include "base/pairs.h"

#include "support/expect.h"

static struct arena arena;

static struct text
word(int i)
{
    return text_printf(&arena, "%d", i);
}

int
main(void)
{
    struct pairs *pairs = pairs_new(&arena);
    int wrong = 0;

    expect_begin("pairs keep their first number");
    EXPECT_INT(-1, pairs_find(pairs, TEXT("a"), TEXT("b")));
    EXPECT_INT(-1, pairs_add(pairs, TEXT("a"), TEXT("b"), 0));
    EXPECT_INT(0, pairs_add(pairs, TEXT("a"), TEXT("b"), 7));
    EXPECT_INT(0, pairs_find(pairs, TEXT("a"), TEXT("b")));
    expect_begin("a pair is neither turned nor joined");
    EXPECT_INT(-1, pairs_find(pairs, TEXT("b"), TEXT("a")));
    EXPECT_INT(-1, pairs_find(pairs, TEXT("ab"), TEXT_NONE));
    EXPECT_INT(-1, pairs_find(pairs, TEXT_NONE, TEXT("ab")));
    EXPECT_INT(-1, pairs_add(pairs, TEXT_NONE, TEXT_NONE, 5));
    EXPECT_INT(5, pairs_find(pairs, TEXT(""), TEXT_NONE));
    expect_begin("many pairs");
    for (int i = 0; i < 5000; i++)
        wrong += pairs_add(pairs, word(i % 70), word(i), i) != -1;
    for (int i = 0; i < 5000; i++)
        wrong += pairs_find(pairs, word(i % 70), word(i)) != i
                 || pairs_find(pairs, word(i % 70), word(i + 1)) >= 0;
    EXPECT_INT(0, wrong);
    arena_release(&arena);
    return expect_finish();
}
