/* rule_term.c - references and terms of a rule file, checked by the schema. */
#include "reconcile/rule_term.h"

#include <string.h>

#include "mapping/named.h"
#include "mapping/near.h"

/* ---- words with a nearest one ---- */

struct diag *
rule_term_unknown(struct rule_reader *r, const struct node *node,
                  const char *what, struct text word, struct text near)
{
    struct diag *diag;

    if (source_character(&r->source, node))
        return NULL;
    diag = source_fail(&r->source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "there is no %s '%.*s'", diag_say(r->source.diags, what),
                       TEXT_ARG(word));
    if (near.n)
        diag_hint(r->source.diags, diag, "write '%.*s'", TEXT_ARG(near));
    return diag;
}

int
rule_term_choose(struct rule_reader *r, const struct node *node,
                 const char *what, const char *list)
{
    struct text word = source_text(&r->source, node, what);
    struct near near = near_of(word);
    struct diag *diag;
    int i = 0;

    if (word.n == 0)
        return -1;
    for (const char *at = list; *at; i++) {
        struct text choice = { at, strcspn(at, " ") };

        if (text_equal(choice, word))
            return i;
        near_try(&near, choice);
        at += choice.n + (at[choice.n] == ' ');
    }
    diag = rule_term_unknown(r, node, what, word, near.found);
    if (diag && !near.found.n)
        diag_hint(r->source.diags, diag, "it is one of: %s", list);
    return -1;
}

const struct schema_table *
rule_term_table(struct rule_reader *r, const struct node *node,
                struct text word)
{
    const struct schema_table *table = named_table(
        &r->source, (struct source_said){ word, tree_place(node) });

    if (!table)
        rule_term_unknown(r, node, N_("table"), word,
                          near_table(r->source.vocabulary, word));
    return table;
}

/* ---- references ---- */

static const struct {
    const char *name;
    enum rule_word_kind kind;
    unsigned each; /* what must bind it; 0: nothing need */
} holes[] = {
    { "item", WORD_BOUND, EACH_ITEM },
    { "measure", WORD_BOUND, EACH_MEASURE },
    { "code", WORD_CODE, EACH_CODE | EACH_CLASS },
    { "parent", WORD_PARENT, EACH_PARENT },
    { "below", WORD_BELOW, EACH_PARENT },
    { "top", WORD_TOP, 0 },
    { "n", WORD_NUMBER, 0 },
};

static bool
read_word(struct rule_reader *r, const struct node *node, struct text t,
          struct rule_word *out)
{
    long open = text_find(t, TEXT("{"), 0);
    struct text name;
    struct near near;

    *out = (struct rule_word){ WORD_LITERAL, t };
    if (open < 0)
        return true;
    out->text = text_slice(t, 0, (size_t)open);
    if (!text_ends(t, TEXT("}"))) {
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "nothing may follow the {…} in '%.*s'", TEXT_ARG(t));
        return false;
    }
    name = text_slice(t, (size_t)open + 1, t.n - 1);
    near = near_of(name);
    for (int i = 0; i < ARRAY_LEN(holes); i++) {
        near_try(&near, text_of(holes[i].name));
        if (!text_equal(name, text_of(holes[i].name)))
            continue;
        out->kind = holes[i].kind;
        if (!holes[i].each || r->rule->each & holes[i].each)
            return true;
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'each' says nothing of {%.*s}", TEXT_ARG(name));
        return false;
    }
    rule_term_unknown(r, node, N_("placeholder"), name, near.found);
    return false;
}

/* The word as patterns of the schema have it: expenditure.{code}. */
static struct text
pattern_of(struct arena *arena, const struct rule_word *word)
{
    switch (word->kind) {
    case WORD_LITERAL:
        return word->text;
    case WORD_NUMBER:
        return text_printf(arena, "%.*s{n}", TEXT_ARG(word->text));
    default:
        return text_printf(arena, "%.*s{code}", TEXT_ARG(word->text));
    }
}

