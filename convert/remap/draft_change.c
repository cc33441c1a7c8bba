/* draft_change.c - a drafted table as another template's with what differs. */
#include "remap/draft_change.h"

#include "canon/unit.h"
#include "mapping/wording.h"
#include "remap/draft_change_rows.h"
#include "remap/draft_rule.h"

/* Two tables that are laid beside each other. */
struct changing {
    struct draft_table *t;
    struct draft_node *list; /* of changes */
    struct text *names;      /* folded headings of the base */
    int n_names, capacity;
};

/* --- heads --- */

static bool
same(struct draft_table *t, struct text a, struct text b)
{
    return text_same_words(t->arena, a, b);
}

static bool
has_title(struct draft_table *t)
{
    const struct table_rule *base = t->base;

    return t->same_title
           && (base->titles[0].n_parts > 1
               || same(t, base->titles[0].source, t->title)
               || same(t, base->titles[0].source,
                       drafting_text(t, t->title_row, t->title_col)));
}

/* The sheet's first, the base's still read. */
static void
change_title(struct changing *c)
{
    struct draft_table *t = c->t;
    struct draft_node *map, *list;

    if (has_title(t))
        return;
    map = draft_yaml_open(t->arena, c->list, NULL, NODE_MAP);
    draft_yaml_text(t->arena, map, "list", TEXT("title"));
    draft_yaml_text(t->arena, map, "before", t->base->titles[0].source);
    list = draft_yaml_open(t->arena, map, "insert", NODE_LIST);
    draft_yaml_text(t->arena, list, NULL, t->title);
}

static void
change_notes(struct draft_table *t, struct draft_node *map,
             const struct draft_node *whole)
{
    const struct wording *notes = &t->base->notes;
    const struct draft_node *own = draft_yaml_find(whole, "notes");
    bool equal = notes->n == t->n_notes;

    for (int i = 0; equal && i < notes->n; i++)
        equal = same(t, notes->shown[i], t->notes[i]);
    if (own && !equal)
        draft_yaml_add(map, "notes", draft_yaml_copy(t->arena, own));
}

static void
change_head(struct draft_table *t, struct draft_node *map,
            const struct draft_node *whole)
{
    const struct table_rule *base = t->base;
    int shift = 0;

    if (t->number.n
        && (!base->number.n || !same(t, base->number.shown[0], t->number)))
        draft_yaml_text(t->arena, map, "number", t->number);
    if (!t->number.n && base->number.n)
        draft_yaml_bare(t->arena, map, "number", "~");
    if (t->unit.n && unit_parse(t->unit, &shift) && shift != base->unit_shift)
        draft_yaml_text(t->arena, map, "unit", t->unit);
    change_notes(t, map, whole);
}

/* --- one change --- */

static struct draft_node *
add_change(struct changing *c, const char *where, struct text name,
           struct text in)
{
    struct draft_node *map
        = draft_yaml_open(c->t->arena, c->list, NULL, NODE_MAP);

    draft_yaml_text(c->t->arena, map, where, name);
    if (in.n)
        draft_yaml_text(c->t->arena, map, "in", in);
    return map;
}

/* --- headings --- */

static void
name_headings(struct changing *c, const struct column_rule *columns, int n)
{
    for (int i = 0; i < n; i++) {
        if (columns[i].words.n)
            ARENA_PUSH(c->t->arena, c->names, c->n_names, c->capacity,
                       columns[i].words.exact[0]);
        name_headings(c, columns[i].children, columns[i].n_children);
    }
}

/* The heading above, where the name alone would be several. */
static struct text
around(const struct changing *c, const struct column_rule *column,
       const struct column_rule *above)
{
    int n = 0;

    for (int i = 0; i < c->n_names; i++)
        n += text_equal(c->names[i], column->words.exact[0]);
    return n > 1 && above ? above->words.shown[0] : TEXT_NONE;
}

