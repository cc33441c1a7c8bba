/*
 * evaluate_test.c - formulas worked out, exactly.
 *
 *     S    A       B   C    D   E      'T 2'!A1 7
 *      1   2.2                  1
 *      2   1.85
 *      3   —
 *      5   205     1   10
 *      6   20501   2   10                B: a number, or 类 款 apart
 *      7   210         5    a
 *      8   21005   5
 */
#include "edit/evaluate.h"

#include "support/expect.h"

static void
put(struct arena *arena, struct grid *grid, int row, int col, uint8_t type,
    const char *text)
{
    struct cell cell = { .row = row, .col = col, .type = type };

    cell.text = text_of(text);
    grid_put(arena, grid, cell);
}

#define K "A5:A8&\"\""
#define TOP "((LEN(" K ")=3)+(LEN(" K ")>3)*ISNA(MATCH(LEFT(" K ",3)," K ",0)))"

static const struct {
    const char *formula, *want; /* "?": not judged; a text in quotes */
} cases[] = {
    /* sums */
    { "SUM(A1:A4)", "4.05" },
    { "A1+A2", "4.05" },
    { "A1-A2*2", "-1.5" },
    { "-(A1+1)", "-3.2" },
    { "2-1-1", "0" },
    { "SUM(A1,A2,10)", "14.05" },
    { "SUM(A1,,A2)", "4.05" },
    { "SUM(A1:A2,E:E)+SUM(1:1)", "8.25" },
    { "ROUND(A1*A2,1)", "4.1" },
    { "'T 2'!A1+A1", "9.2" },
    { "SUM('T 2'!A1:A3)", "7" },
    { "A1 + A2", "4.05" },
    { "1.5+2", "3.5" },
    { "A1/100", "0.022" },
    { "SUM(A1)/0.1", "22" },
    { "A1/3", "?" },
    { "A3", "\"—\"" },
    { "A3+1", "?" },
    { "B1", "0" },
    { "X!A1", "?" },
    { "A1:A2", "?" },
    { "SUM(A1:A2", "?" },
    { "", "?" },
    { "SUMIF(A1:A2,1)", "?" },
    { "A1>0", "?" },
    /* texts and tests */
    { "\"a \"\"b\"\"\"", "\"a \"b\"\"" },
    { "\"a\"&A5&\"\"", "\"a205\"" },
    { "\"a", "?" },
    { "IF(A1>0,1,2)", "1" },
    { "IF(A1<=A2,1,2)", "2" },
    { "IF(A1<>A2,1,A1/0)", "1" },
    { "IF(B1=0,\"\",1)", "\"\"" },
    { "IF(B1=\"\",3,1)", "3" },
    { "IF(D7=\"A\",3,1)", "3" },
    { "IF(A3>5,3,1)", "3" }, /* a text is more than any number */
    { "IF(COUNT(A1:A4)=2,SUM(A1:A4),\"\")", "4.05" },
    { "IF(COUNT(B1:B4,D7)=0,\"\",SUM(B1:B4))", "\"\"" },
    { "LEN(D7&A5)", "4" },
    { "LEFT(\"决算表\",2)", "\"决算\"" },
    { "RIGHT(\"0\"&B5,2)", "\"01\"" },
    { "RIGHT(\"0\"&B1,2*(LEN(B1)>0))", "\"\"" },
    /* arrays */
    { "SUMPRODUCT(A1:A2,A1:A2)", "8.2625" },
    { "SUMPRODUCT((A5:A8>300)*C5:C8)", "10" },
    { "SUMPRODUCT(A5:A8>300,C5:C8)", "0" },
    { "SUMPRODUCT(A1:A2,A1:A3)", "?" },
    { "SUMPRODUCT(1*(LEFT(" K ",3)=\"210\"),C5:C8)", "5" },
    { "SUMPRODUCT((LEN(" K ")=3)*ISNUMBER(C5:C8))", "2" },
    { "SUMPRODUCT(" TOP ",C5:C8)", "15" },
    { "MATCH(\"210\"," K ",0)", "3" },
    { "MATCH(\"211\"," K ",0)", "?" },
    { "MATCH(210,A5:A8,0)", "?" },
    { "SUMPRODUCT((A5:A6&RIGHT(\"0\"&B5:B6,2)=\"20501\")*1)", "1" },
    { "SUM(A1:A2*2)", "8.1" },
    /* what only this does not know is no error to test for */
    { "IF(ISNA(A1/0),1,2)", "2" },
    { "IF(ISNUMBER(A1/3),1,2)", "?" },
    { "IF(ISNUMBER(\"3\"+1),1,2)", "?" },
    { "IF(ISNA(SUM(A1:A2-E:E)),1,2)", "?" },
    { "IF(ISNA(SUM(A1:A2+A1:A3)),1,2)", "?" },
    { "IF(ISNA(IF(A1:A2,1,1)),1,2)", "?" },
    { "COUNT(A1:A2,A1/3)", "?" },
    { "COUNT(A1:A2,A1/0)", "2" },
    { "IF(1,2,A1/3)", "2" },
};

