/*
 * fill_test.c - the laws of blanks: import(fill(m, blank)) = m, and
 * fill(import(g), g) = g, byte for byte.
 *
 * For every table of every template: a blank of one model takes the figures of
 * another, with more codes and records; empty rows are used, rows inserted.
 * With 3 and with 300 codes, and with totals that are formulas.  The workbook
 * is a file each time, and is read back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "book/xlsx_read.h"
#include "book/xlsx_write.h"
#include "port/laws.h"
#include "remap/remainder.h"
#include "submit/fill.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/show_store.h"

static char folder[] = "/tmp/fill_test-XXXXXX";

/* Is it the name of what a form is about?  A form that has one is no other's. */
static bool
is_name(const struct placement *p, const struct slot *slot)
{
    return p->table->has_instance
           && text_equal(slot->item, p->table->instance_item)
           && text_equal(slot->measure, p->table->instance_measure);
}

/* The drawn model without its figures, as bytes of a workbook; without the
   names of what its forms are about where these are 'open'. */
static struct text
blank_of(struct arena *arena, const struct template_rule *t,
         const struct model *m, bool with_figures, bool open, bool unnamed)
{
    struct diag_list diags = { .arena = arena };
    const char *path = arena_printf(arena, "%s/blank.xlsx", folder);
    struct exported drawn = export_book(arena, t, m, NULL, &diags);
    struct located *located = locate_book(arena, drawn.book, t, &diags);
    struct text bytes = TEXT("");

    for (int s = 0; s < drawn.book->n_sheets && unnamed; s++)
        drawn.book->sheets[s].name = text_printf(arena, "表%d", s + 1);
    for (int s = 0; s < drawn.book->n_sheets; s++) {
        struct grid *grid = &drawn.book->sheets[s];

        for (int i = 0; i < located->sheets[s].n_tables; i++) {
            const struct placement *p = located->sheets[s].tables[i];

            for (int k = 0; k < p->n_slots; k++) {
                const struct cell *cell
                    = grid_at(grid, slot_list(p)[k].row, slot_list(p)[k].col);

                if (!cell
                    || !(is_name(p, &slot_list(p)[k])
                             ? open
                             : !with_figures && cell->type == CELL_NUMBER
                                   && !schema_is_text(slot_list(p)[k].kind)))
                    continue;
                grid->cells[cell - grid->cells].type = CELL_BLANK;
                grid->cells[cell - grid->cells].text = TEXT_NONE;
            }
        }
    }
    EXPECT(xlsx_write(arena, path, drawn.book, NULL, &diags)
           && file_read(arena, path, LIMIT_FILE_BYTES, &bytes, &diags));
    EXPECT_TEXT("", show_errors(arena, &diags));
    return bytes;
}

/* What is filled in already stays as it is. */
static void
fill_again(struct arena *arena, const struct template_rule *t,
           const struct model *says, struct text made)
{
    struct diag_list diags = { .arena = arena };
    struct xlsx_edit *edit = xlsx_edit_open(arena, "filled.xlsx", made, &diags);
    struct fill_result filled;
    struct text again = TEXT("");

    EXPECT(edit && fill_book(edit, t, says, false, &filled, &diags)
           && xlsx_edit_finish(edit, filled.sheets.book, &again));
    EXPECT_INT(0, filled.n_cells);
    EXPECT_INT(0, filled.n_rows);
    EXPECT(text_equal(made, again));
}

/* Fills the blank, and holds what is read again against the model. */
static void
fill_and_compare(struct arena *arena, const struct template_rule *t,
                 const struct model *m, struct text blank, int optional,
                 struct fill_result *filled)
{
    struct diag_list diags = { .arena = arena };
    struct xlsx_edit *edit = xlsx_edit_open(arena, "blank.xlsx", blank, &diags);
    struct written check;
    struct exported again;
    struct text made;

    EXPECT(edit != NULL);
    if (!edit || !EXPECT(fill_book(edit, t, m, false, filled, &diags))
        || !EXPECT(xlsx_edit_finish(edit, filled->sheets.book, &made))) {
        EXPECT_TEXT("", show_errors(arena, &diags));
        return;
    }
    again = filled->sheets;
    again.book = xlsx_read_bytes(arena, "filled.xlsx", made, &diags);
    EXPECT_TEXT("", show_errors(arena, &diags));
    if (!EXPECT(again.book != NULL))
        return;
    check = remainder_find(arena, &again, t);
    EXPECT(fact_set_count(&check.lost) <= optional);
    EXPECT_INT(model_count_facts(m) - fact_set_count(&check.lost),
               model_count_facts(check.says));
    fill_again(arena, t, check.says, made);
    for (int i = 0; i < m->n_tables && fact_set_count(&check.lost) > optional;
         i++) {
        for (int k = 0; k < m->tables[i].n_facts; k++) {
            const struct fact *fact = &m->tables[i].facts[k];

            if (check.lost.has[i][k] && fact->item->n)
                EXPECT_TEXT("found", arena_printf(arena, "%s %.*s %.*s",
                                                  m->tables[i].schema->id,
                                                  TEXT_ARG(*fact->item),
                                                  TEXT_ARG(fact->of->measure)));
        }
    }
}