static bool
is_alike(const struct column_rule *base, const struct column_rule *own)
{
    if (base->words.n && own->words.n
        && (wording_match(&base->words, own->words.exact[0])
            || (!base->words.exact[0].n && !own->words.exact[0].n)))
        return true;
    if (base->role != own->role || base->n_children || own->n_children)
        return false;
    if (base->role == COLUMN_VALUE)
        return (own->item.n || own->measure.n)
               && text_equal(base->item, own->item)
               && text_equal(base->measure, own->measure);
    return base->role != COLUMN_KEPT;
}

static void change_columns(struct changing *c, const struct column_rule *base,
                           const struct column_rule *own,
                           const struct column_rule *above);

/* A list of headings beside another. */
struct beside {
    const struct column_rule *base, *own, *above;
    int n_base, n_own;
};

/* The next pair of headings that are alike, from i and k on. */
static bool
next_pair(const struct beside *b, int *i, int *k)
{
    for (int sum = 0; sum < b->n_base - *i + b->n_own - *k; sum++) {
        for (int a = 0; a <= sum; a++) {
            int x = *i + a, y = *k + sum - a;

            if (x < b->n_base && y < b->n_own
                && is_alike(&b->base[x], &b->own[y])) {
                *i = x;
                *k = y;
                return true;
            }
        }
    }
    *i = b->n_base;
    *k = b->n_own;
    return false;
}

static void
insert_columns(struct changing *c, const struct beside *b, int at, int from,
               int end)
{
    const struct column_rule *next = at < b->n_base ? &b->base[at] : NULL;
    const struct column_rule *last = at > 0 ? &b->base[at - 1] : NULL;
    const struct column_rule *by = last ? last : next;
    struct draft_node *map;

    if (from >= end || !by)
        return;
    map = add_change(c, last ? "after" : "before", by->words.shown[0],
                     around(c, by, b->above));
    draft_rule_write_columns(
        c->t, b->own + from, end - from,
        draft_yaml_open(c->t->arena, map, "insert", NODE_LIST));
}

static void
change_lists(struct changing *c, const struct beside *b)
{
    for (int i = 0, k = 0, at_i, at_k; i < b->n_base || k < b->n_own;
         i = at_i + 1, k = at_k + 1) {
        at_i = i;
        at_k = k;
        if (!next_pair(b, &at_i, &at_k) && i >= b->n_base && k >= b->n_own)
            break;
        insert_columns(c, b, i, k, at_k);
        for (int gone = i; gone < at_i; gone++) {
            if (!b->base[gone].optional && b->base[gone].words.n)
                draft_yaml_bare(c->t->arena,
                                add_change(c, "at",
                                           b->base[gone].words.shown[0],
                                           around(c, &b->base[gone], b->above)),
                                "remove", "true");
        }
        if (at_i < b->n_base && at_k < b->n_own)
            change_columns(c, &b->base[at_i], &b->own[at_k], b->above);
    }
}

static void
change_columns(struct changing *c, const struct column_rule *base,
               const struct column_rule *own, const struct column_rule *above)
{
    const struct beside b = { base->children, own->children, base,
                              base->n_children, own->n_children };

    if (own->words.exact[0].n
        && !text_equal(base->words.exact[0], own->words.exact[0]))
        draft_yaml_text(
            c->t->arena,
            add_change(c, "at", base->words.shown[0], around(c, base, above)),
            "rename", own->words.shown[0]);
    change_lists(c, &b);
}

/* --- tables --- */

/* Words among the headings that say nothing, and that the base has not. */
static void
change_ignored(struct changing *c, struct draft_node *map,
               const struct wording *base, const struct wording *own)
{
    struct draft_node *list = NULL;

    for (int i = 0; i < own->n; i++) {
        if (wording_match(base, own->exact[i]))
            continue;
        if (!list && base->n) {
            list = draft_yaml_open(c->t->arena, c->list, NULL, NODE_MAP);
            draft_yaml_text(c->t->arena, list, "list", TEXT("ignore"));
            list = draft_yaml_open(c->t->arena, list, "insert", NODE_LIST);
        } else if (!list) {
            list = draft_yaml_open(c->t->arena, map, "ignore", NODE_LIST);
        }
        draft_yaml_text(c->t->arena, list, NULL, own->shown[i]);
    }
}

