/* grid_test.c - cells put in any order, found, spanned and compared. */
#include "book/grid.h"

#include <string.h>

#include "support/expect.h"

static struct cell
number(int row, int col, const char *text)
{
    return (struct cell){
        .row = row, .col = col, .type = CELL_NUMBER, .text = text_of(text)
    };
}

static struct book *
new_book(struct arena *arena)
{
    struct book *book = ARENA_NEW(arena, struct book);

    book_style(arena, book, (struct cell_style){ .format = TEXT("General") });
    book->sheets = ARENA_NEW(arena, struct grid);
    book->n_sheets = 1;
    return book;
}

static void
test_order(struct arena *arena)
{
    struct grid grid = { 0 };
    int n;

    expect_begin("cells put in any order are found by place");
    grid_put(arena, &grid, number(5, 3, "53"));
    grid_put(arena, &grid, number(0, 9, "9"));
    grid_put(arena, &grid, number(5, 1, "51"));
    grid_put(arena, &grid, number(2, 0, "20"));
    grid_put(arena, &grid, number(5, 3, "again"));
    grid_finish(arena, &grid);
    EXPECT_INT(4, grid.n_cells);
    EXPECT_INT(3, grid.n_rows);
    EXPECT_BYTES("51", grid_at(&grid, 5, 1)->text);
    EXPECT_BYTES("again", grid_at(&grid, 5, 3)->text);
    EXPECT(!grid_at(&grid, 5, 2) && !grid_at(&grid, 1, 0)
           && !grid_at(&grid, 6, 0));
    EXPECT(grid_row(&grid, 5, &n) == &grid.cells[2] && n == 2);
    EXPECT(!grid_row(&grid, 4, &n) && n == 0);
    EXPECT_INT(2, grid_row_index(&grid, 3));
    EXPECT_INT(3, grid_row_index(&grid, 6));
    EXPECT_INT(1, grid_row_index(&grid, 1));
    EXPECT_INT(1, grid_row_index(&grid, 2));
    EXPECT_INT(0, grid_row_index(&grid, 0));
    EXPECT_INT(6, grid_end_row(&grid));
    EXPECT_INT(4, grid.rows[3].first);

    expect_begin("two cells in one place are pointed out");
    grid = (struct grid){ 0 };
    for (int i = 999; i >= 0; i--)
        grid_put(arena, &grid, number(i / 10, i % 10, "x"));
    EXPECT(!grid_sort(arena, &grid));
    grid_put(arena, &grid, number(7, 7, "twice"));
    EXPECT_BYTES("twice", grid_sort(arena, &grid)->text);

    expect_begin("an empty grid has nothing");
    grid = (struct grid){ 0 };
    grid_finish(arena, &grid);
    EXPECT(!grid_at(&grid, 0, 0) && grid_end_row(&grid) == 0);
    EXPECT_INT(1, grid_span(&grid, 0, 0).end_row);
}

/* Cells sorted but for some in the middle, as drawing puts them: of those in
   one place the last counts. */
static void
test_runs(struct arena *arena)
{
    bool right = true;

    expect_begin("runs of cells become one, and the last in a place counts");
    for (unsigned seed = 1; seed <= 300; seed++) {
        struct grid grid = { 0 };
        int last[60] = { 0 }, n = 0, found = 0;
        unsigned random = seed;

        for (int i = 1; i <= 60; i++) {
            int place;

            random = random * 1103515245U + 12345U;
            place = i > 20 && i < 20 + (int)(seed % 12)
                        ? (int)(random >> 16) % 60
                        : (i * (1 + (int)(seed % 3)) + (int)(seed % 7)) % 60;
            grid_put(arena, &grid, number(place / 8, place % 8, ""));
            grid.cells[grid.n_cells - 1].style = (uint16_t)i;
            last[place] = i;
        }
        grid_finish(arena, &grid);
        for (int i = 0; i < 60; i++) {
            const struct cell *cell = grid_at(&grid, i / 8, i % 8);

            n += last[i] > 0;
            found += cell != NULL && cell->style == last[i];
        }
        right = right && found == n && grid.n_cells == n;
    }
    EXPECT(right);
}