bool
rule_term_has_measure(const struct schema_table *table, struct text measure)
{
    const struct schema_measure *known;
    const struct schema_section *section;
    enum value_kind kind;

    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (known = schema_measure_at(section, i)); i++) {
            if (text_equal(text_of(known->word), measure))
                return true;
        }
    }
    /* Codes are measures only of codes. */
    return schema_value(table, TEXT("{code}"), measure, &kind);
}

static void
check_names(struct rule_reader *r, const struct node *node,
            const struct rule_term *term)
{
    struct text item = pattern_of(r->arena, &term->item);
    struct text measure = pattern_of(r->arena, &term->measure);
    enum value_kind kind;

    if (term->item.kind == WORD_BOUND || term->item.kind == WORD_PARENT) {
        if (term->measure.kind != WORD_LITERAL
            || rule_term_has_measure(term->table, measure))
            return;
        rule_term_unknown(
            r, node,
            arena_printf(r->arena, diag_say(r->source.diags, "measure of %s"),
                         term->table->id),
            measure, near_measure(term->table, TEXT("total"), measure));
    } else if (!near_is_item(term->table, item)) {
        rule_term_unknown(r, node,
                          arena_printf(r->arena,
                                       diag_say(r->source.diags, "item of %s"),
                                       term->table->id),
                          item, near_item(term->table, item, TEXT_NONE));
    } else if (term->measure.kind == WORD_LITERAL
               && !schema_value(term->table, item, measure, &kind)) {
        rule_term_unknown(
            r, node,
            arena_printf(r->arena,
                         diag_say(r->source.diags, N_("measure of %.*s in %s")),
                         TEXT_ARG(item), term->table->id),
            measure, near_measure(term->table, item, measure));
    }
}

/* The ids of words that may be names. */
static struct text
item_of(struct rule_reader *r, const struct node *node, struct text word,
        const struct rule_term *term)
{
    return named_item(&r->source, term->table,
                      (struct source_said){ word, tree_place(node) });
}

static struct text
measure_of(struct rule_reader *r, const struct node *node, struct text word,
           const struct rule_term *term)
{
    return named_measure(&r->source, term->table,
                         (struct source_said){ word, tree_place(node) });
}

bool
rule_term_reference(struct rule_reader *r, const struct node *node,
                    struct text t, struct rule_term *term)
{
    struct text parts[4];
    int n = 0, at = 0;
    bool bound_item = (r->rule->each & EACH_ITEM) != 0;
    bool bound_measure = (r->rule->each & EACH_MEASURE) != 0;
    int want = !r->table + !bound_item + !bound_measure;

    for (size_t from = 0; from <= t.n && n < 4;) {
        long slash = text_find(t, TEXT("/"), from);
        size_t end = slash < 0 ? t.n : (size_t)slash;

        parts[n++] = text_slice(t, from, end);
        from = end + 1;
    }
    if (n != want && n != 3) {
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'%.*s' must be %s%s%s here, or TABLE/ITEM/MEASURE",
                    TEXT_ARG(t), r->table ? "" : "TABLE/",
                    bound_item      ? ""
                    : bound_measure ? "ITEM"
                                    : "ITEM/",
                    bound_measure ? "" : "MEASURE");
        return false;
    }
    term->table = r->table;
    term->item = term->measure = (struct rule_word){ WORD_BOUND, TEXT_NONE };
    if (n == 3 && text_starts(parts[0], TEXT(RULE_TERM_LAST))) {
        term->last = r->rule->last = true;
        parts[0] = text_slice(parts[0], strlen(RULE_TERM_LAST), parts[0].n);
    }
    if (n == 3 || !r->table)
        term->table = rule_term_table(r, node, parts[at++]);
    if (!term->table
        || ((n == 3 || !bound_item)
            && !read_word(r, node, item_of(r, node, parts[at++], term),
                          &term->item))
        || ((n == 3 || !bound_measure)
            && !read_word(r, node, measure_of(r, node, parts[at++], term),
                          &term->measure)))
        return false;
    check_names(r, node, term);
    return true;
}

