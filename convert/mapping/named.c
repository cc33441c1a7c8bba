/* named.c - names looked for among the words of a table. */
#include "mapping/named.h"

/* What has the name: the first id, and all of them for a message. */
struct found {
    struct source *source;
    struct text name; /* folded */
    struct text id;
    const char *all;
    int n;
};

static bool
is_named(const struct found *found, const char *label)
{
    return label
           && text_equal(text_fold(found->source->arena, text_of(label)),
                         found->name);
}

static void
add(struct found *found, struct text id)
{
    struct arena *arena = found->source->arena;

    if (found->n > 0 && text_equal(found->id, id))
        return;
    if (found->n++ == 0)
        found->id = id;
    found->all = found->all
                     ? arena_printf(arena, "%s, %.*s", found->all, TEXT_ARG(id))
                     : text_zero(arena, id);
}

static struct found
begin(struct source *source, struct text name)
{
    return (struct found){ source, text_fold(source->arena, name), TEXT_NONE,
                           NULL, 0 };
}

/* The one that was found, else the text itself. */
static struct text
end(const struct found *found, const char *what, struct source_said said)
{
    struct diag *diag;

    if (found->n == 1)
        return found->id;
    if (found->n == 0)
        return said.word;
    diag = source_fail(found->source, DIAG_MAPPING_WRONG_VALUE, said.at,
                       "several %s are called '%.*s': %s", what,
                       TEXT_ARG(said.word), found->all);
    diag_hint(found->source->diags, diag, "write the id of the one meant");
    return said.word;
}

const struct schema_table *
named_table(struct source *source, struct source_said said)
{
    const struct vocabulary *words = source->vocabulary;
    struct found found;

    if (schema_find(words, said.word) || said.word.n == 0)
        return schema_find(words, said.word);
    found = begin(source, said.word);
    for (int i = 0; i < words->n_tables; i++) {
        if (is_named(&found, words->tables[i].title))
            add(&found, text_of(words->tables[i].id));
    }
    return schema_find(words, end(&found, "tables", said));
}

static void
find_items(struct found *found, const struct schema_table *table)
{
    struct arena *arena = found->source->arena;
    const struct schema_item *item;

    for (int i = 0; (item = schema_item_at(table, i)); i++) {
        if (item->kind == ITEM_FIXED && is_named(found, item->label))
            add(found, item->pattern);
        for (int k = 0; k < item->n_names; k++) {
            if (is_named(found, item->names[k].label))
                add(found, text_printf(arena, "%.*s%.*s", TEXT_ARG(item->word),
                                       TEXT_ARG(item->names[k].code)));
        }
    }
}

/* "绩效指标.{n}", "绩效指标.3": what is before the point is a name. */
static void
find_lists(struct found *found, const struct schema_table *table,
           struct text word)
{
    struct arena *arena = found->source->arena;
    const struct schema_item *item;
    size_t dot = word.n;

    while (dot > 0 && word.at[dot - 1] != '.')
        dot--;
    if (dot == 0)
        return;
    found->name = text_fold(arena, text_slice(word, 0, dot - 1));
    word = text_slice(word, dot, word.n);
    for (int i = 0; (item = schema_item_at(table, i)); i++) {
        if (item->kind == ITEM_NUMBERED && is_named(found, item->label))
            add(found, text_printf(arena, "%.*s%.*s", TEXT_ARG(item->word),
                                   TEXT_ARG(word)));
    }
}

struct text
named_item(struct source *source, const struct schema_table *table,
           struct source_said said)
{
    struct found found;
    enum item_kind kind;

    if (!table || said.word.n == 0 || schema_item(table, said.word, &kind))
        return said.word;
    found = begin(source, said.word);
    find_items(&found, table);
    if (found.n == 0)
        find_lists(&found, table, said.word);
    return end(&found, "items", said);
}

struct text
named_measure(struct source *source, const struct schema_table *table,
              struct source_said said)
{
    const struct schema_section *section;
    const struct schema_measure *measure;
    struct found found;

    if (!table || said.word.n == 0)
        return said.word;
    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            if (text_equal(text_of(measure->word), said.word))
                return said.word;
        }
    }
    found = begin(source, said.word);
    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            if (is_named(&found, measure->label))
                add(&found, text_of(measure->word));
        }
    }
    return end(&found, "measures", said);
}
