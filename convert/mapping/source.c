/* source.c - nodes of a mapping file, read with complaints that help. */
#include "mapping/source.h"

#include <string.h>

#include "mapping/near.h"

static const struct {
    const char *name, *what, *keys;
} kinds[] = {
#define KEYS(kind, name, what, keys) { name, what, keys },
#include "mapping/keys.def"
#undef KEYS
};

const char *
source_keys_name(enum source_keys kind)
{
    return kinds[kind].name;
}

const char *
source_keys_list(enum source_keys kind)
{
    return kinds[kind].keys;
}

void
source_hush(struct source *source, struct place at)
{
    ARENA_PUSH(source->arena, source->quiet, source->n_quiet,
               source->quiet_capacity, at);
}

struct diag *
source_fail(struct source *source, enum diag_code code, struct place at,
            const char *format, ...)
{
    /* What a second complaint of one place is written to. */
    struct diag_list silent = diag_none(source->arena);
    struct diag_list *diags = source->diags;
    struct diag *diag;
    va_list args;

    for (int i = 0; i < source->n_quiet; i++) {
        const struct place *p = &source->quiet[i];
        if (p->row == at.row && p->col == at.col && p->file == at.file)
            diags = &silent;
    }
    source_hush(source, at);
    source->failed = true;
    va_start(args, format);
    diag = diag_add_v(diags, code, at, PLACE_NONE, format, args);
    va_end(args);
    return diag;
}

/*
 * What a Chinese input method types in the place of : , { } [ ] and digits
 * and blanks; the quotes are looked at only around a whole text.
 */
static const char *
ascii_twin(uint32_t c)
{
    switch (c) {
    case 0x3000:
        return N_("a blank");
    case 0xFF1A:
        return N_("':'");
    case 0xFF0C:
        return N_("','");
    case 0xFF5B:
        return N_("'{'");
    case 0xFF5D:
        return N_("'}'");
    case 0xFF3B:
        return N_("'['");
    case 0xFF3D:
        return N_("']'");
    case 0xFF03:
        return N_("'#'");
    case 0xFF0D:
        return N_("'-'");
    case 0xFF5E:
        return N_("'~'");
    default:
        break;
    }
    return c >= 0xFF10 && c <= 0xFF19 ? N_("a digit") : NULL;
}

/* The first such character of a text, named at its own place. */
static bool
fail_character(struct source *source, struct text t, struct place at)
{
    struct diag *diag;

    for (size_t pos = 0; pos < t.n;) {
        size_t from = pos;
        const char *twin = ascii_twin(text_next(t, &pos));

        if (!twin)
            continue;
        at.col += (int)from;
        diag = source_fail(source, DIAG_MAPPING_CHARACTER, at,
                           "full-width '%.*s' where %s must be",
                           (int)(pos - from), t.at + from,
                           diag_say(source->diags, twin));
        diag_hint(source->diags, diag,
                  "type %s, or put the text in quotes if it is meant so",
                  diag_say(source->diags, twin));
        return true;
    }
    return false;
}

bool
source_character(struct source *source, const struct node *node)
{
    return node->kind == NODE_SCALAR && !node->quoted
           && fail_character(source, node->text, tree_place(node));
}

bool
source_character_key(struct source *source, const struct node *node)
{
    return fail_character(source, node->key, tree_key_place(node));
}

static const char *
kind_word(const struct node *node)
{
    switch (node->kind) {
    case NODE_LIST:
        return N_("a list");
    case NODE_MAP:
        return N_("a map");
    case NODE_SCALAR:
        break;
    }
    return tree_is_null(node) ? N_("nothing") : N_("a text");
}

void
source_kind(struct source *source, const struct node *node, const char *what,
            const char *wanted)
{
    if (source_character(source, node))
        return;
    source_fail(source, DIAG_MAPPING_WRONG_KIND, tree_place(node),
                "%s must be %s, not %s", diag_say(source->diags, what),
                diag_say(source->diags, wanted),
                diag_say(source->diags, kind_word(node)));
}

