/* yaml.c - libyaml's events into nodes, its errors into places and words. */
#include "base/yaml.h"

#include <string.h>

#include <yaml.h>

#include "base/limits.h"

/* A list or map whose children are still being read. */
struct frame {
    struct node *node;
    struct node **link; /* where the next child goes */
    struct text anchor; /* its own, or none */
    int indent;         /* lines within it are indented beyond that column */
};

struct anchor {
    struct text name;
    struct node *node; /* whole: not one that is still being read */
};

/* A character of the file. */
struct spot {
    size_t index; /* as libyaml counts them */
    size_t byte, line_start;
    int line; /* from 1 */
};

static const struct spot first_spot = { .line = 1 };

struct yaml {
    struct tree_make *m;
    yaml_parser_t parser;
    yaml_event_t event;
    const yaml_char_t *anchor; /* of the event's value, or NULL */
    bool flow;                 /* the list or map is in brackets */
    struct spot at;            /* where the value starts */
    struct frame frames[LIMIT_TREE_DEPTH];
    int depth;
    struct node *root;
    struct node *key; /* read and waiting for its value */
    struct anchor *anchors;
    int n_anchors, anchors_capacity;
    int n_copied;
};

/* ---- places: libyaml's count characters, ours bytes of a line ---- */

/* The byte at the spot, NUL behind the last. */
static char
here(const struct yaml *y)
{
    return y->at.byte < y->m->bytes.n ? y->m->bytes.at[y->at.byte] : '\0';
}

static bool
step(struct yaml *y)
{
    struct spot *at = &y->at;
    char passed = here(y);

    if (at->byte >= y->m->bytes.n)
        return false;
    if ((unsigned char)passed < 0x80)
        at->byte++;
    else
        text_next(y->m->bytes, &at->byte);
    at->index++;
    if (passed == '\n' || (passed == '\r' && here(y) != '\n')) {
        at->line++;
        at->line_start = at->byte;
    }
    return true;
}

static void
seek(struct yaml *y, size_t index)
{
    if (index < y->at.index)
        y->at = first_spot;
    while (y->at.index < index && step(y))
        continue;
}

static void
seek_byte(struct yaml *y, size_t byte)
{
    y->at = first_spot;
    while (y->at.byte < byte && step(y))
        continue;
}

static void
skip_to(struct yaml *y, const char *any)
{
    while (!strchr(any, here(y)))
        step(y);
}

/* From an anchor or tag to the value that it belongs to. */
static void
skip_properties(struct yaml *y)
{
    for (;;) {
        char c = here(y);

        if (c == '&' || c == '!')
            skip_to(y, " \t\r\n");
        else if (c == '#')
            skip_to(y, "\r\n");
        else if (c && strchr(" \t\r\n", c))
            step(y);
        else
            return;
    }
}

static struct node *
node_here(struct yaml *y, enum node_kind kind)
{
    return tree_make_node(y->m, kind, y->at.line,
                          (int)(y->at.byte - y->at.line_start) + 1);
}

LANGUAGE_FORMAT(3, 0)
static bool
yaml_fail(struct yaml *y, enum diag_code code, const char *what)
{
    tree_make_fail(y->m, code, y->at.line,
                   (int)(y->at.byte - y->at.line_start) + 1, what);
    return false;
}

/* ---- syntax errors ---- */

/* The spot's line. */
static struct text
line_here(const struct yaml *y)
{
    struct text bytes = y->m->bytes;
    long end = text_find(bytes, TEXT("\n"), y->at.line_start);

    return text_slice(bytes, y->at.line_start, end < 0 ? bytes.n : (size_t)end);
}

/* Full-width twins of the characters that YAML is written with. */
static const char *
ascii_twin(uint32_t c)
{
    switch (c) {
    case 0xFF1A: /* ： */
        return ": ";
    case 0xFF0C: /* ， */
        return ", ";
    case 0xFF5B: /* ｛ */
        return "{";
    case 0xFF5D: /* ｝ */
        return "}";
    case 0xFF3B: /* ［ */
        return "[";
    case 0xFF3D: /* ］ */
        return "]";
    case 0xFF0D: /* － */
        return "- ";
    case 0xFF03: /* ＃ */
        return "# ";
    default:
        return NULL;
    }
}

