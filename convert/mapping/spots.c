/* spots.c - the elements of a table's tree by name. */
#include "mapping/spots.h"

#include "base/limits.h"
#include "mapping/near.h"

/* A search for a name through a table's tree. */
struct search {
    struct source *source;
    struct text name, folded; /* of an element; "" where a key is looked for */
    struct text key;          /* of a table, block or part */
    struct text *within;      /* folded names that must be around it */
    int n_within;
    struct text around[LIMIT_TREE_DEPTH * 4]; /* folded names of elements */
    int n_around;
    struct spot *spots;
    int n_spots, capacity;
    struct near near;
};

static void search_grid(struct search *s, struct node *map);

/* What was looked for, if it is in what must be around it. */
static bool
found(struct search *s, struct spot spot)
{
    for (int i = 0; i < s->n_within; i++) {
        bool is_around = false;

        for (int j = 0; j < s->n_around; j++)
            is_around |= text_equal(s->around[j], s->within[i]);
        if (!is_around)
            return false;
    }
    if (s->n_around)
        spot.around = s->around[s->n_around - 1];
    ARENA_PUSH(s->source->arena, s->spots, s->n_spots, s->capacity, spot);
    return true;
}

static void
try_name(struct search *s, struct spot spot, struct text name, bool *hit)
{
    struct text folded = text_fold(s->source->arena, name);

    if (folded.n == 0 || *hit)
        return;
    near_try(&s->near, name);
    *hit = text_equal(folded, s->folded) && found(s, spot);
}

static void
enter(struct search *s, struct text name)
{
    if (s->n_around < ARRAY_LEN(s->around))
        s->around[s->n_around++] = text_fold(s->source->arena, name);
}

/* The first text of a text or a list of texts or of cells. */
static struct text
first_text(const struct node *node)
{
    const struct node *label;

    if (!node || tree_is_null(node))
        return TEXT_NONE;
    if (node->kind == NODE_LIST)
        return first_text(node->child);
    if (node->kind == NODE_SCALAR)
        return node->text;
    label = source_find(node, "label");
    return label ? first_text(label) : TEXT_NONE;
}

static void
search_columns(struct search *s, struct node *list)
{
    for (struct node *node = list->child; node; node = node->next) {
        struct spot spot = { list, node, TEXT_NONE };
        struct node *spec = node->child, *below = NULL;
        int around = s->n_around;
        bool hit = false;
        struct text name;

        if (node->kind == NODE_SCALAR) {
            try_name(s, spot, node->text, &hit);
            continue;
        }
        if (node->kind != NODE_MAP || !spec)
            continue;
        if (source_find(node, "each")) {
            name = first_text(source_find(node, "heading"));
            spec = node;
        } else {
            name = spec->key;
        }
        try_name(s, spot, name, &hit);
        if (spec->kind == NODE_LIST)
            below = spec;
        else if (spec->kind == NODE_MAP)
            below = tree_find(spec, TEXT("columns"));
        enter(s, name);
        if (below && below->kind == NODE_LIST)
            search_columns(s, below);
        s->n_around = around;
    }
}

static void
search_row(struct search *s, struct node *parent, struct node *node)
{
    struct spot spot = { parent, node, TEXT_NONE };
    bool hit = false;

    if (node->kind != NODE_MAP) {
        try_name(s, spot, first_text(node), &hit);
        return;
    }
    try_name(s, spot, first_text(source_find(node, "label")), &hit);
    try_name(s, spot, first_text(source_find(node, "item")), &hit);
}

static void
search_blocks(struct search *s, struct node *list)
{
    for (struct node *block = list->child; block; block = block->next) {
        const struct node *header = source_find(block, "header");
        int around = s->n_around;

        if (block->kind != NODE_MAP)
            continue;
        /* What is in a block is 'in' each of its top headings. */
        if (header && header->kind == NODE_LIST) {
            for (const struct node *c = header->child; c; c = c->next)
                enter(s, c->kind == NODE_SCALAR ? c->text
                         : c->child             ? c->child->key
                                                : TEXT_NONE);
        }
        search_grid(s, block);
        s->n_around = around;
    }
}

static void
search_form(struct search *s, struct node *list)
{
    for (struct node *part = list->child; part; part = part->next) {
        struct spot spot = { list, part, TEXT_NONE };
        int around = s->n_around;
        bool hit = false;

        if (part->kind != NODE_MAP) {
            try_name(s, spot, first_text(part), &hit);
            continue;
        }
        try_name(s, spot, first_text(source_find(part, "line")), &hit);
        try_name(s, spot, first_text(source_find(part, "beside")), &hit);
        enter(s, first_text(source_find(part, "beside")));
        search_grid(s, part);
        s->n_around = around;
    }
}