static void
test_merges(struct arena *arena)
{
    static const struct span spans[] = {
        { 4, 0, 6, 2 },
        { 0, 1, 9, 2 },
        { 0, 3, 1, 9 },
        { 4, 3, 5, 5 },
    };
    struct grid grid = { 0 };
    bool right = true;

    expect_begin("the span over every place is found");
    for (int i = 0; i < ARRAY_LEN(spans); i++)
        if (i != 0) /* 0 and 1 overlap */
            grid_merge(arena, &grid, spans[i]);
    grid_put(arena, &grid, number(0, 1, "anchor"));
    grid_finish(arena, &grid);
    for (int row = 0; row < 12; row++)
        for (int col = 0; col < 12; col++) {
            struct span want = { row, col, row + 1, col + 1 }, got;

            for (int i = 1; i < ARRAY_LEN(spans); i++)
                if (spans[i].top <= row && row < spans[i].end_row
                    && spans[i].left <= col && col < spans[i].end_col)
                    want = spans[i];
            got = grid_span(&grid, row, col);
            right = right && got.top == want.top && got.left == want.left
                    && got.end_row == want.end_row
                    && got.end_col == want.end_col;
        }
    EXPECT(right);
    EXPECT_BYTES("anchor", grid_speaker(&grid, 8, 1)->text);
    EXPECT(!grid_speaker(&grid, 4, 4) && !grid_speaker(&grid, 11, 11));
}

/* Of merges that overlap, as no program writes them, the last by place. */
static struct span
span_by_all(const struct grid *grid, int row, int col)
{
    for (int i = grid->n_merges - 1; i >= 0; i--) {
        const struct span *m = &grid->merges[i];

        if (m->top <= row && row < m->end_row && m->left <= col
            && col < m->end_col)
            return *m;
    }
    return (struct span){ row, col, row + 1, col + 1 };
}

/* Sheets with merges in more rows, and more of them, than are listed by row. */
static void
test_many_merges(struct arena *arena)
{
    static const struct {
        int n, rows, tall;
    } sheets[] = {
        { 40, 60, 5 },         { 60, 60, 60 },    { 300, 1500, 40 },
        { 900, 1000, 1000 },   { 30, 1024, 1 },   { 30, 1025, 1 },
        { 20000, 1000, 1000 }, { 1, 1048576, 2 },
    };
    uint32_t seed = 23;

    expect_begin("the same where merges are listed by row, and where not");
    for (int i = 0; i < ARRAY_LEN(sheets); i++) {
        struct grid grid = { 0 };
        int wrong = 0;

#define RANDOM(n) ((int)((seed = seed * 1103515245 + 12345) >> 8) % (n))
        for (int k = 0; k < sheets[i].n; k++) {
            int top = RANDOM(sheets[i].rows), left = RANDOM(12);
            int end = top + 1 + RANDOM(sheets[i].tall);

            grid_merge(arena, &grid,
                       (struct span){ top, left, end, left + 1 + RANDOM(4) });
        }
        grid_finish(arena, &grid);
        grid_finish(arena, &grid); /* in the room that it has */
        for (int k = 0; k < 2000; k++) {
            int row = RANDOM(sheets[i].rows + 2), col = RANDOM(16);
            struct span got = grid_span(&grid, row, col);
            struct span want = span_by_all(&grid, row, col);

            wrong += memcmp(&got, &want, sizeof got) != 0;
        }
        EXPECT_INT(0, wrong);
#undef RANDOM
    }
}

static void
test_styles(struct arena *arena)
{
    struct book *book = new_book(arena);
    struct cell_style style = { .format = TEXT("0.00") };

    expect_begin("equal styles are one");
    EXPECT_INT(1, book_style(arena, book, style));
    style.bold = true;
    EXPECT_INT(2, book_style(arena, book, style));
    style.bold = false;
    EXPECT_INT(1, book_style(arena, book, style));
    EXPECT_INT(3, book->n_styles);
}

/* Styles are found by all that they say, in a copy as in the book itself, and
   also those that came in another way. */
