/*
 * facts.c - any bytes as rows of facts, CSV or JSON lines.
 *
 * What is read, written in each form and read again is the same.
 */
#include "store/facts.h"

#include "canon/diff.h"
#include "support/fuzz.h"
#include "support/show_store.h"

static void
check_same(struct arena *arena, const struct model *want,
           const struct model *got, const struct diag_list *said)
{
    int n;

    if (got == NULL && said->n > 0)
        FUZZ_EQUAL(TEXT(""), text_of(said->items[0]->text));
    FUZZ_HOLDS(got != NULL);
    diff_models(arena, want, got, &n);
    FUZZ_HOLDS(n == 0);
    FUZZ_EQUAL(show_facts(arena, want, CSV_TEXT_PLAIN),
               show_facts(arena, got, CSV_TEXT_PLAIN));
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct model *model = text_starts(in, TEXT("{"))
                              ? facts_read_jsonl(arena, fuzz_mappings()->words,
                                                 "fuzz", in, diags)
                              : facts_read_csv(arena, fuzz_mappings()->words,
                                               "fuzz", in, diags);

    FUZZ_HOLDS(model ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (model == NULL || model->n_tables == 0)
        return;
    for (int style = CSV_TEXT_PLAIN; style <= CSV_TEXT_GUARDED; style++) {
        struct text csv = show_facts(arena, model, (enum csv_text_style)style);

        check_same(
            arena, model,
            facts_read_csv(arena, fuzz_mappings()->words, "csv", csv, diags),
            diags);
    }
    check_same(arena, model,
               facts_read_jsonl(arena, fuzz_mappings()->words, "jsonl",
                                show_jsonl(arena, model), diags),
               diags);
}

FUZZ_TARGET(run)