/* The first full-width twin of a line outside of quotes and comments. */
static bool
find_twin(struct text line, size_t *at, uint32_t *twin)
{
    char quote = '\0';
    size_t pos = 0;

    while (pos < line.n) {
        size_t start = pos;
        uint32_t c = text_next(line, &pos);

        if (quote) {
            if (c == (unsigned char)quote)
                quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = (char)c;
        } else if (c == '#' && (start == 0 || line.at[start - 1] == ' ')) {
            return false;
        } else if (ascii_twin(c)) {
            *at = start;
            *twin = c;
            return true;
        }
    }
    return false;
}

/*
 * Full-width punctuation in place of YAML's own is hard to see for its author.
 * So it is named before any other error.
 */
LANGUAGE_FORMAT(2, 0)
static bool
fail_syntax(struct yaml *y, const char *what)
{
    struct place at = { y->m->file, NULL, y->at.line, 0 };
    char wide[5] = "";
    struct diag *d;
    uint32_t c;
    size_t offset;

    if (!find_twin(line_here(y), &offset, &c))
        return yaml_fail(y, y->m->syntax, what);
    text_put(wide, c);
    at.col = (int)offset + 1;
    d = diag_add(y->m->diags, DIAG_MAPPING_CHARACTER, at, PLACE_NONE,
                 "full-width '%s' in the syntax of YAML", wide);
    diag_detail(y->m->diags, d, "%s", diag_say(y->m->diags, what));
    diag_hint(y->m->diags, d, "write '%s', or put the text in quotes",
              ascii_twin(c));
    return false;
}

/* Of the line that ends at 'end': where its last text starts, behind "- " and
   "key: ". */
static size_t
last_text(struct text bytes, size_t end)
{
    size_t top = end, at;

    while (top > 0 && bytes.at[top - 1] != '\n')
        top--;
    at = top;
    for (size_t i = top; i < end; i++)
        if (bytes.at[i] == ' '
            && (i == top || memchr(" :-", bytes.at[i - 1], 3)))
            at = i + 1;
    return at;
}

/*
 * A misplaced ':'.  Where it is the first of its line, the line is a key's as
 * it should be and the line above swallowed it: the error is there, and the
 * spot moves there.
 */
static const char *
blame_colon(struct yaml *y)
{
    struct text line = text_slice(y->m->bytes, y->at.line_start, y->at.byte);
    size_t end = y->at.line_start;

    if (text_find(line, TEXT(": "), 0) >= 0 || end == 0)
        return N_("a second ': ' in one line; put the text in quotes");
    while (end > 0 && memchr("\r\n ", y->m->bytes.at[end - 1], 3))
        end--;
    seek_byte(y, last_text(y->m->bytes, end));
    return N_(
        "a key under a text; the text lacks its ': ' or the indentation is "
        "wrong");
}

static const char unclosed[]
    = N_("a quoted text is not closed, or goes on in a line not indented");

/* A text that goes on too far is wrong where it begins. */
static const char *
blame_beginning(struct yaml *y)
{
    struct spot there = y->at;
    bool ended = !here(y) || y->parser.problem_mark.column == 0;

    seek(y, y->parser.context_mark.index);
    if (here(y) != '"' && here(y) != '\'')
        return N_("a text that is neither a key nor in the value above it");
    if (ended)
        return unclosed;
    y->at = there; /* an escape */
    return NULL;
}

/* Our own words, where the character there says what is wrong. */
static const char *
blame_place(struct yaml *y)
{
    const yaml_parser_t *p = &y->parser;

    if (!p->context)
        return here(y) == ':' ? blame_colon(y) : p->problem;
    if (p->context_mark.index == p->problem_mark.index)
        return here(y) == '\t'
                   ? N_("a tab where only a space can stand")
                   : N_(
                       "a text that starts with this character must be in quotes");
    if (p->context_mark.line < p->problem_mark.line || !here(y))
        return blame_beginning(y);
    return NULL;
}

