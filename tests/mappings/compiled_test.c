/* compiled_test.c - the image that the program has is that of the folder. */
#include "mapping/compiled.h"

#include <string.h>

#include "mapping/domain.h"
#include "mapping/load.h"
#include "reconcile/rule.h"
#include "support/expect.h"

static struct text
image(struct arena *arena, const struct mapping_set *set,
      const struct rule_set *rules)
{
    struct image_writer *writer = image_new(arena, set->folder);
    struct diag_list diags = { .arena = arena };

    EXPECT(compiled_add(writer, arena, set, &diags));
    rule_write_image(writer, rules);
    return image_bytes(writer);
}

static bool
same(struct text a, struct text b)
{
    return a.n == b.n && memcmp(a.at, b.at, a.n) == 0;
}

/* A table that two templates have is one, as are columns and their leaves. */
static void
test_shared(const struct mapping_set *set)
{
    int shared = 0, astray = 0;

    for (int i = 0; i < set->n_templates; i++) {
        for (int k = 0; i && k < set->templates[i]->n_tables; k++) {
            const struct table_rule *table = set->templates[i]->tables[k];

            shared
                += mapping_table(set->templates[i - 1], table->schema) == table;
            for (int p = 0; p < table->n_parts; p++) {
                const struct part_rule *part = &mapping_parts(table)[p];

                for (int b = 0; b < part->n_blocks; b++) {
                    const struct block_rule *block = &part->blocks[b];

                    astray += !block->columns->n_children
                              && block->leaves[0] != block->columns;
                }
            }
        }
    }
    expect_begin("what was one is one");
    EXPECT(shared > 0);
    EXPECT_INT(0, astray);
}

/* Found out once, and still there when who asked first has ended. */
static void
test_domains(const struct mapping_set *set)
{
    const struct table_rule *table = set->templates[0]->tables[0];
    struct arena first = { 0 }, second = { 0 };
    const struct domain *domain = domain_of(&first, table);

    expect_begin("which values a table has is kept with the mappings");
    arena_release(&first);
    EXPECT(domain == domain_of(&second, table));
    EXPECT(
        domain->n > 0
        && domain_has(domain, domain->cells[0].item, domain->cells[0].measure));
    arena_release(&second);
}

int
main(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct mapping_set *set = load_folder(&arena, "mappings", &diags);
    const struct rule_set *rules
        = set ? rule_read_folder(&arena, "mappings", set, &diags) : NULL;
    struct text made;

    expect_begin("the folder is read");
    if (EXPECT(rules && rules->n > 0 && set->n_templates > 1)) {
        made = image(&arena, set, rules);
        expect_begin("its image is what the program is linked with");
        EXPECT(same(made, compiled_image()));
        expect_begin("files have one digest, compiled or read");
        EXPECT_TEXT(compiled_digest(&arena, set, &diags),
                    compiled_digest(&arena,
                                    compiled_find(&arena, NULL, NULL, false),
                                    &diags));
        set = compiled_read(&arena, made, "mappings");
        rules = set ? rule_read_image(set) : NULL;
        expect_begin("the set of an image makes that image");
        if (EXPECT(set && rules)) {
            EXPECT(same(made, image(&arena, set, rules)));
            test_shared(set);
            test_domains(set);
        }
    }
    arena_release(&arena);
    return expect_finish();
}
