/*
 * xlsx_frames_test.c - files made of what was drawn before: the same bytes as
 * drawn.
 *
 * Books are made up by a seed; of each there are others of its shape, with
 * other cells, rows, merged cells, formulas, heights, widths, styles and
 * properties.
 */
#include "book/xlsx_frames.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "book/numfmt.h"
#include "book/xlsx_draw.h"
#include "book/xlsx_settle.h"
#include "book/xlsx_write.h"
#include "support/expect.h"
#include "support/given_book.h"

#define BOOKS 30
#define OTHERS 4 /* of the shape of each */
#define NUMBERS 100000
#define TEMPLATE "t-2022"

static struct arena arena; /* of a case */
static char folder[] = "/tmp/xlsx_frames_test-XXXXXX";

static const char *
in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static void
tell(const struct diag_list *diags)
{
    for (int i = 0; i < diags->n; i++)
        printf("%s\n", diags->items[i]->text);
}

/* The file that is written; frames may be NULL. */
static struct text
write_file(const struct book *book, struct xlsx_frames *frames)
{
    const char *path = in_folder("out.xlsx");
    struct diag_list diags = { .arena = &arena };
    struct text bytes = TEXT_NONE;
    struct file_out out;

    if (!EXPECT(
            xlsx_write_open(&arena, &out, path, book, TEMPLATE, frames, &diags)
            && file_out_close(&out, &diags)
            && file_read(&arena, path, 100000000, &bytes, &diags)))
        tell(&diags);
    unlink(path);
    return bytes;
}

/* What is made without the library; .at NULL: it has to draw the book. */
static struct text
fill(const struct book *book, struct xlsx_frames *frames)
{
    struct diag_list diags = { .arena = &arena };
    const struct book *settled = xlsx_settle(&arena, book, &diags);
    struct text bytes = TEXT_NONE;
    struct xlsx_shape shape;

    if (!EXPECT(settled))
        return bytes;
    xlsx_draw_settle(&arena, settled);
    return xlsx_shape_of(&arena, settled, TEMPLATE, &shape)
                   && xlsx_frames_fill(frames, &arena, settled, &shape, &bytes)
               ? bytes
               : TEXT_NONE;
}

/* ---- books ---- */

static const char *const figures[] = {
    "0",        "-0.5",       "0.57",
    "8.41",     "9.95",       "100000",
    "1E+20",    "1E-7",       "0.0001",
    "0.00001",  "-12.3",      "123456789012345",
    "99999.99", "9007199.25", "-123456789012345000",
};

/* Others of any look, some the same; dates stay dates. */
static void
put_styles(struct book *book, uint64_t *seed)
{
    static const char *const formats[]
        = { "General", "0",         "0.00",   "0%",
            "@",       "\"<a>\"&0", "#,##0 ", "0.00000000000000000" };
    static const uint8_t sizes[] = { 0, 11, 9, 18, 255 };

    for (int i = 0; i < book->n_styles; i++) {
        struct cell_style *style = &book->styles[i];

        if (!numfmt_is_date(style->format))
            style->format
                = text_of(formats[given_below(seed, ARRAY_LEN(formats))]);
        style->font_size = sizes[given_below(seed, ARRAY_LEN(sizes))];
        style->bold = given_below(seed, 2);
        style->wrap = given_below(seed, 2);
        style->border = given_below(seed, 2);
        style->unlocked = given_below(seed, 2);
        style->align = (uint8_t)given_below(seed, 4);
        style->valign = (uint8_t)given_below(seed, 2);
        style->indent = (uint8_t)(given_below(seed, 3) * 7);
    }
}

/* A cell's value becomes another, its style stays. */
static void
put_value(const struct book *book, struct cell *cell, const struct grid *from,
          uint64_t *seed)
{
    const struct cell *other
        = from->n_cells ? &from->cells[given_below(seed, from->n_cells)] : NULL;
    struct text number
        = text_of(figures[given_below(seed, ARRAY_LEN(figures))]);

    cell->type = other ? other->type : (uint8_t)CELL_BLANK;
    cell->text = other ? other->text : TEXT_NONE;
    if (cell->type == CELL_NUMBER && given_below(seed, 2))
        cell->text = number;
    if (cell->type != CELL_NUMBER && cell->type != CELL_DATE)
        return;
    cell->type = CELL_NUMBER;
    if (numfmt_is_date(book->styles[cell->style].format)) {
        cell->type = CELL_DATE;
        cell->text = TEXT("45107");
    }
}