/* {MEASURE: TEXTS}: records whose text begins so. */
static struct text *
read_where(struct rule_reader *r, const struct node *map,
           const struct rule_term *term, struct text *measure, int *n)
{
    const struct node **each, *node;
    struct text *texts;

    if (map->kind != NODE_MAP || map->n != 1) {
        source_kind(&r->source, map,
                    arena_printf(r->arena, "'%.*s'", TEXT_ARG(map->key)),
                    "a map of one measure");
        return NULL;
    }
    node = map->child;
    *measure = measure_of(r, node, node->key, term);
    if (term->table && !rule_term_has_measure(term->table, *measure))
        rule_term_unknown(
            r, node, N_("measure"), node->key,
            near_measure(term->table, TEXT("indicator.{n}"), node->key));
    each = source_each(&r->source, node, n);
    texts = ARENA_ARRAY(r->arena, struct text, *n + 1);
    for (int i = 0; i < *n; i++)
        texts[i]
            = text_fold(r->arena, source_text(&r->source, each[i], "a text"));
    return texts;
}

/* {quantity: REFERENCE, unit: MEASURE}: the amount that a text states. */
static bool
read_quantity(struct rule_reader *r, const struct node *node,
              const struct node *part, struct rule_term *term)
{
    const struct node *unit
        = source_need(&r->source, node, "unit", "'quantity'");

    term->kind = TERM_QUANTITY;
    if (!unit
        || !rule_term_reference(
            r, part, source_text(&r->source, part, "'quantity'"), term))
        return false;
    term->unit
        = measure_of(r, unit, source_text(&r->source, unit, "'unit'"), term);
    if (term->unit.n && !rule_term_has_measure(term->table, term->unit))
        rule_term_unknown(
            r, unit, N_("measure"), term->unit,
            near_measure(term->table, TEXT("indicator.{n}"), term->unit));
    return term->unit.n > 0;
}

static void
read_term(struct rule_reader *r, const struct node *node,
          struct rule_side *side)
{
    struct rule_term term = { .kind = TERM_VALUE };
    const struct node *part;

    if (node->kind == NODE_SCALAR) {
        struct text t = source_text(&r->source, node, "a reference");

        if (!t.at || !rule_term_reference(r, node, t, &term))
            return;
    } else if (!source_map_of(&r->source, node, "a term",
                              "sum quantity unit where zero number stated")) {
        return;
    } else if ((part = source_find(node, "number"))) {
        term.kind = TERM_NUMBER;
        if (decimal_parse(source_text(&r->source, part, "'number'"),
                          &term.number)
            != DECIMAL_OK) {
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(part),
                        "'number' must be a number");
            return;
        }
    } else if (source_find(node, "stated")) {
        term.kind = TERM_STATED;
        if (!(r->rule->each & EACH_GROUP))
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "'stated' is the number in a group's name: say "
                        "'each: group'");
    } else {
        if ((part = source_find(node, "quantity"))) {
            if (!read_quantity(r, node, part, &term))
                return;
        } else {
            part = source_need(&r->source, node, "sum", "a term");
            if (!part
                || !rule_term_reference(
                    r, part, source_text(&r->source, part, "'sum'"), &term))
                return;
        }
        if ((part = source_find(node, "where")))
            term.where = read_where(r, part, &term, &term.where_measure,
                                    &term.n_where);
        if ((part = source_find(node, "zero")))
            term.zero
                = read_where(r, part, &term, &term.zero_measure, &term.n_zero);
    }
    ARENA_PUSH(r->arena, side->terms, side->n, side->capacity, term);
}

void
rule_term_side(struct rule_reader *r, const struct node *node, int index)
{
    struct rule_side *side = &r->body->sides[index];
    int n;
    const struct node **each = source_each(&r->source, node, &n);

    side->place = tree_place(node);
    if (n == 0)
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, side->place,
                    "a side needs a term");
    for (int i = 0; i < n; i++)
        read_term(r, each[i], side);
}
