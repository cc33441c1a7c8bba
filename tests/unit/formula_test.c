/* formula_test.c - references found, shifted, moved; sums worked out. */
#include <stdio.h>

#include "book/formula.h"
#include "support/expect.h"

/* Two rows before row 8, looking like row 7; one before row 12 like row 12,
   which with those down to 14 is a run. */
static const struct formula_rows blocks[]
    = { { 7, 2, 6, 0 }, { 11, 1, 11, 2 } };
static const struct formula_run run = { 11, 14, 13, 14 };
static const struct formula_added added = { blocks, 2, &run, 1, NULL, 0 };

static const struct shift_case {
    const char *name, *formula, *want;
    bool here, stretch;
} shifts[] = {
    { "below moves, above stays", "D7+D8+D12", "D7+D10+D15", true, false },
    { "an area grows when rows come into it", "SUM(D7:D9)", "SUM(D7:D11)", true,
      false },
    { "at its end it does not", "SUM(D5:D7)", "SUM(D5:D7)", true, false },
    { "unless it is to stretch", "SUM(D5:D7)", "SUM(D5:D9)", true, true },
    { "a single cell never stretches", "D7", "D7", true, true },
    { "up to its first row, too", "SUM(D12:D13)", "SUM(D14:D16)", true, true },
    { "over a whole run it takes in what is added to it", "SUM(D12:D14)",
      "SUM(D14:D17)", true, false },
    { "over a part of it not", "SUM(D12:D13)", "SUM(D15:D16)", true, false },
    { "dollars stay", "$D$8+D$8+$D8", "$D$10+D$10+$D10", true, false },
    { "whole rows", "SUM(8:9)+SUM($7:$12)", "SUM(10:11)+SUM($7:$15)", true,
      false },
    { "whole columns stay", "SUM(D:E)", "SUM(D:E)", true, false },
    { "lower case", "sum(d8)", "sum(D10)", true, false },
    { "of another sheet", "'表 一'!D8+X!D8+D8", "'表 一'!D10+X!D8+D8", false,
      false },
    { "a name without quotes", "表!D8", "表!D8", true, false },
    { "quotes in a name", "'it''s'!D8+D8", "'it''s'!D8+D10", true, false },
    { "of another workbook", "[1]X!D8+'[b.xlsx]表 一'!D8",
      "[1]X!D8+'[b.xlsx]表 一'!D8", true, false },
    { "over several sheets", "SUM(A:Z!D8)+SUM('表 一:X'!D8)",
      "SUM(A:Z!D8)+SUM('表 一:X'!D8)", true, false },
    { "in strings", "\"D8\"&D8&\"a\"\"D8\"", "\"D8\"&D10&\"a\"\"D8\"", true,
      false },
    { "functions and names are none", "LOG10(D8)+D8x+_D8+R8C1(1)",
      "LOG10(D10)+D8x+_D8+R8C1(1)", true, false },
    { "numbers are none", "1E8+8.5*D8", "1E8+8.5*D10", true, false },
    { "structured references", "T[D8]+T[[#All],[D8]]+D8",
      "T[D8]+T[[#All],[D8]]+D10", true, false },
    { "errors", "#REF!+IF(D8,#N/A,#DIV/0!)", "#REF!+IF(D10,#N/A,#DIV/0!)", true,
      false },
    { "two areas and a union", "SUM(A8:B9,C8,D8:D9 D9)",
      "SUM(A10:B11,C10,D10:D11 D11)", true, false },
    { "corners the wrong way round", "SUM(D9:C7)", "SUM(D11:C7)", true, false },
    { "past the last column is a name", "XFE8+XFD8", "XFE8+XFD10", true,
      false },
    { "a reference up to a function", "SUM(D8:INDEX(D:D,9))",
      "SUM(D10:INDEX(D:D,9))", true, false },
    { "nothing", "", "", true, false },
};

static void
run_shift(const struct shift_case *c)
{
    struct arena arena = { 0 };
    struct formula_shift shift = { .added = &added,
                                   .sheet = TEXT("表 一"),
                                   .here = c->here,
                                   .stretch = c->stretch };

    expect_begin(c->name);
    EXPECT_BYTES(c->want, formula_shift(&arena, text_of(c->formula), &shift));
    arena_release(&arena);
}

static void
run_relative(void)
{
    struct arena arena = { 0 };
    struct formula_shift shift
        = { .added = &added, .here = true, .anchor = 10 };

    expect_begin("rules of formats go down with their cells");
    EXPECT_BYTES("$C12>C$10+$A7+$A11",
                 formula_shift(&arena, TEXT("$C10>C$8+$A7+$A9"), &shift));
    expect_begin("less where new rows became the first of them");
    shift.anchor = 12;
    shift.back = 1;
    EXPECT_BYTES("$C14>C$15+C13+C15",
                 formula_shift(&arena, TEXT("$C12>C$12+C11+C13"), &shift));
    arena_release(&arena);
}

static const struct {
    const char *formula, *want;
    int rows, cols;
} moves[] = {
    { "A1+$A1+A$1+$A$1", "C4+$A4+C$1+$A$1", 3, 2 },
    { "SUM(B2:B4)", "SUM(B3:B5)", 1, 0 },
    { "SUM(2:4)+SUM(B:C)", "SUM(3:5)+SUM(D:E)", 1, 2 },
    { "A1", "#REF!", -1, 0 },
    { "'x y'!A1&\"A1\"", "'x y'!B2&\"A1\"", 1, 1 },
};

static const struct {
    const char *formula, *want;
} names[] = {
    { "SUM(收入区)+收入区", "SUM(S!$A$1)+S!$A$1" },
    { "收入区域+收入区(1)+\"收入区\"+收入区!A1+T!收入区", NULL },
    { "T[收入区]", NULL },
};

static struct text
name_one(void *context, struct text word)
{
    (void)context;
    return text_equal(word, TEXT("收入区")) ? TEXT("S!$A$1") : TEXT_NONE;
}

static void
run_names(void)
{
    struct arena arena = { 0 };

    for (int i = 0; i < ARRAY_LEN(names); i++) {
        expect_begin(names[i].formula);
        EXPECT_BYTES(
            names[i].want ? names[i].want : names[i].formula,
            formula_replace(&arena, text_of(names[i].formula), name_one, NULL));
    }
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(shifts); i++)
        run_shift(&shifts[i]);
    run_relative();
    for (int i = 0; i < ARRAY_LEN(moves); i++) {
        struct arena arena = { 0 };

        expect_begin(moves[i].formula);
        EXPECT_BYTES(moves[i].want,
                     formula_move(&arena, text_of(moves[i].formula),
                                  moves[i].rows, moves[i].cols));
        arena_release(&arena);
    }
    run_names();
    return expect_finish();
}
