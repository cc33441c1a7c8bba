/*
 * alike_test.c - a filing is judged alike as workbook, JSON, package and facts.
 *
 * Filings of every template, with some figures blank, some wrong, tables
 * without any or declared empty: what the rules find, which tables are missing
 * and which codes do not fit is the same but for names of codes and units,
 * which facts do not have; nor do they say whether a row without figures is
 * printed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "port/export.h"
#include "port/import.h"
#include "reconcile/blanks.h"
#include "reconcile/codecheck.h"
#include "reconcile/whole.h"
#include "store/csv_package.h"
#include "store/facts.h"
#include "store/json.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_filing.h"

#define SEEDS 12

static char folder[] = "/tmp/alike_test.XXXXXX";

struct laws {
    const struct mapping_set *set;
    const struct rule_set *rules;
    int n_findings, n_missing; /* seen in all */
};

/* ---- what is said of a model ---- */

static const char *
show_finding(struct arena *arena, const struct finding *finding)
{
    char left[DECIMAL_TEXT_MAX] = "", right[DECIMAL_TEXT_MAX] = "";
    const char *cells = "";

    if (finding->has_amounts) {
        decimal_show(decimal_normal(finding->left), left);
        decimal_show(decimal_normal(finding->right), right);
    }
    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *cell = &finding->cells[i];

        cells
            = arena_printf(arena, "%s %.*s/%.*s%s%s", cells,
                           TEXT_ARG(cell->item), TEXT_ARG(cell->measure),
                           cell->fact ? "" : "=blank", cell->proof ? "=0" : "");
    }
    return arena_printf(arena, "%.*s %d %s %s and %s, %d more:%s\n",
                        TEXT_ARG(finding->rule->id), finding->outcome,
                        finding->table->schema->id, left, right,
                        finding->n_more, cells);
}

/* As check does it. */
static const char *
judge(struct arena *arena, struct laws *laws, struct model *model)
{
    const struct template_rule *template
        = ledger_template(arena, model, laws->set);
    struct diag_list diags = { .arena = arena };
    struct findings findings = { .n = 0 };
    const bool *there
        = whole_check(arena, &(struct check_wish){ .rules = laws->rules },
                      model, template, &findings);
    const char *out = "";

    blanks_find(arena, model, NULL, &findings);
    (void)whole_tell(PLACE_NONE, template, there, WHOLE_OF_MODEL, &diags);
    laws->n_missing += diags.n;
    codecheck_model(arena, model, template, NULL, &diags);
    for (int i = 0; i < findings.scales.n; i++)
        scale_diag(model, &findings.scales.items[i], &diags);
    for (int i = 0; i < diags.n; i++) {
        const struct diag *diag = diags.items[i];

        if (diag->code == DIAG_CODE_ORPHAN || diag->code == DIAG_TOTAL_BLANK)
            out = arena_printf(arena, "%s%.*s below a blank, %d\n", out,
                               (int)strcspn(diag->text, " "), diag->text,
                               diag_is_doubt(diag->code));
        else if (diag->level != DIAG_HINT)
            out = arena_printf(arena, "%s%s [%s]\n", out, diag->text,
                               diag_word(diag->code));
    }
    for (int i = 0; i < findings.n; i++)
        out = arena_printf(arena, "%s%s", out,
                           show_finding(arena, &findings.items[i]));
    laws->n_findings += findings.n;
    return out;
}

/* ---- a filing in its forms ---- */

struct written {
    char *at;
    size_t n;
    FILE *out;
};

static FILE *
open_written(struct written *w)
{
    w->out = open_memstream(&w->at, &w->n);
    if (!w->out)
        abort();
    return w->out;
}

static struct text
close_written(struct arena *arena, struct written *w)
{
    struct text t;

    if (fclose(w->out) != 0)
        abort();
    t = (struct text){ arena_copy(arena, w->at, w->n), w->n };
    free(w->at);
    return t;
}

static struct model *
as_json(struct arena *arena, const struct vocabulary *words,
        const struct model *model, struct diag_list *diags)
{
    struct written w;

    json_write_model(open_written(&w), model);
    return json_read_model(arena, words, "m", close_written(arena, &w), diags);
}