static void
put_formulas(struct grid *grid, uint64_t *seed)
{
    static const char *const formulas[]
        = { "SUM(A1:A3)", "A1&\"<x>\"", "IF(A1>0,1,2)", "B2" };

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];

        /* Not every text can be a result: the library escapes none there. */
        if (given_below(seed, 6) == 0
            && (cell->type == CELL_NUMBER || cell->type == CELL_DATE
                || cell->type == CELL_BLANK
                || (cell->type == CELL_TEXT
                    && text_find(cell->text, TEXT("&"), 0) > 0)))
            grid_put_formula(
                &arena, grid, cell->row, cell->col,
                text_of(formulas[given_below(seed, ARRAY_LEN(formulas))]));
    }
}

static void
put_heights(const struct book *book, struct grid *grid, uint64_t *seed)
{
    static const float points[] = { 0, 15, 18, 27.3F, 408, 500 };

    for (int row = 0; row < 20; row += 1 + given_below(seed, 3)) {
        struct row_height height
            = { .row = row,
                .points = points[given_below(seed, ARRAY_LEN(points))],
                .hidden = given_below(seed, 5) == 0 };

        if (given_below(seed, 3) == 0)
            height.style = (uint16_t)given_below(seed, book->n_styles);
        ARENA_PUSH(&arena, grid->heights, grid->n_heights,
                   grid->heights_capacity, height);
    }
}

/* Another sheet for the place of 'grid': cells of 'from', in any style. */
static void
fill_sheet(const struct book *book, struct grid *grid, const struct grid *from,
           uint64_t *seed)
{
    grid->cells = NULL;
    grid->n_cells = grid->cells_capacity = 0;
    grid->merges = NULL;
    grid->n_merges = grid->merges_capacity = 0;
    for (int i = 0; i < from->n_cells; i++) {
        struct cell cell = from->cells[i];

        cell.style = (uint16_t)given_below(seed, book->n_styles);
        put_value(book, &cell, from, seed);
        grid_put(&arena, grid, cell);
    }
    for (int i = 0; i < from->n_merges; i++)
        grid_merge(&arena, grid, from->merges[i]);
    grid_finish(&arena, grid);
    if (given_below(seed, 2))
        put_formulas(grid, seed);
    if (given_below(seed, 2))
        put_heights(book, grid, seed);
}

/* None, the library's own, fractions of one, too many. */
static void
put_widths(struct grid *grid, uint64_t *seed)
{
    static const float widths[]
        = { 0, 0, 0.04F, 0.3F, 0.99F, 1, 8.43F, 8.5F, 254.99F, 255, 300 };

    grid->n_widths = given_below(seed, 9);
    grid->widths = ARENA_ARRAY(&arena, float, grid->n_widths);
    for (int i = 0; i < grid->n_widths; i++)
        grid->widths[i] = given_below(seed, 2)
                              ? widths[given_below(seed, ARRAY_LEN(widths))]
                              : (float)given_below(seed, 300000) / 1000;
}

static void *
copy(const void *items, int n, size_t size)
{
    return memcpy(arena_alloc(&arena, (size_t)n * size + 1), items,
                  (size_t)n * size);
}

/* With all that is drawn, and of which a case changes something. */
static struct book *
like_book(const struct book *like)
{
    struct book *book = copy(like, 1, sizeof *like);
    struct grid *first;

    book->sheets = copy(like->sheets, like->n_sheets, sizeof *like->sheets);
    book->styles = copy(like->styles, like->n_styles, sizeof *like->styles);
    book->styles_capacity = book->n_styles;
    book->style_index = NULL;
    book->n_indexed = 0;
    first = &book->sheets[0];
    first->cells = copy(first->cells, first->n_cells, sizeof *first->cells);
    return book;
}

/*
 * A book of 'like' whose sheets are laid out like those of 'like' and hold what
 * those of other seeds do.  The first sheet has a text.
 */
static struct book *
other_book(const struct book *like, uint64_t seed)
{
    static const char *const names[] = { "项目%d", "A&<%d>", "it's 第 %d" };
    static const char *const departments[] = { "某局", "<教育>&局", "\"A\"" };
    struct book *book = like_book(like);

    if (given_below(&seed, 2))
        put_styles(book, &seed);
    for (int i = 0; i < book->sheets[0].n_cells; i++)
        book->sheets[0].cells[i].style
            = (uint16_t)given_below(&seed, book->n_styles);
    for (int i = 0; i < book->n_sheets; i++)
        if (given_below(&seed, 2))
            put_widths(&book->sheets[i], &seed);
    for (int i = 1; i < book->n_sheets; i++) {
        const struct book *from
            = given_book(&arena, given_random(&seed) % 1000, true);

        if (!book->sheets[i].repeat_end)
            book->sheets[i].name
                = text_printf(&arena, names[given_below(&seed, 3)], i);

        fill_sheet(book, &book->sheets[i],
                   &from->sheets[given_below(&seed, from->n_sheets)], &seed);
    }
    book->department = text_of(departments[given_below(&seed, 3)]);
    book->year = 2019 + given_below(&seed, 6);
    return book;
}

