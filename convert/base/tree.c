/* tree.c - the reader of JSON, and the ways into a tree. */
#include "base/tree.h"

#include <string.h>

#include "base/limits.h"
#include "base/yaml.h"

struct node *
tree_find(const struct node *map, struct text key)
{
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (struct node *node = map->child; node; node = node->next)
        if (text_equal(node->key, key))
            return node;
    return NULL;
}

bool
tree_is_null(const struct node *node)
{
    return node->kind == NODE_SCALAR && !node->quoted
           && (node->text.n == 0 || text_equal(node->text, TEXT("~"))
               || text_equal(node->text, TEXT("null")));
}

struct place
tree_place(const struct node *node)
{
    return (struct place){ node->file, NULL, node->line, node->col };
}

struct place
tree_key_place(const struct node *node)
{
    if (!node->key_line)
        return tree_place(node);
    return (struct place){ node->file, NULL, node->key_line, node->key_col };
}

/* ---- JSON, by RFC 8259 and no more lenient */

struct json {
    struct tree_make *m;
    const char *at, *end; /* *end is no part of the text */
    const char *line_start;
    int line, depth;
};

static struct node *json_value(struct json *j);

static int
json_col(const struct json *j, const char *at)
{
    return (int)(at - j->line_start) + 1;
}

LANGUAGE_FORMAT(3, 0)
static void *
json_fail(struct json *j, const char *at, const char *what)
{
    tree_make_fail(j->m, j->m->syntax, j->line, json_col(j, at), what);
    return NULL;
}

LANGUAGE_FORMAT(2, 0)
static void *
json_limit(struct json *j, const char *what)
{
    tree_make_fail(j->m, DIAG_LIMIT_REACHED, j->line, json_col(j, j->at), what);
    return NULL;
}

static void
json_skip(struct json *j)
{
    for (; j->at < j->end; j->at++) {
        if (*j->at == '\n') {
            j->line++;
            j->line_start = j->at + 1;
        } else if (*j->at != ' ' && *j->at != '\t' && *j->at != '\r') {
            return;
        }
    }
}

/* Takes c, blanks before it skipped. */
static bool
json_take(struct json *j, char c)
{
    json_skip(j);
    if (j->at == j->end || *j->at != c)
        return false;
    j->at++;
    return true;
}

