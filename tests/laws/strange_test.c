/*
 * strange_test.c - sheets as no mapping expects them, read without harm.
 *
 * Sheets that a template draws, with cells changed, moved, doubled, merged and
 * taken away at random.  Whatever is said of them:
 *
 *   conservation  every cell that holds something is claimed
 *   errors        a cell that is named was named to somebody
 *   GetPut        export(import(g)) = g, cell for cell
 *
 * The seed is in the name of each case.
 */
#include "port/export.h"
#include "port/laws.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_book.h"
#include "support/show.h"

#define SEEDS 12
#define CHANGES 12

static struct text
strange_text(uint64_t *seed)
{
    static const char *const texts[]
        = { "合计",       "-",     "205",          "20501",
            "1,234.50",   "99.9%", "单位：元",     "部门：乙局",
            "注：",       "项目",  "（2021年度）", "",
            "优☑ 良□",    "三万",  "本表无数据",   "栏次",
            "收入决算表", "1",     "小计\n其他",   "：",
            "()" };

    return text_of(texts[given_below(seed, ARRAY_LEN(texts))]);
}

static struct cell
strange_cell(uint64_t *seed, struct cell cell)
{
    static const char *const numbers[]
        = { "0", "1", "205", "582.36", "-3", "1E+300", "0.57999999999999996" };

    cell.flags = 0;
    cell.style = 0;
    switch (given_below(seed, 8)) {
    case 0:
        cell.type = CELL_BLANK;
        cell.text = TEXT_NONE;
        break;
    case 1:
        cell.type = CELL_ERROR;
        cell.text = TEXT("#REF!");
        break;
    case 2:
        cell.type = CELL_BOOL;
        cell.text = TEXT("1");
        break;
    case 3:
    case 4:
        cell.type = CELL_NUMBER;
        cell.text = text_of(numbers[given_below(seed, ARRAY_LEN(numbers))]);
        break;
    default:
        cell.type = CELL_TEXT;
        cell.text = strange_text(seed);
        break;
    }
    return cell;
}

/* Free of others, as a file must have it. */
static bool
overlaps(const struct grid *grid, struct span span)
{
    for (int i = 0; i < grid->n_merges; i++) {
        const struct span *m = &grid->merges[i];

        if (span.top < m->end_row && m->top < span.end_row
            && span.left < m->end_col && m->left < span.end_col)
            return true;
    }
    return false;
}

static void
change(struct arena *arena, struct grid *grid, uint64_t *seed)
{
    int i = grid->n_cells > 0 ? given_below(seed, grid->n_cells) : -1;
    struct cell cell
        = { .row = given_below(seed, 20), .col = given_below(seed, 12) };
    struct span span;

    if (i >= 0)
        cell = grid->cells[i];
    switch (given_below(seed, 6)) {
    case 0: /* another cell's text */
        if (i >= 0)
            cell.text = grid->cells[given_below(seed, grid->n_cells)].text;
        cell.type = cell.text.n > 0 ? CELL_TEXT : CELL_BLANK;
        break;
    case 1: /* a merged range */
        span = (struct span){ cell.row, cell.col,
                              cell.row + 1 + given_below(seed, 3),
                              cell.col + 1 + given_below(seed, 3) };
        if (!overlaps(grid, span)
            && (span.end_row > span.top + 1 || span.end_col > span.left + 1))
            grid_merge(arena, grid, span);
        break;
    case 2: /* no merged ranges */
        if (grid->n_merges > 0)
            grid->n_merges = given_below(seed, grid->n_merges);
        break;
    case 3: /* moved */
        cell.row += given_below(seed, 3);
        cell.col += given_below(seed, 3);
        break;
    default:
        cell = strange_cell(seed, cell);
        break;
    }
    grid_put(arena, grid, cell);
    grid_finish(arena, grid);
}

/* Readers leave blanks out. */
static void
drop_blanks(struct arena *arena, struct grid *grid)
{
    int n = 0;

    for (int i = 0; i < grid->n_cells; i++) {
        if (grid->cells[i].type != CELL_BLANK)
            grid->cells[n++] = grid->cells[i];
    }
    grid->n_cells = n;
    grid_finish(arena, grid);
}

static void
run_case(const struct template_rule *t, uint64_t number)
{
    struct arena arena = { 0 };
    struct diag_list drawn = { .arena = &arena };
    uint64_t seed = number * 7919 + 3;
    struct given_reading r = { .arena = &arena, .diags = { .arena = &arena } };
    struct exported out;

    expect_begin(arena_printf(&arena, "strange sheets of %.*s, seed %d",
                              TEXT_ARG(t->id), (int)number));
    out = export_book(&arena, t, laws_model(&arena, t, NULL, number), NULL,
                      &drawn);
    r.template = t;
    r.book = out.book;
    r.book->file = "given";
    for (int s = 0; s < r.book->n_sheets; s++) {
        for (int i = given_below(&seed, CHANGES); i > 0; i--)
            change(&arena, &r.book->sheets[s], &seed);
        drop_blanks(&arena, &r.book->sheets[s]);
    }
    r.located = locate_book(&arena, r.book, t, &r.diags);
    r.model = import_book(&arena, r.located, &r.diags);
    EXPECT_TEXT("", show_broken_laws(&r));
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (int i = 0; i < set->n_templates; i++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++)
            run_case(set->templates[i], seed);
    }
    arena_release(&arena);
    return expect_finish();
}
