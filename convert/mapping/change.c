/* change.c - one change of a table's tree. */
#include "mapping/change.h"

#include "mapping/change_list.h"
#include "mapping/graft.h"
#include "mapping/named.h"
#include "mapping/spots.h"

static struct node *
make_true(struct arena *arena, const char *key, const struct node *at)
{
    struct node *node = graft_make(arena, NODE_SCALAR, at);

    node->text = TEXT("true");
    return graft_named(node, text_of(key));
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
        new = graft_make(arena, NODE_MAP, node);
        map = graft_named(graft_make(arena, NODE_MAP, node), node->text);
        graft_append(map, make_true(arena, "kept", node));
        graft_append(new, map);
        graft_swap(spot->parent, node, new);
        return map;
    }
    if (source_find(node, "each"))
        return node;
    if (spec->kind == NODE_MAP)
        return spec;
    map = graft_named(graft_make(arena, NODE_MAP, spec), spec->key);
    map->key_line = spec->key_line;
    map->key_col = spec->key_col;
    graft_swap(node, spec, map);
    if (spec->kind == NODE_LIST)
        graft_append(map, graft_named(spec, TEXT("columns")));
    else
        graft_append(map, make_true(arena,
                                    tree_is_null(spec)
                                        ? "kept"
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
    map = graft_make(arena, NODE_MAP, spot->node);
    graft_swap(spot->parent, spot->node, map);
    if (line->kind == NODE_SCALAR) {
        line = graft_make(arena, NODE_LIST, spot->node);
        graft_append(line, spot->node);
    }
    graft_append(map, graft_named(line, TEXT("line")));
    return map;
}

static void
set(struct source *source, const struct node *keys, const struct spot *spot)
{
    struct node *map;

    if (keys->kind != NODE_MAP) {
        source_kind(source, keys, "'set'", N_("a map"));
        return;
    }
    map = element_map(source->arena, spot);
    for (const struct node *key = keys->child; key; key = key->next)
        graft_set(map, graft_copy(source->arena, key), false);
}

static void
rename_label(struct node *map, const char *key, struct node *name)
{
    graft_set(map, graft_named(name, text_of(key)), false);
}

static void
rename_spot(struct source *source, const struct node *to,
            const struct spot *spot)
{
    struct text name = source_text(source, to, "'rename'");
    struct node *node = spot->node, *text = graft_copy(source->arena, to);

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
    if (list->kind != NODE_LIST) {
        source_kind(source, list, "'insert'", N_("a list"));
        return;
    }
    if (spot->parent->kind != NODE_LIST) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(list),
                    "there is one foot only");
        return;
    }
    graft_beside(source->arena, spot->parent, spot->node, after, list);
}

/* ---- line numbers ---- */

/* {from: 总计, line: -1} */
struct shift {
    struct source *source;
    const struct node *from, *by;
    int offset;
    bool begun;
    int n; /* numbers changed */
};

static void
shift_row(struct shift *s, struct node *row)
{
    struct source *source = s->source;
    struct node *line;
    int number;

    s->begun = s->begun || row == s->from;
    line = s->begun && row->kind == NODE_MAP ? tree_find(row, TEXT("line"))
                                             : NULL;
    if (!line)
        return;
    s->n++;
    number = source_number_of(source, line, "'line'", 1, 99999, 0);
    if (number == 0) /* and reported */
        return;
    if (number + s->offset < 1 || number + s->offset > 99999)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(s->by),
                    "line number %d of %s would become %d", number,
                    diag_place(source->arena, tree_place(row)),
                    number + s->offset);
    else
        line->text = text_printf(source->arena, "%d", number + s->offset);
}

/* The rows of a table, block or part, in the order of the sheet. */
static void
shift_rows(struct shift *s, struct node *map)
{
    static const char *const lists[] = { "rows", "blocks", "form" };
    struct node *foot = tree_find(map, TEXT("foot"));

    for (int i = 0; i < ARRAY_LEN(lists); i++) {
        struct node *list = tree_find(map, text_of(lists[i]));

        if (!list || list->kind != NODE_LIST)
            continue;
        for (struct node *node = list->child; node; node = node->next) {
            if (i == 0)
                shift_row(s, node);
            else if (node->kind == NODE_MAP)
                shift_rows(s, node);
        }
    }
    if (foot && foot == s->from)
        s->begun = true;
}

static bool
read_offset(struct source *source, const struct node *node, int *offset)
{
    struct text t = source_text(source, node, "'line'");
    bool minus = text_starts(t, TEXT("-"));
    struct node number = *node;

    if (t.n == 0)
        return false;
    if (minus || text_starts(t, TEXT("+")))
        number.text = text_slice(t, 1, t.n);
    *offset = source_number_of(source, &number, "an offset of line numbers", 1,
                               99999, 0);
    if (minus)
        *offset = -*offset;
    return *offset != 0;
}

