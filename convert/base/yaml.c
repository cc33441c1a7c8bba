#include "base/yaml.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>

#include <libfyaml.h>

#include "base/limits.h"

/* A list or map whose children are still being read. */
struct frame {
    struct node *node;
    struct node **link; /* where the next child goes */
    struct text anchor; /* its own, or none */
};

struct anchor {
    struct text name;
    struct node *node; /* whole: not one that is still being read */
};

struct yaml {
    struct tree_make *m;
    int line; /* the line that starts at line_start, from 0 */
    size_t line_start;
    struct fy_parser *parser;
    struct fy_diag *messages;
    bool torn; /* the parser cannot be destroyed */
    sigjmp_buf back;
    struct frame frames[LIMIT_TREE_DEPTH];
    int depth;
    struct node *root;
    struct node *key; /* read and waiting for its value */
    struct anchor *anchors;
    int n_anchors, anchors_capacity;
    int n_copied;
};

/* ---- memory that libfyaml did not get ---- */

#define NEAR_NULL 65536 /* no structure is larger */

/* It goes on with the NULL and falls over it.  Such a fall while it runs is
   taken for what it is; the signal has no other way to say where to go. */
static _Thread_local struct {
    sigjmp_buf *back; /* NULL: libfyaml does not run */
    struct sigaction was;
} fall;

static void
on_fall(int number, siginfo_t *info, void *context)
{
    (void)context;
    if (fall.back && errno == ENOMEM && (uintptr_t)info->si_addr < NEAR_NULL)
        siglongjmp(*fall.back, 1);
    sigaction(number, &fall.was, NULL); /* it will fall again */
}

static void
catch_falls(void)
{
    struct sigaction action = { .sa_flags = SA_SIGINFO };

    action.sa_sigaction = on_fall;
    errno = 0;
    sigaction(SIGSEGV, &action, &fall.was);
}

static void
let_fall(void)
{
    sigaction(SIGSEGV, &fall.was, NULL);
}

/* A call of libfyaml that may allocate. */
#define CALL(y, result, call)                                                  \
    do {                                                                       \
        fall.back = &(y)->back;                                                \
        (result) = (call);                                                     \
        fall.back = NULL;                                                      \
    } while (0)

/* Our columns are bytes; libfyaml's are characters. */
static int
byte_col(struct yaml *y, const struct fy_mark *mark)
{
    struct text bytes = y->m->bytes;
    size_t at = mark->input_pos < bytes.n ? mark->input_pos : bytes.n;

    if (mark->line != y->line || at < y->line_start) {
        y->line = mark->line;
        y->line_start = at;
        while (y->line_start > 0 && bytes.at[y->line_start - 1] != '\n')
            y->line_start--;
    }
    return (int)(at - y->line_start) + 1;
}

/* A node at the mark; at 0:0 where libfyaml has none. */
static struct node *
node_at(struct yaml *y, enum node_kind kind, const struct fy_mark *mark)
{
    return tree_make_node(y->m, kind, mark ? mark->line + 1 : 0,
                          mark ? byte_col(y, mark) : 0);
}

static bool
yaml_fail(struct yaml *y, enum diag_code code, const struct fy_mark *mark,
          const char *what)
{
    tree_make_fail(y->m, code, mark ? mark->line + 1 : 0,
                   mark ? byte_col(y, mark) : 0, what);
    return false;
}

