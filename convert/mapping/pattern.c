/* pattern.c - texts with placeholders. */
#include "mapping/pattern.h"

#include <string.h>

#include "base/limits.h"
#include "mapping/near.h"

/* What a piece of a pattern is read with. */
struct reader {
    struct source *source;
    struct place place; /* of the pattern's first byte */
    bool quoted;        /* columns inside cannot be counted on */
    bool ok;
};

static struct diag *
fail(struct reader *r, enum diag_code code, size_t offset, const char *message,
     struct text about)
{
    struct place at = r->place;

    r->ok = false;
    at.col += (int)offset + (r->quoted ? 1 : 0);
    return source_fail(r->source, code, at, "%s '%.*s'", message,
                       TEXT_ARG(about));
}

static void
read_value(struct reader *r, struct text name, size_t offset,
           struct pattern_part *out)
{
    const struct schema_table *schema = r->source->schema;
    struct diag *diag;
    struct text near;
    size_t dot = name.n;

    while (name.at[dot - 1] != '.')
        dot--;
    out->field = FIELD_VALUE;
    out->item = text_slice(name, 0, dot - 1);
    out->measure = text_slice(name, dot, name.n);
    if (!schema || schema_value(schema, out->item, out->measure, &out->kind))
        return;
    diag = fail(r, DIAG_MAPPING_UNKNOWN_NAME, offset, "the model has no value",
                name);
    near = near_measure(schema, out->item, out->measure);
    if (near.n) {
        diag_hint(r->source->diags, diag, "write '%.*s.%.*s'",
                  TEXT_ARG(out->item), TEXT_ARG(near));
        return;
    }
    near = near_item(schema, out->item, out->measure);
    if (near.n)
        diag_hint(r->source->diags, diag, "write '%.*s.%.*s'", TEXT_ARG(near),
                  TEXT_ARG(out->measure));
}

static void
read_placeholder(struct reader *r, struct text inside, size_t offset,
                 struct pattern_part *out)
{
    static const struct {
        const char *word;
        enum field_kind field;
    } words[] = { { "*", FIELD_ANY },
                  { "department", FIELD_DEPARTMENT },
                  { "year", FIELD_YEAR },
                  { "unit", FIELD_UNIT } };
    long colon = text_find(inside, TEXT(":"), 0);
    struct text name = inside;
    struct near near;
    struct diag *diag;

    if (colon >= 0) {
        name = text_slice(inside, 0, (size_t)colon);
        out->glob = text_fold(r->source->arena,
                              text_slice(inside, (size_t)colon + 1, inside.n));
    }
    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (text_equal(name, text_of(words[i].word))) {
            out->field = words[i].field;
            return;
        }
    }
    if (text_find(name, TEXT("."), 0) > 0) {
        read_value(r, name, offset, out);
        return;
    }
    diag = fail(r, DIAG_MAPPING_UNKNOWN_NAME, offset, "unknown placeholder",
                name);
    near = near_of(name);
    for (int i = 0; i < ARRAY_LEN(words); i++)
        near_try(&near, text_of(words[i].word));
    if (near.found.n)
        diag_hint(r->source->diags, diag, "write '{%.*s}'",
                  TEXT_ARG(near.found));
    else
        diag_detail(r->source->diags, diag,
                    "there are {department}, {year}, {unit}, {*} and values "
                    "such as {header.date}");
}

/* Nothing between two placeholders says where one ends and the next begins,
   unless one of them is a year, which has four digits. */
static bool
may_follow(const struct pattern_part *before, const struct pattern_part *part)
{
    return before->literal || part->literal || before->field == FIELD_YEAR
           || part->field == FIELD_YEAR;
}

static bool
read_parts(struct reader *r, struct text t, struct pattern *out)
{
    struct pattern_part *parts = NULL;
    int n = 0, capacity = 0, last = -1; /* the last part but blanks */

    for (size_t at = 0; at < t.n;) {
        struct pattern_part part = { .text = TEXT_NONE };
        long open = text_find(t, TEXT("{"), at), shut;
        size_t from = at;

        if (open < 0 || (size_t)open > at) {
            at = open < 0 ? t.n : (size_t)open;
            part.literal = true;
            part.text = text_slice(t, from, at);
            part.folded = text_fold(r->source->arena, part.text);
        } else {
            shut = text_find(t, TEXT("}"), at);
            if (shut < 0) {
                fail(r, DIAG_MAPPING_WRONG_VALUE, at,
                     "a placeholder without its '}' in", t);
                return false;
            }
            at = (size_t)shut + 1;
            read_placeholder(r, text_slice(t, from + 1, (size_t)shut), from,
                             &part);
        }
        if (last >= 0 && !may_follow(&parts[last], &part))
            fail(r, DIAG_MAPPING_WRONG_VALUE, from,
                 "nothing between two placeholders in", t);
        if (!part.literal || part.folded.n > 0)
            last = n;
        ARENA_PUSH(r->source->arena, parts, n, capacity, part);
    }
    out->parts = parts;
    out->n_parts = n;
    return r->ok;
}

bool
pattern_read(struct source *source, const struct node *node,
             struct pattern *out)
{
    struct reader r = { source, tree_place(node), node->quoted, true };

    out->source = node->text;
    out->place = tree_place(node);
    if (text_is_blank(node->text)) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "an empty text matches nothing");
        return false;
    }
    if (node->text.n > LIMIT_PATTERN_TEXT) {
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "a text of more than %d bytes", LIMIT_PATTERN_TEXT);
        return false;
    }
    return read_parts(&r, node->text, out);
}

void
pattern_read_list(struct source *source, const struct node *node,
                  const char *what, struct pattern **out, int *n)
{
    int n_each;
    const struct node **each = source_each(source, node, &n_each);

    *out = ARENA_ARRAY(source->arena, struct pattern, n_each + 1);
    *n = 0;
    for (int i = 0; i < n_each; i++) {
        (void)source_text(source, each[i], what);
        if (each[i]->kind == NODE_SCALAR && !tree_is_null(each[i])
            && pattern_read(source, each[i], &(*out)[*n]))
            (*n)++;
    }
}

/* As a glob has it, where a * is any run of characters. */
static struct text
literal_glob(struct arena *arena, struct text t)
{
    char *out = arena_alloc(arena, 2 * t.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '*' || t.at[i] == TEXT_GLOB_ESCAPE)
            out[n++] = TEXT_GLOB_ESCAPE;
        out[n++] = t.at[i];
    }
    return (struct text){ out, n };
}

struct text
pattern_glob(struct arena *arena, const struct pattern *pattern)
{
    struct text glob = TEXT("");

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        struct text piece
            = part->literal ? literal_glob(arena, part->folded) : TEXT("*");

        glob = text_printf(arena, "%.*s%.*s", TEXT_ARG(glob), TEXT_ARG(piece));
    }
    return glob;
}
