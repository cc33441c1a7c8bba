/*
 * formula.c - any text as a formula: its references found, moved, worked out.
 *
 *   order    references stand in the text, one behind the other
 *   nothing  rows that nothing refers to change nothing
 *   down     rows put in at the top move every row by as many
 *   back     a formula moved there and back is the same, unless a reference
 *            left the sheet
 */
#include "book/formula.h"

#include "base/limits.h"
#include "book/sheet_name.h"
#include "edit/evaluate.h"
#include "support/fuzz.h"

/* One name is known. */
static struct text
name_one(void *context, struct text word)
{
    (void)context;
    return text_equal(word, TEXT("收入区")) ? TEXT("S!$A$1") : TEXT_NONE;
}

static void
check_references(struct arena *arena, struct text in)
{
    struct formula_scan scan = { .text = in, .arena = arena };
    struct formula_ref ref;
    size_t before = 0;

    while (formula_next(&scan, &ref)) {
        FUZZ_HOLDS(ref.top >= before && ref.end > ref.top && ref.end <= in.n);
        FUZZ_HOLDS(scan.at >= ref.end && scan.at <= in.n);
        for (int i = 0; i < (ref.area ? 2 : 1); i++) {
            FUZZ_HOLDS(ref.columns
                       || (ref.row[i] >= 0 && ref.row[i] < LIMIT_ROWS));
            FUZZ_HOLDS(ref.rows
                       || (ref.col[i] >= 0 && ref.col[i] < LIMIT_COLS));
        }
        before = ref.end;
    }
}

static void
check_shift(struct arena *arena, struct text in)
{
    struct formula_rows far = { .at = LIMIT_ROWS, .n = 2, .like = -1 };
    struct formula_rows top = { .at = 0, .n = 3, .like = -1 };
    struct formula_added nothing = { .blocks = &far, .n = 1 };
    struct formula_added down = { .blocks = &top, .n = 1 };
    struct formula_shift shift
        = { .added = &nothing, .sheet = TEXT("表 一"), .here = true };

    FUZZ_EQUAL(in, formula_shift(arena, in, &shift));
    shift.added = &down;
    check_references(arena, formula_shift(arena, in, &shift));
    shift.stretch = true;
    check_references(arena, formula_shift(arena, in, &shift));
    shift = (struct formula_shift){
        .added = &down, .here = true, .anchor = 2, .back = 3
    };
    check_references(arena, formula_shift(arena, in, &shift));
    check_references(arena, formula_replace(arena, in, name_one, NULL));
}

/* As formula_move() writes them: upper case, corners in order. */
static void
check_move(struct arena *arena, struct text in)
{
    struct text same = formula_move(arena, in, 0, 0);
    struct text there = formula_move(arena, same, 3, 2);
    struct text back = formula_move(arena, there, -3, -2);

    check_references(arena, there);
    if (text_find(there, TEXT("#REF!"), 0) < 0)
        FUZZ_EQUAL(same, back);
}

static void
put(struct arena *arena, struct grid *grid, int row, int col, uint8_t type,
    const char *text)
{
    struct cell cell = { .row = row, .col = col, .type = type };

    cell.text = text_of(text);
    grid_put(arena, grid, cell);
}

static void
check_evaluate(struct arena *arena, struct text in)
{
    struct cell_style plain = { .format = TEXT("General") };
    struct grid sheets[2] = { { .name = TEXT("S") }, { .name = TEXT("T 2") } };
    struct book book = { .sheets = sheets, .n_sheets = 2 };
    struct decimal d, again;

    book_style(arena, &book, plain);
    put(arena, &sheets[0], 0, 0, CELL_NUMBER, "2.2000000000000002");
    put(arena, &sheets[0], 1, 0, CELL_NUMBER, "999999999999999");
    put(arena, &sheets[0], 2, 0, CELL_TEXT, "—");
    put(arena, &sheets[0], 3, 0, CELL_NUMBER, "1E-15");
    put(arena, &sheets[1], 0, 0, CELL_NUMBER, "-7");
    grid_finish(arena, &sheets[0]);
    grid_finish(arena, &sheets[1]);
    if (!evaluate_number(arena, &book, 0, in, &d))
        return;
    FUZZ_HOLDS(decimal_parse(decimal_text(arena, d), &again) == DECIMAL_OK
               && decimal_compare(d, again) == 0);
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text name;

    (void)diags;
    check_references(arena, in);
    check_shift(arena, in);
    check_move(arena, in);
    check_evaluate(arena, in);
    /* A name written for a formula is known again. */
    name = text_printf(arena, "%.*s!A1", TEXT_ARG(formula_sheet(arena, in)));
    if (in.n > 0 && text_find(in, TEXT("["), 0) < 0
        && text_find(in, TEXT(":"), 0) < 0 && text_is_utf8(in)
        && text_find(in, (struct text){ "\0", 1 }, 0) < 0) {
        struct formula_scan scan = { .text = name, .arena = arena };
        struct formula_ref ref;

        FUZZ_HOLDS(formula_next(&scan, &ref));
        FUZZ_HOLDS(sheet_name_same(ref.sheet, in));
    }
}

FUZZ_TARGET(run)