static void
test_style_index(struct arena *arena)
{
    const struct cell_style looks[] = {
        { .format = TEXT("0") },
        { .font_size = 9 },
        { .bold = true },
        { .wrap = true },
        { .border = true },
        { .unlocked = true },
        { .align = ALIGN_LEFT },
        { .valign = 1 },
        { .indent = 1 },
        { .format = TEXT_NONE },
        { .bold = true, .wrap = true },
        { .format = TEXT("0 ") },
    };
    int n = ARRAY_LEN(looks) - 1; /* no format is the default's */
    struct book *book = new_book(arena), *copy;
    struct cell_style late = { .format = TEXT("late") };

    expect_begin("styles that differ in one thing are two");
    book->styles[0].format = TEXT("");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < ARRAY_LEN(looks); i++)
            (void)book_style(arena, book, looks[i]);
        EXPECT_INT(n + 1, book->n_styles);
    }
    expect_begin("a copy's styles are its own");
    copy = book_copy(arena, book);
    EXPECT_INT(n + 1, book_style(arena, copy, late));
    EXPECT_INT(n + 1, book->n_styles);
    late.bold = true;
    EXPECT_INT(n + 1, book_style(arena, book, late));
    expect_begin("one that was pushed is found");
    ARENA_PUSH(arena, book->styles, book->n_styles, book->styles_capacity,
               ((struct cell_style){ .format = TEXT("pushed") }));
    EXPECT_INT(n + 2,
               book_style(arena, book,
                          (struct cell_style){ .format = TEXT("pushed") }));
    EXPECT_INT(1, book_style(arena, book, looks[0]));
}

static const struct equal_case {
    const char *name, *a, *b;
    int type_b;
    const char *format_b;
    bool equal;
} cases[] = {
    { "the same number", "1", "1", CELL_NUMBER, "General", true },
    { "a 16th digit is none", "0.07", "0.07000000000000001", CELL_NUMBER,
      "General", true },
    { "exponents are digits", "100", "1E2", CELL_NUMBER, "General", true },
    { "another number", "1", "1.01", CELL_NUMBER, "General", false },
    { "a text is no number", "1", "1", CELL_TEXT, "General", false },
    { "the format counts", "1", "1", CELL_NUMBER, "0.00", false },
};

static void
run_case(struct arena *arena, const struct equal_case *c)
{
    struct book *a = new_book(arena), *b = new_book(arena);
    struct cell cell = number(3, 2, c->b);
    int row = -9, col = -9;

    cell.type = (uint8_t)c->type_b;
    cell.style = (uint16_t)book_style(
        arena, b, (struct cell_style){ .format = text_of(c->format_b) });
    grid_put(arena, a->sheets, number(3, 2, c->a));
    grid_put(arena, b->sheets, cell);
    grid_put(arena, b->sheets, (struct cell){ .row = 1, .col = 1 });
    grid_finish(arena, a->sheets);
    grid_finish(arena, b->sheets);
    expect_begin(c->name);
    EXPECT_INT(c->equal, grid_equal(a, a->sheets, b, b->sheets, &row, &col));
    EXPECT_INT(c->equal ? -1 : 3, row);
    EXPECT_INT(c->equal ? -1 : 2, col);
}

static void
test_difference(struct arena *arena)
{
    struct book *a = new_book(arena), *b = new_book(arena);
    int row, col;

    expect_begin("a missing cell and another merge are differences");
    grid_put(arena, a->sheets, number(3, 2, "1"));
    grid_finish(arena, a->sheets);
    grid_finish(arena, b->sheets);
    EXPECT(!grid_equal(a, a->sheets, b, b->sheets, &row, &col));
    EXPECT_INT(3, row);
    EXPECT(!grid_equal(b, b->sheets, a, a->sheets, &row, &col));
    EXPECT_INT(2, col);
    grid_put(arena, b->sheets, number(3, 2, "1"));
    grid_merge(arena, b->sheets, (struct span){ 0, 0, 1, 2 });
    grid_finish(arena, b->sheets);
    EXPECT(!grid_equal(a, a->sheets, b, b->sheets, &row, &col));
    EXPECT_INT(-1, row);
}

int
main(void)
{
    struct arena arena = { 0 };

    test_order(&arena);
    test_runs(&arena);
    test_merges(&arena);
    test_many_merges(&arena);
    test_styles(&arena);
    test_style_index(&arena);
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&arena, &cases[i]);
    test_difference(&arena);
    arena_release(&arena);
    return expect_finish();
}