static struct book *
first_book(uint64_t seed)
{
    struct book *book = given_book(&arena, seed, true);
    struct grid *sheets = ARENA_ARRAY(&arena, struct grid, book->n_sheets + 1);
    static const float widths[] = { 0, 12, 8.43F, 300 };

    memcpy(sheets + 1, book->sheets,
           (size_t)book->n_sheets * sizeof *book->sheets);
    book->sheets = sheets;
    book->n_sheets++;
    sheets[0].name = TEXT("all styles");
    sheets[0].widths = ARENA_ARRAY(&arena, float, ARRAY_LEN(widths));
    memcpy(sheets[0].widths, widths, sizeof widths);
    sheets[0].n_widths = ARRAY_LEN(widths);
    for (int i = 0; i < book->n_styles; i++)
        grid_put(&arena, &sheets[0],
                 (struct cell){ .row = 3, .col = i, .style = (uint16_t)i });
    grid_put(&arena, &sheets[0],
             (struct cell){ .row = 4, .type = CELL_TEXT, .text = TEXT("a") });
    grid_finish(&arena, &sheets[0]);
    /* Of half the books the sheets may have any names. */
    for (int i = 0; i < book->n_sheets; i++)
        sheets[i].repeat_end = seed % 2 ? 0 : 1;
    sheets[0].locked = given_below(&seed, 2);
    sheets[0].grows = given_below(&seed, 2);
    sheets[1].pages_wide = given_below(&seed, 3);
    book->template_id = TEXT(TEMPLATE);
    return book;
}

/* ---- cases ---- */

static void
same_bytes(uint64_t seed)
{
    struct arena run = { .chunk = NULL };
    struct xlsx_frames *frames = xlsx_frames_new(&run);
    const struct book *first = first_book(seed);

    EXPECT(!fill(first, frames).at);
    write_file(other_book(first, seed + 1000), frames);
    write_file(other_book(first, seed + 2000), frames);
    for (uint64_t i = 0; i < OTHERS; i++) {
        const struct book *book = other_book(first, seed * OTHERS + i);
        struct text filled = fill(book, frames);

        if (!EXPECT(filled.at && text_equal(filled, write_file(book, NULL))
                    && text_equal(filled, write_file(book, frames))))
            printf("seed %" PRIu64 ", %" PRIu64 "\n", seed, i);
    }
    arena_release(&run);
    arena_release(&arena);
}

/* What is of the shape, and what the library has to judge. */
static void
not_the_same(const char *name, uint64_t seed, void (*change)(struct book *book))
{
    struct arena run = { .chunk = NULL };
    struct xlsx_frames *frames = xlsx_frames_new(&run);
    const struct book *first = first_book(seed);
    struct book *book = other_book(first, 7);

    expect_begin(name);
    write_file(book, frames);
    write_file(book, frames);
    EXPECT(fill(book, frames).at);
    change(book);
    EXPECT(!fill(book, frames).at);
    arena_release(&run);
    arena_release(&arena);
}

static void
rename_sheet(struct book *book)
{
    book->sheets[1].name = TEXT("other");
}

/* Attributes have them escaped. */
static void
quote_name(struct book *book)
{
    for (int i = 0; i < book->n_sheets; i++)
        book->sheets[i].repeat_end = 0;
    book->sheets[0].name = TEXT("\"A\"");
}

static void
hide(struct book *book)
{
    book->sheets[0].state = SHEET_HIDDEN;
}

/* Of a row, and too long for the library; of cells none such gets here. */
static void
lengthen_format(struct book *book)
{
    static struct row_height height = { .row = 9 };
    char *code = arena_alloc(&arena, 200);
    struct cell_style style = { .format = { code, 200 } };

    memset(code, '0', 200);
    height.style = (uint16_t)book_style(&arena, book, style);
    book->sheets[0].heights = &height;
    book->sheets[0].n_heights = 1;
}

static void
forget_department(struct book *book)
{
    book->department = TEXT_NONE;
}

static void
lengthen(struct book *book)
{
    char *long_one = arena_alloc(&arena, 32760);

    memset(long_one, 'a', 32760);
    memcpy(long_one, "_x0041_", 7); /* gets longer */
    memcpy(long_one + 9, "_x0041_", 7);
    book->sheets[0].cells[book->sheets[0].n_cells - 1].text
        = (struct text){ long_one, 32760 };
}

