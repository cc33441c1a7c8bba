/* extend.c - a mapping file as another one with named changes. */
#include "mapping/extend.h"

#include "mapping/change.h"
#include "mapping/graft.h"

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
                graft_cut(table, old);
        }
    }
}

struct node *
extend_table(struct source *source, const struct node *base,
             const struct node *own)
{
    struct node *table = graft_copy(source->arena, base);
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
        graft_set(table, graft_copy(source->arena, key),
                  text_equal(key->key, TEXT("caption")));
    }
    if (!change)
        return table;
    if (change->kind != NODE_LIST) {
        source_kind(source, change, "'change'", N_("a list"));
        return table;
    }
    for (const struct node *at = change->child; at; at = at->next)
        change_apply(source, table, at);
    return table;
}
