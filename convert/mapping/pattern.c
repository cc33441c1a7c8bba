/* pattern.c - texts with placeholders: read, matched, shown. */
#include "mapping/pattern.h"

#include <string.h>

#include "base/limits.h"
#include "canon/date.h"
#include "canon/unit.h"
#include "mapping/checkbox.h"
#include "mapping/named.h"
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
    out->item = named_item(
        r->source, schema,
        (struct source_said){ text_slice(name, 0, dot - 1), r->place });
    out->measure = named_measure(
        r->source, schema,
        (struct source_said){ text_slice(name, dot, name.n), r->place });
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

/* A text beside the byte offsets of its characters that folding keeps. */
struct folding {
    struct text folded;
    const size_t *from; /* [folded.n + 1] offset in the original */
    struct text original;
    bool filled; /* none but {*} takes nothing */
};

/* Four digits, or a year left blank. */
static bool
is_year(struct text t)
{
    return text_is_digits(t) && (t.n == 0 || t.n == 4);
}

/* Is it the value that some form has a year's placeholder for? */
static bool
holds_year(const struct pattern_part *part)
{
    return text_equal(part->measure, TEXT("year"));
}

/* May a part take this much of the folded text? */
static bool
part_takes(const struct pattern_part *part, struct text taken)
{
    int shift;

    switch (part->field) {
    case FIELD_YEAR:
        return is_year(taken);
    case FIELD_UNIT:
        return taken.n == 0 || unit_parse(taken, &shift);
    case FIELD_ANY:
        return true;
    case FIELD_DEPARTMENT: /* 单位：万元 names no department */
        return !unit_parse(taken, &shift);
    case FIELD_VALUE:
        break;
    }
    if (holds_year(part))
        return is_year(taken);
    return part->glob.n == 0 || taken.n == 0 || text_glob(part->glob, taken);
}

/* 年 月 日 with no figures in it: only the words of what it should look like. */
static bool
is_left_blank(const struct pattern_part *part, struct text taken)
{
    size_t k = 0;

    for (size_t i = 0; i < part->glob.n; i++) {
        if (part->glob.at[i] == '*')
            continue;
        if (k == taken.n || taken.at[k] != part->glob.at[i])
            return false;
        k++;
    }
    return part->glob.n > 0 && k == taken.n;
}

/*
 * Matches parts i.. against the folded text from 'at'; a placeholder takes
 * the shortest run that lets the rest match.
 */
static bool
match_from(const struct pattern *pattern, int i, const struct folding *f,
           size_t at, struct text *spans)
{
    const struct pattern_part *part;

    if (i == pattern->n_parts)
        return at == f->folded.n;
    part = &pattern->parts[i];
    if (part->literal) {
        struct text rest = text_slice(f->folded, at, f->folded.n);

        spans[i] = TEXT_NONE;
        return text_starts(rest, part->folded)
               && match_from(pattern, i + 1, f, at + part->folded.n, spans);
    }
    /* The last one takes all there is. */
    for (size_t end = i + 1 == pattern->n_parts ? f->folded.n : at;
         end <= f->folded.n; end++) {
        struct text taken = text_slice(f->folded, at, end);

        if ((f->filled && taken.n == 0 && part->field != FIELD_ANY)
            || !part_takes(part, taken)
            || !match_from(pattern, i + 1, f, end, spans))
            continue;
        spans[i]
            = text_trim(text_slice(f->original, f->from[at], f->from[end]));
        if (is_left_blank(part, taken))
            spans[i] = TEXT_NONE;
        return true;
    }
    return false;
}

/* Are a pattern's words in a folded text, in order?  Most cells lack them. */
static bool
holds_words(const struct pattern *pattern, struct text folded)
{
    size_t at = 0;

    for (int i = 0; i < pattern->n_parts; i++) {
        const struct pattern_part *part = &pattern->parts[i];
        long found;

        if (!part->literal)
            continue;
        if (i == 0 && !text_starts(folded, part->folded))
            return false;
        found = text_find(folded, part->folded, at);
        if (found < 0)
            return false;
        at = (size_t)found + part->folded.n;
    }
    return folded.n > 0;
}

/* Is the text longer than two placeholders are looked for in? */
static bool
is_long(const struct pattern *pattern, struct text folded)
{
    int taken = 0;

    for (int i = 0; i < pattern->n_parts; i++)
        taken += !pattern->parts[i].literal;
    return taken > 1 && folded.n > LIMIT_PATTERN_TEXT;
}

