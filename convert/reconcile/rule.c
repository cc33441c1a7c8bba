/* rule.c - rule files into rules. */
#include "reconcile/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/compiled.h"
#include "mapping/folder.h"
#include "mapping/near.h"
#include "mapping/source.h"
#include "reconcile/rule_compile.h"

#define RULE_KEYS                                                              \
    "id zh en level source families except years table each only by where "    \
    "equal at_most ratio product grade meets needs empty"

/* A rule file while it is read. */
struct reader {
    struct arena *arena;
    struct source source;
    struct rule_set *set;
    struct rule *rule;
    struct rule_body *body;           /* the one being read */
    const struct schema_table *table; /* that references leave out; or NULL */
    const struct node *only, *by, *where; /* of the rule; or NULL */
    bool lost; /* what 'each' says was not understood: its words are not asked
                  for what it binds */
};

/* ---- words with a nearest one ---- */

static struct diag *
fail_unknown(struct reader *r, const struct node *node, const char *what,
             struct text word, struct text near)
{
    struct diag *diag;

    if (source_character(&r->source, node))
        return NULL;
    diag = source_fail(&r->source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "there is no %s '%.*s'", what, TEXT_ARG(word));
    if (near.n)
        diag_hint(r->source.diags, diag, "write '%.*s'", TEXT_ARG(near));
    return diag;
}

/* The index of a word in a list of words with blanks between; -1, and reported. */
static int
choose(struct reader *r, const struct node *node, const char *what,
       const char *list)
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
    diag = fail_unknown(r, node, what, word, near.found);
    if (diag && !near.found.n)
        diag_hint(r->source.diags, diag, "it is one of: %s", list);
    return -1;
}

