/* cellref_test.c - A1 references, there and back. */
#include "base/cellref.h"

#include "support/expect.h"

static const struct ref_case {
    const char *ref;
    int row, col; /* -1: no reference */
} cases[] = {
    { "A1", 0, 0 },
    { "Z1", 0, 25 },
    { "AA1", 0, 26 },
    { "AZ10", 9, 51 },
    { "BA10", 9, 52 },
    { "ZZ1", 0, 701 },
    { "AAA1", 0, 702 },
    { "XFD1048576", 1048575, 16383 },
    { "$C$9", 8, 2 },
    { "$C9", 8, 2 },
    { "C$9", 8, 2 },
    { "c9", 8, 2 },
    { "XFE1", -1, -1 },
    { "A1048577", -1, -1 },
    { "A0", -1, -1 },
    { "A01", -1, -1 },
    { "A", -1, -1 },
    { "1", -1, -1 },
    { "", -1, -1 },
    { "$", -1, -1 },
    { "A-1", -1, -1 },
    { "A1 ", -1, -1 },
    { " A1", -1, -1 },
    { "1A", -1, -1 },
    { "A$", -1, -1 },
    { "AAAA1", -1, -1 },
    { "A99999999999", -1, -1 },
    { "A4294967297", -1, -1 },
};

static const struct span_case {
    const char *ref, *want; /* NULL: no range */
} spans[] = {
    { "A1:B2", "A1:B2" },
    { "$A$1:$B$2", "A1:B2" },
    { "A1", "A1" },
    { "A1:A1", "A1" },
    { "A1:XFD1048576", "A1:XFD1048576" },
    { "B2:A1", NULL },
    { "A2:B1", NULL },
    { "A1:", NULL },
    { ":A1", NULL },
    { "A1:B2:C3", NULL },
    { "A1:B2 ", NULL },
    { "A:B", NULL },
    { "1:2", NULL },
};

/* Whole columns and rows. */
static const struct span_case wholes[] = {
    { "A:A", "A1:A1048576" },
    { "$B:$D", "B1:D1048576" },
    { "a:XFD", "A1:XFD1048576" },
    { "1:1", "A1:XFD1" },
    { "$2:$1048576", "A2:XFD1048576" },
    { "B:A", NULL },
    { "2:1", NULL },
    { "A:1", NULL },
    { "1:A", NULL },
    { "A1:B", NULL },
    { "A:B2", NULL },
    { "1:B2", NULL },
    { "A:", NULL },
    { ":1", NULL },
    { ":", NULL },
    { "A:B:C", NULL },
    { "A :B", NULL },
    { "0:1", NULL },
    { "A:XFE", NULL },
    { "1:1048577", NULL },
    { "A1", NULL },
    { "A1:B2", NULL },
    { "", NULL },
};

static void
run_case(const struct ref_case *c)
{
    char shown[CELLREF_MAX];
    int row = -1, col = -1;
    bool good = cellref_parse(text_of(c->ref), &row, &col);

    expect_begin(c->ref);
    EXPECT_INT(c->row >= 0, good);
    if (!good || c->row < 0)
        return;
    EXPECT_INT(c->row, row);
    EXPECT_INT(c->col, col);
    cellref_show(row, col, shown);
    if (c->ref[0] >= 'A' && c->ref[0] <= 'Z' && c->ref[1] != '$')
        EXPECT_TEXT(c->ref, shown);
}

static void
run_span(struct arena *arena, const struct span_case *c,
         bool (*parse)(struct text, struct span *))
{
    struct span span;
    bool good = parse(text_of(c->ref), &span);

    expect_begin(c->ref);
    EXPECT_TEXT(c->want, good ? cellref_span(arena, span) : NULL);
}

static void
test_all_columns(void)
{
    bool right = true;

    expect_begin("every column is shown and read back");
    for (int i = 0; i < 16384; i++) {
        char shown[CELLREF_MAX];
        int n = cellref_show(i, i, shown), row, col;

        right = right
                && cellref_parse((struct text){ shown, (size_t)n }, &row, &col)
                && row == i && col == i;
    }
    EXPECT(right);
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    for (int i = 0; i < ARRAY_LEN(spans); i++)
        run_span(&arena, &spans[i], cellref_parse_span);
    for (int i = 0; i < ARRAY_LEN(wholes); i++)
        run_span(&arena, &wholes[i], cellref_parse_whole);
    test_all_columns();
    arena_release(&arena);
    return expect_finish();
}
