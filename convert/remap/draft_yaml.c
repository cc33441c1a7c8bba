/* draft_yaml.c - YAML as a mapping file is written. */
#include "remap/draft_yaml.h"

#include <string.h>

/* As wide as a line of a mapping file is. */
#define WIDTH 100

struct draft_node *
draft_yaml_new(struct arena *arena, enum node_kind kind)
{
    struct draft_node *node = ARENA_NEW(arena, struct draft_node);

    node->kind = kind;
    return node;
}

struct draft_node *
draft_yaml_add(struct draft_node *parent, const char *key,
               struct draft_node *node)
{
    node->key = text_of(key);
    if (parent->last)
        parent->last->next = node;
    else
        parent->child = node;
    parent->last = node;
    return node;
}

struct draft_node *
draft_yaml_text(struct arena *arena, struct draft_node *parent, const char *key,
                struct text text)
{
    struct draft_node *node = draft_yaml_new(arena, NODE_SCALAR);

    node->text = text;
    return draft_yaml_add(parent, key, node);
}

struct draft_node *
draft_yaml_bare(struct arena *arena, struct draft_node *parent, const char *key,
                const char *text)
{
    struct draft_node *node
        = draft_yaml_text(arena, parent, key, text_of(text));

    node->bare = true;
    return node;
}

struct draft_node *
draft_yaml_number(struct arena *arena, struct draft_node *parent,
                  const char *key, int number)
{
    return draft_yaml_bare(arena, parent, key,
                           arena_printf(arena, "%d", number));
}

struct draft_node *
draft_yaml_open(struct arena *arena, struct draft_node *parent, const char *key,
                enum node_kind kind)
{
    return draft_yaml_add(parent, key, draft_yaml_new(arena, kind));
}

struct draft_node *
draft_yaml_copy(struct arena *arena, const struct draft_node *node)
{
    struct draft_node *copy = ARENA_NEW(arena, struct draft_node);

    *copy = *node;
    copy->next = NULL;
    return copy;
}

bool
draft_yaml_equal(const struct draft_node *a, const struct draft_node *b)
{
    const struct draft_node *x, *y;

    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || !text_equal(a->key, b->key)
        || !text_equal(a->text, b->text))
        return false;
    for (x = a->child, y = b->child; x && y; x = x->next, y = y->next) {
        if (!draft_yaml_equal(x, y))
            return false;
    }
    return x == y;
}

struct draft_node *
draft_yaml_find(const struct draft_node *map, const char *key)
{
    struct draft_node *node = map ? map->child : NULL;

    while (node && !text_equal(node->key, text_of(key)))
        node = node->next;
    return node;
}

/* May it stand without quotes wherever it is?  Ideographs, letters, digits and
   what Chinese text has between them; no number, and nothing that YAML takes
   for something else. */
static bool
is_plain(struct text t, bool key)
{
    static const char *const taken[] = { "true", "false", "null", "yes", "no" };
    bool letters = false;

    for (int i = 0; i < ARRAY_LEN(taken); i++) {
        if (text_equal(t, text_of(taken[i])))
            return false;
    }
    for (size_t at = 0; at < t.n;) {
        uint32_t c = text_next(t, &at);
        bool han = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c < 0x4DC0);
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool mark = c == 0xFF08 || c == 0xFF09 || c == 0x3001 || c == 0x201C
                    || c == 0x201D || c == 0x300A || c == 0x300B
                    || (!key && letters
                        && (c == 0xFF1A || c == 0xFF0C || c == 0x3002
                            || c == 0xFF1B));

        letters |= han || letter;
        if (!han && !letter && !mark && !(c >= '0' && c <= '9') && c != '_'
            && !(letters && (c == '.' || c == '-')))
            return false;
    }
    return letters;
}

static void
write_scalar(struct bytes *out, struct text t, bool bare, bool key)
{
    if (bare || is_plain(t, key)) {
        bytes_add(out, t);
        return;
    }
    bytes_char(out, '"');
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '\n')
            bytes_add(out, TEXT("\\n"));
        else if (t.at[i] == '\r' || t.at[i] == '\t')
            bytes_char(out, ' ');
        else if (t.at[i] == '"' || t.at[i] == '\\')
            bytes_printf(out, "\\%c", t.at[i]);
        else
            bytes_char(out, t.at[i]);
    }
    bytes_char(out, '"');
}

/* Columns it takes in one line; more than WIDTH where it has a remark. */
static int
measure(const struct draft_node *node, bool top)
{
    int width = node->key.n ? text_width(node->key) + 2 : 0;

    if (node->remark.n && !top)
        return WIDTH + 1;
    if (node->kind == NODE_SCALAR)
        return width + text_width(node->text) + 2;
    width += 2;
    for (const struct draft_node *c = node->child; c && width <= WIDTH;
         c = c->next)
        width += measure(c, false) + 2;
    return width;
}

static void
write_flow(struct bytes *out, const struct draft_node *node)
{
    if (node->kind == NODE_SCALAR) {
        write_scalar(out, node->text, node->bare, false);
        return;
    }
    bytes_char(out, node->kind == NODE_MAP ? '{' : '[');
    for (const struct draft_node *c = node->child; c; c = c->next) {
        if (c != node->child)
            bytes_add(out, TEXT(", "));
        if (node->kind == NODE_MAP) {
            write_scalar(out, c->key, false, true);
            bytes_add(out, TEXT(": "));
        }
        write_flow(out, c);
    }
    bytes_char(out, node->kind == NODE_MAP ? '}' : ']');
}

static void
write_remark(struct bytes *out, struct text remark, int indent)
{
    size_t from = 0;

    while (from < remark.n) {
        long end = text_find(remark, TEXT("\n"), from);
        size_t to = end < 0 ? remark.n : (size_t)end;

        bytes_printf(out, "%*s# %.*s\n", indent, "",
                     TEXT_ARG(text_slice(remark, from, to)));
        from = to + 1;
    }
}

static void write_inside(struct bytes *out, const struct draft_node *node,
                         int indent, bool begun);

/* What follows a key or a dash. */
static void
write_value(struct bytes *out, const struct draft_node *node, int indent,
            bool dash)
{
    bool pair = dash && node->kind == NODE_MAP && node->child
                && !node->child->next; /* - HEADING: ... */

    if (node->kind == NODE_SCALAR || !node->child
        || (!pair && indent + measure(node, true) <= WIDTH)) {
        bytes_char(out, ' ');
        write_flow(out, node);
        bytes_char(out, '\n');
        return;
    }
    if (dash)
        bytes_char(out, ' ');
    else
        bytes_char(out, '\n');
    write_inside(out, node, indent, dash);
}

/* The children of a list or map, a line each at least; the first goes on in
   the line where that is begun. */
static void
write_inside(struct bytes *out, const struct draft_node *node, int indent,
             bool begun)
{
    for (const struct draft_node *c = node->child; c; c = c->next) {
        bool here = begun && c == node->child;

        if (!here)
            write_remark(out, c->remark, indent);
        if (!here)
            bytes_printf(out, "%*s", indent, "");
        if (node->kind == NODE_LIST) {
            bytes_char(out, '-');
            write_value(out, c, indent + 2, true);
        } else {
            write_scalar(out, c->key, false, true);
            bytes_char(out, ':');
            write_value(out, c, indent + 2, false);
        }
    }
}

void
draft_yaml_write(struct bytes *out, const struct draft_node *map)
{
    write_remark(out, map->remark, 0);
    write_inside(out, map, 0, false);
}