/* Lines that a sheet may lack: a blank without them has no place for them. */
static int
count_optional(const struct table_rule *table)
{
    int n = 0;

    for (int i = 0; i < table->n_parts; i++) {
        for (int k = 0; k < mapping_parts(table)[i].n_cells; k++)
            n += mapping_parts(table)[i].cells[k].optional;
    }
    return n;
}

static void
run_table(const struct template_rule *t, const struct table_rule *table,
          bool with_figures)
{
    struct arena arena = { 0 };
    struct model *small = laws_model(&arena, t, table, 7);
    struct model *large = laws_model(&arena, t, table, 507);
    struct fill_result filled;

    /* A blank has so many sheets of a form, and no other figures. */
    large->n_tables = small->n_tables = 1;
    expect_begin(arena_printf(&arena, "%s of %.*s, %s", table->schema->id,
                              TEXT_ARG(t->id),
                              with_figures ? "figures replaced" : "blank"));
    fill_and_compare(&arena, t, large,
                     blank_of(&arena, t, small, with_figures, true, false),
                     count_optional(table), &filled);
    arena_release(&arena);
}

/* Sheets of one form that only tell by what they print whose they are. */
static void
run_forms(const struct template_rule *t, const struct table_rule *table)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct model *m = laws_model(&arena, t, table, 7);
    struct fill_result filled;
    struct xlsx_edit *edit;
    int n = m->n_tables;

    expect_begin(arena_printf(&arena, "%d sheets of %s of %.*s, out of order",
                              n, table->schema->id, TEXT_ARG(t->id)));
    edit = xlsx_edit_open(&arena, "blank.xlsx",
                          blank_of(&arena, t, m, false, false, true), &diags);
    for (int i = 0; i < n / 2; i++) {
        struct model_table other = m->tables[i];

        m->tables[i] = m->tables[n - 1 - i];
        m->tables[n - 1 - i] = other;
    }
    EXPECT(edit && fill_book(edit, t, m, false, &filled, &diags));
    for (int i = 0; i < n; i++)
        EXPECT_INT(n - 1 - i, filled.sheets.sheet[i]);
    arena_release(&arena);
}

/* ---- so many codes ---- */

static bool
is_code(struct text item)
{
    return item.n >= 3 && item.at[0] >= '0' && item.at[0] <= '9';
}

/* The model with figures for n codes of class 205, and for no others. */
static struct model *
with_codes(struct arena *arena, const struct model *from, int n)
{
    struct model *m = model_like(arena, from);
    const struct model_table *old = &from->tables[0];
    struct model_table *table;
    struct text measure = TEXT("total");

    table = model_add_table(arena, m, old->schema, old->instance);
    for (int i = 0; i < old->n_facts; i++) {
        if (!is_code(*old->facts[i].item))
            model_copy_fact(arena, table, old->facts[i]);
        else
            measure = old->facts[i].of->measure;
    }
    table->unit_shift = old->unit_shift;
    table->decimals = old->decimals;
    for (int i = 0; i < n; i++) {
        struct text code
            = text_printf(arena, "205%02d%02d", i / 90 + 1, i % 90 + 10);
        struct fact *fact
            = model_add_fact(arena, table, code, measure, VALUE_AMOUNT);

        fact->value = decimal_of(10000 + i * 100);
        fact->decimals = -2;
        fact->row = fact->col = -1;
    }
    return m;
}

static void
run_codes(const struct template_rule *t, const struct table_rule *table, int n)
{
    struct arena arena = { 0 };
    struct model *any = laws_model(&arena, t, table, 3);
    struct fill_result filled;
    struct text blank;

    expect_begin(arena_printf(&arena, "%d codes in %s of %.*s", n,
                              table->schema->id, TEXT_ARG(t->id)));
    blank = blank_of(&arena, t, with_codes(&arena, any, 1), false, true, false);
    fill_and_compare(&arena, t, with_codes(&arena, any, n), blank, 0, &filled);
    EXPECT_INT(n - 1, filled.n_rows);
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    EXPECT(mkdtemp(folder) != NULL);
    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *t = set->templates[i];

        for (int k = 0; k < t->n_tables; k++) {
            run_table(t, t->tables[k], false);
            run_table(t, t->tables[k], true);
            if (t->tables[k]->has_instance)
                run_forms(t, t->tables[k]);
            if (strcmp(t->tables[k]->schema->id, "income") == 0
                || strcmp(t->tables[k]->schema->id, "expenditure") == 0) {
                run_codes(t, t->tables[k], 3);
                run_codes(t, t->tables[k], 300);
            }
        }
    }
    (void)!system(arena_printf(&arena, "rm -rf %s", folder));
    arena_release(&arena);
    return expect_finish();
}
