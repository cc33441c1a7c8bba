/*
 * cut_test.c - a report of which a sheet ends early is not whole.
 *
 * Each sheet of samples/hubei-2022.xlsx, cut above each row that holds a
 * figure: reading or check leaves something open, an error or a doubt.
 */
#include <stdlib.h>

#include "book/workbook.h"
#include "port/import.h"
#include "reconcile/blanks.h"
#include "reconcile/codecheck.h"
#include "reconcile/whole.h"
#include "support/expect.h"
#include "support/given.h"

struct laws {
    const struct template_rule *template;
    const struct rule_set *rules;
    int n_cuts;
};

/* As check does it. */
static void
judge(struct arena *arena, const struct laws *laws, const struct book *book,
      struct diag_list *diags)
{
    struct located *located = locate_book(arena, book, laws->template, diags);
    struct model *model = import_book(arena, located, diags);
    struct findings findings = { .n = 0 };
    const bool *there
        = whole_check(arena, &(struct check_wish){ .rules = laws->rules },
                      model, laws->template, &findings);

    blanks_find(arena, model, located, &findings);
    (void)whole_tell(PLACE_NONE, laws->template, there, WHOLE_OF_BOOK, diags);
    codecheck_model(arena, model, laws->template, located, diags);
    for (int i = 0; i < findings.n; i++)
        finding_diag(model, &findings.items[i], diags);
}

static bool
has_figure(const struct grid *grid, int row)
{
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];

        if (cell->row == row && cell->col > 0 && cell->type == CELL_NUMBER
            && !text_equal(cell->text, TEXT("0")))
            return true;
    }
    return false;
}

/* The book without the rows from 'row' on of one sheet. */
static struct book
cut(struct arena *arena, const struct book *book, int sheet, int row)
{
    const struct grid *from = &book->sheets[sheet];
    struct grid grid = { .name = from->name, .state = from->state };
    struct book out = *book;

    for (int i = 0; i < from->n_cells && from->cells[i].row < row; i++)
        ARENA_PUSH(arena, grid.cells, grid.n_cells, grid.cells_capacity,
                   from->cells[i]);
    for (int i = 0; i < from->n_merges; i++) {
        if (from->merges[i].end_row <= row)
            ARENA_PUSH(arena, grid.merges, grid.n_merges, grid.merges_capacity,
                       from->merges[i]);
    }
    grid_finish(arena, &grid);
    out.sheets = ARENA_ARRAY(arena, struct grid, book->n_sheets);
    for (int i = 0; i < book->n_sheets; i++)
        out.sheets[i] = i == sheet ? grid : book->sheets[i];
    return out;
}

static void
cut_sheet(struct laws *laws, const struct book *book, int sheet)
{
    const struct grid *grid = &book->sheets[sheet];
    int end = grid->n_cells ? grid->cells[grid->n_cells - 1].row + 1 : 0;

    for (int row = 4; row < end; row++) {
        struct arena arena = { 0 };
        struct diag_list diags = { .arena = &arena };
        struct book rest;

        if (!has_figure(grid, row))
            continue;
        expect_begin(arena_printf(&arena, "%.*s without row %d and below",
                                  TEXT_ARG(grid->name), row + 1));
        rest = cut(&arena, book, sheet, row);
        judge(&arena, laws, &rest, &diags);
        EXPECT(diag_is_open(&diags));
        laws->n_cuts++;
        arena_release(&arena);
    }
}

int
main(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct laws laws = { .n_cuts = 0 };
    const struct mapping_set *set = given_mappings(&arena);
    const struct book *book
        = workbook_read(&arena, "samples/hubei-2022.xlsx", &diags);

    laws.template = mapping_find(set, TEXT("hubei-2022"));
    laws.rules = given_rules(&arena, set);
    expect_begin("the report is whole");
    if (!EXPECT(laws.template != NULL) || !EXPECT(book != NULL))
        return expect_finish();
    judge(&arena, &laws, book, &diags);
    EXPECT(!diag_is_open(&diags));
    for (int i = 0; i < diags.n; i++) {
        if (diags.items[i]->level == DIAG_ERROR)
            diag_write_text(stdout, diags.items[i]);
    }
    for (int i = 0; i < book->n_sheets; i++)
        cut_sheet(&laws, book, i);
    expect_begin("there was something to cut");
    EXPECT(laws.n_cuts > 80);
    expect_note(arena_printf(&arena, "%d cuts", laws.n_cuts));
    arena_release(&arena);
    return expect_finish();
}