/* The text of line 'line', from 1. */
static struct text
line_at(struct text bytes, int line)
{
    size_t start = 0, end;
    long stop = 0;

    for (; line > 1 && stop >= 0; line--) {
        stop = text_find(bytes, TEXT("\n"), start);
        if (stop >= 0)
            start = (size_t)stop + 1;
    }
    stop = text_find(bytes, TEXT("\n"), start);
    end = stop < 0 ? bytes.n : (size_t)stop;
    return text_slice(bytes, start, end);
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

/* The one error behind which libfyaml 0.7 has a key on its free list twice. */
#define TEARS "cannot use tab for indentation of block entry"

/* Of libfyaml's messages those that leave people guessing. */
static const char *
plain_words(const char *message)
{
    static const char *const words[][2] = {
        { TEARS, "a tab where only a space can stand" },
        { "invalid nested block mapping on the same line",
          "a second ': ' in one line; put the text in quotes" },
        { "wrongly indented double-quoted scalar",
          "a quoted text is not closed, or goes on in a line not indented" },
        { "wrongly indented single-quoted scalar",
          "a quoted text is not closed, or goes on in a line not indented" },
        { "invalid multiline plain key",
          "a key under a text; the text lacks its ': ' or the indentation is wrong" },
        { "invalid value after mapping",
          "a text that is neither a key nor in the value above it" },
        { "wrong indendation in sequence while in mapping",
          "an element that stands neither under the list nor outside it" },
        { "missing comma in flow mapping", "',' or '}' was expected" },
        { "missing comma in flow sequence", "',' or ']' was expected" },
        { "invalid scalar at the end of block sequence",
          "a text behind a list, where '- ' was expected" },
        { "did not find expected '-' indicator",
          "'- ' was expected, or another indentation" },
        { "did not find expected key",
          "a key was expected, or another indentation" },
        { "invalid indentation in mapping",
          "this key stands under none of the keys above it" },
        { "missing document start", "something stands behind the value" },
        { "flow mapping without a closing brace", "'{' without its '}'" },
        { "flow sequence without a closing bracket", "'[' without its ']'" },
    };

    for (int i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(message, words[i][0]) == 0)
            return words[i][1];
    return message;
}

/*
 * Full-width punctuation where YAML wants its own is invisible to who wrote
 * it.  So it is named before what libfyaml says.
 */
static bool
blame_twin(struct tree_make *m, const struct fy_diag_error *e)
{
    struct place at = { m->file, NULL, e->line, 0 };
    char wide[5] = "";
    struct diag *d;
    uint32_t c;
    size_t offset;

    if (!find_twin(line_at(m->bytes, e->line), &offset, &c))
        return false;
    text_put(wide, c);
    at.col = (int)offset + 1;
    d = diag_add(m->diags, DIAG_MAPPING_CHARACTER, at, PLACE_NONE,
                 "full-width '%s' in the syntax of YAML", wide);
    diag_detail(m->diags, d, "%s", plain_words(e->msg));
    diag_hint(m->diags, d, "write '%s', or put the text in quotes",
              ascii_twin(c));
    return true;
}

/* Passes on libfyaml's first error. */
static bool
yaml_syntax(struct yaml *y)
{
    void *iterator = NULL;
    struct fy_diag_error *e = fy_diag_errors_iterate(y->messages, &iterator);
    const struct fy_mark *mark;

    if (!e && errno == ENOMEM)
        arena_exhaust(y->m->arena);
    if (!e) {
        tree_make_fail(y->m, y->m->syntax, 0, 0, "the file cannot be parsed");
        return false;
    }
    y->torn = strcmp(e->msg, TEARS) == 0;
    if (blame_twin(y->m, e))
        return false;
    mark = e->fyt ? fy_token_start_mark(e->fyt) : NULL;
    if (mark && mark->line + 1 == e->line)
        return yaml_fail(y, y->m->syntax, mark, plain_words(e->msg));
    tree_make_fail(y->m, y->m->syntax, e->line, 0, plain_words(e->msg));
    return false;
}

/* A tab before the first character of a line: YAML forbids it mostly, and
   nobody can see it. */
static bool
check_tabs(struct tree_make *m)
{
    int line = 1;
    size_t start = 0;
    bool leading = true, good = true;

    for (size_t i = 0; i < m->bytes.n; i++) {
        char c = m->bytes.at[i];
        if (c == '\n') {
            line++;
            start = i + 1;
            leading = true;
        } else if (leading && c == '\t') {
            tree_make_fail(m, DIAG_MAPPING_CHARACTER, line,
                           (int)(i - start) + 1, "a tab in the indentation");
            leading = good = false;
        } else if (c != ' ') {
            leading = false;
        }
    }
    return good;
}

static struct text
token_text(struct yaml *y, struct fy_token *token)
{
    size_t n = 0;
    const char *at = NULL;

    if (token)
        CALL(y, at, fy_token_get_text(token, &n));
    if (token && !at && errno == ENOMEM)
        arena_exhaust(y->m->arena);

    return n ? text_copy(y->m->arena, (struct text){ at, n }) : TEXT("");
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

/* A copy of the node and all below, to stand at a depth; NULL beyond
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
yaml_put(struct yaml *y, struct node *node, const struct fy_mark *mark)
{
    struct frame *frame;

    node->key = TEXT_NONE;
    node->key_line = node->key_col = 0;
    if (y->depth == 0) {
        if (y->root)
            return yaml_fail(y, y->m->syntax, mark,
                             "a second document starts here");
        y->root = node;
        return true;
    }
    frame = &y->frames[y->depth - 1];
    if (frame->node->kind == NODE_MAP) {
        if (!y->key) {
            if (node->kind != NODE_SCALAR)
                return yaml_fail(y, y->m->syntax, mark,
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

static bool
yaml_scalar(struct yaml *y, const struct fy_event *event,
            const struct fy_mark *mark)
{
    struct fy_token *token = event->scalar.value;
    struct node *node;
    size_t pos = 0;

    node = node_at(y, NODE_SCALAR, mark);
    node->text = token_text(y, token);
    if (token) {
        enum fy_scalar_style style = fy_token_scalar_style(token);
        node->quoted = style != FYSS_PLAIN;
        /* The mark is behind the quote. */
        node->col -= style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    }
    if (!mark && y->key) { /* nothing stands behind the key */
        node->line = y->key->line;
        node->col = y->key->col;
    }
    if (memchr(node->text.at, '\0', node->text.n))
        return yaml_fail(y, y->m->syntax, mark, "a text holds a NUL");
    if (!node->quoted && node->text.n
        && text_is_space(text_next(node->text, &pos)))
        return yaml_fail(y, DIAG_MAPPING_CHARACTER, mark,
                         "a text starts with a blank that is no ASCII blank");
    if (event->scalar.anchor)
        remember(y, token_text(y, event->scalar.anchor), node);
    return yaml_put(y, node, mark);
}