static const struct schema_table *
read_table(struct reader *r, const struct node *node, struct text word)
{
    const struct schema_table *table = schema_find(word);

    if (!table)
        fail_unknown(r, node, "table", word, near_table(word));
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
read_word(struct reader *r, const struct node *node, struct text t,
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
    fail_unknown(r, node, "placeholder", name, near.found);
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

/* Has some item of the table this measure? */
static bool
has_measure(const struct schema_table *table, struct text measure)
{
    const struct schema_measure *known;
    const char *section;
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
check_names(struct reader *r, const struct node *node,
            const struct rule_term *term)
{
    struct text item = pattern_of(r->arena, &term->item);
    struct text measure = pattern_of(r->arena, &term->measure);
    enum value_kind kind;

    if (term->item.kind == WORD_BOUND || term->item.kind == WORD_PARENT) {
        if (term->measure.kind != WORD_LITERAL
            || has_measure(term->table, measure))
            return;
        fail_unknown(
            r, node, arena_printf(r->arena, "measure of %s", term->table->id),
            measure, near_measure(term->table, TEXT("total"), measure));
    } else if (!near_is_item(term->table, item)) {
        fail_unknown(r, node,
                     arena_printf(r->arena, "item of %s", term->table->id),
                     item, near_item(term->table, item, TEXT_NONE));
    } else if (term->measure.kind == WORD_LITERAL
               && !schema_value(term->table, item, measure, &kind)) {
        fail_unknown(r, node,
                     arena_printf(r->arena, "measure of %.*s in %s",
                                  TEXT_ARG(item), term->table->id),
                     measure, near_measure(term->table, item, measure));
    }
}

/* TABLE/ITEM/MEASURE, without what the rule says for all of them. */
static bool
read_reference(struct reader *r, const struct node *node, struct text t,
               struct rule_term *term)
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
    if (n == 3 || !r->table)
        term->table = read_table(r, node, parts[at++]);
    if (!term->table
        || ((n == 3 || !bound_item)
            && !read_word(r, node, parts[at++], &term->item))
        || ((n == 3 || !bound_measure)
            && !read_word(r, node, parts[at++], &term->measure)))
        return false;
    check_names(r, node, term);
    return true;
}

/* {MEASURE: TEXTS}: records whose text begins so. */
static struct text *
read_where(struct reader *r, const struct node *map,
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
    *measure = node->key;
    if (term->table && !has_measure(term->table, node->key))
        fail_unknown(
            r, node, "measure", node->key,
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
read_quantity(struct reader *r, const struct node *node,
              const struct node *part, struct rule_term *term)
{
    const struct node *unit
        = source_need(&r->source, node, "unit", "'quantity'");

    term->kind = TERM_QUANTITY;
    if (!unit
        || !read_reference(r, part, source_text(&r->source, part, "'quantity'"),
                           term))
        return false;
    term->unit = source_text(&r->source, unit, "'unit'");
    if (term->unit.n && !has_measure(term->table, term->unit))
        fail_unknown(
            r, unit, "measure", term->unit,
            near_measure(term->table, TEXT("indicator.{n}"), term->unit));
    return term->unit.n > 0;
}

static void
read_term(struct reader *r, const struct node *node, struct rule_side *side)
{
    struct rule_term term = { .kind = TERM_VALUE };
    const struct node *part;

    if (node->kind == NODE_SCALAR) {
        struct text t = source_text(&r->source, node, "a reference");

        if (!t.at || !read_reference(r, node, t, &term))
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
                || !read_reference(
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

static void
read_side(struct reader *r, const struct node *node, int index)
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

/* ---- assertions ---- */

static const struct {
    const char *key, *sides; /* keys of a map; NULL: a list of two */
    int least;               /* how many of them must be there */
} assertions[RULE_N_KINDS] = {
    [RULE_EQUAL] = { "equal", NULL, 2 },
    [RULE_AT_MOST] = { "at_most", NULL, 2 },
    [RULE_RATIO] = { "ratio", "part whole is", 3 },
    [RULE_PRODUCT] = { "product", "a b is", 3 },
    [RULE_GRADE] = { "grade", "score is of", 2 },
    [RULE_MEETS] = { "meets", "target actual nature unit score weight", 2 },
    [RULE_NEEDS] = { "needs", "when table", 1 },
    [RULE_EMPTY] = { "empty", "when table", 1 },
};

static int
compare_grades(const void *a, const void *b)
{
    const struct rule_grade *x = a, *y = b;
    int c = decimal_compare(y->least, x->least);

    return c ? c : text_compare(x->word, y->word);
}

static void
read_grades(struct reader *r, const struct node *map)
{
    struct rule *rule = r->rule;

    if (map->kind != NODE_MAP) {
        source_kind(&r->source, map, "'of'", "a map of words and least scores");
        return;
    }
    rule->grades = ARENA_ARRAY(r->arena, struct rule_grade, map->n + 1);
    rule->n_grades = 0;
    for (const struct node *node = map->child; node; node = node->next) {
        struct rule_grade *grade = &rule->grades[rule->n_grades];
        struct text t = source_text(&r->source, node, "a least score");

        grade->word = text_fold(r->arena, node->key);
        if (t.n && decimal_parse(t, &grade->least) == DECIMAL_OK)
            rule->n_grades++;
        else
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                        "a least score must be a number");
    }
    qsort(rule->grades, (size_t)rule->n_grades, sizeof *rule->grades,
          compare_grades);
}

static void
read_named_sides(struct reader *r, const struct node *map, enum rule_kind kind)
{
    int i = 0;

    if (!source_map_of(&r->source, map,
                       arena_printf(r->arena, "'%s'", assertions[kind].key),
                       assertions[kind].sides))
        return;
    for (const char *at = assertions[kind].sides; *at; i++) {
        struct text word = { at, strcspn(at, " ") };
        const char *key = text_zero(r->arena, word);
        const struct node *node = source_find(map, key);

        at += word.n + (at[word.n] == ' ');
        if (!node && i < assertions[kind].least)
            source_need(&r->source, map, key,
                        arena_printf(r->arena, "'%s'", assertions[kind].key));
        if (node && strcmp(key, "of") == 0)
            read_grades(r, node);
        else if (node && strcmp(key, "table") == 0)
            r->rule->needed
                = read_table(r, node, source_text(&r->source, node, "a table"));
        else if (node)
            read_side(r, node, i);
    }
    if (kind == RULE_GRADE && r->rule->n_grades == 0)
        source_need(&r->source, map, "of", "'grade'");
    if ((kind == RULE_NEEDS || kind == RULE_EMPTY) && !r->rule->needed)
        source_need(&r->source, map, "table",
                    arena_printf(r->arena, "'%s'", assertions[kind].key));
}

/* Which records the rule is for: {REFERENCE: TEXTS}, each a side of its own. */
static void
read_conditions(struct reader *r, const struct node *map)
{
    struct rule *rule = r->rule;
    int side = RULE_WHERE;

    if (map->kind != NODE_MAP) {
        source_kind(&r->source, map, "'where'",
                    "a map of references and texts");
        return;
    }
    if ((rule->kind != RULE_EQUAL && rule->kind != RULE_AT_MOST)
        || !(rule->each & EACH_RECORD) || map->n > ARRAY_LEN(rule->where)) {
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(map),
                    "'where' has at most %d texts of a record, for 'equal' or "
                    "'at_most' with 'each: record'",
                    ARRAY_LEN(rule->where));
        return;
    }
    for (const struct node *node = map->child; node; node = node->next) {
        struct rule_where *where = &rule->where[side - RULE_WHERE];
        struct rule_side *to = &r->body->sides[side++];
        struct rule_term term = { .kind = TERM_VALUE };
        const struct node **each = source_each(&r->source, node, &where->n);

        where->texts = ARENA_ARRAY(r->arena, struct text, where->n + 1);
        for (int i = 0; i < where->n; i++)
            where->texts[i]
                = text_fold(r->arena, source_text(&r->source, each[i],
                                                  "a text of 'where'"));
        if (read_reference(r, node, node->key, &term))
            ARENA_PUSH(r->arena, to->terms, to->n, to->capacity, term);
    }
    rule->n_where = side - RULE_WHERE;
}

/* Terms of a body with no table of its own: those of the first. */
static void
find_main_table(struct rule_body *body)
{
    for (int i = 0; i < RULE_SIDES && !body->table; i++) {
        for (int k = 0; k < body->sides[i].n && !body->table; k++)
            body->table = body->sides[i].terms[k].table;
    }
}

/* The measures that 'only' and 'by' name. */
static void
check_measures(struct reader *r, const struct schema_table *table)
{
    const struct rule *rule = r->rule;

    for (int i = 0; i <= rule->n_only; i++) {
        struct text word = i < rule->n_only ? rule->only[i] : rule->by;

        if (word.n && !has_measure(table, word))
            fail_unknown(r, i < rule->n_only ? r->only : r->by,
                         arena_printf(r->arena, "measure of %s", table->id),
                         word,
                         near_measure(table,
                                      i < rule->n_only ? TEXT("funding.total")
                                                       : TEXT("indicator.{n}"),
                                      word));
    }
}

static void
read_body(struct reader *r, const struct node *assertion)
{
    struct rule_body body = { .table = r->table };
    enum rule_kind kind = r->rule->kind;

    r->body = &body;
    if (assertions[kind].sides) {
        read_named_sides(r, assertion, kind);
    } else if (assertion->kind != NODE_LIST) {
        source_kind(&r->source, assertion,
                    arena_printf(r->arena, "'%s'", assertions[kind].key),
                    "a list of two sides");
        return;
    } else if (assertion->n != 2) {
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(assertion),
                    "'%s' has two sides, not %d", assertions[kind].key,
                    assertion->n);
        return;
    } else {
        read_side(r, assertion->child, 0);
        read_side(r, assertion->child->next, 1);
    }
    if (r->where)
        read_conditions(r, r->where);
    find_main_table(&body);
    if (body.table)
        check_measures(r, body.table);
    if (body.table)
        ARENA_PUSH(r->arena, r->rule->bodies, r->rule->n_bodies,
                   r->rule->bodies_capacity, body);
}

/* ---- a rule ---- */

static void
read_each(struct reader *r, const struct node *node)
{
    int n;
    const struct node **each = source_each(&r->source, node, &n);

    for (int i = 0; i < n; i++) {
        int k = choose(r, each[i], "'each' of",
                       "item measure code class parent record group");

        if (k >= 0)
            r->rule->each |= 1u << k;
        r->lost |= k < 0;
    }
}

static struct text *
read_words(struct reader *r, const struct node *node, const char *what, int *n)
{
    const struct node **each = source_each(&r->source, node, n);
    struct text *words = ARENA_ARRAY(r->arena, struct text, *n + 1);

    for (int i = 0; i < *n; i++)
        words[i] = source_text(&r->source, each[i], what);
    return words;
}

static bool
is_family(struct text family, struct text template_id)
{
    return text_equal(family, template_id)
           || (text_starts(template_id, family) && template_id.n > family.n
               && template_id.at[family.n] == '-');
}

static struct text *
read_families(struct reader *r, const struct node *node, int *n)
{
    struct text *words = read_words(r, node, "a family", n);
    const struct mapping_set *set = r->set->templates;

    for (int i = 0; set && i < *n; i++) {
        struct near near = near_of(words[i]);
        bool found = words[i].n == 0;

        for (int k = 0; k < set->n_templates && !found; k++) {
            found = is_family(words[i], set->templates[k]->id);
            near_try(&near, set->templates[k]->id);
        }
        if (!found)
            fail_unknown(r, node, "family of templates", words[i], near.found);
    }
    return words;
}

static void
read_years(struct reader *r, const struct node *node)
{
    struct rule *rule = r->rule;
    int n;
    const struct node **each = source_each(&r->source, node, &n);

    if (n < 1 || n > 2) {
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'years' must be a year, or the first and the last");
        return;
    }
    rule->year_first
        = source_number_of(&r->source, each[0], "a year", 1949, 2200, 0);
    rule->year_last
        = source_number_of(&r->source, each[n - 1], "a year", 1949, 2200, 0);
    if (rule->year_last < rule->year_first)
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "the last year is before the first");
}

static bool
is_id(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        char c = t.at[i];

        if (!(c >= 'a' && c <= 'z') && !text_is_digit(c) && c != '-')
            return false;
    }
    return t.n > 0;
}

static void
read_id(struct reader *r, const struct node *map)
{
    const struct node *node = source_need(&r->source, map, "id", "a rule");

    if (!node)
        return;
    r->rule->id = source_text(&r->source, node, "'id'");
    if (!is_id(r->rule->id))
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "an id is a word of a-z, 0-9 and '-'");
    else if (rule_find(r->set, r->rule->id, NULL))
        source_fail(&r->source, DIAG_MAPPING_TWICE, tree_place(node),
                    "rule '%.*s' is there already", TEXT_ARG(r->rule->id));
}

static void
read_head(struct reader *r, const struct node *map)
{
    static const enum diag_level levels[]
        = { DIAG_ERROR, DIAG_WARNING, DIAG_HINT };
    struct rule *rule = r->rule;
    const struct node *node;
    int k;

    read_id(r, map);
    if (source_need(&r->source, map, "zh", "a rule"))
        rule->zh = source_text_at(&r->source, map, "zh");
    if (source_need(&r->source, map, "en", "a rule"))
        rule->en = source_text_at(&r->source, map, "en");
    if (source_need(&r->source, map, "source", "a rule"))
        rule->source = source_text_at(&r->source, map, "source");
    rule->level = DIAG_ERROR;
    if ((node = source_find(map, "level"))
        && (k = choose(r, node, "'level'", "error warning hint")) >= 0)
        rule->level = levels[k];
    if ((node = source_find(map, "families")))
        rule->families = read_families(r, node, &rule->n_families);
    if ((node = source_find(map, "except")))
        rule->except = read_families(r, node, &rule->n_except);
    if ((node = source_find(map, "years")))
        read_years(r, node);
    if ((node = source_find(map, "each")))
        read_each(r, node);
    if ((node = source_find(map, "only")))
        rule->only = read_words(r, node, "a measure", &rule->n_only);
    if (node && !(rule->each & EACH_MEASURE))
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_key_place(node),
                    "'only' chooses among 'each: measure'");
    rule->by = source_text_at(&r->source, map, "by");
    if (rule->each & EACH_GROUP)
        source_need(&r->source, map, "by", "a rule for each group");
}

