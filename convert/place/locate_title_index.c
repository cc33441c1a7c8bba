/* locate_title_index.c - titles by hash, and by how they end. */
#include "place/locate_title_index.h"

#include "mapping/pattern.h"

/* Titles end in few ways (表, 书): most cells are passed over by that. */
static uint64_t
tail_bit(struct text t)
{
    unsigned last = (unsigned char)t.at[t.n - 1];
    unsigned before = t.n > 1 ? (unsigned char)t.at[t.n - 2] : 0;

    return UINT64_C(1) << ((last ^ before * 3) & 63);
}

bool
locate_title_index_may_strip(const struct title_index *index, struct text t)
{
    struct text stem = text_sans_tail(t);

    return stem.n > 0 && (index->stems & tail_bit(stem)) != 0;
}

bool
locate_title_index_may_be_plain(const struct title_index *index, struct text t)
{
    if (t.n == 0)
        return false;
    return (index->ends & tail_bit(t)) != 0 || text_ends(t, TEXT("元"))
           || ((t.at[t.n - 1] == ')' || t.at[t.n - 1] == ':')
               && (locate_title_index_may_strip(index, t)
                   || text_ends(text_sans_tail(t), TEXT("元"))));
}

bool
locate_title_index_may_be_glob(const struct title_index *index, struct text t)
{
    return t.n > 0 && (index->globs & tail_bit(t)) != 0;
}

/* All bits for what may end in anything. */
static uint64_t
glob_bit(struct text glob)
{
    return glob.n == 0 || glob.at[glob.n - 1] == '*' ? UINT64_MAX
                                                     : tail_bit(glob);
}

/* Plain: the text itself, without placeholders. */
static struct text
title_glob(struct arena *arena, const struct pattern *pattern, bool *plain)
{
    *plain = pattern->n_parts == 1 && pattern->parts[0].literal;
    return *plain ? pattern->parts[0].folded : pattern_glob(arena, pattern);
}

struct title_index
locate_title_index_make(struct arena *arena, struct table_list tables)
{
    struct title_index index = { 0 };
    int n = 0;

    for (int i = 0; i < tables.n; i++)
        n += tables.items[i]->n_titles;
    index.words = ARENA_ARRAY(arena, struct title_word, n + 1);
    for (index.n_slots = 64; index.n_slots < (size_t)n * 2;)
        index.n_slots *= 2;
    index.slots = ARENA_ARRAY(arena, struct title_word *, index.n_slots);
    for (int i = 0; i < tables.n; i++) {
        const struct table_rule *table = tables.items[i];

        for (int k = 0; k < table->n_titles; k++) {
            struct title_word *word = &index.words[index.n++];
            size_t slot;

            word->table = table;
            word->glob = title_glob(arena, &table->titles[k], &word->plain);
            index.stems |= glob_bit(text_sans_tail(word->glob));
            if (!word->plain)
                index.globs |= glob_bit(word->glob);
            slot = (size_t)text_hash(word->glob) & (index.n_slots - 1);
            if (word->plain && word->glob.n > 0) {
                index.ends |= tail_bit(word->glob);
                word->next = index.slots[slot];
                index.slots[slot] = word;
            }
        }
    }
    return index;
}

const struct title_word *
locate_title_index_plain(const struct title_index *index, struct text t)
{
    const struct title_word *w = NULL;

    if (t.n > 0)
        w = index->slots[(size_t)text_hash(t) & (index->n_slots - 1)];
    while (w != NULL && !text_equal(w->glob, t))
        w = w->next;
    return w;
}
