/* diff.c - added, removed, changed. */
#include "canon/diff.h"

#include <stdlib.h>

struct listing {
    struct arena *arena;
    struct difference *items;
    int n, capacity;
};

const char *
diff_word(enum diff_kind kind)
{
    static const char *const words[] = { "added", "removed", "changed" };

    return words[kind];
}

static const struct model_table *
some_table(const struct difference *d)
{
    return d->old_table != NULL ? d->old_table : d->new_table;
}

static const struct fact *
some_fact(const struct difference *d)
{
    return d->old_fact != NULL ? d->old_fact : d->new_fact;
}

static int
compare(const void *x, const void *y)
{
    const struct difference *a = x, *b = y;
    const struct model_table *s = some_table(a), *t = some_table(b);
    const struct fact *f = some_fact(a), *g = some_fact(b);
    int order = s->schema->index - t->schema->index;

    if (order == 0)
        order = text_compare(s->instance, t->instance);
    if (order == 0)
        order = schema_compare_items(s->schema, *f->item, *g->item);
    if (order == 0)
        order = schema_compare_measures(s->schema, *f->item, f->of->measure,
                                        g->of->measure);
    return order;
}

/* Facts of 'from' that 'to' lacks, and where 'from' is the old side those that
   differ. */
static void
list_table(struct listing *l, const struct model_table *from,
           const struct model_table *to, bool old_side)
{
    struct model_index *index = to ? model_index(l->arena, to) : NULL;

    for (int i = 0; i < from->n_facts; i++) {
        const struct fact *fact = &from->facts[i], *other = NULL;
        struct difference d;

        if (index != NULL)
            other = model_index_find(index, *fact->item, fact->of->measure);
        if (other != NULL && (!old_side || model_value_equal(fact, other)))
            continue;
        if (old_side)
            d = (struct difference){ other ? DIFF_CHANGED : DIFF_REMOVED, from,
                                     to, fact, other };
        else
            d = (struct difference){ DIFF_ADDED, to, from, NULL, fact };
        ARENA_PUSH(l->arena, l->items, l->n, l->capacity, d);
    }
}

static void
list_model(struct listing *l, const struct model *from, const struct model *to,
           bool old_side)
{
    for (int i = 0; i < from->n_tables; i++) {
        const struct model_table *table = &from->tables[i];

        list_table(
            l, table,
            model_find_table(to, text_of(table->schema->id), table->instance),
            old_side);
    }
}

struct difference *
diff_models(struct arena *arena, const struct model *old,
            const struct model *new, int *n)
{
    struct listing l = { .arena = arena };

    list_model(&l, old, new, true);
    list_model(&l, new, old, false);
    if (l.n > 0)
        qsort(l.items, (size_t)l.n, sizeof *l.items, compare);
    *n = l.n;
    return l.items;
}
