/*
 * mapping.c - any bytes as the mapping of a table.
 *
 * One that loads is the same when read from an image, and one that lint proves
 * right is drawn and read: it loses nothing.  With a first line "# in TEMPLATE"
 * it is a file of that template, with its code lists and captions.
 */
#include "mapping/mapping.h"

#include "mapping/compiled.h"
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
        return load_text(arena, fuzz_mappings()->words, "fuzz.yaml", in, diags);
    return load_text_in(arena, "mappings", text_slice(line, 5, line.n),
                        "fuzz.yaml", in, diags);
}

static struct text
image_of(struct arena *arena, const struct mapping_set *set,
         struct diag_list *diags)
{
    struct image_writer *image = image_new(arena, set->folder);

    FUZZ_HOLDS(compiled_add(image, arena, set, diags));
    return image_bytes(image);
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    const struct template_rule *template = load(arena, in, diags);
    const struct template_rule *one[1];
    struct mapping_set set
        = { .folder = "mappings", .templates = one, .n_templates = 1 };
    struct text image;

    FUZZ_HOLDS(template ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (template == NULL || template->n_tables == 0)
        return;
    one[0] = template;
    image = image_of(arena, &set, diags);
    FUZZ_EQUAL(image,
               image_of(arena, compiled_read(arena, image, set.folder), diags));
    if (!lint_set(arena, &set, diags)) {
        FUZZ_HOLDS(diag_has_errors(diags));
        return;
    }
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct laws_verdict *verdicts;
        int n;

        laws_template(arena, LANGUAGE_EN, template, seed, &verdicts, &n);
        for (int i = 0; i < n; i++) {
            if (verdicts[i].kind == LAWS_LOSES)
                FUZZ_EQUAL(TEXT(""), text_of(verdicts[i].why));
        }
    }
}

FUZZ_TARGET(run)
