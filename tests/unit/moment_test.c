/* moment_test.c - moments of every zone in one. */
#include "base/moment.h"
#include "support/expect.h"

static struct arena arena;

static const struct moment_case {
    const char *name, *text, *want;
} cases[] = {
    { "as Excel writes it", "2024-03-05T07:08:09Z", "2024-03-05T07:08:09Z" },
    { "of another zone", "2024-03-05T07:08:09+08:00", "2024-03-04T23:08:09Z" },
    { "west of it", "2023-12-31T23:30:00-01:30", "2024-01-01T01:00:00Z" },
    { "without seconds", "2024-03-05T07:08Z", "2024-03-05T07:08:00Z" },
    { "with parts of one", "2024-03-05T07:08:09.987Z", "2024-03-05T07:08:09Z" },
    { "a day", "2024-02-29", "2024-02-29T00:00:00Z" },
    { "white space around it", " 2024-02-29\n", "2024-02-29T00:00:00Z" },
    { "a day that is none", "2023-02-29", "" },
    { "a time without a zone", "2024-03-05T07:08:09", "" },
    { "a month that is none", "2024-13-05T07:08:09Z", "" },
    { "the hour 24, which only a cell may have", "2024-03-05T24:00:00Z", "" },
    { "a point and nothing behind it", "2024-03-05T07:08:09.Z", "" },
    { "29 February of a century", "1900-02-29", "" },
    { "of one in four", "2000-02-29", "2000-02-29T00:00:00Z" },
    { "something behind it", "2024-03-05T07:08:09Zx", "" },
    { "cut short", "2024-03-05T07:", "" },
    { "a zone cut short", "2024-03-05T07:08+08", "" },
    { "words", "yesterday", "" },
    { "nothing", "", "" },
};

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        const struct moment_case *c = &cases[i];

        expect_begin(c->name);
        EXPECT_TEXT(c->want,
                    text_zero(&arena, moment_parse(&arena, text_of(c->text))));
    }
    arena_release(&arena);
    return expect_finish();
}
