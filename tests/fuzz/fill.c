/*
 * fill.c - an official blank (support/given_parts.h), filled and annotated.
 *
 * What stands before the first part is a number: of the template's filing that
 * is filled in.  What is made reads back as it was meant, or an error says why
 * it cannot be.
 */
#include <stdlib.h>

#include "place/locate.h"
#include "port/import.h"
#include "reconcile/blanks.h"
#include "reconcile/check.h"
#include "reconcile/codecheck.h"
#include "reconcile/likely.h"
#include "reconcile/whole.h"
#include "remap/remainder.h"
#include "submit/annotate.h"
#include "submit/fill.h"
#include "support/fuzz.h"
#include "support/given_filing.h"
#include "support/given_parts.h"

static const struct rule_set *
rules(void)
{
    static struct arena arena;
    static const struct rule_set *set;
    struct diag_list diags = { .arena = &arena };

    if (set == NULL)
        set = rule_read_folder(&arena, "mappings", fuzz_mappings(), &diags);
    FUZZ_HOLDS(set != NULL);
    return set;
}

static struct xlsx_edit *
open_edit(struct arena *arena, struct text bytes, struct diag_list *diags)
{
    struct xlsx_edit *edit = xlsx_edit_open(arena, "fuzz", bytes, diags);

    FUZZ_ANSWERED(edit, diags);
    return edit;
}

static void
finish(struct xlsx_edit *edit, const struct book *want)
{
    struct text made;
    bool damaged = diag_has_errors(edit->diags);

    FUZZ_ANSWERED(xlsx_edit_finish(edit, want, &made), edit->diags);
    if (!damaged)
        fuzz_unsaid(edit->diags, DIAG_WRITE_DIFFERS);
}

static void
fill(struct arena *arena, struct text bytes,
     const struct template_rule *template, uint64_t seed)
{
    struct diag_list diags = { .arena = arena };
    struct xlsx_edit *edit = open_edit(arena, bytes, &diags);
    struct model *model = given_filing(arena, template, seed);
    struct fill_result filled;

    if (!fill_book(edit, template, model, seed % 2 == 1, &filled, &diags)) {
        FUZZ_HOLDS(diag_has_errors(&diags));
        fuzz_show(&diags);
        return;
    }
    remainder_find(arena, &filled.sheets, template);
    finish(edit, filled.sheets.book);
    fuzz_show(&diags);
}

static void
annotate(struct arena *arena, struct text bytes,
         const struct template_rule *template)
{
    struct diag_list diags = { .arena = arena };
    struct xlsx_edit *edit = open_edit(arena, bytes, &diags);
    struct located *located = locate_book(arena, edit->book, template, &diags);
    struct model *model = import_book(arena, located, &diags);
    struct findings findings = { .n = 0 };
    struct annotated marks;
    int n_told;

    whole_assume(arena, model, template);
    check_model(arena, &(struct check_wish){ .rules = rules(), .likely = true },
                model, &findings);
    blanks_find(arena, model, located, &findings);
    blanks_forget(arena, &diags, &findings);
    codecheck_model(arena, model, template, located, &diags);
    n_told = diags.n;
    for (int i = 0; i < findings.n; i++)
        finding_diag(model, &findings.items[i], &diags);
    for (int i = 0; i < findings.likely.n; i++)
        likely_diag(model, &findings, &findings.likely.items[i], &diags);
    fuzz_show(&diags);
    if (annotate_workbook(edit, &findings, &diags, n_told, &marks))
        finish(edit, edit->book);
    else
        FUZZ_HOLDS(diag_has_errors(&diags));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text before, bytes = given_parts(arena, in, &before);
    const struct template_rule *template;
    struct xlsx_edit *edit = open_edit(arena, bytes, diags);

    if (edit == NULL)
        return;
    template = locate_template(arena, edit->book, fuzz_mappings(), diags);
    if (template == NULL)
        return;
    fill(arena, bytes, template, strtoul(text_zero(arena, before), NULL, 10));
    annotate(arena, bytes, template);
}

FUZZ_TARGET(run)
