/* schema_test.c - mapping.schema.json knows the keys that the loader knows. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/pairs.h"
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

/* ---- words ---- */

/* Words one a line, each once. */
struct listing {
    struct arena *arena;
    struct pairs *seen;
    struct text lines;
};

static struct listing
list_open(struct arena *arena)
{
    return (struct listing){ arena, pairs_new(arena), TEXT_NONE };
}

static void
list_add(struct listing *list, struct text word)
{
    if (word.n > 0 && pairs_add(list->seen, word, TEXT_NONE, 0) < 0)
        list->lines = text_printf(list->arena, "%.*s%.*s\n",
                                  TEXT_ARG(list->lines), TEXT_ARG(word));
}

/* By its id and its Chinese name, as mappings may say it: "indicator.{n}". */
static void
list_item(struct listing *list, const struct schema_item *item)
{
    struct text tail = text_slice(item->pattern, item->word.n, item->pattern.n);

    list_add(list, item->pattern);
    if (item->label && item->kind == ITEM_NUMBERED)
        list_add(list, text_printf(list->arena, "%s.%.*s", item->label,
                                   TEXT_ARG(tail)));
    else if (item->label && item->kind == ITEM_FIXED)
        list_add(list, text_of(item->label));
}

static void
list_table(struct listing *items, struct listing *measures,
           const struct schema_table *table)
{
    const struct schema_section *section;
    const struct schema_measure *measure;
    const struct schema_item *item;

    for (int i = 0; (item = schema_item_at(table, i)); i++)
        list_item(items, item);
    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            list_add(measures, text_of(measure->word));
            if (measure->label)
                list_add(measures, text_of(measure->label));
        }
    }
}

static void
check_words(const struct listing *want, const struct node *definition)
{
    const struct node *words = find(definition, "enum");
    const char *got = "";

    for (const struct node *id = words ? words->child : NULL; id; id = id->next)
        got = arena_printf(want->arena, "%s%.*s\n", got, TEXT_ARG(id->text));
    EXPECT_TEXT(text_zero(want->arena, want->lines), got);
}

static void
check_vocabulary(struct arena *arena, const struct node *definitions)
{
    struct listing tables = list_open(arena), items = list_open(arena),
                   measures = list_open(arena);

    for (int i = 0; i < given_words()->n_tables; i++) {
        const struct schema_table *table = &given_words()->tables[i];

        list_add(&tables, text_of(table->id));
        list_table(&items, &measures, table);
    }
    expect_begin("the tables of the model");
    check_words(&tables, find(definitions, "known_table"));
    expect_begin("its items");
    check_words(&items, find(definitions, "known_item"));
    expect_begin("its measures");
    check_words(&measures, find(definitions, "known_measure"));
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
    check_vocabulary(&arena, definitions);
    arena_release(&arena);
    return expect_finish();
}