static bool
yaml_alias(struct yaml *y, const struct fy_event *event,
           const struct fy_mark *mark)
{
    struct text name = token_text(y, event->alias.anchor);
    struct node *node = recall(y, name);
    int line = mark ? mark->line + 1 : 0;
    int col = mark ? byte_col(y, mark) : 0;

    if (!node) {
        struct place at = { y->m->file, NULL, line, col };
        diag_add(y->m->diags, y->m->syntax, at, PLACE_NONE,
                 "no anchor '%.*s' stands whole before this alias",
                 TEXT_ARG(name));
        return false;
    }
    node = copy_node(y, node, y->depth);
    if (!node)
        return yaml_fail(y, DIAG_LIMIT_REACHED, mark,
                         "aliases stand for too much");
    return yaml_put(y, node, mark);
}

static bool
yaml_open(struct yaml *y, enum node_kind kind, struct fy_token *anchor,
          const struct fy_mark *mark)
{
    struct node *node = node_at(y, kind, mark);

    if (y->depth == LIMIT_TREE_DEPTH)
        return yaml_fail(y, DIAG_LIMIT_REACHED, mark,
                         "lists and maps nest too deep");
    if (!yaml_put(y, node, mark))
        return false;
    y->frames[y->depth++] = (struct frame){
        node,
        &node->child,
        anchor ? token_text(y, anchor) : TEXT_NONE,
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

static bool
yaml_event(struct yaml *y, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);

    if (y->m->n_nodes >= LIMIT_TREE_NODES)
        return yaml_fail(y, DIAG_LIMIT_REACHED, mark,
                         "the file has too many values");
    if (fy_event_get_tag_token(event))
        return yaml_fail(y, y->m->syntax, mark, "tags ('!…') are not read");
    switch (event->type) {
    case FYET_SCALAR:
        return yaml_scalar(y, event, mark);
    case FYET_ALIAS:
        return yaml_alias(y, event, mark);
    case FYET_SEQUENCE_START:
        return yaml_open(y, NODE_LIST, event->sequence_start.anchor, mark);
    case FYET_MAPPING_START:
        return yaml_open(y, NODE_MAP, event->mapping_start.anchor, mark);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        return yaml_close(y);
    default:
        return true;
    }
}

static bool
yaml_events(struct yaml *y)
{
    for (;;) {
        struct fy_event *event;
        bool ended, good;

        CALL(y, event, fy_parser_parse(y->parser));
        if (!event)
            return yaml_syntax(y);
        ended = event->type == FYET_STREAM_END;
        good = yaml_event(y, event);
        fy_parser_event_free(y->parser, event);
        if (ended || !good)
            return good;
    }
}

/* libfyaml must neither print nor end the run. */
static void
no_output(struct fy_diag *diag, void *user, const char *bytes, size_t n)
{
    (void)diag;
    (void)user;
    (void)bytes;
    (void)n;
}

static bool
open_parser(struct yaml *y)
{
    struct fy_diag_cfg messages
        = { .output_fn = no_output, .level = FYET_ERROR, .module_mask = ~0U };
    struct fy_parse_cfg cfg
        = { .search_path = "",
            .flags = (enum fy_parse_cfg_flags)(FYPCF_QUIET | FYPCF_COLLECT_DIAG
                                               | FYPCF_DEFAULT_VERSION_1_2
                                               | FYPCF_JSON_NONE) };
    struct text bytes = y->m->bytes;
    int failed = -1;

    CALL(y, y->messages, fy_diag_create(&messages));
    cfg.diag = y->messages;
    if (cfg.diag) {
        fy_diag_set_collect_errors(cfg.diag, true);
        CALL(y, y->parser, fy_parser_create(&cfg));
    }
    if (y->parser)
        CALL(y, failed,
             fy_parser_set_string(y->parser, bytes.n ? bytes.at : "", bytes.n));
    if (failed == 0)
        return true;
    if (errno == ENOMEM)
        arena_exhaust(y->m->arena);
    tree_make_fail(y->m, y->m->syntax, 0, 0, "the file cannot be parsed");
    return false;
}

struct node *
yaml_read(struct tree_make *make)
{
    struct yaml y = { .m = make, .line = -1 };
    bool good;

    if (!check_tabs(make))
        return NULL;
    catch_falls();
    if (sigsetjmp(y.back, 1) != 0) {
        fall.back = NULL;
        let_fall();
        arena_exhaust(make->arena);
    }
    good = open_parser(&y) && yaml_events(&y);
    let_fall();
    if (y.parser && !y.torn)
        fy_parser_destroy(y.parser);
    if (y.messages)
        fy_diag_destroy(y.messages);
    if (!good)
        return NULL;
    return y.root ? y.root : tree_make_node(make, NODE_SCALAR, 1, 1);
}
