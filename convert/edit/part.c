/* part.c - elements by their bytes. */
#include "edit/part.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

/* What comes first of the changes that begin at one byte. */
enum rank { RANK_ATTRIBUTE, RANK_OPEN, RANK_FILL, RANK_CLOSE, RANK_BESIDE };

/* Bytes [from, to) and what replaces them. */
struct part_change {
    size_t from, to;
    struct text with;
    enum rank rank;
    int order;
};

/* ---- reading ---- */

static int
count_tags(struct text bytes)
{
    int n = 0;

    for (size_t i = 0; i + 1 < bytes.n; i++) {
        const char *found = memchr(bytes.at + i, '<', bytes.n - i - 1);

        if (!found)
            break;
        i = (size_t)(found - bytes.at);
        n += found[1] != '/';
    }
    return n;
}

static void
add_element(struct part *p, const struct markup_tag *tag, int parent)
{
    struct part_element *e = &p->items[p->n++];

    *e = (struct part_element){ .top = (uint32_t)tag->top,
                                .inside = (uint32_t)tag->end,
                                .prefix_n = (uint32_t)tag->prefix.n,
                                .name_n = (uint32_t)tag->name.n,
                                .parent = parent,
                                .next = p->n,
                                .empty = tag->kind == MARKUP_EMPTY,
                                .closed = tag->kind == MARKUP_EMPTY };
    e->close = e->end = e->inside;
}

struct part *
part_read(struct arena *arena, struct text bytes)
{
    struct part *p = ARENA_NEW(arena, struct part);
    struct markup m = { bytes, 0 };
    struct markup_tag tag;
    int open = -1;

    p->arena = arena;
    p->bytes = bytes;
    p->prefix = TEXT("");
    p->items = ARENA_ARRAY(arena, struct part_element, count_tags(bytes) + 1);
    while (markup_next(&m, &tag)) {
        if (p->n == 0 && tag.prefix.n)
            p->prefix = text_printf(arena, "%.*s:", TEXT_ARG(tag.prefix));
        if (tag.kind != MARKUP_CLOSE) {
            add_element(p, &tag, open);
            if (tag.kind == MARKUP_OPEN)
                open = p->n - 1;
        } else if (open >= 0) {
            p->items[open].close = (uint32_t)tag.top;
            p->items[open].end = (uint32_t)tag.end;
            p->items[open].next = p->n;
            p->items[open].closed = true;
            open = p->items[open].parent;
        }
    }
    for (; open >= 0; open = p->items[open].parent) {
        p->items[open].close = p->items[open].end = (uint32_t)bytes.n;
        p->items[open].next = p->n;
    }
    return p;
}

/* ---- finding ---- */

struct text
part_name(const struct part *p, const struct part_element *e)
{
    size_t n = e->name_n + (e->prefix_n ? e->prefix_n + 1 : 0);

    return text_slice(p->bytes, e->top + 1, e->top + 1 + n);
}

static struct text
name_of(const struct part *p, const struct part_element *e)
{
    size_t from = e->top + 1 + (e->prefix_n ? e->prefix_n + 1 : 0);

    return text_slice(p->bytes, from, from + e->name_n);
}

bool
part_is(const struct part *p, const struct part_element *e, const char *name)
{
    return e && text_equal(name_of(p, e), text_of(name));
}

bool
part_akin(struct part *p, const struct part_element *e)
{
    if (p->family.n == 0)
        p->family = markup_family(p->arena, p->bytes);
    return markup_akin(
        &p->family, text_slice(p->bytes, e->top + 1, e->top + 1 + e->prefix_n));
}

const struct part_element *
part_root(const struct part *p)
{
    return p->n ? p->items : NULL;
}

/* The first of [e, end) of that name. */
static const struct part_element *
scan(const struct part *p, const struct part_element *e, int end,
     const char *name)
{
    while (e < p->items + end && !part_is(p, e, name))
        e++;
    return e < p->items + end ? e : NULL;
}

const struct part_element *
part_find(const struct part *p, const struct part_element *within,
          const char *name)
{
    return within ? scan(p, within + 1, within->next, name)
                  : scan(p, p->items, p->n, name);
}

const struct part_element *
part_behind(const struct part *p, const struct part_element *e,
            const char *name)
{
    return scan(p, p->items + e->next, p->n, name);
}