static bool
json_hex4(struct json *j, uint32_t *out)
{
    *out = 0;
    if (j->end - j->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char c = *j->at++;
        if (text_is_digit(c))
            *out = *out << 4 | (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            *out = *out << 4 | (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return false;
    }
    return true;
}

/* The code point of \u...., one behind "\u"; of two for a surrogate pair. */
static bool
json_unicode(struct json *j, uint32_t *out)
{
    uint32_t low;

    if (!json_hex4(j, out) || (*out >= 0xDC00 && *out <= 0xDFFF))
        return false;
    if (*out < 0xD800 || *out > 0xDBFF)
        return true;
    if (j->end - j->at < 2 || j->at[0] != '\\' || j->at[1] != 'u')
        return false;
    j->at += 2;
    if (!json_hex4(j, &low) || low < 0xDC00 || low > 0xDFFF)
        return false;
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

/* Decodes one escape, behind its backslash; returns its bytes, 0 if wrong. */
static int
json_escape(struct json *j, char out[4])
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *name;
    uint32_t c;

    if (j->at == j->end)
        return 0;
    if (*j->at == 'u') {
        j->at++;
        return json_unicode(j, &c) ? text_put(out, c) : 0;
    }
    name = memchr(names, *j->at, sizeof names - 1);
    if (!name)
        return 0;
    j->at++;
    out[0] = means[name - names];
    return 1;
}

static bool
json_in_string(const struct json *j)
{
    return j->at < j->end && *j->at != '"' && (unsigned char)*j->at >= 0x20;
}

static bool
json_string_end(struct json *j)
{
    if (j->at < j->end && *j->at == '"') {
        j->at++;
        return true;
    }
    return json_fail(j, j->at,
                     j->at == j->end ? N_("a string is not closed")
                                     : N_("a control character in a string"));
}

/* From the first escape on; 'start' is where the string starts. */
static bool
json_decode(struct json *j, const char *start, struct text *out)
{
    size_t n = (size_t)(j->at - start);
    const char *close = j->at;
    char *copy;

    while (close < j->end && *close != '"')
        close += *close == '\\' && close + 1 < j->end ? 2 : 1;
    copy = arena_alloc(j->m->arena, (size_t)(close - start) + 1);
    memcpy(copy, start, n);
    while (json_in_string(j)) {
        const char *from = j->at++;
        int decoded;
        if (*from != '\\') {
            copy[n++] = *from;
            continue;
        }
        decoded = json_escape(j, copy + n); /* no longer than its escape */
        if (decoded == 0)
            return json_fail(j, from, "no such escape in a string");
        n += (size_t)decoded;
    }
    *out = (struct text){ copy, n };
    return json_string_end(j);
}

/* Behind the opening quote.  Without an escape the text stays where it is. */
static bool
json_string(struct json *j, struct text *out)
{
    const char *start = j->at;

    while (json_in_string(j) && *j->at != '\\')
        j->at++;
    if (j->at < j->end && *j->at == '\\')
        return json_decode(j, start, out);
    *out = (struct text){ start, (size_t)(j->at - start) };
    return json_string_end(j);
}

static const char *
json_digits(const struct json *j, const char *at)
{
    while (at < j->end && text_is_digit(*at))
        at++;
    return at;
}

/* End of the number at j->at; NULL if there is no number. */
static const char *
json_number_end(const struct json *j)
{
    const char *at = j->at, *digits;

    if (at < j->end && *at == '-')
        at++;
    digits = at;
    at = json_digits(j, at);
    if (at == digits || (*digits == '0' && at - digits > 1))
        return NULL;
    if (at < j->end && *at == '.') {
        digits = at + 1;
        at = json_digits(j, digits);
        if (at == digits)
            return NULL;
    }
    if (at < j->end && (*at | 0x20) == 'e') {
        at++;
        if (at < j->end && (*at == '+' || *at == '-'))
            at++;
        digits = at;
        at = json_digits(j, at);
        if (at == digits)
            return NULL;
    }
    return at;
}

static struct node *
json_plain(struct json *j)
{
    static const struct text words[]
        = { { "true", 4 }, { "false", 5 }, { "null", 4 } };
    struct text rest = { j->at, (size_t)(j->end - j->at) };
    const char *end = json_number_end(j);
    struct node *node;

    for (int i = 0; i < ARRAY_LEN(words); i++)
        if (text_starts(rest, words[i]))
            end = j->at + words[i].n;
    if (!end || (end < j->end && !memchr(" \t\r\n,]}", *end, 7)))
        return json_fail(j, j->at, "a value was expected");
    node = tree_make_node(j->m, NODE_SCALAR, j->line, json_col(j, j->at));
    node->text = (struct text){ j->at, (size_t)(end - j->at) };
    j->at = end;
    return node;
}

/* A key and its colon. */
static bool
json_key(struct json *j, struct text *key, int *line, int *col)
{
    json_skip(j);
    *line = j->line;
    *col = json_col(j, j->at);
    if (!json_take(j, '"'))
        return json_fail(j, j->at, "a key in quotes was expected");
    if (!json_string(j, key))
        return false;
    if (!json_take(j, ':'))
        return json_fail(j, j->at, "':' was expected");
    return true;
}

/* The inside of brackets, from behind the opening one. */
static bool
json_children(struct json *j, struct node *node)
{
    char close = node->kind == NODE_MAP ? '}' : ']';
    struct node **link = &node->child;

    if (json_take(j, close))
        return true;
    for (;;) {
        struct text key = TEXT_NONE;
        int line = 0, col = 0;

        if (node->kind == NODE_MAP && !json_key(j, &key, &line, &col))
            return false;
        *link = json_value(j);
        if (!*link)
            return false;
        (*link)->key = key;
        (*link)->key_line = line;
        (*link)->key_col = col;
        link = &(*link)->next;
        node->n++;
        if (json_take(j, close))
            return true;
        if (!json_take(j, ','))
            return json_fail(j, j->at,
                             close == '}' ? N_("',' or '}' was expected")
                                          : N_("',' or ']' was expected"));
    }
}

static struct node *
json_value(struct json *j)
{
    struct node *node;
    enum node_kind kind;

    json_skip(j);
    if (j->at == j->end)
        return json_fail(j, j->at, "the file ends too soon");
    if (j->m->n_nodes >= LIMIT_TREE_NODES)
        return json_limit(j, "the file has too many values");
    if (*j->at != '{' && *j->at != '[' && *j->at != '"')
        return json_plain(j);
    kind = *j->at == '{' ? NODE_MAP : *j->at == '[' ? NODE_LIST : NODE_SCALAR;
    node = tree_make_node(j->m, kind, j->line, json_col(j, j->at));
    if (kind != NODE_SCALAR && j->depth == LIMIT_TREE_DEPTH)
        return json_limit(j, "lists and maps nest too deep");
    j->at++;
    if (kind == NODE_SCALAR) {
        node->quoted = true;
        return json_string(j, &node->text) ? node : NULL;
    }
    j->depth++;
    if (!json_children(j, node))
        return NULL;
    j->depth--;
    if (kind == NODE_MAP && !tree_make_check_keys(j->m, node))
        return NULL;
    return node;
}

static struct text
sans_byte_order_mark(struct text t)
{
    struct text mark = TEXT("\xEF\xBB\xBF");

    return text_starts(t, mark) ? text_slice(t, mark.n, t.n) : t;
}

struct node *
tree_read_json(struct arena *arena, const char *file, struct text bytes,
               struct diag_list *diags)
{
    struct tree_make make = {
        .arena = arena,
        .file = file,
        .bytes = sans_byte_order_mark(bytes),
        .diags = diags,
        .syntax = DIAG_JSON_SYNTAX,
        .duplicate = DIAG_JSON_SYNTAX,
    };
    struct json j = { .m = &make, .line = 1 };
    struct node *node;

    if (!tree_make_check_bytes(&make))
        return NULL;
    j.at = j.line_start = make.bytes.at ? make.bytes.at : "";
    j.end = j.at + make.bytes.n;
    node = json_value(&j);
    if (!node)
        return NULL;
    json_skip(&j);
    if (j.at < j.end)
        return json_fail(&j, j.at, "something stands behind the value");
    return node;
}

struct node *
tree_read_yaml(struct arena *arena, const char *file, struct text bytes,
               struct diag_list *diags)
{
    struct tree_make make = {
        .arena = arena,
        .file = file,
        .bytes = sans_byte_order_mark(bytes),
        .diags = diags,
        .syntax = DIAG_YAML_SYNTAX,
        .duplicate = DIAG_YAML_DUPLICATE,
    };

    return tree_make_check_bytes(&make) ? yaml_read(&make) : NULL;
}