/* Is the word one of those in the list, which has blanks between? */
static bool
is_key(const char *list, struct text word)
{
    for (const char *at = list; *at;) {
        size_t n = strcspn(at, " ");
        if (n == word.n && memcmp(at, word.at, n) == 0)
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

static void
unknown_key(struct source *source, const struct node *child, const char *what,
            const char *keys)
{
    struct near near = near_of(child->key);
    struct diag *diag;

    if (fail_character(source, child->key, tree_key_place(child)))
        return;
    for (const char *at = keys; *at;) {
        size_t n = strcspn(at, " ");
        near_try(&near, (struct text){ at, n });
        at += n + (at[n] == ' ');
    }
    diag = source_fail(source, DIAG_MAPPING_UNKNOWN_KEY, tree_key_place(child),
                       "unknown key '%.*s' in %s", TEXT_ARG(child->key),
                       diag_say(source->diags, what));
    if (near.found.n)
        diag_hint(source->diags, diag, "write '%.*s'", TEXT_ARG(near.found));
    else
        diag_detail(source->diags, diag, "its keys are: %s", keys);
}

bool
source_map_of(struct source *source, const struct node *node, const char *what,
              const char *keys)
{
    if (node->kind != NODE_MAP) {
        source_kind(source, node, what, N_("a map"));
        return false;
    }
    for (const struct node *child = node->child; child; child = child->next) {
        if (is_key(keys, child->key))
            continue;
        unknown_key(source, child, what, keys);
        /* That a key is missing follows from its being misspelt. */
        source_hush(source, tree_place(node));
    }
    return true;
}

bool
source_map(struct source *source, const struct node *node,
           enum source_keys kind)
{
    return source_map_of(source, node, kinds[kind].what, kinds[kind].keys);
}

struct text
source_text(struct source *source, const struct node *node, const char *what)
{
    if (node->kind != NODE_SCALAR || tree_is_null(node)) {
        source_kind(source, node, what, N_("a text"));
        return TEXT_NONE;
    }
    return node->text;
}

const struct node *
source_find(const struct node *map, const char *key)
{
    return tree_find(map, text_of(key));
}

/* 'rows', as messages name a key. */
static const char *
quoted(struct source *source, const char *key)
{
    return arena_printf(source->arena, "'%s'", key);
}

struct text
source_text_at(struct source *source, const struct node *map, const char *key)
{
    const struct node *node = source_find(map, key);

    return node ? source_text(source, node, quoted(source, key)) : TEXT_NONE;
}

const struct node *
source_need(struct source *source, const struct node *map, const char *key,
            const char *what)
{
    const struct node *node = source_find(map, key);

    if (!node)
        source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(map),
                    "%s has no '%s'", diag_say(source->diags, what), key);
    return node;
}

bool
source_flag(struct source *source, const struct node *map, const char *key)
{
    const struct node *node = source_find(map, key);

    if (!node)
        return false;
    if (node->kind == NODE_SCALAR && !node->quoted) {
        if (text_equal(node->text, TEXT("true")))
            return true;
        if (text_equal(node->text, TEXT("false")))
            return false;
    }
    if (!source_character(source, node))
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'%s' must be true or false", key);
    return false;
}

int
source_number_of(struct source *source, const struct node *node,
                 const char *what, int least, int most, int otherwise)
{
    struct text t = node->text;
    int number = 0;
    bool ok = node->kind == NODE_SCALAR && t.n > 0 && t.n < 9;

    for (size_t i = 0; ok && i < t.n; i++) {
        ok = text_is_digit(t.at[i]);
        number = number * 10 + (t.at[i] - '0');
    }
    if (ok && number >= least && number <= most)
        return number;
    if (!source_character(source, node))
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "%s must be a whole number from %d to %d",
                    diag_say(source->diags, what), least, most);
    return otherwise;
}

int
source_number(struct source *source, const struct node *map, const char *key,
              int least, int most, int otherwise)
{
    const struct node *node = source_find(map, key);

    if (!node)
        return otherwise;
    return source_number_of(source, node, quoted(source, key), least, most,
                            otherwise);
}

void
source_years(struct source *source, const struct node *map, const char *what,
             int *first, int *last)
{
    const struct node *node = source_need(source, map, "years", what);
    const struct node **each;
    int n;

    if (!node)
        return;
    each = source_each(source, node, &n);
    if (n < 1 || n > 2) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'years' must be a year, or the first and the last");
        return;
    }
    *first = source_number_of(source, each[0], "a year", 1949, 2200, 0);
    *last = source_number_of(source, each[n - 1], "a year", 1949, 2200, 0);
    if (*last < *first)
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "the last year is before the first");
}

const struct node **
source_each(struct source *source, const struct node *node, int *n)
{
    const struct node **each;
    int i = 0;

    *n = node->kind == NODE_LIST ? node->n : 1;
    each = ARENA_ARRAY(source->arena, const struct node *, *n + 1);
    if (node->kind != NODE_LIST) {
        each[0] = node;
        return each;
    }
    for (const struct node *at = node->child; at; at = at->next)
        each[i++] = at;
    return each;
}

void
source_remember(struct source *source, const struct source_words *words)
{
    ARENA_PUSH(source->arena, source->words, source->n_words,
               source->words_capacity, *words);
}

const struct source_words *
source_recall(struct source *source, struct place column)
{
    struct source_words none = { column, column, column };

    for (int i = 0; i < source->n_words; i++) {
        const struct place *p = &source->words[i].column;
        if (p->row == column.row && p->col == column.col
            && p->file == column.file)
            return &source->words[i];
    }
    source_remember(source, &none);
    return &source->words[source->n_words - 1];
}
