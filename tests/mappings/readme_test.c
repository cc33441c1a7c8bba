/*
 * readme_test.c - every example of the manual loads, and lint is content.
 *
 * An example is a fenced block of YAML.  One that begins with 'template:' is
 * made a folder beside national-2022, one with 'families:', 'tables:' or
 * 'unmapped:' the vocabulary of it; any other is one more table of national-2022.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/lint.h"
#include "mapping/load.h"
#include "mapping/source.h"
#include "support/expect.h"

static const char *const manuals[]
    = { "mappings/README.md", "mappings/README.zh.md" };
#define HEAD                                                                   \
    "template: example-2023\nname: 某省\nyears: 2023\n"                      \
    "extends: national-2022\nevidence: made up\n"

/* A block of the file and the line it begins in. */
struct example {
    struct text text;
    int line;
};

static bool
next_example(struct text readme, size_t *at, struct example *out)
{
    long open = text_find(readme, TEXT("\n```yaml\n"), *at), shut;

    if (open < 0)
        return false;
    open += 9;
    shut = text_find(readme, TEXT("\n```"), (size_t)open);
    if (shut < 0)
        return false;
    out->text = text_slice(readme, (size_t)open, (size_t)shut + 1);
    out->line = 1;
    for (long i = 0; i < open; i++)
        out->line += readme.at[i] == '\n';
    *at = (size_t)shut;
    return true;
}

static void
link_in(struct arena *arena, const char *folder, const char *name)
{
    char *path = realpath(arena_printf(arena, "mappings/%s", name), NULL);
    const char *link = arena_printf(arena, "%s/%s", folder, name);

    unlink(link);
    EXPECT(path && symlink(path, link) == 0);
    free(path);
}

static void
write_file(const char *path, struct text bytes)
{
    FILE *out = fopen(path, "w");

    if (!EXPECT(out != NULL))
        return;
    fwrite(bytes.at, 1, bytes.n, out);
    fclose(out);
}

/* A folder of its own with the example as that file of a template. */
static bool
load_file(struct arena *arena, const struct example *example, const char *name,
          struct diag_list *diags)
{
    const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
    const char *folder = arena_printf(arena, "%s/readme-%s", build, name);
    const char *own = arena_printf(arena, "%s/example-2023", folder);
    const struct mapping_set *set;

    mkdir(build, 0777);
    mkdir(folder, 0777);
    mkdir(own, 0777);
    link_in(arena, folder, "national-2022");
    link_in(arena, folder, "codes");
    link_in(arena, folder, "vocabulary");
    write_file(arena_printf(arena, "%s/template.yaml", own), TEXT(HEAD));
    write_file(arena_printf(arena, "%s/%s", own, name), example->text);
    set = load_folder(arena, folder, diags);
    return set && lint_set(arena, set, diags);
}

/* Lines before it make the places in messages those of the manual. */
static bool
load_table(struct arena *arena, const char *manual,
           const struct example *example, struct diag_list *diags)
{
    const struct template_rule *template;
    char *lines = ARENA_ARRAY(arena, char, example->line + 1);

    memset(lines, '\n', (size_t)example->line - 1);
    template = load_text_in(
        arena, "mappings", TEXT("national-2022"), manual,
        text_printf(arena, "%s%.*s", lines, TEXT_ARG(example->text)), diags);
    return template && lint_table(arena, template->tables[0], diags);
}

static void
run_example(const char *manual, const struct example *example)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };

    expect_begin(arena_printf(&arena, "%s:%d", manual, example->line));
    if (text_starts(example->text, TEXT("template:")))
        EXPECT(load_file(&arena, example, "template.yaml", &diags));
    else if (text_starts(example->text, TEXT("families:"))
             || text_starts(example->text, TEXT("unmapped:"))
             || text_starts(example->text, TEXT("tables:")))
        EXPECT(load_file(&arena, example, "vocabulary.yaml", &diags));
    else
        EXPECT(load_table(&arena, manual, example, &diags));
    for (int i = 0; i < diags.n; i++)
        diag_write_text(stdout, diags.items[i]);
    EXPECT_INT(0, diags.n);
    arena_release(&arena);
}

/* The manual names every key that the loader knows. */
static void
check_keys(struct arena *arena, struct text readme)
{
    for (int kind = 0; kind < SOURCE_N_KEYS; kind++) {
        const char *at = source_keys_list((enum source_keys)kind);
        const char *missing = "";

        expect_begin(source_keys_name((enum source_keys)kind));
        while (*at) {
            int n = (int)strcspn(at, " ");
            struct text quoted = text_printf(arena, "`%.*s`", n, at);

            if (text_find(readme, quoted, 0) < 0)
                missing = arena_printf(arena, "%s%.*s\n", missing,
                                       TEXT_ARG(quoted));
            at += n + (at[n] == ' ');
        }
        EXPECT_TEXT("", missing);
    }
}

static void
run_manual(const char *manual)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct text readme = TEXT_NONE;
    struct example example;
    size_t at = 0;
    int n = 0;

    expect_begin(manual);
    EXPECT(file_read(&arena, manual, LIMIT_TREE_BYTES, &readme, &diags));
    for (; next_example(readme, &at, &example); n++)
        run_example(manual, &example);
    expect_begin("it has examples");
    EXPECT(n >= 10);
    check_keys(&arena, readme);
    arena_release(&arena);
}

int
main(void)
{
    for (size_t i = 0; i < sizeof manuals / sizeof manuals[0]; i++)
        run_manual(manuals[i]);
    return expect_finish();
}