static void
shift_lines(struct source *source, struct node *table,
            const struct node *change)
{
    const struct node *from = source_find(change, "from");
    const struct node *by
        = source_need(source, change, "line", "a change from a row on");
    struct shift s = { .source = source, .by = by };
    struct spot spot;

    if (!by || !read_offset(source, by, &s.offset)
        || !spots_find(source, table, change, from, &spot))
        return;
    s.from = spot.node;
    shift_rows(&s, table);
    if (s.n == 0)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(from),
                    s.begun ? N_("no row from '%.*s' on has a 'line'")
                            : N_("'%.*s' is no row"),
                    TEXT_ARG(from->text));
}

/* ---- one change ---- */

/* {at: NAME, set: …, rename: …, remove: true} and the same of what has no name
   before or after a NAME */
static void
change_spot(struct source *source, const struct node *change,
            const struct spot *spot, bool named)
{
    const struct node *keys = source_find(change, "set");
    const struct node *renamed = source_find(change, "rename");

    if (renamed && !named) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(renamed),
                    "'rename' goes with 'at'");
        return;
    }
    if (source_flag(source, change, "remove")) {
        graft_cut(spot->parent, spot->node);
        return;
    }
    if (!keys && !renamed)
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(change),
                    named
                        ? N_("a change at a name says set, rename or remove")
                        : N_("a change before or after a name says insert, set "
                             "or remove"));
    if (renamed)
        rename_spot(source, renamed, spot);
    if (keys)
        set(source, keys, spot);
}

/* A table of final accounts without a caption has the template's. */
static void
take_caption(struct source *source, struct node *table)
{
    const struct node *id = source_find(table, "table");
    const struct schema_table *schema
        = id && id->kind == NODE_SCALAR ? named_table(
              source, (struct source_said){ id->text, tree_place(id) })
                                        : NULL;

    if (source->caption && schema && !schema->evaluation
        && !source_find(table, "caption"))
        graft_append(table,
                     graft_named(graft_copy(source->arena, source->caption),
                                 TEXT("caption")));
}

/* {list: KEY, …}, of the table or what is in it, or with 'at' of an element */
static void
change_list(struct source *source, struct node *table,
            const struct node *change)
{
    const struct node *at = source_find(change, "at");
    struct node *map = NULL;
    struct spot spot;

    if (!change_list_may(source, change))
        return;
    if (text_equal(source_find(change, "list")->text, TEXT("caption")))
        take_caption(source, table);
    if (!at)
        map = spots_holder(source, table, change, source_find(change, "list"));
    else if (spots_find(source, table, change, at, &spot))
        map = element_map(source->arena, &spot);
    if (map)
        change_list_apply(source, map, change);
}

/* Which of the keys that begin a change it has, and no other of them. */
static const struct node *
beginning(struct source *source, const struct node *change)
{
    static const char *const words[] = { "at", "before", "after", "from" };
    const struct node *found = NULL;
    int n = 0;

    for (int i = 0; i < ARRAY_LEN(words); i++) {
        const struct node *node = source_find(change, words[i]);

        if (node && n++ == 0)
            found = node;
    }
    if (n == 1)
        return found;
    source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(change),
                "a change has one of 'at', 'before', 'after', 'from' and "
                "'list'");
    return NULL;
}

void
change_apply(struct source *source, struct node *table,
             const struct node *change)
{
    const struct node *name, *inserted;
    bool at, after;
    struct spot spot;

    if (!source_map(source, change, SOURCE_CHANGE))
        return;
    if (source_find(change, "list")) {
        change_list(source, table, change);
        return;
    }
    name = beginning(source, change);
    if (!name)
        return;
    if (name == source_find(change, "from")) {
        shift_lines(source, table, change);
        return;
    }
    inserted = source_find(change, "insert");
    at = name == source_find(change, "at");
    after = name == source_find(change, "after");
    if (at && inserted) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(inserted),
                    "'insert' goes with 'before', 'after' or 'list'");
        return;
    }
    if (!spots_find(source, table, change, name, &spot))
        return;
    if (inserted)
        insert(source, inserted, &spot, after);
    else if (at || spots_beside(source, name, after, &spot))
        change_spot(source, change, &spot, at);
}

const struct node *
change_caption(struct source *source, const struct node *caption,
               const struct node *changes)
{
    struct node *map = graft_make(source->arena, NODE_MAP, changes);

    if (caption)
        graft_append(map, graft_named(graft_copy(source->arena, caption),
                                      TEXT("caption")));
    if (changes->kind != NODE_LIST) {
        source_kind(source, changes, "'change'", N_("a list"));
        return caption;
    }
    for (const struct node *at = changes->child; at; at = at->next) {
        const struct node *list;

        if (!source_map(source, at, SOURCE_CHANGE))
            continue;
        list = source_find(at, "list");
        if (!list || !text_equal(list->text, TEXT("caption")))
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(at),
                        "of a template only the caption is changed: {list: "
                        "caption, …}");
        else if (change_list_may(source, at))
            change_list_apply(source, map, at);
    }
    return source_find(map, "caption");
}
