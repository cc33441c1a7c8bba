/*
 * roundtrip_test.c - the laws of the mappings, on generated models and sheets.
 *
 *   PutGet        import(export(m)) = m, for every table of every template
 *   GetPut        export(import(g)) = g, cell for cell, on sheets as they vary
 *   conservation  every cell that holds something is claimed
 *   change        a figure changed in the model is the one that is read again
 *   growth        codes and list members added to the model get rows
 *
 * The seed is in the name of each case.
 */
#include <stdio.h>
#include <string.h>

#include "port/export.h"
#include "port/import.h"
#include "port/laws.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_varied.h"
#include "support/show_store.h"

#define SEEDS 6

static void
begin(struct arena *arena, const char *law, const struct template_rule *t,
      uint64_t seed)
{
    expect_begin(arena_printf(arena, "%s of %.*s, seed %d", law,
                              TEXT_ARG(t->id), (int)seed));
}

/* ---- the laws ---- */

static void
run_putget(const struct template_rule *t, uint64_t seed)
{
    struct arena arena = { 0 };
    struct laws_verdict *verdicts;
    int n;

    begin(&arena, "PutGet", t, seed);
    laws_template(&arena, LANGUAGE_EN, t, seed * 1000, &verdicts, &n);
    EXPECT(n > 0);
    for (int i = 0; i < n; i++) {
        if (verdicts[i].kind == LAWS_LOSES)
            EXPECT_TEXT("", arena_printf(&arena, "%s: %s",
                                         verdicts[i].table->schema->id,
                                         verdicts[i].why));
    }
    arena_release(&arena);
}

static void
expect_claimed(struct arena *arena, const struct located *located)
{
    for (int s = 0; s < located->book->n_sheets; s++) {
        const struct grid *grid = located->sheets[s].grid;

        for (int i = 0; i < grid->n_cells; i++) {
            if (grid->cells[i].type != CELL_BLANK
                && located->sheets[s].claims[i] == CLAIM_NONE)
                EXPECT_TEXT("every cell claimed",
                            text_zero(arena, grid->cells[i].text));
        }
    }
}

static void
expect_same_books(struct arena *arena, const struct book *want,
                  const struct book *got)
{
    EXPECT_INT(want->n_sheets, got->n_sheets);
    for (int s = 0; s < want->n_sheets && s < got->n_sheets; s++) {
        int row, col;

        EXPECT_BYTES(text_zero(arena, want->sheets[s].name),
                     got->sheets[s].name);
        EXPECT_INT(want->sheets[s].state, got->sheets[s].state);
        if (!grid_equal(want, &want->sheets[s], got, &got->sheets[s], &row,
                        &col)) {
            const struct cell *a = grid_at(&want->sheets[s], row, col);
            const struct cell *b = grid_at(&got->sheets[s], row, col);

            EXPECT_TEXT(
                a ? text_zero(arena, a->text) : "(nothing)",
                arena_printf(arena, "%s (row %d, column %d)",
                             b ? text_zero(arena, b->text) : "(nothing)", row,
                             col));
        }
    }
}

static void
run_getput(const struct template_rule *t, uint64_t seed)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *m = laws_model(&arena, t, NULL, seed), *read;
    struct exported drawn = export_book(&arena, t, m, NULL, &diags), back;
    struct book *book = given_varied(&arena, drawn.book, seed);
    struct located *located;
    struct kept *kept;

    begin(&arena, "GetPut", t, seed);
    located = locate_book(&arena, book, t, &diags);
    read = import_book(&arena, located, &diags);
    EXPECT_TEXT("", show_errors(&arena, &diags));
    expect_claimed(&arena, located);
    kept = export_kept(&arena, located, read, false);
    back = export_book(&arena, t, read, kept, &diags);
    EXPECT_INT(0, fact_set_count(&back.lost));
    expect_same_books(&arena, book, back.book);
    arena_release(&arena);
}

static struct model *
read_again(struct arena *arena, const struct template_rule *t,
           const struct book *book, struct diag_list *diags)
{
    return import_book(arena, locate_book(arena, book, t, diags), diags);
}

