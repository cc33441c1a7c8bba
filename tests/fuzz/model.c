/*
 * model.c - any bytes as a JSON model, written in every form and template.
 *
 *   JSON     what is read and written is read as the same again
 *   facts    so are its facts as CSV and JSON lines
 *   export   each fact is said by the template's workbook or is lost, and the
 *            workbook says no more
 */
#include "canon/model.h"
#include "canon/diff.h"
#include "remap/migrate.h"
#include "remap/remainder.h"
#include "store/facts.h"
#include "store/json.h"
#include "support/fuzz.h"
#include "support/show_store.h"

static void
check_json(struct arena *arena, const struct model *model)
{
    struct diag_list diags = { .arena = arena };
    struct text shown = show_json(arena, model);
    const struct model *again = json_read_model(arena, fuzz_mappings()->words,
                                                "again", shown, &diags);
    const char *why;

    FUZZ_HOLDS(again != NULL);
    why = model_differs(arena, LANGUAGE_EN, model, again);
    FUZZ_EQUAL(TEXT(""), text_of(why ? why : ""));
    FUZZ_EQUAL(shown, show_json(arena, again));
}

/* Facts of one filing: all tables of one department and year. */
static void
check_facts(struct arena *arena, const struct model *model)
{
    struct diag_list diags = { .arena = arena };
    const struct model *again
        = facts_read_csv(arena, fuzz_mappings()->words, "csv",
                         show_facts(arena, model, CSV_TEXT_PLAIN), &diags);
    int n;

    FUZZ_ANSWERED(again, &diags);
    if (again == NULL)
        return;
    diff_models(arena, model, again, &n);
    FUZZ_HOLDS(n == 0);
    again = facts_read_jsonl(arena, fuzz_mappings()->words, "jsonl",
                             show_jsonl(arena, model), &diags);
    FUZZ_HOLDS(again != NULL);
    diff_models(arena, model, again, &n);
    FUZZ_HOLDS(n == 0);
}

/* The year may be a field in one template and part of a title in another. */
static int
count_facts(const struct model *model)
{
    int n = 0;

    for (int i = 0; i < model->n_tables; i++) {
        n += model->tables[i].n_facts;
        n -= model_find(&model->tables[i], TEXT("header"), TEXT("year"))
             != NULL;
    }
    return n;
}

static void
check_export(struct arena *arena, const struct model *model)
{
    struct diag_list diags = { .arena = arena };
    const struct mapping_set *set = fuzz_mappings();
    const struct template_rule *to = mapping_find(set, model->template_id);
    struct written made;

    if (to == NULL)
        to = mapping_find(set, TEXT("national-2022"));
    made = migrate_forward(arena, model, NULL, to, &diags);
    remainder_report(arena, &made.lost, to, DIAG_ERROR, &diags);
    fuzz_show(&diags);
    FUZZ_HOLDS(count_facts(model)
               == count_facts(made.says)
                      + count_facts(fact_set_pick(arena, &made.lost)));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct model *model
        = json_read_model(arena, fuzz_mappings()->words, "fuzz", in, diags);

    FUZZ_HOLDS(model ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (model == NULL)
        return;
    check_json(arena, model);
    check_facts(arena, model);
    check_export(arena, model);
}

FUZZ_TARGET(run)
