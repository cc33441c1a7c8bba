/*
 * live_test.c - the laws of sums as formulas and of figures rounded.
 *
 * For every template, on filings whose figures agree, on the same with blanks
 * for zeros, and on figures made up that agree in nothing: the book says the
 * same with formulas as without; each formula comes to its cell's figure, also
 * when all sums are taken out and calculated anew from the rest, which no
 * circle would let be; where the figures agree no sum is left that the rules
 * are certain of.
 *
 * Rounded to coarser decimals, each figure is the nearest that these show, and
 * exact = written + tail; figures that fit stay; sums that are listed were
 * right before, and all others are right after.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "book/formula.h"
#include "book/sheet_name.h"
#include "book/workbook.h"
#include "book/xlsx_write.h"
#include "edit/evaluate.h"
#include "port/export.h"
#include "port/import.h"
#include "port/laws.h"
#include "reconcile/addup.h"
#include "reconcile/live.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_filing.h"

#define SEEDS 2

struct laws {
    const struct mapping_set *set;
    const struct rule_set *rules;
};

/* ---- calculated anew ---- */

static const struct grid_formula *
formula_at(const struct grid *grid, int row, int col)
{
    for (int i = 0; i < grid->n_formulas; i++) {
        if (grid->formulas[i].row == row && grid->formulas[i].col == col)
            return &grid->formulas[i];
    }
    return NULL;
}

/* Is there a cell without its result yet among those the formula asks for? */
static bool
waits(struct arena *arena, const struct book *book, int sheet,
      struct text formula, int *n_refs)
{
    struct formula_scan scan = { formula, 0, arena };
    struct formula_ref ref;

    while (formula_next(&scan, &ref)) {
        const struct grid *grid = &book->sheets[sheet];

        ++*n_refs;
        for (int s = 0; s < book->n_sheets; s++) {
            if (ref.sheet.n && sheet_name_same(ref.sheet, book->sheets[s].name))
                grid = &book->sheets[s];
        }
        for (int row = ref.row[0]; row <= ref.row[ref.area]; row++) {
            for (int col = ref.col[0]; col <= ref.col[ref.area]; col++) {
                const struct cell *cell = grid_at(grid, row, col);

                if (cell && cell->type == CELL_BLANK
                    && (cell->flags & CELL_FORMULA))
                    return true;
            }
        }
    }
    return false;
}

/* Takes out all results, and puts in what their formulas come to, those first
   that wait for no other; false where some wait for ever. */
static bool
recalculate(struct arena *arena, struct book *book)
{
    bool again = true;
    int left = 0;

    for (int s = 0; s < book->n_sheets; s++) {
        struct grid *grid = &book->sheets[s];

        for (int i = 0; i < grid->n_cells; i++) {
            if (grid->cells[i].flags & CELL_FORMULA) {
                grid->cells[i].type = CELL_BLANK;
                left++;
            }
        }
    }
    while (again && left > 0) {
        again = false;
        for (int s = 0; s < book->n_sheets; s++) {
            struct grid *grid = &book->sheets[s];

            for (int i = 0; i < grid->n_cells; i++) {
                struct cell *cell = &grid->cells[i];
                const struct grid_formula *formula;
                struct decimal sum;
                int n_refs = 0;

                if (!(cell->flags & CELL_FORMULA) || cell->type != CELL_BLANK)
                    continue;
                formula = formula_at(grid, cell->row, cell->col);
                if (!EXPECT(formula != NULL)
                    || waits(arena, book, s, formula->text, &n_refs))
                    continue;
                EXPECT(n_refs > 0);
                EXPECT(evaluate_number(arena, book, s, formula->text, &sum));
                cell->type = CELL_NUMBER;
                cell->text = decimal_text(arena, sum);
                again = true;
                left--;
            }
        }
    }
    return left == 0;
}

/* ---- formulas ---- */

static void
tally_add(struct live_tally *to, const struct live_tally *from)
{
    to->n_sums += from->n_sums;
    to->n_formulas += from->n_formulas;
    to->n_blank += from->n_blank;
    to->n_differ += from->n_differ;
    to->n_open += from->n_open;
    to->n_uncertain += from->n_uncertain;
}

/* The file says the same, too. */
static void
written(struct arena *arena, const struct template_rule *t,
        const struct book *book, const struct model *before)
{
    struct diag_list diags = { .arena = arena };
    char path[] = "/tmp/live_test-XXXXXX";
    const struct book *again = NULL;
    const char *why;
    int file = mkstemp(path);

    if (!EXPECT(file >= 0))
        return;
    close(file);
    if (EXPECT(xlsx_write(arena, path, book, NULL, &diags)))
        again = workbook_read(arena, path, &diags);
    unlink(path);
    if (!EXPECT(again != NULL))
        return;
    why = model_differs(
        arena, LANGUAGE_EN, before,
        import_book(arena, locate_book(arena, again, t, &diags), &diags));
    EXPECT_TEXT("", why ? why : "");
}

/* 'agrees': no sum may be left that has figures and a rule. */
static void
formulas(const struct laws *laws, const struct template_rule *t,
         struct arena *arena, const struct model *model, bool agrees,
         struct live_tally *all)
{
    struct diag_list diags = { .arena = arena };
    struct exported out = export_book(arena, t, model, NULL, &diags);
    struct located *located = locate_book(arena, out.book, t, &diags);
    struct model *before = import_book(arena, located, &diags), *after;
    struct diag_list told = { .arena = arena };
    struct live_tally tally = live_formulas(
        arena, out.book, located, laws->rules, model->fiscal_year, &told);
    const char *why;

