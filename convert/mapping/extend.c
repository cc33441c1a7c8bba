/* extend.c - a mapping file as another one with named changes. */
#include "mapping/extend.h"

#include <assert.h>

#include "mapping/spots.h"

static struct node *
copy(struct arena *arena, const struct node *node)
{
    struct node *out = ARENA_NEW(arena, struct node), **end = &out->child;

    *out = *node;
    out->child = NULL;
    out->next = NULL;
    for (const struct node *at = node->child; at; at = at->next) {
        *end = copy(arena, at);
        end = &(*end)->next;
    }
    return out;
}

static void
unlink_child(struct node *parent, const struct node *node)
{
    struct node **at = &parent->child;

    for (; *at != node; at = &(*at)->next)
        assert(*at != NULL);
    *at = node->next;
    parent->n--;
}

static void
replace_child(struct node *parent, const struct node *old, struct node *new)
{
    struct node **at = &parent->child;

    while (*at != old)
        at = &(*at)->next;
    new->next = old->next;
    *at = new;
}

static void
append(struct node *parent, struct node *node)
{
    struct node **at = &parent->child;

    while (*at)
        at = &(*at)->next;
    node->next = NULL;
    *at = node;
    parent->n++;
}

/* Puts the key in, in the place of an equal one; null takes it out. */
static void
set_key(struct node *map, struct node *node, bool null_stays)
{
    const struct node *old = tree_find(map, node->key);

    if (tree_is_null(node) && !null_stays) {
        if (old)
            unlink_child(map, old);
    } else if (old) {
        replace_child(map, old, node);
    } else {
        append(map, node);
    }
}

/* A node of this kind in the place of 'at'. */
static struct node *
make(struct arena *arena, enum node_kind kind, const struct node *at)
{
    struct node *node = ARENA_NEW(arena, struct node);

    node->kind = kind;
    node->line = at->line;
    node->col = at->col;
    node->key_line = at->line;
    node->key_col = at->col;
    node->file = at->file;
    return node;
}

static struct node *
with_key(struct node *node, struct text key)
{
    node->key = key;
    return node;
}

static struct node *
make_true(struct arena *arena, const char *key, const struct node *at)
{
    struct node *node = make(arena, NODE_SCALAR, at);

    node->text = TEXT("true");
    return with_key(node, text_of(key));
}

/* Is the element a heading and what is under it?  Its list is a header,
   'columns' or behind another heading. */
static bool
is_heading(const struct spot *spot)
{
    return spot->parent->kind == NODE_LIST
           && !text_equal(spot->parent->key, TEXT("rows"))
           && !text_equal(spot->parent->key, TEXT("form"));
}

/* The map of a heading, made of the shorter form that the file has. */
static struct node *
heading_map(struct arena *arena, const struct spot *spot)
{
    struct node *node = spot->node, *spec = node->child, *map, *new;

    if (node->kind == NODE_SCALAR) {
        new = make(arena, NODE_MAP, node);
        map = with_key(make(arena, NODE_MAP, node), node->text);
        append(map, make_true(arena, "kept", node));
        append(new, map);
        replace_child(spot->parent, node, new);
        return map;
    }
    if (source_find(node, "each"))
        return node;
    if (spec->kind == NODE_MAP)
        return spec;
    map = with_key(make(arena, NODE_MAP, spec), spec->key);
    map->key_line = spec->key_line;
    map->key_col = spec->key_col;
    replace_child(node, spec, map);
    if (spec->kind == NODE_LIST)
        append(map, with_key(spec, TEXT("columns")));
    else
        append(map, make_true(arena,
                              tree_is_null(spec) ? "kept"
                                                 : text_zero(arena, spec->text),
                              spec));
    return map;
}

/* The map of any element; a line becomes {line: […]}. */
static struct node *
element_map(struct arena *arena, const struct spot *spot)
{
    struct node *map, *line = spot->node;

    if (is_heading(spot))
        return heading_map(arena, spot);
    if (spot->node->kind == NODE_MAP)
        return spot->node;
    map = make(arena, NODE_MAP, spot->node);
    replace_child(spot->parent, spot->node, map);
    if (line->kind == NODE_SCALAR) {
        line = make(arena, NODE_LIST, spot->node);
        append(line, spot->node);
    }
    append(map, with_key(line, TEXT("line")));
    return map;
}

static void
set(struct source *source, const struct node *keys, const struct spot *spot)
{
    struct node *map;

    if (keys->kind != NODE_MAP) {
        source_kind(source, keys, "'set'", "a map");
        return;
    }
    map = element_map(source->arena, spot);
    for (const struct node *key = keys->child; key; key = key->next)
        set_key(map, copy(source->arena, key), false);
}