/* Moves to the error and says what it is. */
static const char *
find_error(struct yaml *y)
{
    const yaml_parser_t *p = &y->parser;
    const char *what = NULL;

    if (p->error == YAML_READER_ERROR) {
        seek_byte(y, p->problem_offset);
        return p->problem;
    }
    seek(y, p->problem_mark.index);
    if (p->error == YAML_SCANNER_ERROR)
        what = blame_place(y);
    else if (!p->context)
        what = here(y) != '%' ? N_("something stands behind the value")
                              : p->problem;
    return what
               ? what
               : arena_printf(y->m->arena,
                              diag_say(y->m->diags, "%s %s from line %zu"),
                              p->problem, p->context, p->context_mark.line + 1);
}

static bool
yaml_syntax(struct yaml *y)
{
    if (y->parser.error == YAML_MEMORY_ERROR)
        arena_exhaust(y->m->arena);
    return fail_syntax(y, find_error(y));
}

/* Invisible characters: a tab before the first character of a line, which YAML
   forbids mostly, and line breaks that are none to an editor. */
static bool
check_unseen(struct yaml *y)
{
    bool leading = true, good = true;

    do {
        char c = here(y);
        size_t pos = y->at.byte;
        uint32_t wide
            = (unsigned char)c < 0x80 ? 0 : text_next(y->m->bytes, &pos);

        if (leading && c == '\t')
            good = yaml_fail(y, DIAG_MAPPING_CHARACTER,
                             "a tab in the indentation");
        if (wide == 0x85 || wide == 0x2028 || wide == 0x2029)
            good = yaml_fail(y, DIAG_MAPPING_CHARACTER,
                             "a line break that editors do not show");
        leading = c == '\n' || c == '\r' || (leading && c == ' ');
    } while (step(y));
    y->at = first_spot;
    return good;
}

/* ---- events ---- */

static struct text
copy_name(struct yaml *y, const yaml_char_t *anchor)
{
    return text_copy(y->m->arena, text_of((const char *)anchor));
}

static void
remember(struct yaml *y, struct text name, struct node *node)
{
    struct anchor anchor = { name, node };

    ARENA_PUSH(y->m->arena, y->anchors, y->n_anchors, y->anchors_capacity,
               anchor);
}

/* The node of the anchor of that name, the last if there are several. */
static struct node *
recall(const struct yaml *y, struct text name)
{
    for (int i = y->n_anchors; i-- > 0;)
        if (text_equal(y->anchors[i].name, name))
            return y->anchors[i].node;
    return NULL;
}

/* A copy of the node and all below, for that depth; NULL beyond
   LIMIT_TREE_ALIASED and LIMIT_TREE_DEPTH. */
static struct node *
copy_node(struct yaml *y, const struct node *from, int depth)
{
    struct node *node, **link;

    if (y->n_copied++ >= LIMIT_TREE_ALIASED || depth > LIMIT_TREE_DEPTH)
        return NULL;
    node = tree_make_node(y->m, from->kind, from->line, from->col);
    link = &node->child;
    *node = *from;
    node->child = node->next = NULL;
    for (const struct node *i = from->child; i; i = i->next) {
        *link = copy_node(y, i, depth + 1);
        if (!*link)
            return NULL;
        link = &(*link)->next;
    }
    return node;
}

/* Takes a whole or just opened node as the next key, value or element. */
static bool
yaml_put(struct yaml *y, struct node *node)
{
    struct frame *frame;

    node->key = TEXT_NONE;
    node->key_line = node->key_col = 0;
    if (y->depth == 0) {
        if (y->root)
            return yaml_fail(y, y->m->syntax, "a second document starts here");
        y->root = node;
        return true;
    }
    frame = &y->frames[y->depth - 1];
    if (frame->node->kind == NODE_MAP) {
        if (!y->key) {
            if (node->kind != NODE_SCALAR)
                return yaml_fail(y, y->m->syntax,
                                 "a key must be a text, not a list or map");
            y->key = node;
            return true;
        }
        node->key = y->key->text;
        node->key_line = y->key->line;
        node->key_col = y->key->col;
        y->key = NULL;
    }
    *frame->link = node;
    frame->link = &node->next;
    frame->node->n++;
    return true;
}