static void
change_parts(struct changing *c, struct draft_node *map)
{
    struct draft_table *t = c->t;
    const struct part_rule *base = mapping_parts(t->base);

    if (t->base->n_parts != t->n_parts)
        return;
    for (int p = 0; p < t->n_parts; p++) {
        for (int b = 0; b < base[p].n_blocks; b++)
            name_headings(c, base[p].blocks[b].columns,
                          base[p].blocks[b].n_columns);
    }
    for (int p = 0; p < t->n_parts; p++) {
        if (base[p].kind != t->parts[p].kind
            || base[p].n_blocks != t->parts[p].n_blocks)
            return;
        for (int b = 0; b < base[p].n_blocks; b++) {
            const struct block_rule *x = &base[p].blocks[b];
            const struct block_rule *y = &t->parts[p].blocks[b];
            const struct beside lists
                = { x->columns, y->columns, NULL, x->n_columns, y->n_columns };

            change_lists(c, &lists);
            draft_change_rows(t, x, y, c->list);
        }
    }
    if (t->is_form || t->n_parts != 1)
        return;
    change_ignored(c, map, &base[0].ignored, &t->parts[0].ignored);
    if (base[0].has_ruler && !t->parts[0].has_ruler)
        draft_yaml_bare(t->arena, map, "ruler", "~");
    if (!base[0].has_ruler && t->parts[0].has_ruler)
        draft_yaml_text(t->arena, map, "ruler", TEXT("栏次"));
}

/* Headings and rows as they are drafted. */
static void
take_keys(struct draft_table *t, struct draft_node *map,
          const struct draft_node *whole)
{
    static const char *const keys[]
        = { "columns", "caption", "header", "rows",  "foot",
            "blocks",  "form",    "ruler",  "ignore" };
    const struct part_rule *base = mapping_parts(t->base);
    bool blocks = t->base->n_parts == 1 && base[0].n_blocks > 1;

    for (int i = 0; i < ARRAY_LEN(keys); i++) {
        const struct draft_node *own = draft_yaml_find(whole, keys[i]);

        if (own)
            draft_yaml_add(map, keys[i], draft_yaml_copy(t->arena, own));
    }
    if (blocks && !draft_yaml_find(whole, "blocks"))
        draft_yaml_bare(t->arena, map, "blocks", "~");
    if (!blocks && !t->is_form && draft_yaml_find(whole, "blocks")) {
        draft_yaml_bare(t->arena, map, "header", "~");
        draft_yaml_bare(t->arena, map, "rows", "~");
    }
    if (base[0].has_ruler && !draft_yaml_find(whole, "ruler"))
        draft_yaml_bare(t->arena, map, "ruler", "~");
}

struct draft_node *
draft_change_write(struct draft_table *t, const char *base,
                   const struct draft_node *whole, enum draft_change_kind kind)
{
    struct draft_node *map = draft_yaml_new(t->arena, NODE_MAP);
    struct changing c = { .t = t };

    c.list = draft_yaml_new(t->arena, NODE_LIST);
    draft_yaml_text(t->arena, map, "extends", text_of(base));
    draft_yaml_add(
        map, "evidence",
        draft_yaml_copy(t->arena, draft_yaml_find(whole, "evidence")));
    change_title(&c);
    change_head(t, map, whole);
    if (kind == DRAFT_CHANGE_PARTS)
        change_parts(&c, map);
    if (kind == DRAFT_CHANGE_KEYS)
        take_keys(t, map, whole);
    if (c.list->child)
        draft_yaml_add(map, "change", c.list);
    return map;
}
