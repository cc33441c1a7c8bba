/* tree_make.c - nodes, repeated keys, and complaints with line and column. */
#include "base/tree_make.h"

#include <string.h>

#include "base/limits.h"

struct node *
tree_make_node(struct tree_make *m, enum node_kind kind, int line, int col)
{
    struct node *node = ARENA_NEW(m->arena, struct node);

    node->kind = kind;
    node->line = line;
    node->col = col;
    node->file = m->file;
    m->n_nodes++;
    return node;
}

struct diag *
tree_make_fail(struct tree_make *m, enum diag_code code, int line, int col,
               const char *what)
{
    struct place at = { m->file, NULL, line, col };

    return diag_add(m->diags, code, at, PLACE_NONE, "%s",
                    diag_say(m->diags, what));
}

static void
fail_duplicate(struct tree_make *m, const struct node *first,
               const struct node *again)
{
    struct diag *d
        = diag_add(m->diags, m->duplicate, tree_key_place(again), PLACE_NONE,
                   "key '%.*s' occurs twice in one map", TEXT_ARG(again->key));

    diag_detail(m->diags, d, "first in line %d", first->key_line);
}

/* Few keys are compared with each other, many through a hash. */
#define PAIRS_MAX 16

static const struct node *
find_among_pairs(const struct node *map, const struct node *node)
{
    for (const struct node *i = map->child; i != node; i = i->next)
        if (text_equal(i->key, node->key))
            return i;
    return NULL;
}

static const struct node *
find_or_put(struct tree_make *m, int mask, struct node *node)
{
    int slot = (int)(text_hash(node->key) & (uint64_t)mask);

    for (; m->slots[slot]; slot = (slot + 1) & mask)
        if (text_equal(m->slots[slot]->key, node->key))
            return m->slots[slot];
    m->slots[slot] = node;
    return NULL;
}

bool
tree_make_check_keys(struct tree_make *m, const struct node *map)
{
    bool good = true;
    int size = 4 * PAIRS_MAX;

    if (map->n > PAIRS_MAX) {
        while (size < 2 * map->n)
            size *= 2;
        if (m->n_slots < size) {
            m->slots = ARENA_ARRAY(m->arena, struct node *, size);
            m->n_slots = size;
        } else {
            memset(m->slots, 0, (size_t)size * sizeof *m->slots);
        }
    }
    for (struct node *node = map->child; node; node = node->next) {
        const struct node *first = map->n > PAIRS_MAX
                                       ? find_or_put(m, size - 1, node)
                                       : find_among_pairs(map, node);
        if (first) {
            fail_duplicate(m, first, node);
            good = false;
        }
    }
    return good;
}

bool
tree_make_check_bytes(struct tree_make *m)
{
    size_t pos = 0;
    int line = 1;
    size_t line_start = 0;

    if (m->bytes.n > LIMIT_TREE_BYTES) {
        diag_add(m->diags, DIAG_FILE_TOO_LARGE, PLACE_FILE(m->file), PLACE_NONE,
                 "the file is larger than %llu bytes",
                 (unsigned long long)LIMIT_TREE_BYTES);
        return false;
    }
    while (pos < m->bytes.n) {
        size_t start = pos;
        uint32_t c;
        if ((unsigned char)m->bytes.at[pos] < 0x80) {
            if (m->bytes.at[pos++] == '\n') {
                line++;
                line_start = pos;
            }
            continue;
        }
        c = text_next(m->bytes, &pos);
        if (c == 0xFFFD && pos - start == 1) {
            tree_make_fail(m, m->syntax, line, (int)(start - line_start) + 1,
                           "the text is not UTF-8");
            return false;
        }
    }
    return true;
}