/* From 'e' on, that and those beside it. */
static const struct part_element *
among(const struct part *p, const struct part_element *e,
      const struct part_element *end, const char *name)
{
    while (e < end && name && !part_is(p, e, name))
        e = p->items + e->next;
    return e < end ? e : NULL;
}

const struct part_element *
part_child(const struct part *p, const struct part_element *parent,
           const char *name)
{
    return parent ? among(p, parent + 1, p->items + parent->next, name) : NULL;
}

const struct part_element *
part_parent(const struct part *p, const struct part_element *e)
{
    return e->parent < 0 ? NULL : &p->items[e->parent];
}

const struct part_element *
part_sibling(const struct part *p, const struct part_element *e,
             const char *name)
{
    const struct part_element *parent = part_parent(p, e);

    return among(p, p->items + e->next,
                 p->items + (parent ? parent->next : p->n), name);
}

/* ---- what it says ---- */

struct text
part_get(const struct part *p, const struct part_element *e, const char *name)
{
    if (!e)
        return TEXT_NONE;
    return markup_find(text_slice(p->bytes, e->top + 1 + part_name(p, e).n,
                                  e->inside - 1 - e->empty),
                       name);
}

int
part_number(const struct part *p, const struct part_element *e,
            const char *name)
{
    return markup_number(part_get(p, e, name));
}

bool
part_yes(const struct part *p, const struct part_element *e, const char *name)
{
    struct text value = part_get(p, e, name);

    return text_equal(value, TEXT("1")) || text_equal(value, TEXT("true"));
}

struct text
part_span(const struct part *p, const struct part_element *e)
{
    return e ? text_slice(p->bytes, e->top, e->end) : TEXT_NONE;
}

struct text
part_inside(const struct part *p, const struct part_element *e)
{
    return e && !e->empty ? text_slice(p->bytes, e->inside, e->close)
                          : TEXT_NONE;
}

struct text
part_text(const struct part *p, const struct part_element *e)
{
    const struct part_element *child = part_child(p, e, NULL);
    struct bytes text = { .arena = p->arena };
    size_t at;

    if (child == NULL)
        return markup_decode(p->arena, part_inside(p, e));
    for (at = e->inside; child != NULL; child = part_sibling(p, child, NULL)) {
        bytes_add(&text, text_slice(p->bytes, at, child->top));
        at = child->end;
    }
    bytes_add(&text, text_slice(p->bytes, at, e->close));
    return markup_decode(p->arena, bytes_text(&text));
}

/* ---- new elements ---- */

/* A % of the prefix is as often as is said. */
static struct text
put_prefixes(const struct part *p, const char *elements, const char *percent)
{
    struct bytes out = { .arena = p->arena };

    for (const char *at = elements; *at; at++) {
        bytes_add(&out, (struct text){ at, 1 });
        if (*at != '<')
            continue;
        if (at[1] == '/')
            bytes_add(&out, (struct text){ ++at, 1 });
        for (size_t i = 0; i < p->prefix.n; i++)
            bytes_add(&out, p->prefix.at[i] == '%'
                                ? text_of(percent)
                                : text_slice(p->prefix, i, i + 1));
    }
    return bytes_text(&out);
}

struct text
part_prefixed(const struct part *p, const char *elements)
{
    return put_prefixes(p, elements, "%");
}

struct text
part_xml(const struct part *p, const char *format, ...)
{
    va_list args;
    struct text made;

    if (p->prefix.n)
        format = text_zero(p->arena, put_prefixes(p, format, "%%"));
    va_start(args, format);
    made = text_of(arena_vprintf(p->arena, format, args));
    va_end(args);
    return made;
}

/* ---- changes ---- */