    if (agrees) {
        written(arena, t, out.book, before);
        EXPECT_INT(0, tally.n_differ);
        for (int i = 0; i < told.n && i < 3; i++)
            diag_write_text(stdout, told.items[i]);
        EXPECT(tally.n_formulas > 0);
    }
    EXPECT_INT(tally.n_sums, tally.n_formulas + tally.n_blank + tally.n_differ
                                 + tally.n_open + tally.n_uncertain);
    EXPECT_INT(tally.n_differ + tally.n_open, told.n_level[DIAG_HINT]);
    EXPECT(recalculate(arena, out.book));
    after = import_book(arena, locate_book(arena, out.book, t, &diags), &diags);
    why = model_differs(arena, LANGUAGE_EN, before, after);
    EXPECT_TEXT("", why ? why : "");
    tally_add(all, &tally);
}

static void
run_formulas(const struct laws *laws, const struct template_rule *t)
{
    struct live_tally all = { 0 }, blank = { 0 }, odd = { 0 };

    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct arena arena = { 0 };
        struct model *model = given_filing(&arena, t, seed);

        expect_begin(arena_printf(&arena, "%.*s, seed %d: formulas",
                                  TEXT_ARG(t->id), (int)seed));
        formulas(laws, t, &arena, model, true, &all);
        expect_begin(arena_printf(&arena, "%.*s, seed %d: without zeros",
                                  TEXT_ARG(t->id), (int)seed));
        given_filing_blanks(model);
        formulas(laws, t, &arena, model, true, &blank);
        arena_release(&arena);
    }
    for (int k = 0; k < t->n_tables; k++) {
        struct arena arena = { 0 };

        expect_begin(arena_printf(&arena, "%s of %.*s, any figures",
                                  t->tables[k]->schema->id, TEXT_ARG(t->id)));
        formulas(laws, t, &arena, laws_model(&arena, t, t->tables[k], 5), false,
                 &odd);
        arena_release(&arena);
    }
    printf("%.*s: %d of %d sums are formulas, %d blank, %d with blank parts, "
           "%d uncertain\n",
           TEXT_ARG(t->id), all.n_formulas, all.n_sums, all.n_blank, all.n_open,
           all.n_uncertain);
}

/* ---- rounding ---- */

/* All amounts in smaller steps than the template shows. */
static void
make_finer(struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        struct model_table *table = &model->tables[i];

        for (int k = 0; k < table->n_facts; k++) {
            struct fact *fact = &table->facts[k];

            if (fact->of->kind != VALUE_AMOUNT
                || decimal_shift(fact->value, -3, &fact->value) != DECIMAL_OK)
                continue;
            fact->decimals = (int8_t)(fact->decimals + 3);
        }
    }
}

/* written is exact rounded to the decimals shown: nearer than half a step. */
static bool
is_nearest(const struct tail *tail, int decimals)
{
    struct decimal half = { 5, (uint8_t)(decimals + 1) }, sum,
                   rest = tail->tail;

    if (rest.units < 0)
        rest.units = -rest.units;
    return decimal_add(tail->written, tail->tail, &sum) == DECIMAL_OK
           && decimal_compare(sum, tail->exact) == 0
           && !decimal_is_zero(tail->tail)
           && decimal_digits(tail->written) <= decimals
           && decimal_compare(rest, half) <= 0;
}

static void
run_rounding(const struct laws *laws, const struct template_rule *t)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *model = given_filing(&arena, t, 1);
    struct exported out;
    struct located *located;
    struct tails tails;
    struct addup_list sums;
    struct live_tally tally;
    int certain;

    expect_begin(arena_printf(&arena, "%.*s: rounded", TEXT_ARG(t->id)));
    out = export_book(&arena, t, model, NULL, &diags);
    located = locate_book(&arena, out.book, t, &diags);
    EXPECT_INT(0, rounding_apply(&arena, out.book, located).n);

    make_finer(model);
    out = export_book(&arena, t, model, NULL, &diags);
    located = locate_book(&arena, out.book, t, &diags);
    tally = live_formulas(&arena, out.book, located, laws->rules,
                          model->fiscal_year, &diags);
    certain = tally.n_formulas;
    tails = rounding_apply(&arena, out.book, located);
    EXPECT(tails.n > 0);
    for (int i = 0; i < tails.n; i++) {
        const struct tail *tail = &tails.items[i];
        const struct table_rule *rule = NULL;

        for (int k = 0; k < located->sheets[tail->sheet].n_tables; k++)
            rule = located->sheets[tail->sheet].tables[k]->table;
        EXPECT(rule && is_nearest(tail, rule->decimals));
    }
    sums = addup_find(&arena, out.book, located, laws->rules,
                      model->fiscal_year, &tails);
    for (int s = 0; s < out.book->n_sheets; s++)
        out.book->sheets[s].n_formulas = 0;
    tally = live_formulas(&arena, out.book, located, laws->rules,
                          model->fiscal_year, &diags);
    EXPECT(tally.n_formulas < certain);
    EXPECT(sums.n >= certain - tally.n_formulas);
    printf("%.*s: %d figures rounded, %d sums no longer add up\n",
           TEXT_ARG(t->id), tails.n, sums.n);
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    struct laws laws;

    laws.set = given_mappings(&arena);
    laws.rules = given_rules(&arena, laws.set);
    for (int i = 0; i < laws.set->n_templates; i++) {
        run_formulas(&laws, laws.set->templates[i]);
        run_rounding(&laws, laws.set->templates[i]);
    }
    arena_release(&arena);
    return expect_finish();
}
