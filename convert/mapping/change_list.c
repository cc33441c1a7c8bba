/* change_list.c - elements put into and taken out of a list. */
#include "mapping/change_list.h"

#include "mapping/graft.h"
#include "mapping/near.h"

/* Of texts, and of what has names of its own. */
static const char *const texts[]
    = { "title", "caption", "ignore", "notes", "declared_empty", "also" };
static const char *const elements[] = { "header", "columns", "rows", "form" };

static bool
is_among(struct text word, const char *const *words, int n, struct near *near)
{
    for (int i = 0; i < n; i++) {
        near_try(near, text_of(words[i]));
        if (text_equal(word, text_of(words[i])))
            return true;
    }
    return false;
}

bool
change_list_may(struct source *source, const struct node *change)
{
    const struct node *node = source_find(change, "list");
    struct text key = source_text(source, node, "'list'");
    const struct node *before = source_find(change, "before");
    const struct node *after = source_find(change, "after");
    const struct node *removed = source_find(change, "remove");
    const struct node *inserted = source_find(change, "insert");
    struct near near = near_of(key);
    bool of_texts = is_among(key, texts, ARRAY_LEN(texts), &near);
    struct diag *diag;

    if (key.n == 0)
        return false;
    if (!of_texts && !is_among(key, elements, ARRAY_LEN(elements), &near)) {
        diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                           "'%.*s' is no list that a change is made in",
                           TEXT_ARG(key));
        if (near.found.n)
            diag_hint(source->diags, diag, "write '%.*s'",
                      TEXT_ARG(near.found));
        return false;
    }
    if (!of_texts && (before || after || removed)) {
        diag = source_fail(
            source, DIAG_MAPPING_WRONG_VALUE, tree_place(change),
            "the elements of '%.*s' have names: 'list' only adds to their end",
            TEXT_ARG(key));
        diag_hint(source->diags, diag,
                  "write {at: NAME, remove: true} or {after: NAME, insert: …}");
        return false;
    }
    if (!source_find(change, "at")
        && (text_equal(key, TEXT("also"))
            || text_equal(key, TEXT("columns")))) {
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(change),
                    "whose '%.*s' is changed, 'at' must say", TEXT_ARG(key));
        return false;
    }
    if ((!inserted && !removed) || (before && after)
        || ((before || after) && !inserted)) {
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(change),
                    "a change of a list says insert, with 'before' or 'after' "
                    "or none, or remove");
        return false;
    }
    return true;
}

/* A text below a node, and the list or map that it is in. */
struct found {
    struct node *parent, *text;
};

static void
find(struct node *parent, struct arena *arena, struct text folded,
     struct found *out)
{
    for (struct node *node = parent->child; node && !out->text;
         node = node->next) {
        if (node->kind != NODE_SCALAR)
            find(node, arena, folded, out);
        else if (text_equal(text_fold(arena, node->text), folded))
            *out = (struct found){ parent, node };
    }
}

static void
try_all(struct near *near, const struct node *parent)
{
    for (const struct node *node = parent->child; node; node = node->next) {
        if (node->kind == NODE_SCALAR)
            near_try(near, node->text);
        else
            try_all(near, node);
    }
}

static bool
find_text(struct source *source, struct node *list, const struct node *node,
          struct found *out)
{
    struct text text = source_text(source, node, "an element of a list");
    struct near near = near_of(text);
    struct diag *diag;

    *out = (struct found){ NULL, NULL };
    if (text.n == 0)
        return false;
    find(list, source->arena, text_fold(source->arena, text), out);
    if (out->text)
        return true;
    try_all(&near, list);
    diag = source_fail(source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "'%.*s' is not in the list", TEXT_ARG(text));
    if (near.found.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near.found));
    return false;
}

/* The child of a map as a list of itself. */
static struct node *
make_list(struct arena *arena, struct node *map, struct node *value)
{
    struct node *list
        = graft_named(graft_make(arena, NODE_LIST, value), value->key);

    graft_swap(map, value, list);
    if (!tree_is_null(value))
        graft_append(list, value);
    return list;
}

/* The map's list, made where it is not there or is none. */
static struct node *
list_of(struct arena *arena, struct node *map, const struct node *key)
{
    struct node *value = tree_find(map, key->text), *list;

    if (value && value->kind == NODE_LIST)
        return value;
    if (value)
        return make_list(arena, map, value);
    list = graft_named(graft_make(arena, NODE_LIST, key), key->text);
    graft_append(map, list);
    return list;
}

static void
insert(struct source *source, struct node *list, const struct node *change,
       const struct node *inserted)
{
    const struct node *after = source_find(change, "after");
    const struct node *beside = after ? after : source_find(change, "before");
    struct found found;

    if (inserted->kind != NODE_LIST) {
        source_kind(source, inserted, "'insert'", N_("a list"));
        return;
    }
    if (!beside) {
        for (const struct node *new = inserted->child; new; new = new->next)
            graft_append(list, graft_copy(source->arena, new));
        return;
    }
    if (!find_text(source, list, beside, &found))
        return;
    if (found.parent->kind == NODE_MAP)
        found.parent = make_list(source->arena, found.parent, found.text);
    graft_beside(source->arena, found.parent, found.text, after != NULL,
                 inserted);
}

/* Takes out what is left empty. */
static void
cut_empty(struct node *parent)
{
    for (struct node *node = parent->child, *next; node; node = next) {
        next = node->next;
        if (node->kind == NODE_SCALAR)
            continue;
        cut_empty(node);
        if (node->n == 0)
            graft_cut(parent, node);
    }
}

static void
remove_texts(struct source *source, struct node *list,
             const struct node *removed)
{
    int n;
    const struct node **each = source_each(source, removed, &n);
    struct found found;

    for (int i = 0; i < n; i++) {
        if (find_text(source, list, each[i], &found))
            graft_cut(found.parent, found.text);
    }
    cut_empty(list);
}

void
change_list_apply(struct source *source, struct node *map,
                  const struct node *change)
{
    const struct node *key = source_find(change, "list");
    const struct node *removed = source_find(change, "remove");
    const struct node *inserted = source_find(change, "insert");
    struct node *list = list_of(source->arena, map, key);

    if (removed)
        remove_texts(source, list, removed);
    if (inserted)
        insert(source, list, change, inserted);
    if (list->n == 0 && text_equal(key->text, TEXT("caption")))
        list->kind = NODE_SCALAR; /* ~: not that of the template */
    else if (list->n == 0)
        graft_cut(map, list);
}