/* The column, from 0, that lines of a value must go beyond. */
static int
indent(const struct yaml *y)
{
    return y->depth ? y->frames[y->depth - 1].indent : -1;
}

/* A quoted text goes on in lines that are indented: else it may be one that
   lacks its end, and has swallowed keys. */
static bool
check_lines(struct yaml *y)
{
    struct spot start = y->at;

    while (y->at.index < y->event.end_mark.index && step(y)) {
        if (y->at.byte != y->at.line_start)
            continue;
        while (here(y) == ' ')
            step(y);
        if (here(y) == '\n' || here(y) == '\r'
            || (int)(y->at.byte - y->at.line_start) > indent(y))
            continue;
        y->at = start;
        return yaml_fail(y, y->m->syntax, unclosed);
    }
    return true;
}

static bool
yaml_scalar(struct yaml *y)
{
    const yaml_event_t *event = &y->event;
    yaml_scalar_style_t style = event->data.scalar.style;
    bool block = style == YAML_LITERAL_SCALAR_STYLE
                 || style == YAML_FOLDED_SCALAR_STYLE;
    struct node *node;
    size_t pos = 0;

    if (block) { /* its own first line is the next */
        skip_to(y, "\n");
        step(y);
    }
    node = node_here(y, NODE_SCALAR);
    node->text = text_copy(
        y->m->arena, (struct text){ (const char *)event->data.scalar.value,
                                    event->data.scalar.length });
    node->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    if (!node->quoted && !node->text.n && y->key) {
        node->line = y->key->line; /* the key has no value */
        node->col = y->key->col;
    }
    if (memchr(node->text.at, '\0', node->text.n))
        return yaml_fail(y, y->m->syntax, "a text holds a NUL");
    if (!node->quoted && node->text.n
        && text_is_space(text_next(node->text, &pos)))
        return yaml_fail(y, DIAG_MAPPING_CHARACTER,
                         "a text starts with a blank that is no ASCII blank");
    if (node->quoted && !block && !check_lines(y))
        return false;
    if (y->anchor)
        remember(y, copy_name(y, y->anchor), node);
    return yaml_put(y, node);
}

static bool
yaml_alias(struct yaml *y)
{
    struct text name = copy_name(y, y->event.data.alias.anchor);
    struct node *node = recall(y, name);

    step(y); /* to the name */
    if (!node)
        return yaml_fail(
            y, y->m->syntax,
            arena_printf(
                y->m->arena,
                diag_say(y->m->diags,
                         "no anchor '%.*s' stands whole before this alias"),
                TEXT_ARG(name)));
    node = copy_node(y, node, y->depth);
    if (!node)
        return yaml_fail(y, DIAG_LIMIT_REACHED, "aliases stand for too much");
    return yaml_put(y, node);
}

static bool
yaml_open(struct yaml *y, enum node_kind kind)
{
    struct node *node = node_here(y, kind);

    if (y->depth == LIMIT_TREE_DEPTH)
        return yaml_fail(y, DIAG_LIMIT_REACHED, "lists and maps nest too deep");
    if (!yaml_put(y, node))
        return false;
    y->frames[y->depth++] = (struct frame){
        node,
        &node->child,
        y->anchor ? copy_name(y, y->anchor) : TEXT_NONE,
        y->flow ? indent(y) : node->col - 1,
    };
    return true;
}

/* Appends copies of the merged map's children whose keys 'map' lacks. */
static bool
merge_map(struct yaml *y, struct node *map, const struct node *merged,
          struct node ***link)
{
    if (merged->kind != NODE_MAP) {
        tree_make_fail(y->m, y->m->syntax, merged->line, merged->col,
                       "'<<' takes a map or a list of maps");
        return false;
    }
    for (const struct node *i = merged->child; i; i = i->next) {
        struct node *copy;
        if (tree_find(map, i->key))
            continue;
        copy = copy_node(y, i, y->depth);
        if (!copy) {
            tree_make_fail(y->m, DIAG_LIMIT_REACHED, map->line, map->col,
                           "aliases stand for too much");
            return false;
        }
        copy->next = **link;
        **link = copy;
        *link = &copy->next;
        map->n++;
    }
    return true;
}