static void
change(struct part *p, size_t from, size_t to, struct text with, enum rank rank)
{
    struct part_change c = { from, to, with, rank, p->n_changes };

    ARENA_PUSH(p->arena, p->changes, p->n_changes, p->changes_capacity, c);
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* From the white space before the attribute to behind its value. */
static void
remove_attribute(struct part *p, struct text value, const char *name)
{
    const char *bytes = p->bytes.at;
    size_t at = (size_t)(value.at - bytes) - 1, end = at + 1 + value.n + 1;

    while (bytes[at] != '=')
        at--;
    while (is_space(bytes[at - 1]))
        at--;
    at -= strlen(name);
    while (is_space(bytes[at - 1]))
        at--;
    change(p, at, end, TEXT_NONE, RANK_ATTRIBUTE);
}

void
part_set(struct part *p, const struct part_element *e, const char *name,
         struct text value)
{
    struct text old = part_get(p, e, name);
    size_t from;

    if (!e)
        return;
    from = old.at ? (size_t)(old.at - p->bytes.at)
                  : (size_t)e->inside - 1 - e->empty;

    if (old.at && !value.at)
        remove_attribute(p, old, name);
    else if (old.at && !text_equal(old, value))
        change(p, from, from + old.n, value, RANK_ATTRIBUTE);
    else if (!old.at && value.at)
        change(p, from, from,
               text_printf(p->arena, " %s=\"%.*s\"", name, TEXT_ARG(value)),
               RANK_ATTRIBUTE);
}

void
part_set_number(struct part *p, const struct part_element *e, const char *name,
                int value)
{
    part_set(p, e, name, text_printf(p->arena, "%d", value));
}

void
part_put(struct part *p, const struct part_element *e, struct text inside)
{
    if (e && !e->empty && !text_equal(part_inside(p, e), inside))
        change(p, e->inside, e->close, inside, RANK_BESIDE);
}

/* <x/> becomes <x>, and </x> behind what is put into it. */
static void
open_element(struct part *p, const struct part_element *e)
{
    if (e->filled)
        return;
    change(p, e->end - 2, e->end, TEXT(">"), RANK_OPEN);
    change(p, e->end, e->end,
           text_printf(p->arena, "</%.*s>", TEXT_ARG(part_name(p, e))),
           RANK_CLOSE);
    p->items[e - p->items].filled = true;
}

static void
put_into(struct part *p, const struct part_element *e, size_t at,
         struct text xml)
{
    if (!e || xml.n == 0)
        return;
    if (e->empty)
        open_element(p, e);
    change(p, at, at, xml, e->empty ? RANK_FILL : RANK_BESIDE);
}

void
part_prepend(struct part *p, const struct part_element *e, struct text xml)
{
    put_into(p, e, e ? e->inside : 0, xml);
}

void
part_append(struct part *p, const struct part_element *e, struct text xml)
{
    put_into(p, e, e ? e->close : 0, xml);
}

void
part_before(struct part *p, const struct part_element *e, struct text xml)
{
    if (e)
        change(p, e->top, e->top, xml, RANK_BESIDE);
}

void
part_after(struct part *p, const struct part_element *e, struct text xml)
{
    if (e)
        change(p, e->end, e->end, xml, RANK_BESIDE);
}

void
part_replace(struct part *p, const struct part_element *e, struct text xml)
{
    if (e && e->closed)
        change(p, e->top, e->end, xml, RANK_BESIDE);
}

void
part_remove(struct part *p, const struct part_element *e)
{
    part_replace(p, e, TEXT_NONE);
}

/* Is the child one that comes before that name? */
static bool
is_earlier(const struct part *p, const struct part_element *child,
           const char *const *order, const char *name)
{
    for (; *order && strcmp(*order, name) != 0; order++) {
        if (part_is(p, child, *order))
            return true;
    }
    return false;
}

void
part_insert(struct part *p, const struct part_element *parent,
            const char *const *order, const char *name, struct text xml)
{
    const struct part_element *last = NULL, *e;

    for (e = part_child(p, parent, NULL); e; e = part_sibling(p, e, NULL)) {
        if (is_earlier(p, e, order, name))
            last = e;
    }
    if (last)
        part_after(p, last, xml);
    else
        part_prepend(p, parent, xml);
}

/* ---- writing ---- */

static int
compare_changes(const void *a, const void *b)
{
    const struct part_change *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

struct text
part_bytes(struct part *p)
{
    struct bytes out = { .arena = p->arena };
    size_t n = p->bytes.n, from = 0;

    if (p->n_changes == 0)
        return p->bytes;
    qsort(p->changes, (size_t)p->n_changes, sizeof *p->changes,
          compare_changes);
    for (int i = 0; i < p->n_changes; i++)
        n += p->changes[i].with.n;
    bytes_room(&out, n);
    for (int i = 0; i < p->n_changes; i++) {
        const struct part_change *c = &p->changes[i];

        if (c->from > from)
            bytes_add(&out, text_slice(p->bytes, from, c->from));
        bytes_add(&out, c->with);
        from = c->to > from ? c->to : from;
    }
    bytes_add(&out, text_slice(p->bytes, from, p->bytes.n));
    return bytes_text(&out);
}
