/*
 * mapping.c - any bytes as the mapping of a table.
 *
 * One that loads is compiled, and one that lint proves right is drawn and
 * read: it loses nothing.  With a first line "# in TEMPLATE" it is a file of
 * that template, with its code lists and captions.
 */
#include "mapping/mapping.h"

#include "mapping/compile.h"
#include "mapping/lint.h"
#include "mapping/load.h"
#include "port/laws.h"
#include "support/fuzz.h"

#define SEEDS 2

static const struct template_rule *
load(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text rest = in, line = fuzz_line(&rest);

    if (!text_starts(line, TEXT("# in ")))
        return load_text(arena, "fuzz.yaml", in, diags);
    return load_text_in(arena, "mappings", text_slice(line, 5, line.n),
                        "fuzz.yaml", in, diags);
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    const struct template_rule *template = load(arena, in, diags);
    struct template_rule *one[1];
    struct mapping_set set
        = { .folder = "mappings", .templates = one, .n_templates = 1 };
    FILE *out;

    FUZZ_HOLDS(template ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (template == NULL || template->n_tables == 0)
        return;
    one[0] = ARENA_NEW(arena, struct template_rule);
    *one[0] = *template;
    out = fuzz_stream();
    compile_write(emit_new(out, arena, set.folder), &set, diags);
    fuzz_written(arena, out);
    if (!lint_set(arena, &set, diags)) {
        FUZZ_HOLDS(diag_has_errors(diags));
        return;
    }
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct laws_verdict *verdicts;
        int n;

        laws_template(arena, &set, template, seed, &verdicts, &n);
        for (int i = 0; i < n; i++) {
            if (verdicts[i].kind == LAWS_LOSES)
                FUZZ_EQUAL(TEXT(""), text_of(verdicts[i].why));
        }
    }
}

FUZZ_TARGET(run)