/* Puts what '<<' names in its place. */
static bool
merge(struct yaml *y, struct node *map)
{
    struct node **link = &map->child, *entry;

    while (*link && !text_equal((*link)->key, TEXT("<<")))
        link = &(*link)->next;
    entry = *link;
    if (!entry)
        return true;
    *link = entry->next;
    map->n--;
    if (entry->kind != NODE_LIST)
        return merge_map(y, map, entry, &link);
    for (const struct node *i = entry->child; i; i = i->next)
        if (!merge_map(y, map, i, &link))
            return false;
    return true;
}

static bool
yaml_close(struct yaml *y)
{
    struct frame *frame = &y->frames[--y->depth];
    struct node *node = frame->node;

    if (node->kind == NODE_MAP
        && (!tree_make_check_keys(y->m, node) || !merge(y, node)))
        return false;
    if (frame->anchor.at)
        remember(y, frame->anchor, node);
    return true;
}

/* Takes what all values have, and moves to where this one starts.  Has it a
   tag? */
static bool
find_value(struct yaml *y)
{
    const yaml_event_t *e = &y->event;
    const yaml_char_t *tag = NULL;
    bool empty = false;

    y->anchor = NULL;
    if (e->type == YAML_SCALAR_EVENT) {
        y->anchor = e->data.scalar.anchor;
        tag = e->data.scalar.tag;
        empty = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
                && e->data.scalar.length == 0;
    } else if (e->type == YAML_SEQUENCE_START_EVENT) {
        y->anchor = e->data.sequence_start.anchor;
        tag = e->data.sequence_start.tag;
        y->flow = e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    } else if (e->type == YAML_MAPPING_START_EVENT) {
        y->anchor = e->data.mapping_start.anchor;
        tag = e->data.mapping_start.tag;
        y->flow = e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    }
    seek(y, e->start_mark.index);
    if ((y->anchor || tag) && !empty)
        skip_properties(y);
    return tag != NULL;
}

static bool
yaml_event(struct yaml *y)
{
    bool tagged = find_value(y);

    if (y->m->n_nodes >= LIMIT_TREE_NODES)
        return yaml_fail(y, DIAG_LIMIT_REACHED, "the file has too many values");
    if (tagged)
        return yaml_fail(y, y->m->syntax, "tags ('!…') are not read");
    switch (y->event.type) {
    case YAML_SCALAR_EVENT:
        return yaml_scalar(y);
    case YAML_ALIAS_EVENT:
        return yaml_alias(y);
    case YAML_SEQUENCE_START_EVENT:
        return yaml_open(y, NODE_LIST);
    case YAML_MAPPING_START_EVENT:
        return yaml_open(y, NODE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return yaml_close(y);
    default:
        return true;
    }
}

static bool
yaml_events(struct yaml *y)
{
    bool ended = false;

    while (!ended) {
        if (!yaml_parser_parse(&y->parser, &y->event))
            return yaml_syntax(y);
        ended = y->event.type == YAML_STREAM_END_EVENT;
        if (!yaml_event(y))
            return false;
        yaml_event_delete(&y->event);
    }
    return true;
}

static void
close_yaml(void *context)
{
    struct yaml *y = context;

    yaml_event_delete(&y->event);
    yaml_parser_delete(&y->parser);
}

struct node *
yaml_read(struct tree_make *make)
{
    struct yaml y = { .m = make, .at = first_spot };
    struct arena_closer closer = { .close = close_yaml, .what = &y };
    bool good;

    if (!check_unseen(&y))
        return NULL;
    if (!yaml_parser_initialize(&y.parser))
        arena_exhaust(make->arena);
    arena_hold(make->arena, &closer);
    yaml_parser_set_encoding(&y.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &y.parser, (const unsigned char *)(make->bytes.n ? make->bytes.at : ""),
        make->bytes.n);
    good = yaml_events(&y);
    arena_let_go(&closer);
    close_yaml(&y);
    if (!good)
        return NULL;
    return y.root ? y.root : tree_make_node(make, NODE_SCALAR, 1, 1);
}
