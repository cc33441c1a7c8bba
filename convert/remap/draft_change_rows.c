/* draft_change_rows.c - the rows of a drafted block beside another's. */
#include "remap/draft_change_rows.h"

#include "mapping/wording.h"
#include "remap/draft_rule.h"

struct rows {
    struct draft_table *t;
    const struct block_rule *base, *own;
    struct draft_node *list;
    int shift; /* what 'line' changes have added so far */
};

static bool
is_alike(const struct row_rule *base, const struct row_rule *own)
{
    if (base->kind != own->kind)
        return false;
    if (base->kind != ROW_ITEM)
        return base->kind != ROW_RECORD || text_equal(base->item, own->item);
    return (own->item.n && text_equal(base->item, own->item))
           || (!own->item.n
               && wording_match(&base->by_label.words,
                                own->by_label.words.exact[0]));
}

/* Rows that one line of the mapping writes out have no name of their own. */
static bool
is_written_out(const struct rows *r, int i)
{
    const struct row_rule *row = &r->base->rows[i];

    for (int k = i - 1; k <= i + 1; k += 2) {
        if (k >= 0 && k < r->base->n_rows
            && r->base->rows[k].place.row == row->place.row
            && r->base->rows[k].place.col == row->place.col)
            return true;
    }
    return false;
}

/* The name by which a row of the base is changed. */
static struct text
name_of(const struct rows *r, int i)
{
    const struct row_rule *row = &r->base->rows[i];

    if (is_written_out(r, i))
        return text_printf(r->t->arena, "%.*s{code}",
                           TEXT_ARG(text_sans_digits(row->item)));
    return row->item.n             ? row->item
           : row->by_label.words.n ? row->by_label.words.shown[0]
                                   : TEXT_NONE;
}

static struct draft_node *
add_change(struct rows *r, const char *where, struct text name)
{
    struct draft_node *map
        = draft_yaml_open(r->t->arena, r->list, NULL, NODE_MAP);

    draft_yaml_text(r->t->arena, map, where, name);
    return map;
}

/* The nearest row before i that has a name, or -1. */
static int
named_before(const struct rows *r, int i)
{
    while (--i >= 0 && !name_of(r, i).n)
        ;
    return i;
}

/* Is the row there, in another order? */
static bool
is_elsewhere(const struct rows *r, int i)
{
    for (int k = 0; k < r->own->n_rows; k++) {
        if (r->base->rows[i].kind == ROW_ITEM
            && is_alike(&r->base->rows[i], &r->own->rows[k]))
            return true;
    }
    return false;
}

static void
remove_row(struct rows *r, int i)
{
    struct draft_node *map;

    if (r->base->rows[i].kind == ROW_BLANK && named_before(r, i) == i - 1
        && i > 0)
        map = add_change(r, "after", name_of(r, i - 1));
    else if (name_of(r, i).n && !is_written_out(r, i))
        map = add_change(r, "at", name_of(r, i));
    else
        return;
    draft_yaml_bare(r->t->arena, map, "remove", "true");
}

/* Codes that the sheet does not have may be lacking from now on. */
static void
lack_codes(struct rows *r, const bool *gone)
{
    struct draft_node *map = NULL;
    struct text name = TEXT_NONE;

    for (int i = 0; i < r->base->n_rows; i++) {
        const struct row_rule *row = &r->base->rows[i];
        struct text here;

        if (!gone[i] || !is_written_out(r, i) || row->by_label.optional)
            continue;
        here = name_of(r, i);
        if (!text_equal(here, name)) {
            map = draft_yaml_open(r->t->arena, add_change(r, "at", here), "set",
                                  NODE_MAP);
            map = draft_yaml_open(r->t->arena, map, "optional", NODE_LIST);
            name = here;
        }
        draft_yaml_bare(
            r->t->arena, map, NULL,
            text_zero(r->t->arena,
                      text_slice(row->item, text_sans_digits(row->item).n,
                                 row->item.n)));
    }
}

static void
insert_rows(struct rows *r, int at, int from, int end)
{
    int before = named_before(r, at);
    struct draft_node *map;

    while (end > from && r->own->rows[end - 1].kind == ROW_BLANK)
        end--;
    if (from >= end)
        return;
    if (before >= 0)
        map = add_change(r, "after", name_of(r, before));
    else if (at < r->base->n_rows && name_of(r, at).n)
        map = add_change(r, "before", name_of(r, at));
    else
        return;
    map = draft_yaml_open(r->t->arena, map, "insert", NODE_LIST);
    for (; from < end; from++)
        draft_rule_write_row(r->t, &r->own->rows[from], r->own, map);
}

static void
change_row(struct rows *r, int i, int k)
{
    const struct row_rule *base = &r->base->rows[i], *own = &r->own->rows[k];
    struct draft_node *map;

    if (base->kind == ROW_BLANK && base->blank != own->blank && i > 0
        && name_of(r, i - 1).n)
        draft_yaml_number(
            r->t->arena,
            draft_yaml_open(r->t->arena,
                            add_change(r, "after", name_of(r, i - 1)), "set",
                            NODE_MAP),
            "blank", own->blank);
    if (base->line && own->line && base->line + r->shift != own->line
        && name_of(r, i).n) {
        map = add_change(r, "from", name_of(r, i));
        draft_yaml_number(r->t->arena, map, "line",
                          own->line - base->line - r->shift);
        r->shift = own->line - base->line;
    }
    if (base->kind != ROW_ITEM || is_written_out(r, i)
        || text_equal(base->by_label.words.exact[0],
                      own->by_label.words.exact[0]))
        return;
    map = draft_yaml_open(r->t->arena, add_change(r, "at", name_of(r, i)),
                          "set", NODE_MAP);
    draft_yaml_text(r->t->arena, map, "label", own->by_label.words.shown[0]);
}

/* The next pair of rows that are alike, from i and k on; the ends if none. */
static void
next_pair(const struct rows *r, int *i, int *k)
{
    int left = r->base->n_rows - *i + r->own->n_rows - *k;

    for (int sum = 0; sum < left; sum++) {
        for (int a = 0; a <= sum; a++) {
            int x = *i + a, y = *k + sum - a;

            if (x < r->base->n_rows && y < r->own->n_rows
                && is_alike(&r->base->rows[x], &r->own->rows[y])) {
                *i = x;
                *k = y;
                return;
            }
        }
    }
    *i = r->base->n_rows;
    *k = r->own->n_rows;
}

void
draft_change_rows(struct draft_table *t, const struct block_rule *base,
                  const struct block_rule *own, struct draft_node *list)
{
    struct rows r = { .t = t, .base = base, .own = own, .list = list };
    bool *gone = ARENA_ARRAY(t->arena, bool, base->n_rows + 1);

    for (int i = 0, k = 0, x, y; i < base->n_rows || k < own->n_rows;
         i = x + 1, k = y + 1) {
        x = i;
        y = k;
        next_pair(&r, &x, &y);
        insert_rows(&r, i, k, y);
        for (int at = i; at < x; at++) {
            gone[at] = true;
            if (!base->rows[at].by_label.optional && !is_elsewhere(&r, at))
                remove_row(&r, at);
        }
        if (x < base->n_rows && y < own->n_rows)
            change_row(&r, x, y);
    }
    lack_codes(&r, gone);
}
