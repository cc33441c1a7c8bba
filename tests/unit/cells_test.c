/* cells_test.c - cells as lines of CSV. */
#include "store/cells.h"

#include <string.h>

#include "base/stream.h"
#include "support/expect.h"

static struct cell_style styles[] = {
    { .format = { "General", 7 } },
    { .format = { "#,##0.00", 8 } },
};

static const struct cells_case {
    const char *name, *want;
    struct cell cell;
} cases[] = {
    { "the first",
      "A1,n,1,General\n",
      { 0, 0, 0, CELL_NUMBER, 0, { "1", 1 } } },
    { "the last of one letter",
      "Z9,n,1,General\n",
      { 8, 25, 0, CELL_NUMBER, 0, { "1", 1 } } },
    { "the first of two",
      "AA10,n,1,General\n",
      { 9, 26, 0, CELL_NUMBER, 0, { "1", 1 } } },
    { "the last of two",
      "ZZ1,n,1,General\n",
      { 0, 701, 0, CELL_NUMBER, 0, { "1", 1 } } },
    { "the first of three",
      "AAA1,n,1,General\n",
      { 0, 702, 0, CELL_NUMBER, 0, { "1", 1 } } },
    { "the last of all",
      "XFD1048576,n,1,General\n",
      { 1048575, 16383, 0, CELL_NUMBER, 0, { "1", 1 } } },
    { "a format that is quoted",
      "A1,n,1,\"#,##0.00\"\n",
      { 0, 0, 1, CELL_NUMBER, 0, { "1", 1 } } },
    { "a text that would run",
      "A1,s,'=1,General\n",
      { 0, 0, 0, CELL_TEXT, 0, { "=1", 2 } } },
    { "a number that begins like one",
      "A1,n,-1,General\n",
      { 0, 0, 0, CELL_NUMBER, 0, { "-1", 2 } } },
    { "a formula without a result",
      "",
      { 0, 0, 0, CELL_NUMBER, CELL_NO_RESULT, { "A2", 2 } } },
};

/* The lines of a sheet, behind the row of headings. */
static const char *
lines(struct arena *arena, struct cell *cells, int n)
{
    struct grid grid = { .name = { "a,b", 3 }, .cells = cells, .n_cells = n };
    struct book book = { .sheets = &grid,
                         .n_sheets = 1,
                         .styles = styles,
                         .n_styles = ARRAY_LEN(styles) };
    struct stream stream;
    struct text bytes;

    stream_open(&stream, arena);
    cells_write_csv(arena, stream.out, &book, CSV_TEXT_GUARDED);
    stream_close(&stream, &bytes);
    return strchr(bytes.at, '\n') + 1;
}

/* More than is written at once, and texts that alone are. */
static void
test_large(struct arena *arena)
{
    enum { N = 3000, LONG = 100000 };
    struct cell *cells = ARENA_ARRAY(arena, struct cell, N);
    char *text = arena_alloc(arena, LONG + 1);
    size_t n = 0;

    expect_begin("many lines, and long ones");
    for (int i = 0; i < N; i++) {
        cells[i] = (struct cell){ .row = i,
                                  .type = CELL_TEXT,
                                  .text = { text, i % 1000 ? 9 : LONG } };
        n += strlen("\"a,b\",visible,A,s,,General\n") + cells[i].text.n
             + strlen(arena_printf(arena, "%d", i + 1));
    }
    memset(text, 'x', LONG);
    EXPECT(strlen(lines(arena, cells, N)) == n);
}

int
main(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct cell cell = cases[i].cell;

        expect_begin(cases[i].name);
        EXPECT_TEXT(*cases[i].want ? arena_printf(&arena, "\"a,b\",visible,%s",
                                                  cases[i].want)
                                   : "",
                    lines(&arena, &cell, 1));
    }
    test_large(&arena);
    arena_release(&arena);
    return expect_finish();
}