bool
pattern_may_match(const struct pattern *pattern, struct text folded)
{
    return !is_long(pattern, folded) && holds_words(pattern, folded);
}

bool
pattern_is_beyond(const struct pattern *pattern, struct text folded)
{
    return is_long(pattern, folded) && holds_words(pattern, folded);
}

static bool
match(struct arena *arena, const struct pattern *pattern, struct text t,
      bool filled, struct text *spans)
{
    struct folding f;

    if (pattern->n_parts == 0
        || !pattern_may_match(pattern, text_fold(arena, t)))
        return false;
    f.original = t;
    f.folded = text_fold_from(arena, t, &f.from);
    f.filled = filled;
    return match_from(pattern, 0, &f, 0, spans);
}

bool
pattern_match(struct arena *arena, const struct pattern *pattern, struct text t,
              struct text *spans)
{
    return match(arena, pattern, t, false, spans);
}

bool
pattern_match_filled(struct arena *arena, const struct pattern *pattern,
                     struct text t, struct text *spans)
{
    return match(arena, pattern, t, true, spans);
}

static struct text
value_of(struct arena *arena, const struct model_table *data,
         const struct pattern_part *part, int unit_shift)
{
    const struct fact *fact
        = data ? model_find(data, part->item, part->measure) : NULL;
    struct decimal value;
    int places;

    if (fact == NULL)
        return TEXT_NONE;
    if (fact->of->kind == VALUE_DATE)
        return date_show(arena, model_text(fact));
    if (fact->of->kind == VALUE_TEXT)
        return model_text(fact);
    value = fact->value;
    places = fact->decimals;
    if (fact->of->kind == VALUE_AMOUNT) {
        (void)decimal_shift(value, -unit_shift, &value);
        places += unit_shift;
    }
    /* 88.0 is not 88: the decimals say how it was given. */
    while (value.scale < places && value.units <= DECIMAL_MAX / 10
           && value.units >= -DECIMAL_MAX / 10) {
        value.units *= 10;
        value.scale++;
    }
    return decimal_text(arena, value);
}

/* What a value should look like, to be filled in:   年  月  日. */
static struct text
blank_form(struct arena *arena, struct text glob)
{
    struct text t = TEXT_NONE;

    for (size_t i = 0; i < glob.n; i++)
        t = text_printf(arena, "%.*s%.*s", TEXT_ARG(t),
                        glob.at[i] == '*' ? 2 : 1,
                        glob.at[i] == '*' ? "  " : &glob.at[i]);
    return t;
}

static struct text
show_department(const struct pattern_data *s)
{
    if (s->table != NULL && s->table->department.n > 0)
        return s->table->department;
    return s->model != NULL ? s->model->department : TEXT_NONE;
}

static struct text
show_year(struct arena *arena, const struct pattern_data *s)
{
    int year = s->table != NULL && s->table->year != 0 ? s->table->year
               : s->model != NULL                      ? s->model->fiscal_year
                                                       : 0;

    return year != 0 ? text_printf(arena, "%d", year) : TEXT_NONE;
}

static struct text
show_value(struct arena *arena, const struct pattern_data *s,
           const struct pattern_part *part)
{
    struct text t = value_of(arena, s->table, part, s->unit_shift);

    if (t.n == 0 && s->table == NULL && holds_year(part))
        t = show_year(arena, s);
    if (t.n == 0)
        t = blank_form(arena, part->glob);
    if (s->ticks != NULL && s->ticks->n > 0)
        t = checkbox_show(arena, s->ticks, t);
    return t;
}

static struct text
show_part(struct arena *arena, const struct pattern_data *s,
          const struct pattern_part *part)
{
    if (part->literal)
        return part->text;
    switch (part->field) {
    case FIELD_DEPARTMENT:
        return show_department(s);
    case FIELD_YEAR:
        return show_year(arena, s);
    case FIELD_UNIT:
        return text_of(unit_word(s->unit_shift));
    case FIELD_VALUE:
        return show_value(arena, s, part);
    case FIELD_ANY:
        break;
    }
    return TEXT_NONE;
}

struct text
pattern_show(struct arena *arena, const struct pattern *pattern,
             const struct pattern_data *data)
{
    struct text line = TEXT_NONE;

    for (int i = 0; i < pattern->n_parts; i++) {
        struct text t = show_part(arena, data, &pattern->parts[i]);

        line = text_printf(arena, "%.*s%.*s", TEXT_ARG(line), TEXT_ARG(t));
    }
    return line;
}