static const struct node *
find_assertion(struct reader *r, const struct node *map)
{
    const struct node *found = NULL;

    for (int i = 0; i < RULE_N_KINDS; i++) {
        const struct node *node = source_find(map, assertions[i].key);

        if (!node)
            continue;
        if (found)
            source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE,
                        tree_key_place(node),
                        "a rule asserts one thing: '%s' or '%.*s'",
                        assertions[i].key, TEXT_ARG(found->key));
        found = node;
        r->rule->kind = (enum rule_kind)i;
    }
    if (!found)
        source_fail(&r->source, DIAG_MAPPING_MISSING_KEY, tree_place(map),
                    "a rule asserts nothing: 'equal', 'at_most', 'ratio', "
                    "'product', 'grade', 'meets', 'needs' or 'empty'");
    return found;
}

static void
read_bodies(struct reader *r, const struct node *map,
            const struct node *assertion)
{
    const struct node *tables = source_find(map, "table"), **each;
    int n;

    r->table = NULL;
    if (!tables) {
        read_body(r, assertion);
        return;
    }
    each = source_each(&r->source, tables, &n);
    for (int i = 0; i < n; i++) {
        struct text word = source_text(&r->source, each[i], "a table");

        r->table = word.n ? read_table(r, each[i], word) : NULL;
        if (r->table)
            read_body(r, assertion);
    }
}

