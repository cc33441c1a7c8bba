/* sorted_test.c - where a number stands, or would stand, in a list. */
#include "base/sorted.h"

#include "base/arena.h"
#include "support/expect.h"

static const int list[] = { 2, 3, 3, 3, 7, 9 };

static const struct find_case {
    const char *name;
    int from, end, number, want;
} cases[] = {
    { "before all", 0, 6, 1, 0 },        { "the first", 0, 6, 2, 0 },
    { "the first of many", 0, 6, 3, 1 }, { "between two", 0, 6, 5, 4 },
    { "the last", 0, 6, 9, 5 },          { "behind all", 0, 6, 10, 6 },
    { "in none", 0, 0, 3, 0 },           { "in a part", 2, 4, 3, 2 },
    { "behind a part", 2, 4, 7, 4 },
};

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        const struct find_case *c = &cases[i];
        int at;

        expect_begin(c->name);
        SORTED_FIND(at, c->from, c->end, list[at] < c->number);
        EXPECT(at == c->want);
    }
    return expect_finish();
}
