/* markup.c - tags by their bytes. */
#include "book/markup.h"

#include <string.h>

#include "base/bytes.h"
#include "book/xml.h"

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Behind the next 'mark' from 'at', or the end of the bytes. */
static size_t
behind(struct text bytes, const char *mark, size_t at)
{
    long found = text_find(bytes, text_of(mark), at);

    return found < 0 ? bytes.n : (size_t)found + strlen(mark);
}

/* Behind the > of the tag at 'at'; a > within quotes does not end it. */
static size_t
tag_end(struct text bytes, size_t at)
{
    char quote = '\0';

    for (; at < bytes.n; at++) {
        char c = bytes.at[at];

        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return bytes.n;
}

/* A comment, CDATA section or processing instruction at 'at': sets *end behind
   it, and *literal to what of it counts as text. */
static bool
pass_over(struct text bytes, size_t at, size_t *end, struct text *literal)
{
    static const struct {
        const char *from, *to;
    } marks[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };
    struct text rest = text_slice(bytes, at, bytes.n);

    *literal = TEXT("");
    for (int i = 0; i < ARRAY_LEN(marks); i++) {
        size_t from = at + strlen(marks[i].from);

        if (!text_starts(rest, text_of(marks[i].from)))
            continue;
        *end = behind(bytes, marks[i].to, from);
        if (i == 1)
            *literal = text_slice(bytes, from, *end - strlen(marks[i].to));
        return true;
    }
    return false;
}

static void
split_name(struct text qualified, struct markup_tag *tag)
{
    const char *colon
        = qualified.n ? memchr(qualified.at, ':', qualified.n) : NULL;
    size_t n = colon ? (size_t)(colon - qualified.at) : 0;

    tag->prefix = text_slice(qualified, 0, n);
    tag->name = text_slice(qualified, colon ? n + 1 : 0, qualified.n);
}

bool
markup_next(struct markup *m, struct markup_tag *tag)
{
    struct text bytes = m->bytes;

    for (;;) {
        const char *found = m->at < bytes.n
                                ? memchr(bytes.at + m->at, '<', bytes.n - m->at)
                                : NULL;
        size_t top, at, stop;
        struct text literal;

        if (!found) {
            m->at = bytes.n;
            return false;
        }
        top = (size_t)(found - bytes.at);
        if (pass_over(bytes, top, &m->at, &literal))
            continue;
        m->at = tag_end(bytes, top);
        if (m->at < top + 3 || bytes.at[m->at - 1] != '>')
            return false;
        tag->top = top;
        tag->end = m->at;
        tag->kind = bytes.at[top + 1] == '/'     ? MARKUP_CLOSE
                    : bytes.at[m->at - 2] == '/' ? MARKUP_EMPTY
                                                 : MARKUP_OPEN;
        at = top + 1 + (tag->kind == MARKUP_CLOSE);
        stop = m->at - 1 - (tag->kind == MARKUP_EMPTY);
        top = at;
        while (at < stop && !is_space(bytes.at[at]))
            at++;
        split_name(text_slice(bytes, top, at), tag);
        tag->attributes = text_slice(bytes, at, stop);
        return true;
    }
}

struct text
markup_find(struct text rest, const char *name)
{
    struct text wanted = text_of(name);
    size_t at = 0;

    while (at < rest.n) {
        size_t from, end;
        struct text found;
        char quote;

        while (at < rest.n && is_space(rest.at[at]))
            at++;
        from = at;
        while (at < rest.n && rest.at[at] != '=' && !is_space(rest.at[at]))
            at++;
        found = text_slice(rest, from, at);
        while (at < rest.n && rest.at[at] != '"' && rest.at[at] != '\'')
            at++;
        if (at >= rest.n)
            break;
        quote = rest.at[at++];
        from = at;
        while (at < rest.n && rest.at[at] != quote)
            at++;
        end = at++;
        if (text_equal(found, wanted)
            || (*name == ':' && found.n > wanted.n && text_ends(found, wanted)))
            return (struct text){ rest.at + from, end - from };
    }
    return TEXT_NONE;
}

int
markup_number(struct text t)
{
    int value = 0;

    t = xml_collapse(t);
    if (t.n == 0 || t.n > 9)
        return -1;
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            return -1;
        value = value * 10 + (t.at[i] - '0');
    }
    return value;
}

/* ---- names ---- */

/* The next declaration of a namespace from *at on, on whatever element. */
static bool
next_space(struct text bytes, size_t *at, struct text *prefix, struct text *uri)
{
    long found = text_find(bytes, TEXT("xmlns"), *at);
    size_t i = (size_t)found + strlen("xmlns"), from;

    if (found < 0)
        return false;
    *prefix = *uri = TEXT_NONE;
    from = i + (i < bytes.n && bytes.at[i] == ':');
    while (i < bytes.n && bytes.at[i] != '=' && !is_space(bytes.at[i]))
        i++;
    if (i > from)
        *prefix = text_slice(bytes, from, i);
    while (i < bytes.n && (bytes.at[i] == '=' || is_space(bytes.at[i])))
        i++;
    *at = from = i + 1;
    while (from < bytes.n && i < bytes.n && bytes.at[from] != bytes.at[i])
        from++;
    *uri = text_slice(bytes, i + 1, from);
    return true;
}