static void
read_rule(struct reader *r, const struct node *map)
{
    struct rule rule = { .place = tree_place(map) };
    const struct node *assertion;

    r->rule = &rule;
    r->only = r->by = r->where = NULL;
    r->lost = false;
    if (!source_map_of(&r->source, map, "a rule", RULE_KEYS))
        return;
    read_head(r, map);
    r->only = source_find(map, "only");
    r->by = source_find(map, "by");
    r->where = source_find(map, "where");
    assertion = find_assertion(r, map);
    if (assertion && !r->lost)
        read_bodies(r, map, assertion);
    ARENA_PUSH(r->arena, r->set->items, r->set->n, r->set->capacity, rule);
}

/* ---- files ---- */

static bool
read_tree(struct arena *arena, struct rule_set *set, const struct node *root,
          struct diag_list *diags)
{
    struct reader r = { .arena = arena,
                        .source = { .arena = arena, .diags = diags },
                        .set = set };
    const struct node *list;

    if (!source_map_of(&r.source, root, "a rule file", "rules"))
        return false;
    list = source_need(&r.source, root, "rules", "a rule file");
    if (list && list->kind != NODE_LIST)
        source_kind(&r.source, list, "'rules'", "a list");
    else if (list)
        for (const struct node *node = list->child; node; node = node->next)
            read_rule(&r, node);
    return !r.source.failed;
}

