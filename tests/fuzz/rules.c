/*
 * rules.c - any bytes as rules, held against a filing that agrees.
 *
 * What is found and what is said of it: a finding has cells and can be told,
 * and instances are counted once.
 */
#include "reconcile/check.h"
#include "support/fuzz.h"
#include "support/given_filing.h"

static const struct model *
filing(void)
{
    static struct arena arena;
    static const struct model *model;

    if (model == NULL)
        model = given_filing(
            &arena, mapping_find(fuzz_mappings(), TEXT("hubei-2022")), 7);
    return model;
}

static void
check_finding(struct arena *arena, const struct model *model,
              const struct finding *finding)
{
    struct diag_list said = { .arena = arena };

    FUZZ_HOLDS(finding->where != NULL && finding->rule != NULL);
    FUZZ_HOLDS(finding_diag(model, finding, &said) != NULL && said.n == 1);
    for (int i = 0; i < finding->n_cells; i++) {
        finding_cell_name(arena, &finding->cells[i]);
        finding_cell_label(arena, &finding->cells[i]);
        finding_cell_value(arena, &finding->cells[i]);
    }
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    const struct rule_set *rules
        = rule_read_text(arena, "fuzz", in, fuzz_mappings(), diags);
    struct findings findings = { .n = 0 };
    int counted = 0, certain = 0;

    FUZZ_HOLDS(rules ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (rules == NULL)
        return;
    check_model(arena, &(struct check_wish){ .rules = rules }, filing(),
                &findings);
    for (int i = 0; i < findings.n; i++) {
        check_finding(arena, filing(), &findings.items[i]);
        certain += findings.items[i].outcome == FINDING_ROUNDING
                   || findings.items[i].outcome == FINDING_MISMATCH;
    }
    for (int i = 0; i < rules->n; i++)
        counted
            += findings.tallies[i].rounding + findings.tallies[i].mismatched;
    FUZZ_HOLDS(findings.scales.n ? counted > certain : counted == certain);
}

FUZZ_TARGET(run)