bool
markup_akin(const struct markup_family *family, struct text prefix)
{
    for (int i = 0; i < family->n; i++) {
        if (text_equal(family->prefixes[i], prefix))
            return true;
    }
    return false;
}

struct markup_family
markup_family(struct arena *arena, struct text bytes)
{
    struct markup_family family = { NULL, 0, 0 };
    struct markup m = { bytes, 0 };
    struct text prefix, uri, own = TEXT_NONE;
    struct markup_tag root;
    bool has_default = false;
    size_t at = 0;

    if (!markup_next(&m, &root))
        return family;
    ARENA_PUSH(arena, family.prefixes, family.n, family.capacity, root.prefix);
    while (next_space(bytes, &at, &prefix, &uri) && at < root.end) {
        if (text_equal(prefix, root.prefix))
            own = uri;
    }
    for (at = 0; next_space(bytes, &at, &prefix, &uri);) {
        has_default |= prefix.n == 0;
        if (text_equal(uri, own) && !markup_akin(&family, prefix))
            ARENA_PUSH(arena, family.prefixes, family.n, family.capacity,
                       prefix);
    }
    if (!has_default && root.prefix.n)
        ARENA_PUSH(arena, family.prefixes, family.n, family.capacity,
                   TEXT_NONE);
    return family;
}

/* ---- texts ---- */

static uint32_t
reference(struct text name)
{
    uint32_t value = 0;
    bool hex;

    if (text_equal(name, TEXT("lt")))
        return '<';
    if (text_equal(name, TEXT("gt")))
        return '>';
    if (text_equal(name, TEXT("amp")))
        return '&';
    if (text_equal(name, TEXT("quot")))
        return '"';
    if (text_equal(name, TEXT("apos")))
        return '\'';
    if (name.n < 2 || name.at[0] != '#')
        return 0;
    hex = name.at[1] == 'x';
    for (size_t i = hex ? 2 : 1; i < name.n && value < 0x110000; i++) {
        int c = name.at[i] | 0x20;
        uint32_t digit = c >= 'a' ? (uint32_t)(c - 'a' + 10)
                                  : (uint32_t)(name.at[i] - '0');

        value = value * (hex ? 16 : 10) + digit;
    }
    return value;
}

struct text
markup_decode(struct arena *arena, struct text raw)
{
    char *out;
    size_t n = 0;

    if (raw.n == 0
        || (!memchr(raw.at, '&', raw.n) && !memchr(raw.at, '<', raw.n)))
        return raw;
    out = arena_alloc(arena, raw.n + 1);
    for (size_t i = 0; i < raw.n; i++) {
        size_t end = i + 1;
        struct text literal;
        uint32_t c;

        if (raw.at[i] == '<' && pass_over(raw, i, &end, &literal)) {
            memcpy(out + n, literal.at, literal.n);
            n += literal.n;
            i = end - 1;
            continue;
        }
        if (raw.at[i] != '&') {
            out[n++] = raw.at[i];
            continue;
        }
        while (end < raw.n && raw.at[end] != ';')
            end++;
        c = reference(text_slice(raw, i + 1, end));
        if (c)
            n += (size_t)text_put(out + n, c);
        i = end;
    }
    return (struct text){ out, n };
}

static const char *
entity(char c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

struct text
markup_escape(struct arena *arena, struct text t)
{
    struct bytes out = { .arena = arena };
    size_t from = 0;

    for (size_t i = 0; i < t.n; i++) {
        const char *name = entity(t.at[i]);

        if (!name)
            continue;
        bytes_add(&out, text_slice(t, from, i));
        bytes_add(&out, text_of(name));
        from = i + 1;
    }
    if (from == 0)
        return t;
    bytes_add(&out, text_slice(t, from, t.n));
    return bytes_text(&out);
}

/* A character that a cell's text has as an escape. */
static bool
is_control(char c)
{
    return (unsigned char)c < ' ' && c != '\t' && c != '\n';
}

/* ECMA-376 part 1, 22.9.2.19: would a reader take it for an escape?  The
   escape of a control character begins with a _, too. */
static bool
looks_escaped(struct text t)
{
    if (t.n < 7 || t.at[0] != '_' || t.at[1] != 'x'
        || (t.at[6] != '_' && !is_control(t.at[6])))
        return false;
    for (size_t i = 2; i < 6; i++) {
        if (!t.at[i] || !strchr("0123456789ABCDEFabcdef", t.at[i]))
            return false;
    }
    return true;
}

struct text
markup_escape_odd(struct arena *arena, struct text t, bool controls)
{
    struct bytes out = { .arena = arena };
    size_t from = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '_' ? !looks_escaped(text_slice(t, i, t.n))
                           : !controls || !is_control(t.at[i]))
            continue;
        bytes_add(&out, text_slice(t, from, i));
        bytes_printf(&out, "_x%04X_", (unsigned char)t.at[i]);
        from = i + 1;
    }
    if (from == 0)
        return t;
    bytes_add(&out, text_slice(t, from, t.n));
    return bytes_text(&out);
}

struct text
markup_escape_cell(struct arena *arena, struct text t)
{
    return markup_escape_odd(arena, markup_escape(arena, t), true);
}