/* Another figure in every third fact of the model. */
static void
change_facts(struct model *model)
{
    int k = 0;

    for (int i = 0; i < model->n_tables; i++) {
        for (int f = 0; f < model->tables[i].n_facts; f++) {
            struct fact *fact = &model->tables[i].facts[f];

            if (fact->of->kind == VALUE_AMOUNT && ++k % 3 == 0
                && fact->value.scale == 0)
                fact->value.units += 10000;
        }
    }
}

static void
run_change(const struct template_rule *t, uint64_t seed)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *m = laws_model(&arena, t, NULL, seed), *read, *again;
    struct exported drawn = export_book(&arena, t, m, NULL, &diags), back;
    struct book *book = given_varied(&arena, drawn.book, seed);
    struct located *located = locate_book(&arena, book, t, &diags);
    struct kept *kept;
    const char *why;

    begin(&arena, "change", t, seed);
    read = import_book(&arena, located, &diags);
    kept = export_kept(&arena, located, read, false);
    change_facts(read);
    back = export_book(&arena, t, read, kept, &diags);
    EXPECT_INT(0, fact_set_count(&back.lost));
    again = read_again(&arena, t, back.book, &diags);
    EXPECT_TEXT("", show_errors(&arena, &diags));
    why = model_differs(&arena, LANGUAGE_EN, read, again);
    EXPECT_TEXT("", why ? why : "");
    arena_release(&arena);
}

/* A sheet drawn without such a part has no place for what it would hold. */
static bool
has_optional_part(const struct table_rule *table)
{
    for (int i = 0; i < table->n_parts; i++) {
        if (mapping_parts(table)[i].optional)
            return true;
    }
    return false;
}

/* The sheets of one model, filled with another that has other rows. */
static void
run_growth(const struct template_rule *t, const struct table_rule *table,
           uint64_t seed)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *small = laws_model(&arena, t, table, seed), *read, *again;
    struct model *large = laws_model(&arena, t, table, seed + 500);
    struct exported drawn = export_book(&arena, t, small, NULL, &diags), back;
    struct located *located = locate_book(&arena, drawn.book, t, &diags);
    const struct model *lost;
    struct kept *kept;
    const char *why;

    begin(&arena, arena_printf(&arena, "growth of %s", table->schema->id), t,
          seed);
    read = import_book(&arena, located, &diags);
    kept = export_kept(&arena, located, read, false);
    for (int s = 0; s < kept->n_sheets; s++)
        EXPECT(kept->sheets[s].whole || kept->sheets[s].n_cells == 0);
    /* As a clerk's sheet would stand: every cell kept. */
    located = locate_book(&arena, given_varied(&arena, drawn.book, seed), t,
                          &diags);
    kept = export_kept(&arena, located, import_book(&arena, located, &diags),
                       false);
    back = export_book(&arena, t, large, kept, &diags);
    lost = fact_set_pick(&arena, &back.lost);
    if (lost->n_tables > 0 && !has_optional_part(table))
        EXPECT_TEXT(
            "", arena_printf(&arena, "no place for %.*s, %.*s",
                             TEXT_ARG(*lost->tables[0].facts[0].item),
                             TEXT_ARG(lost->tables[0].facts[0].of->measure)));
    diags.n = diags.n_level[DIAG_ERROR] = 0;
    again = read_again(&arena, t, back.book, &diags);
    EXPECT_TEXT("", show_errors(&arena, &diags));
    for (int i = 0, k = 0; i < again->n_tables; i++) {
        if (again->tables[i].n_facts > 0)
            again->tables[k++] = again->tables[i];
        if (i == again->n_tables - 1)
            again->n_tables = k;
    }
    if (!table->has_instance
        && (why = model_differs(&arena, LANGUAGE_EN, large, again)))
        EXPECT_TEXT("", why);
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *t = set->templates[i];

        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            run_putget(t, seed);
            run_getput(t, seed);
            run_change(t, seed);
        }
        for (int k = 0; k < t->n_tables; k++)
            run_growth(t, t->tables[k], 3);
    }
    arena_release(&arena);
    return expect_finish();
}
