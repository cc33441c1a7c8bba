/* gridtext_test.c - sheets as text: read, shown, and one the other's inverse. */
#include "book/gridtext.h"

#include <inttypes.h>
#include <stdio.h>

#include "support/expect.h"
#include "support/given_book.h"
#include "support/gridtext_read.h"

#define RANDOM_BOOKS 500

/* 'want' NULL: the same as 'given'. */
static const struct show_case {
    const char *name, *given, *want;
} shows[] = {
    { "rows and cells are where they say",
      "# 收入\n4| 科目编码 | 科目名称 | 合计\n6| | 合计 | 12.00\n", NULL },
    { "blanks around a cell do not count", "# s\n5|a|  b  |   | c |\n",
      "# s\n5| a | b | | c\n" },
    { "empty lines, and rows without cells, are nothing",
      "\n# s\n\n3|\n4| | |\n", "# s\n" },
    { "without a heading there is one sheet", "1| x\n", "# Sheet1\n1| x\n" },
    { "also without any row", "", "# Sheet1\n" },
    { "a book may have no sheets", "no sheets\n", NULL },
    { "sheets have states",
      "# a\n# b | hidden\n1| 1\n# c | very hidden\n# | hidden\n",
      "# a\n# b | hidden\n1| 1\n# c | very hidden\n# | hidden\n" },
    { "a sheet's name is escaped", "# a\\|b\\s\n", NULL },
    { "numbers keep their text",
      "# s\n1| 0.07000000000000001 | 12.00 | -1 | 1E+20 | .5\n", NULL },
    { "text that looks otherwise has an apostrophe",
      "# s\n1| '205 | '1e5 | 'TRUE | '#N/A | '=1 | '@x | '!x | ''x | "
      "'\n",
      NULL },
    { "an apostrophe where none is needed goes", "# s\n1| 'abc | '-\n",
      "# s\n1| abc | -\n" },
    { "booleans, errors and ISO dates",
      "# s\n1| TRUE | FALSE | #DIV/0! | @2023-06-30 | !Err:502 | =! \n",
      "# s\n1| TRUE | FALSE | #DIV/0! | @2023-06-30 | !Err:502 | =!\n" },
    { "number formats",
      "# s\n1| 1{0.00} | 45107{yyyy-mm-dd} | a{@} | {0%} | 1{}\n",
      "# s\n1| 1{0.00} | 45107{yyyy-mm-dd} | a{@} | {0%} | 1\n" },
    { "escapes in text and formats",
      "# s\n1| a\\nb\\r\\tc | \\| \\{ \\\\ \\x01 | \\s a\\s | 1{\"\\|\\}\"}\n",
      "# s\n1| a\\nb\\r\\tc | \\| \\{ \\\\ \\x01 | \\s a\\s | 1{\"\\|\\}\"}\n" },
    { "braces need an escape only where a format would begin",
      "# s\n1| a} \\} \\{\n", "# s\n1| a} } \\{\n" },
    { "formulas: results, and those without",
      "# s\n1| =904.50 | ='205 | =#REF! | =?SUM(A1:A2) | =?'A1&\"\" | "
      "=?!A1>0{0%} | =?\\x27x'!A1 | =?\n",
      NULL },
    { "what is raised or struck out, and what only begins with a ^",
      "# s\n1| ^904.50{0.00} | ^a | ^'205 | ^=1 | ^=?A1 | '^a | ^'^a | ^\n",
      "# s\n1| ^904.50{0.00} | ^a | ^'205 | ^=1 | ^=?A1 | '^a | ^'^a\n" },
    { "merged cells, in order", "# s\n1| a\nmerge C3:D4 A1:B1\nmerge F1:F9\n",
      "# s\n1| a\nmerge A1:B1 F1:F9 C3:D4\n" },
    { "hidden rows", "# s\n1| a\n2| b\n9| c\nhidden 2 9\n", NULL },
    { "the 1904 date system", "date1904\n# s\n1| 1{yyyy}\n", NULL },
};