static void
rename_label(struct node *map, const char *key, struct node *name)
{
    set_key(map, with_key(name, text_of(key)), false);
}

static void
rename_spot(struct source *source, const struct node *to,
            const struct spot *spot)
{
    struct text name = source_text(source, to, "'rename'");
    struct node *node = spot->node, *text = copy(source->arena, to);

    if (is_heading(spot)) {
        if (node->kind == NODE_SCALAR)
            node->text = name;
        else if (source_find(node, "each"))
            rename_label(node, "heading", text);
        else
            node->child->key = name;
        return;
    }
    if (node->kind == NODE_SCALAR) {
        node->text = name;
    } else if (node->kind == NODE_MAP && !source_find(node, "line")) {
        rename_label(node, source_find(node, "beside") ? "beside" : "label",
                     text);
    } else {
        struct node *line
            = node->kind == NODE_LIST ? node : tree_find(node, TEXT("line"));

        if (line->child && line->child->kind == NODE_SCALAR)
            line->child->text = name;
        else if (line->child && line->child->kind == NODE_MAP)
            rename_label(line->child, "label", text);
    }
}

/* {before: NAME, insert: […]}, {after: NAME, insert: […]} */
static void
insert(struct source *source, const struct node *list, const struct spot *spot,
       bool after)
{
    struct node **at = &spot->parent->child;

    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'insert'", "a list");
        return;
    }
    if (spot->parent->kind != NODE_LIST) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(list),
                    "there is one foot only");
        return;
    }
    while (*at != spot->node)
        at = &(*at)->next;
    if (after)
        at = &(*at)->next;
    for (const struct node *new = list->child; new; new = new->next) {
        struct node *added = copy(source->arena, new);

        added->next = *at;
        *at = added;
        at = &added->next;
        spot->parent->n++;
    }
}

static void
apply(struct source *source, struct node *table, const struct node *change)
{
    const struct node *at, *before, *after, *inserted, *keys, *renamed;
    struct spot spot;

    if (!source_map(source, change, SOURCE_CHANGE))
        return;
    at = source_find(change, "at");
    before = source_find(change, "before");
    after = source_find(change, "after");
    inserted = source_find(change, "insert");
    keys = source_find(change, "set");
    renamed = source_find(change, "rename");
    if (!at + !before + !after != 2) {
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(change),
                    "a change has one of 'at', 'before' and 'after'");
        return;
    }
    if (!at != !!inserted) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(change),
                    "'insert' goes with 'before' or 'after'; set, rename and "
                    "remove go with 'at'");
        return;
    }
    if (!spots_find(source, table, change,
                    at       ? at
                    : before ? before
                             : after,
                    &spot))
        return;
    if (inserted) {
        insert(source, inserted, &spot, after != NULL);
        return;
    }
    if (source_flag(source, change, "remove")) {
        unlink_child(spot.parent, spot.node);
        return;
    }
    if (!keys && !renamed)
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(change),
                    "a change at a name says set, rename or remove");
    if (renamed)
        rename_spot(source, renamed, &spot);
    if (keys)
        set(source, keys, &spot);
}

/* A grid's or form's shape is given whole: a new one takes the old away. */
static void
take_away(struct node *table, struct text key)
{
    static const char *const shapes[][4]
        = { { "form", "header", "rows", "blocks" },
            { "blocks", "header", "rows", "form" },
            { "header", "blocks", "form", NULL },
            { "rows", "blocks", "form", NULL } };

    for (int i = 0; i < ARRAY_LEN(shapes); i++) {
        if (!text_equal(key, text_of(shapes[i][0])))
            continue;
        for (int j = 1; j < 4; j++) {
            const struct node *old
                = shapes[i][j] ? source_find(table, shapes[i][j]) : NULL;
            if (old)
                unlink_child(table, old);
        }
    }
}

struct node *
extend_table(struct source *source, const struct node *base,
             const struct node *own)
{
    struct node *table = copy(source->arena, base);
    const struct node *change = source_find(own, "change");

    (void)source_map(source, own, SOURCE_TABLE);
    /* The table is the new file's; what it takes over keeps its places. */
    table->file = own->file;
    table->line = own->line;
    table->col = own->col;
    for (const struct node *key = own->child; key; key = key->next) {
        if (text_equal(key->key, TEXT("extends"))
            || text_equal(key->key, TEXT("change")))
            continue;
        take_away(table, key->key);
        set_key(table, copy(source->arena, key),
                text_equal(key->key, TEXT("caption")));
    }
    if (!change)
        return table;
    if (change->kind != NODE_LIST) {
        source_kind(source, change, "'change'", "a list");
        return table;
    }
    for (const struct node *at = change->child; at; at = at->next)
        apply(source, table, at);
    return table;
}
