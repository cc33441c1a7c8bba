/* words_family.c - measures, and the families that tables share. */
#include "mapping/words_family.h"

#include <assert.h>

#include "mapping/near.h"

static enum value_kind
read_kind(struct source *source, const struct node *map)
{
    const struct node *node
        = map->kind == NODE_MAP ? source_find(map, "kind") : NULL;
    struct text word;
    struct near near;
    struct diag *diag;

    if (!node)
        return VALUE_AMOUNT;
    word = source_text(source, node, "'kind'");
    near = near_of(word);
    for (int i = 0; i < VALUE_KINDS; i++) {
        struct text known = text_of(schema_kind((enum value_kind)i));

        if (text_equal(word, known))
            return (enum value_kind)i;
        near_try(&near, known);
    }
    if (word.n == 0)
        return VALUE_AMOUNT;
    diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "there is no kind '%.*s'", TEXT_ARG(word));
    if (near.found.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near.found));
    else
        diag_detail(source->diags, diag,
                    "there are amount, ratio, score, count, text and date");
    return VALUE_AMOUNT;
}

static void
add_measure(struct source *source, struct schema_section *section,
            int *capacity, const struct node *node)
{
    struct schema_measure measure;
    struct words_id word;

    if ((node->kind == NODE_MAP
         && !source_map(source, node, SOURCE_WORD_MEASURE))
        || !words_id_read(source, node, "measure", &word)
        || !words_id_check(source, &word, "measure"))
        return;
    measure = (struct schema_measure){ words_id_zero(source, word.id),
                                       read_kind(source, node), word.label,
                                       word.at };
    for (int i = 0; i < section->n_measures; i++) {
        const struct schema_measure *known = &section->measures[i];

        if (!text_same_letters(text_of(known->word), word.id))
            continue;
        if (known->kind != measure.kind
            || !words_id_alike(known->word, measure.word)
            || !words_id_alike(known->label, measure.label))
            words_id_twice(source, word.at, "measure", word.id, known->place);
        return;
    }
    ARENA_PUSH(source->arena, section->measures, section->n_measures, *capacity,
               measure);
}

/* {codes: economic}: each of its codes is a measure. */
static bool
read_code_measures(struct source *source, struct schema_section *section,
                   const struct node *node)
{
    const struct node *codes
        = node->kind == NODE_MAP ? source_find(node, "codes") : NULL;

    if (!codes)
        return false;
    if (source_map_of(source, node, "measures by code", "codes")) {
        section->codes
            = words_id_zero(source, source_text(source, codes, "a code list"));
        if (!words_id_alike(section->codes, "economic"))
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(codes),
                        "only codes of the list 'economic' can be measures");
    }
    return true;
}

void
words_family_measures(struct source *source, struct schema_section *section,
                      int *capacity, const struct node *list)
{
    int n;
    const struct node **each = source_each(source, list, &n);

    for (int i = 0; i < n; i++) {
        if (!read_code_measures(source, section, each[i]))
            add_measure(source, section, capacity, each[i]);
    }
}

static bool
same_section(const struct schema_section *a, const struct schema_section *b)
{
    bool same
        = a->n_measures == b->n_measures && words_id_alike(a->codes, b->codes);

    for (int i = 0; same && i < a->n_measures; i++) {
        const struct schema_measure *x = &a->measures[i], *y = &b->measures[i];

        assert(a->measures != NULL && b->measures != NULL);
        same = words_id_alike(x->word, y->word)
               && words_id_alike(x->label, y->label) && x->kind == y->kind;
    }
    return same;
}

const struct schema_section *
words_family_find(const struct words_family_list *families, struct text id)
{
    for (int i = 0; i < families->n; i++) {
        if (text_equal(text_of(families->items[i].id), id))
            return &families->items[i];
    }
    return NULL;
}

/* A list of measures as a family. */
static void
add_family(struct source *source, struct words_family_list *families,
           struct text id, const struct node *list, struct place at)
{
    struct schema_section family
        = { .id = words_id_zero(source, id), .place = at };
    const struct schema_section *known = words_family_find(families, id);
    struct words_id word = { id, NULL, at };
    int capacity = 0;

    if (!words_id_check(source, &word, "measure"))
        return;
    words_family_measures(source, &family, &capacity, list);
    if (!known)
        ARENA_PUSH(source->arena, families->items, families->n,
                   families->capacity, family);
    else if (!same_section(known, &family))
        words_id_twice(source, at, "family", id, known->place);
}

void
words_family_read(struct source *source, struct words_family_list *families,
                  const struct node *file)
{
    const struct node *map = source_find(file, "families");
    const struct node *tables = source_find(file, "tables");

    if (map && map->kind != NODE_MAP)
        source_kind(source, map, "'families'", N_("a map"));
    for (map = map && map->kind == NODE_MAP ? map->child : NULL; map;
         map = map->next)
        add_family(source, families, map->key, map, tree_key_place(map));
    if (!tables || tables->kind != NODE_LIST)
        return;
    /* Those of one table stand in it, and are called as it is. */
    for (tables = tables->child; tables; tables = tables->next) {
        struct words_id word;

        if (tables->kind != NODE_MAP)
            continue;
        map = source_find(tables, "measures");
        if (map && map->kind == NODE_LIST
            && words_id_read(source, tables, "table", &word))
            add_family(source, families, word.id, map, word.at);
    }
}
