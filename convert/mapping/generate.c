/* generate.c - rows and columns that a code list writes out. */
#include "mapping/generate.h"

#include <string.h>

#include "canon/item.h"
#include "mapping/near.h"

static const struct level {
    const char *name, *classification;
    int level;
} levels[] = {
    { "functional.class", "functional", 1 },
    { "functional.section", "functional", 2 },
    { "functional.item", "functional", 3 },
    { "economic.class", "economic", 1 },
    { "economic.item", "economic", 2 },
};

/* A classification's list: functional or economic; NULL, and reported, where
   the template has none. */
static const struct code_list *
list_of(struct source *source, struct text classification, struct place at)
{
    const struct code_list *list = text_equal(classification, TEXT("economic"))
                                       ? source->economic
                                       : source->functional;

    if (!list)
        source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, at,
                    "the template names no %.*s code list",
                    TEXT_ARG(classification));
    source->uses_codes = true;
    return list;
}

struct text *
generate_read_codes(struct source *source, const struct node *node,
                    const char *what, int *n)
{
    int n_each;
    const struct node **each = source_each(source, node, &n_each);
    struct text *codes = ARENA_ARRAY(source->arena, struct text, n_each + 1);

    *n = 0;
    for (int i = 0; i < n_each; i++) {
        struct text t = source_text(source, each[i], what);

        if (t.n && text_is_digits(t))
            codes[(*n)++] = t;
        else if (t.n && !source_character(source, each[i]))
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(each[i]),
                        "'%.*s' is no code", TEXT_ARG(t));
    }
    return codes;
}

static const struct level *
find_level(struct source *source, const struct node *node)
{
    struct text word = source_text(source, node, "'each'");
    struct near near = near_of(word);
    struct diag *diag;

    if (word.n == 0)
        return NULL;
    for (int i = 0; i < ARRAY_LEN(levels); i++) {
        if (text_equal(word, text_of(levels[i].name)))
            return &levels[i];
        near_try(&near, text_of(levels[i].name));
    }
    diag
        = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                      "there are no codes '%.*s' to write out", TEXT_ARG(word));
    if (near.found.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near.found));
    return NULL;
}

/* Codes of the key that the list must have. */
static struct text *
known_codes(struct source *source, const struct node *map, const char *key,
            const struct code_list *list, int *n)
{
    const struct node *node = source_find(map, key);
    struct text *codes;

    *n = -1;
    if (!node)
        return NULL;
    codes = generate_read_codes(source, node, key, n);
    for (int i = 0; i < *n; i++) {
        if (codes_find(list, codes[i]) < 0)
            source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                        "code list '%.*s' has no code %.*s", TEXT_ARG(list->id),
                        TEXT_ARG(codes[i]));
    }
    return codes;
}

static bool
is_among(const struct text *codes, int n, struct text code, bool head)
{
    for (int i = 0; i < n; i++) {
        if (head ? text_starts(code, codes[i]) : text_equal(codes[i], code))
            return true;
    }
    return false;
}

/* The map's name for the code, or the list's. */
static struct text
name_of(struct source *source, const struct node *map,
        const struct code_entry *entry)
{
    const struct node *named = source_find(map, "named"), *own;

    if (!named)
        return entry->name;
    if (named->kind != NODE_MAP) {
        source_kind(source, named, "'named'", N_("a map of codes and names"));
        return entry->name;
    }
    own = tree_find(named, entry->code);
    return own ? source_text(source, own, "a name") : entry->name;
}

struct generated *
generate_codes(struct source *source, const struct node *map,
               const struct generated *outer, int *n)
{
    const struct node *each = source_need(source, map, "each", "a generator");
    const struct node *under = source_find(map, "under");
    const struct level *level = each ? find_level(source, each) : NULL;
    const struct code_list *list;
    struct text *heads = NULL, *only, *without;
    int n_heads = -1, n_only, n_without;
    struct generated *out = NULL;
    int capacity = 0;

    *n = 0;
    if (!level)
        return NULL;
    list = list_of(source, text_of(level->classification), tree_place(each));
    if (!list)
        return NULL;
    if (under)
        heads = generate_read_codes(source, under, "'under'", &n_heads);
    only = known_codes(source, map, "only", list, &n_only);
    without = known_codes(source, map, "without", list, &n_without);
    for (int i = 0; i < list->n_entries; i++) {
        const struct code_entry *entry = &codes_entries(list)[i];
        struct generated one = { entry->code, TEXT_NONE, *n + 1 };

        if (item_level(entry->code) != level->level
            || (outer && !text_starts(entry->code, outer->code))
            || (n_heads >= 0 && !is_among(heads, n_heads, entry->code, true))
            || (n_only >= 0 && !is_among(only, n_only, entry->code, false))
            || is_among(without, n_without, entry->code, false))
            continue;
        one.name = name_of(source, map, entry);
        ARENA_PUSH(source->arena, out, *n, capacity, one);
    }
    if (*n == 0 && !outer)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(each),
                    "code list '%.*s' has no such codes", TEXT_ARG(list->id));
    return out;
}

static bool
put(struct source *source, struct text name, const struct generated *code,
    struct text *out)
{
    if (text_equal(name, TEXT("code")))
        *out = code->code;
    else if (text_equal(name, TEXT("name")))
        *out = code->name;
    else if (text_equal(name, TEXT("ordinal")))
        *out = code->index <= 99
                   ? text_ordinal(source->arena, code->index)
                   : text_printf(source->arena, "%d", code->index);
    else if (text_equal(name, TEXT("index")))
        *out = text_printf(source->arena, "%d", code->index);
    else
        return false;
    return true;
}

struct text
generate_text(struct source *source, const struct node *node, const char *what,
              const struct generated *code)
{
    struct text t = source_text(source, node, what), out = TEXT("");

    for (size_t at = 0; at < t.n;) {
        long open = text_find(t, TEXT("{"), at), shut;
        size_t end = open < 0 ? t.n : (size_t)open;
        struct text piece = TEXT_NONE;

        out = text_printf(source->arena, "%.*s%.*s", TEXT_ARG(out),
                          TEXT_ARG(text_slice(t, at, end)));
        if (open < 0)
            break;
        shut = text_find(t, TEXT("}"), end);
        if (shut < 0
            || !put(source, text_slice(t, end + 1, (size_t)shut), code,
                    &piece)) {
            source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                        "'%.*s' holds a placeholder other than {code}, "
                        "{name}, {ordinal} and {index}",
                        TEXT_ARG(t));
            return TEXT_NONE;
        }
        out = text_printf(source->arena, "%.*s%.*s", TEXT_ARG(out),
                          TEXT_ARG(piece));
        at = (size_t)shut + 1;
    }
    return out;
}