static void
move_rows(struct book *book)
{
    struct row_height heights[] = { { .row = 5 }, { .row = 3 } };

    book->sheets[0].heights = ARENA_ARRAY(&arena, struct row_height, 2);
    memcpy(book->sheets[0].heights, heights, sizeof heights);
    book->sheets[0].n_heights = 2;
}

/* The one that was not used for longest makes room. */
static void
many_shapes(void)
{
    struct arena run = { .chunk = NULL };
    struct xlsx_frames *frames = xlsx_frames_new(&run);
    struct book *books[XLSX_FRAMES + 1];

    expect_begin("more shapes than are kept");
    for (int i = 0; i < ARRAY_LEN(books); i++) {
        books[i] = first_book(3);
        books[i]->sheets[0].freeze_rows = 1 + i;
        write_file(books[i], frames);
        write_file(books[i], frames);
        EXPECT(fill(books[i], frames).at);
        EXPECT(fill(books[0], frames).at);
    }
    EXPECT(!fill(books[1], frames).at);
    EXPECT(fill(books[2], frames).at);
    arena_release(&run);
    arena_release(&arena);
}

static jmp_buf back;

static void
jump_back(void *context)
{
    (void)context;
    longjmp(back, 1);
}

/* Is there room for it, with this budget?  Nothing but the document ends. */
static bool
write_within(const struct book *book, struct xlsx_frames *frames, size_t budget)
{
    const char *path = in_folder("out.xlsx");
    struct arena small = { .budget = budget, .exhausted = jump_back };
    struct diag_list unheard = { .arena = &small };
    struct file_out out;
    volatile bool good = false;

    if (setjmp(back) == 0)
        good = xlsx_write_open(&small, &out, path, book, TEMPLATE, frames,
                               &unheard)
               && file_out_close(&out, &unheard);
    arena_release(&small);
    return good;
}

static void
memory_ends(void)
{
    struct arena run = { .chunk = NULL };
    struct xlsx_frames *frames = xlsx_frames_new(&run);
    const struct book *book = other_book(first_book(2), 5);
    struct text want = write_file(book, NULL);
    int spent = 0;

    expect_begin("wherever memory ends, later files are right");
    for (size_t budget = 40000; !fill(book, frames).at && budget < 4000000;
         budget += 7000)
        spent += !write_within(book, frames, budget);
    EXPECT(spent > 10);
    for (size_t budget = 40000;
         !write_within(book, frames, budget) && budget < 4000000;
         budget += 7000)
        ;
    EXPECT(text_equal(want, write_file(book, frames)));
    unlink(in_folder("out.xlsx"));
    arena_release(&run);
    arena_release(&arena);
}

/* Of whatever digits, point and sign, as printf() has it. */
static void
numbers(void)
{
    uint64_t seed = 1;

    expect_begin("numbers as the library prints them");
    for (int i = 0; i < NUMBERS; i++) {
        char all[20] = { 0 }, number[40], want[40], got[XLSX_DRAW_NUMBER];
        int n = 1 + given_below(&seed, 15), point = given_below(&seed, n + 1);
        struct text t;

        for (int k = 0; k < n; k++)
            all[k] = (char)('0' + given_below(&seed, 10));
        all[0] = all[0] == '0' ? '4' : all[0];
        all[n - 1] = all[n - 1] == '0' ? '5' : all[n - 1];
        snprintf(number, sizeof number, "%s%.*s%s%.*s%s",
                 given_below(&seed, 4) ? "" : "-", point, all,
                 point == 0 ? "0" : "", point < n, ".", "");
        if (point == 0)
            snprintf(strchr(number, '.') + 1, 32, "%.*s%s",
                     given_below(&seed, 7), "0000000", all);
        else
            strcat(number, all + point);
        t = text_of(number);
        snprintf(want, sizeof want, "%.16G", strtod(number, NULL));
        if (!EXPECT_TEXT(
                arena_printf(&arena, "%.*s", xlsx_draw_number(t, got), got),
                want))
            printf("%s\n", number);
        arena_release(&arena);
    }
}

int
main(void)
{
    if (!mkdtemp(folder))
        return 1;
    expect_begin("the bytes that the library makes");
    for (uint64_t seed = 0; seed < BOOKS; seed++)
        same_bytes(seed);
    not_the_same("the name of a sheet that repeats rows is of the shape", 4,
                 rename_sheet);
    not_the_same("a name with quotes is the library's", 1, quote_name);
    not_the_same("a sheet that is hidden", 4, hide);
    not_the_same("a format that may be too long is the library's", 4,
                 lengthen_format);
    not_the_same("a property that is not there", 4, forget_department);
    not_the_same("a text that may be too long is the library's", 4, lengthen);
    not_the_same("so are rows out of order", 4, move_rows);
    many_shapes();
    memory_ends();
    numbers();
    rmdir(folder);
    return expect_finish();
}
