/* rules_readme_test.c - every example of the manual of rules loads. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "reconcile/rule.h"
#include "support/expect.h"
#include "support/given.h"

static const char *const manuals[]
    = { "mappings/rules/README.md", "mappings/rules/README.zh.md" };

static void
run_example(const struct mapping_set *set, const char *manual, struct text yaml,
            int line)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    const struct rule_set *rules;
    char *lines = ARENA_ARRAY(&arena, char, line + 1);

    /* Lines before it make the places in messages those of the manual. */
    memset(lines, '\n', (size_t)line - 1);
    expect_begin(arena_printf(&arena, "%s:%d", manual, line));
    rules = rule_read_text(&arena, manual,
                           text_printf(&arena, "%s%.*s", lines, TEXT_ARG(yaml)),
                           set, &diags);
    for (int i = 0; i < diags.n; i++)
        diag_write_text(stdout, diags.items[i]);
    EXPECT(rules != NULL && rules->n + rules->n_pictures > 0);
    arena_release(&arena);
}

static void
run_manual(const struct mapping_set *set, const char *manual)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct text readme = TEXT_NONE;
    long at = 0, end;
    int line = 1, n = 0;

    expect_begin(manual);
    EXPECT(file_read(&arena, manual, LIMIT_TREE_BYTES, &readme, &diags));
    while ((end = text_find(readme, TEXT("\n```yaml\n"), (size_t)at)) >= 0) {
        long begin = end + 9;

        for (; at < begin; at++)
            line += readme.at[at] == '\n';
        end = text_find(readme, TEXT("\n```"), (size_t)begin);
        run_example(set, manual,
                    text_slice(readme, (size_t)begin, (size_t)end + 1), line);
        n++;
    }
    expect_begin("it has examples");
    EXPECT(n >= 4);
    arena_release(&arena);
}

int
main(void)
{
    struct arena arena = { 0 };
    const struct mapping_set *set = given_mappings(&arena);

    for (size_t i = 0; i < sizeof manuals / sizeof manuals[0]; i++)
        run_manual(set, manuals[i]);
    arena_release(&arena);
    return expect_finish();
}