static const struct error_case {
    const char *name, *given, *want;
} errors[] = {
    { "a line that is no row", "# s\nabc\n",
      "t:2:1: a row number from 1 to 1048576 must stand here" },
    { "row 0", "0| a\n",
      "t:1:2: a row number from 1 to 1048576 must stand here" },
    { "a row too many", "1048577| a\n",
      "t:1:8: a row number from 1 to 1048576 must stand here" },
    { "rows out of order", "5| a\n5| b\n", "t:2:2: row numbers must rise" },
    { "no bar", "5 a\n", "t:1:2: a bar must stand between cells" },
    { "an unknown escape", "1| a\\q\n",
      "t:1:6: no such escape; a backslash itself is \\\\" },
    { "a backslash at the end", "1| a\\\n",
      "t:1:6: no such escape; a backslash itself is \\\\" },
    { "a format that does not end", "1| 1{0.00\n",
      "t:1:10: a number format without }" },
    { "something behind a format", "1| 1{0} x | 2\n",
      "t:1:9: a cell ends with its number format" },
    { "merges that are none", "merge A1:B2 A0\n",
      "t:1:13: merged cells are written A1:B2" },
    { "an unknown state", "# a | gone\n",
      "t:1:11: a sheet is 'hidden' or 'very hidden'" },
};

static void
run_show(const struct show_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct book *book;

    expect_begin(c->name);
    book = gridtext_read(&arena, "t", text_of(c->given), &diags);
    EXPECT_TEXT(c->want ? c->want : c->given,
                book ? gridtext_show(&arena, book).at : diags.items[0]->text);
    arena_release(&arena);
}

static void
run_error(const struct error_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };

    expect_begin(c->name);
    EXPECT(!gridtext_read(&arena, "t", text_of(c->given), &diags));
    if (EXPECT(diags.n == 1)) {
        EXPECT_INT(DIAG_USAGE, diags.items[0]->code);
        EXPECT_TEXT(c->want,
                    arena_printf(&arena, "%s: %s",
                                 diag_place(&arena, diags.items[0]->at),
                                 diags.items[0]->text));
    }
    arena_release(&arena);
}

static bool
same_cells(const struct grid *a, const struct grid *b)
{
    int i = 0;

    /* Blanks of no format are not shown. */
    for (int k = 0; k < a->n_cells; k++) {
        const struct cell *x = &a->cells[k];

        if (x->type == CELL_BLANK)
            continue;
        while (i < b->n_cells && b->cells[i].type == CELL_BLANK)
            i++;
        if (i == b->n_cells || x->row != b->cells[i].row
            || x->col != b->cells[i].col || x->type != b->cells[i].type
            || x->flags != b->cells[i].flags
            || !text_equal(x->text, b->cells[i].text))
            return false;
        i++;
    }
    return true;
}

/* A row is hidden only as long as something stands in it. */
static bool
same_hidden(const struct grid *a, const struct grid *b)
{
    for (int i = 0; a->hidden_rows && i < a->n_rows; i++) {
        int k = grid_row_index(b, a->rows[i].row);

        if (k < b->n_rows && b->rows[k].row == a->rows[i].row
            && a->hidden_rows[i] != (b->hidden_rows && b->hidden_rows[k]))
            return false;
    }
    return true;
}

static void
law(uint64_t seed)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct book *a = given_book(&arena, seed, false), *b;
    struct text shown = gridtext_show(&arena, a);
    bool good;

    b = gridtext_read(&arena, "t", shown, &diags);
    good = b && a->n_sheets == b->n_sheets && a->date1904 == b->date1904;
    for (int i = 0; good && i < a->n_sheets; i++) {
        const struct grid *x = &a->sheets[i], *y = &b->sheets[i];
        int row, col;

        good = text_equal(x->name, y->name) && x->state == y->state
               && grid_equal(a, x, b, y, &row, &col) && same_cells(x, y)
               && same_hidden(x, y);
    }
    good = good && text_equal(shown, gridtext_show(&arena, b));
    if (!EXPECT(good))
        printf("seed %" PRIu64 "\n%s", seed, shown.at);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(shows); i++)
        run_show(&shows[i]);
    for (int i = 0; i < ARRAY_LEN(errors); i++)
        run_error(&errors[i]);
    expect_begin("reading what was shown gives the book again");
    for (uint64_t seed = 0; seed < RANDOM_BOOKS; seed++)
        law(seed);
    return expect_finish();
}
