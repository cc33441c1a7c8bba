/* schema_test.c - mapping.schema.json knows the keys that the loader knows. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "canon/schema.h"
#include "mapping/source.h"
#include "support/expect.h"
#include "support/given.h"

#define SCHEMA "mappings/mapping.schema.json"

static const struct node *
find(const struct node *map, const char *key)
{
    return map ? tree_find(map, text_of(key)) : NULL;
}

/* The keys of a definition, one a line. */
static const char *
show_properties(struct arena *arena, const struct node *properties)
{
    const char *out = "";

    for (const struct node *p = properties ? properties->child : NULL; p;
         p = p->next)
        out = arena_printf(arena, "%s%.*s\n", out, TEXT_ARG(p->key));
    return out;
}

static const char *
show_keys(struct arena *arena, enum source_keys kind)
{
    char *out = arena_printf(arena, "%s\n", source_keys_list(kind));

    for (char *at = out; *at; at++) {
        if (*at == ' ')
            *at = '\n';
    }
    return out;
}

static void
check_tables(struct arena *arena, const struct node *definitions)
{
    const struct node *table = find(find(definitions, "known_table"), "enum");
    const char *want = "", *got = "";

    expect_begin("the tables of the model");
    for (int i = 0; i < given_words()->n_tables; i++)
        want = arena_printf(arena, "%s%s\n", want, given_words()->tables[i].id);
    for (const struct node *id = table ? table->child : NULL; id; id = id->next)
        got = arena_printf(arena, "%s%.*s\n", got, TEXT_ARG(id->text));
    EXPECT_TEXT(want, got);
}

int
main(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = { .arena = &arena };
    struct text bytes = TEXT_NONE;
    const struct node *root = NULL, *definitions;

    expect_begin("it is JSON");
    if (EXPECT(file_read(&arena, SCHEMA, LIMIT_TREE_BYTES, &bytes, &diags)))
        root = tree_read_json(&arena, SCHEMA, bytes, &diags);
    EXPECT(root != NULL);
    definitions = find(root, "definitions");
    for (int kind = 0; kind < SOURCE_N_KEYS; kind++) {
        const char *name = source_keys_name((enum source_keys)kind);

        expect_begin(name);
        EXPECT_TEXT(show_keys(&arena, (enum source_keys)kind),
                    show_properties(
                        &arena, find(find(definitions, name), "properties")));
    }
    check_tables(&arena, definitions);
    arena_release(&arena);
    return expect_finish();
}