struct rule_set *
rule_read_text(struct arena *arena, const char *file, struct text yaml,
               const struct mapping_set *templates, struct diag_list *diags)
{
    struct rule_set *set = ARENA_NEW(arena, struct rule_set);
    const struct node *root = tree_read_yaml(arena, file, yaml, diags);

    set->templates = templates;
    return root && read_tree(arena, set, root, diags) ? set : NULL;
}

struct rule_set *
rule_read_folder(struct arena *arena, const char *folder,
                 const struct mapping_set *templates, struct diag_list *diags)
{
    struct rule_set *set = ARENA_NEW(arena, struct rule_set);
    const char *rules, **names;
    bool good;
    int n;

    if (templates && compiled_is(templates))
        return rule_compile_read(arena, compiled_image(), templates);
    rules = arena_printf(arena, "%s/rules", folder);
    set->templates = templates;
    good = folder_names(arena, rules, &names, &n, diags);
    for (int i = 0; i < n; i++) {
        const char *path = arena_printf(arena, "%s/%s", rules, names[i]);
        const char *name = arena_printf(arena, "mappings/rules/%s", names[i]);
        const struct node *root = NULL;
        struct text bytes;

        if (!text_ends(text_of(names[i]), TEXT(FOLDER_YAML))
            || folder_leaves_out(path, diags))
            continue;
        if (file_read(arena, path, LIMIT_TREE_BYTES, &bytes, diags))
            root = tree_read_yaml(arena, name, bytes, diags);
        good &= root && read_tree(arena, set, root, diags);
    }
    return good ? set : NULL;
}

/* ---- asking ---- */

const struct rule *
rule_find(const struct rule_set *rules, struct text id, struct text *near)
{
    struct near nearest = near_of(id);

    for (int i = 0; i < rules->n; i++) {
        if (text_equal(rules->items[i].id, id))
            return &rules->items[i];
    }
    for (int i = 0; near && i < rules->n; i++)
        near_try(&nearest, rules->items[i].id);
    if (near)
        *near = nearest.found;
    return NULL;
}

static bool
is_among(const struct text *families, int n, struct text template_id)
{
    for (int i = 0; i < n; i++) {
        if (is_family(families[i], template_id))
            return true;
    }
    return false;
}

bool
rule_applies(const struct rule *rule, struct text template_id, int year)
{
    if (rule->n_families
        && !is_among(rule->families, rule->n_families, template_id))
        return false;
    if (is_among(rule->except, rule->n_except, template_id))
        return false;
    /* What holds in some years does not apply to an unknown year. */
    return !rule->year_first
           || (year >= rule->year_first && year <= rule->year_last);
}