static struct model *
as_facts(struct arena *arena, const struct vocabulary *words,
         const struct model *model, struct diag_list *diags)
{
    struct written w;
    FILE *out = open_written(&w);

    facts_write_header(out, CSV_TEXT_PLAIN);
    facts_write_csv(out, model, CSV_TEXT_PLAIN);
    return facts_read_csv(arena, words, "m", close_written(arena, &w), diags);
}

static struct model *
as_package(struct arena *arena, const struct vocabulary *words,
           const struct model *model, struct diag_list *diags)
{
    const char *path = arena_printf(arena, "%s/p", folder);

    return csv_package_write(arena, path, model, CSV_TEXT_PLAIN, diags)
               ? csv_package_read(arena, words, path, diags)
               : NULL;
}

static void
expect_alike(struct arena *arena, struct laws *laws, struct model *model)
{
    struct diag_list diags = { .arena = arena };
    const struct vocabulary *words = laws->set->words;
    struct model *forms[] = { as_json(arena, words, model, &diags),
                              as_package(arena, words, model, &diags),
                              as_facts(arena, words, model, &diags) };
    const char *want;

    for (int i = 0; i < diags.n; i++)
        diag_write_text(stdout, diags.items[i]);
    want = judge(arena, laws, model);
    for (int i = 0; i < ARRAY_LEN(forms); i++) {
        if (EXPECT(forms[i] != NULL))
            EXPECT_TEXT(want, judge(arena, laws, forms[i]));
    }
}

/* ---- filings that are not whole ---- */

struct dice {
    uint64_t state;
};

static int
roll(struct dice *dice, int sides)
{
    dice->state
        = dice->state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (int)((dice->state >> 33) % (uint64_t)sides);
}

static void
drop_fact(struct model_table *table, int index)
{
    memmove(&table->facts[index], &table->facts[index + 1],
            (size_t)(table->n_facts - index - 1) * sizeof *table->facts);
    table->n_facts--;
}

/* One in 'often' figures is blank, one in 'often' is another. */
static void
spoil(struct dice *dice, struct model *model, int often)
{
    for (int t = 0; t < model->n_tables; t++) {
        struct model_table *table = &model->tables[t];

        if (!table->schema->evaluation && roll(dice, 12) == 0)
            table->n_facts = 0;
        for (int i = table->n_facts - 1; i >= 0; i--) {
            struct fact *fact = &table->facts[i];

            if (schema_is_text(fact->of->kind))
                continue;
            if (roll(dice, often) == 0)
                drop_fact(table, i);
            else if (roll(dice, often) == 0)
                fact->value.units += roll(dice, 3) * 10000;
        }
    }
}

/* The model as its workbook gives it. */
static struct model *
through_sheets(struct arena *arena, const struct template_rule *template,
               const struct model *model)
{
    struct diag_list diags = { .arena = arena };
    struct exported out = export_book(arena, template, model, NULL, &diags);
    struct located *located = locate_book(arena, out.book, template, &diags);

    return import_book(arena, located, &diags);
}

static void
try(struct laws *laws, const struct template_rule *template, uint64_t seed)
{
    static const int often[] = { 100000, 200, 60, 20, 6, 2 };
    struct arena arena = { 0 };
    struct dice dice = { seed * 977 };
    struct model *model = given_filing(&arena, template, seed);

    expect_begin(arena_printf(&arena, "%.*s, seed %d", TEXT_ARG(template->id),
                              (int)seed));
    if (seed % 3 == 2)
        given_filing_blanks(model);
    spoil(&dice, model, often[seed % ARRAY_LEN(often)]);
    expect_alike(&arena, laws, through_sheets(&arena, template, model));
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    struct laws laws = { .n_findings = 0 };

    if (!mkdtemp(folder))
        abort();
    laws.set = given_mappings(&arena);
    laws.rules = given_rules(&arena, laws.set);
    for (int i = 0; i < laws.set->n_templates; i++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++)
            try(&laws, laws.set->templates[i], seed);
    }
    expect_begin("there was something to judge");
    EXPECT(laws.n_findings > 1000);
    EXPECT(laws.n_missing > 10);
    expect_note(arena_printf(&arena, "%d findings, %d tables missing",
                             laws.n_findings, laws.n_missing));
    if (system(arena_printf(&arena, "rm -rf %s", folder)) != 0)
        abort();
    arena_release(&arena);
    return expect_finish();
}