/* A table, a block or a part: whatever it has of these. */
static void
search_grid(struct search *s, struct node *map)
{
    struct node *header = tree_find(map, TEXT("header"));
    struct node *rows = tree_find(map, TEXT("rows"));
    struct node *blocks = tree_find(map, TEXT("blocks"));
    struct node *form = tree_find(map, TEXT("form"));
    struct node *foot = tree_find(map, TEXT("foot"));
    struct node *list = s->key.n ? tree_find(map, s->key) : NULL;

    if (list)
        (void)found(s, (struct spot){ map, list, TEXT_NONE });
    if (header && header->kind == NODE_LIST)
        search_columns(s, header);
    if (rows && rows->kind == NODE_LIST) {
        for (struct node *row = rows->child; row; row = row->next)
            search_row(s, rows, row);
    }
    if (foot)
        search_row(s, map, foot);
    if (blocks && blocks->kind == NODE_LIST)
        search_blocks(s, blocks);
    if (form && form->kind == NODE_LIST)
        search_form(s, form);
}

static void
read_within(struct search *s, const struct node *change)
{
    const struct node *node = source_find(change, "in");
    const struct node **each;
    int n;

    if (!node)
        return;
    each = source_each(s->source, node, &n);
    s->within = ARENA_ARRAY(s->source->arena, struct text, n + 1);
    for (int i = 0; i < n; i++)
        s->within[s->n_within++] = text_fold(
            s->source->arena, source_text(s->source, each[i], "'in'"));
}

static struct search *
search_open(struct source *source, const struct node *change, struct text name)
{
    struct search *s = ARENA_NEW(source->arena, struct search);

    s->source = source;
    s->name = name;
    s->near = near_of(name);
    read_within(s, change);
    return s;
}

/* The one that was found; false, and reported, where there is none or more. */
static bool
is_one(struct search *s, const struct node *name, struct spot *out)
{
    struct source *source = s->source;
    struct diag *diag;

    if (s->n_spots == 1) {
        *out = s->spots[0];
        return true;
    }
    if (s->n_spots == 0) {
        diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(name),
                           s->key.n ? N_("there is no '%.*s'%s")
                                    : N_("nothing is named '%.*s'%s"),
                           TEXT_ARG(s->name),
                           s->n_within ? diag_say(source->diags, " in that")
                                       : "");
        if (s->near.found.n && !text_equal(s->near.found, s->name))
            diag_hint(source->diags, diag, "write '%.*s'",
                      TEXT_ARG(s->near.found));
        return false;
    }
    diag = source_fail(source, DIAG_MAPPING_CONTESTED, tree_place(name),
                       "'%.*s' occurs %d times", TEXT_ARG(s->name), s->n_spots);
    for (int i = 0; i < s->n_spots; i++) {
        const struct spot *spot = &s->spots[i];
        diag_detail(source->diags, diag, "%s%s%.*s%s",
                    diag_place(source->arena, tree_place(spot->node)),
                    spot->around.n ? " in '" : "", TEXT_ARG(spot->around),
                    spot->around.n ? "'" : "");
    }
    diag_hint(source->diags, diag,
              "name a heading or label around the right one with 'in'");
    return false;
}

bool
spots_find(struct source *source, struct node *table, const struct node *change,
           const struct node *name, struct spot *out)
{
    struct text word = source_text(source, name, "a name");
    struct search *s;

    if (word.n == 0)
        return false;
    s = search_open(source, change, word);
    s->folded = text_fold(source->arena, word);
    search_grid(s, table);
    return is_one(s, name, out);
}

struct node *
spots_holder(struct source *source, struct node *table,
             const struct node *change, const struct node *key)
{
    struct search *s = search_open(source, change, key->text);
    struct spot spot;

    s->key = key->text;
    search_grid(s, table);
    if (s->n_spots == 0 && s->n_within == 0)
        return table;
    return is_one(s, key, &spot) ? spot.parent : NULL;
}

/* The name by which a change would find the node; "": it has none. */
static struct text
name_of(const struct node *node)
{
    enum { LINE = 2 };
    static const char *const keys[]
        = { "label", "item", [LINE] = "line", "beside", "heading" };
    struct text name = TEXT_NONE;

    if (node->kind != NODE_MAP)
        return first_text(node);
    for (int i = 0; i < ARRAY_LEN(keys) && name.n == 0; i++) {
        const struct node *key = source_find(node, keys[i]);

        /* The 'line' of a row is its number. */
        if (key && (key->kind != NODE_SCALAR || i != LINE))
            name = first_text(key);
    }
    return name;
}

bool
spots_beside(struct source *source, const struct node *name, bool after,
             struct spot *spot)
{
    struct node *found = NULL;
    struct text own;

    if (spot->parent->kind == NODE_LIST && after) {
        found = spot->node->next;
    } else if (spot->parent->kind == NODE_LIST) {
        for (struct node *at = spot->parent->child; at != spot->node;
             at = at->next)
            found = at;
    }
    own = found ? name_of(found) : TEXT_NONE;
    if (!found || own.n) {
        struct diag *diag = source_fail(
            source, DIAG_MAPPING_WRONG_VALUE, tree_place(name),
            found   ? after ? N_("what stands after '%.*s' has a name")
                            : N_("what stands before '%.*s' has a name")
              : after ? N_("nothing stands after '%.*s'")
                    : N_("nothing stands before '%.*s'"),
            TEXT_ARG(name->text));

        if (found)
            diag_hint(source->diags, diag, "write 'at: %.*s'", TEXT_ARG(own));
        return false;
    }
    spot->node = found;
    return true;
}
