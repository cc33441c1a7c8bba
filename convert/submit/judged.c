/* judged.c - the rules, then all that is said, in the order of the console. */
#include "submit/judged.h"

#include "reconcile/about.h"
#include "reconcile/blanks.h"
#include "reconcile/codecheck.h"
#include "reconcile/ledger.h"
#include "reconcile/likely.h"
#include "reconcile/whole.h"

/* The rules, and which tables are there. */
static struct findings
find(struct arena *arena, struct filing *filing, const struct judging *how,
     const bool **there, struct diag_list *diags)
{
    struct check_wish wish = { how->rules, how->wanted, how->last, true };
    struct findings findings = { .n = 0 };

    *there
        = whole_check(arena, &wish, filing->model, filing->template, &findings);
    blanks_find(arena, filing->model, filing->located, &findings);
    blanks_forget(arena, diags, &findings);
    return findings;
}

/* Messages about a filing that no rule asks for. */
static void
tell_filing(struct arena *arena, const struct filing *filing, const bool *there,
            struct diag_list *diags)
{
    const struct model *model = filing->model;

    if (filing->template)
        (void)whole_tell(PLACE_FILE(model->file), filing->template, there,
                         filing->located ? WHOLE_OF_BOOK : WHOLE_OF_MODEL,
                         diags);
    codecheck_model(arena, model, filing->template, filing->located, diags);
}

/* With their reasons, as all that was said since n_read; told[i] is of finding
   i. */
static struct diag **
tell_findings(struct arena *arena, const struct model *model,
              const struct judging *how, struct judged *judged,
              struct diag_list *diags)
{
    struct findings *findings = &judged->findings;
    struct diag **told = ARENA_ARRAY(arena, struct diag *, findings->n + 1);

    for (int i = 0; i < findings->n; i++)
        told[i] = finding_diag(model, &findings->items[i], diags);
    for (int i = 0; i < findings->likely.n; i++)
        likely_diag(model, findings, &findings->likely.items[i], diags);
    if (how->reasons)
        reasons_explain(how->reasons, how->name, diags, how->n_read);
    for (int i = 0; i < findings->n; i++)
        findings->items[i].reason
            = told[i] == diags->spare ? NULL : told[i]->reason;
    return told;
}

/* Findings were told in their order. */
const struct review_about *
judged_about(struct arena *arena, const struct filing *filing,
             const struct judged *judged, const struct diag_list *diags)
{
    const struct findings *findings = &judged->findings;
    struct review_about *about
        = ARENA_ARRAY(arena, struct review_about, diags->n + 1);
    int next = 0;

    for (int i = 0; i < diags->n; i++) {
        while (next < findings->n && judged->told[next] == diags->spare)
            next++;
        if (next < findings->n && judged->told[next] == diags->items[i]) {
            about[i].finding = &findings->items[next++];
            about[i].table = about[i].finding->table->schema->index;
        } else {
            about[i].table
                = about_table(filing->model, filing->template, diags->items[i]);
        }
    }
    return about;
}

struct judged
judged_filing(struct arena *arena, struct filing *filing,
              const struct judging *how, const struct mapping_set *set,
              struct diag_list *diags)
{
    const struct model *model = filing->model;
    struct judged judged = { .n_tables = model->n_tables };
    const bool *there;

    if (!filing->located)
        filing->template = ledger_template(arena, model, set);
    /* Which codes there are and what last year was depends on it. */
    if (model->fiscal_year == 0)
        diag_leave_open(diags);
    judged.findings = find(arena, filing, how, &there, diags);
    if (!how->some)
        tell_filing(arena, filing, there, diags);
    for (int i = 0; i < judged.findings.scales.n; i++)
        scale_diag(model, &judged.findings.scales.items[i], diags);
    judged.n_told = diags->n;
    judged.told = tell_findings(arena, model, how, &judged, diags);
    return judged;
}
