/*
 * mix_test.c - the laws of filings that mix: a template's tables with one that
 * only another template knows, for each such pair, on generated models.
 *
 *   one          without a template it is read as one filing: all tables, the
 *                other one by its own template
 *   whole        with the kept file it comes back cell for cell, without it
 *                figure for figure
 *   judged       as the model says, it is of the same template
 */
#include "mapping/mix.h"
#include "port/export.h"
#include "port/import.h"
#include "port/laws.h"
#include "reconcile/ledger.h"
#include "support/expect.h"
#include "support/given.h"

#define SEEDS 2

/* A filing of 'a' with a table of 'b'. */
struct mixture {
    struct arena *arena;
    const struct mapping_set *set;
    const struct template_rule *a, *b;
    const struct table_rule *table;
};

/* All tables of 'a' and one of 'b', drawn. */
static struct book *
draw(const struct mixture *m, uint64_t seed, struct diag_list *diags)
{
    struct model *model = laws_model(m->arena, m->a, NULL, seed);
    const struct model *other = laws_model(m->arena, m->b, m->table, seed);

    for (int i = 0; i < other->n_tables; i++)
        model_copy_table(m->arena, model, &other->tables[i]);
    return export_book(m->arena, mix_add(m->arena, m->a, m->b, m->table), model,
                       NULL, diags)
        .book;
}

/* How many forms of the table the other template has. */
static int
count_forms(const struct mixture *m)
{
    int n = 0;

    for (int t = 0; t < m->b->n_tables; t++)
        n += m->b->tables[t]->schema == m->table->schema;
    return n;
}

static void
expect_back(const struct mixture *m, const struct located *located,
            const struct model *model)
{
    struct diag_list none = diag_none(m->arena);
    struct kept *kept = export_kept(m->arena, located, model, true);
    const struct template_rule *own
        = mapping_find(m->set, located->template->id);
    const struct template_rule *mix
        = mix_for(m->arena, m->set, own, NULL, kept);
    struct exported out = export_book(m->arena, mix, model, kept, &none);
    const char *why;
    int row, col;

    EXPECT_INT(0, fact_set_count(&out.lost));
    EXPECT_INT(located->book->n_sheets, out.book->n_sheets);
    for (int s = 0; s < out.book->n_sheets; s++)
        EXPECT(grid_equal(located->book, &located->book->sheets[s], out.book,
                          &out.book->sheets[s], &row, &col));
    mix = mix_for(m->arena, m->set, own, model, NULL);
    /* All forms of a table come for a model; a sheet has one of them. */
    EXPECT_INT(located->template->n_tables + count_forms(m) - 1, mix->n_tables);
    out = export_book(m->arena, mix, model, NULL, &none);
    EXPECT_INT(0, fact_set_count(&out.lost));
    why = model_differs(
        m->arena, LANGUAGE_EN, model,
        import_book(m->arena, locate_best(m->arena, out.book, m->set, &none),
                    &none));
    EXPECT_TEXT("", why ? why : "");
}

static void
run_case(const struct mixture *m, int seed)
{
    struct diag_list diags = { .arena = m->arena };
    struct diag_list none = diag_none(m->arena);
    struct book *book = draw(m, (uint64_t)seed, &none);
    struct located *located = locate_best(m->arena, book, m->set, &diags);
    const struct model *model;
    int n = 0;

    expect_begin(arena_printf(m->arena, "%.*s with %s of %.*s, seed %d",
                              TEXT_ARG(m->a->id), m->table->schema->id,
                              TEXT_ARG(m->b->id), seed));
    if (!EXPECT(located != NULL))
        return;
    model = import_book(m->arena, located, &diags);
    for (int i = 0; i < book->n_sheets; i++)
        EXPECT_INT(1, located->sheets[i].n_tables);
    for (int i = 0; i < model->n_tables; i++)
        n += model->tables[i].schema == m->table->schema;
    EXPECT(n > 0);
    EXPECT_INT(0, diags.n_level[DIAG_ERROR]);
    EXPECT(text_equal(ledger_template(m->arena, model, m->set)->id,
                      located->template->id));
    expect_back(m, located, model);
}

/* The form of that table is not another's with the same words. */
static void
run_pair(struct mixture *m)
{
    for (int t = 0; t < m->b->n_tables; t++) {
        m->table = m->b->tables[t];
        if (!m->table->schema->evaluation
            || !text_equal(m->table->template_id, m->b->id)
            || mapping_table(m->a, m->table->schema))
            continue;
        for (int seed = 1; seed <= SEEDS; seed++)
            run_case(m, seed);
    }
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (int a = 0; a < set->n_templates; a++) {
        for (int b = 0; b < set->n_templates; b++) {
            struct arena beside = arena_beside(&arena);
            struct mixture m
                = { &beside, set, set->templates[a], set->templates[b], NULL };

            if (a != b)
                run_pair(&m);
            arena_release(&beside);
        }
    }
    arena_release(&arena);
    return expect_finish();
}
