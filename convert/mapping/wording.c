/* wording.c - headings and labels, and the other ways they are written. */
#include "mapping/wording.h"

#include <string.h>

static struct text *
longer(struct arena *arena, const struct text *old, int n)
{
    struct text *items = ARENA_ARRAY(arena, struct text, n + 1);

    if (n)
        memcpy(items, old, (size_t)n * sizeof *items);
    return items;
}

void
wording_add(struct arena *arena, struct wording *words, struct text shown)
{
    struct text exact = text_fold(arena, shown), key;
    int n = words->n;

    for (int i = 0; i < n; i++) {
        if (text_equal(words->exact[i], exact))
            return;
    }
    key = text_sans_tail(text_sans_ordinal(exact));
    words->shown = longer(arena, words->shown, n);
    words->exact = longer(arena, words->exact, n);
    words->key = longer(arena, words->key, n);
    words->shown[n] = shown;
    words->exact[n] = exact;
    words->key[n] = key.n ? key : exact;
    words->n = n + 1;
}

bool
wording_is_plain(struct source *source, const struct node *node)
{
    if (text_find(node->text, TEXT("{"), 0) < 0)
        return true;
    source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                "a label holds no placeholder: '%.*s'", TEXT_ARG(node->text));
    return false;
}

void
wording_read(struct source *source, const struct node *node, const char *what,
             struct wording *out)
{
    int n;
    const struct node **each = source_each(source, node, &n);

    for (int i = 0; i < n; i++) {
        struct text t = source_text(source, each[i], what);

        if (each[i]->kind != NODE_SCALAR || tree_is_null(each[i]))
            continue;
        if (t.n == 0)
            source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(each[i]),
                        "%s is empty", what);
        else if (wording_is_plain(source, each[i]))
            wording_add(source->arena, out, t);
    }
}

void
wording_read_also(struct source *source, const struct node *map,
                  struct wording *out)
{
    const struct node *also = source_find(map, "also");

    if (also)
        wording_read(source, also, "'also'", out);
}