static const char *
show(struct arena *arena, const struct evaluated *r)
{
    switch (r->result) {
    case EVALUATE_NUMBER:
        return text_zero(arena, decimal_text(arena, r->number));
    case EVALUATE_TEXT:
        return arena_printf(arena, "\"%.*s\"", TEXT_ARG(r->text));
    case EVALUATE_UNKNOWN:
        break;
    }
    return "?";
}

/*
 * 32,000 codes, a 类 and nine 款 of it in turn, each with 1: formulas that have
 * a part in common get the results that they have alone, and a column that has
 * as many values as an array may have is worked out.
 */
static void
long_columns(struct arena *arena, struct book *book)
{
    static const char *const formulas[][2] = {
        { "SUMPRODUCT(%s,B1:B32000)", "3200" },
        { "SUMPRODUCT((LEFT(A1:A32000&\"\",3)=\"201\")*%s,B1:B32000)", "5" },
        { "SUMPRODUCT((LEFT(A1:A32000&\"\",3)=\"202\")*%s,B1:B32000)", "5" },
        { "IF(SUMPRODUCT((LEFT(A1:A32000&\"\",3)=\"999\")"
          "*ISNUMBER(B1:B32000))=0,\"\",1)",
          "\"\"" },
        { "SUM(B1:B32000)", "32000" },
    };
    const char *top = "((LEN(A1:A32000&\"\")=3)+(LEN(A1:A32000&\"\")>3)"
                      "*ISNA(MATCH(LEFT(A1:A32000&\"\",3),A1:A32000&\"\",0)))";
    struct evaluate_memo *memo = evaluate_memo_open(arena);
    struct grid *t = &book->sheets[1];

    for (int i = 0; i < 32000; i++) {
        int class = 201 + i / 10 % 700;

        put(arena, t, i, 0, i % 3 ? CELL_TEXT : CELL_NUMBER,
            i % 10 ? arena_printf(arena, "%d%02d", class, i % 10)
                   : arena_printf(arena, "%d", class));
        put(arena, t, i, 1, CELL_NUMBER, "1");
    }
    grid_finish(arena, t);
    for (int i = 0; i < ARRAY_LEN(formulas); i++) {
        struct text formula = text_of(arena_printf(arena, formulas[i][0], top));
        struct evaluated alone, beside;

        expect_begin(formulas[i][0]);
        alone = evaluate_formula(NULL, arena, book, 1, formula);
        EXPECT_TEXT(formulas[i][1], show(arena, &alone));
        /* The second time all is known. */
        for (int k = 0; k < 2; k++) {
            beside = evaluate_formula(memo, arena, book, 1, formula);
            EXPECT_TEXT(formulas[i][1], show(arena, &beside));
        }
        /* What is written alike of another sheet is not the same. */
        beside = evaluate_formula(memo, arena, book, 0, formula);
        alone = evaluate_formula(NULL, arena, book, 0, formula);
        EXPECT_TEXT(show(arena, &alone), show(arena, &beside));
    }
    evaluate_memo_close(memo);
}

int
main(void)
{
    struct arena arena = { 0 };
    struct cell_style plain = { .format = TEXT("General") };
    struct grid sheets[2] = { { .name = TEXT("S") }, { .name = TEXT("T 2") } };
    struct book book = { .sheets = sheets, .n_sheets = 2 };
    struct grid *s = &sheets[0];

    book_style(&arena, &book, plain);
    put(&arena, s, 0, 0, CELL_NUMBER, "2.2000000000000002");
    put(&arena, s, 1, 0, CELL_NUMBER, "1.85");
    put(&arena, s, 2, 0, CELL_TEXT, "—");
    put(&arena, s, 0, 4, CELL_NUMBER, "1");
    put(&arena, s, 4, 0, CELL_NUMBER, "205");
    put(&arena, s, 5, 0, CELL_TEXT, "20501");
    put(&arena, s, 6, 0, CELL_NUMBER, "210");
    put(&arena, s, 7, 0, CELL_NUMBER, "21005");
    put(&arena, s, 4, 1, CELL_NUMBER, "1");
    put(&arena, s, 5, 1, CELL_TEXT, "02");
    put(&arena, s, 4, 2, CELL_NUMBER, "10");
    put(&arena, s, 5, 2, CELL_NUMBER, "10");
    put(&arena, s, 6, 2, CELL_NUMBER, "5");
    put(&arena, s, 6, 3, CELL_TEXT, "a");
    put(&arena, &sheets[1], 0, 0, CELL_NUMBER, "7");
    grid_finish(&arena, s);
    grid_finish(&arena, &sheets[1]);
    for (int i = 0; i < ARRAY_LEN(cases); i++) {
        struct evaluated r = evaluate_formula(NULL, &arena, &book, 0,
                                              text_of(cases[i].formula));

        expect_begin(cases[i].formula);
        EXPECT_TEXT(cases[i].want, show(&arena, &r));
    }
    long_columns(&arena, &book);
    arena_release(&arena);
    return expect_finish();
}
