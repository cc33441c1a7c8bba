/* rule_read.c - rule files into rules. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "mapping/compiled.h"
#include "mapping/folder.h"
#include "mapping/named.h"
#include "mapping/near.h"
#include "reconcile/rule_picture.h"

#define RULE_KEYS                                                              \
    "id zh en level source families except years table each only by where "    \
    "equal at_most ratio product grade meets needs empty growth both"

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
    [RULE_GROWTH] = { "growth", "now before share", 3 },
    [RULE_BOTH] = { "both", NULL, 2 },
};

static int
compare_grades(const void *a, const void *b)
{
    const struct rule_grade *x = a, *y = b;
    int c = decimal_compare(y->least, x->least);

    return c ? c : text_compare(x->word, y->word);
}

static void
read_grades(struct rule_reader *r, const struct node *map)
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

/* By how much of what was before: 0.3. */
static void
read_share(struct rule_reader *r, const struct node *node)
{
    struct text t = source_text(&r->source, node, "'share'");

    if (!t.n || decimal_parse(t, &r->rule->share) != DECIMAL_OK
        || r->rule->share.units <= 0)
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(node),
                    "'share' must be a number above 0, such as 0.3");
}

static void
read_named_sides(struct rule_reader *r, const struct node *map,
                 enum rule_kind kind)
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
        else if (node && strcmp(key, "share") == 0)
            read_share(r, node);
        else if (node && strcmp(key, "table") == 0)
            r->rule->needed = rule_term_table(
                r, node, source_text(&r->source, node, "a table"));
        else if (node)
            rule_term_side(r, node, i);
    }
    if (kind == RULE_GRADE && r->rule->n_grades == 0)
        source_need(&r->source, map, "of", "'grade'");
    if ((kind == RULE_NEEDS || kind == RULE_EMPTY) && !r->rule->needed)
        source_need(&r->source, map, "table",
                    arena_printf(r->arena, "'%s'", assertions[kind].key));
}

/* Which records the rule is for: {REFERENCE: TEXTS}, each a side of its own. */
static void
read_conditions(struct rule_reader *r, const struct node *map)
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
        if (rule_term_reference(r, node, node->key, &term))
            ARENA_PUSH(r->arena, to->terms, to->n, to->capacity, term);
    }
    rule->n_where = side - RULE_WHERE;
}

/* Terms of a body with no table of its own: those of the first. */
static void
find_main_table(struct rule_body *body)
{
    for (int i = 0; i < RULE_SIDES && !body->table; i++) {
        for (int k = 0; k < body->sides[i].n && !body->table; k++) {
            if (!body->sides[i].terms[k].last)
                body->table = body->sides[i].terms[k].table;
        }
    }
}

/* A measure that 'only' or 'by' names: its id. */
static struct text
check_measure(struct rule_reader *r, const struct schema_table *table,
              const struct node *node, struct text word, const char *item)
{
    struct source_said said = { word, node ? tree_place(node) : PLACE_NONE };

    if (word.n == 0)
        return word;
    word = named_measure(&r->source, table, said);
    if (!rule_term_has_measure(table, word))
        rule_term_unknown(
            r, node,
            arena_printf(r->arena, diag_say(r->source.diags, "measure of %s"),
                         table->id),
            word, near_measure(table, text_of(item), word));
    return word;
}

static void
check_measures(struct rule_reader *r, const struct schema_table *table)
{
    struct rule *rule = r->rule;

    for (int i = 0; i < rule->n_only; i++)
        rule->only[i]
            = check_measure(r, table, r->only, rule->only[i], "funding.total");
    rule->by = check_measure(r, table, r->by, rule->by, "indicator.{n}");
}

static void
read_body(struct rule_reader *r, const struct node *assertion)
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
        rule_term_side(r, assertion->child, 0);
        rule_term_side(r, assertion->child->next, 1);
    }
    if (r->where)
        read_conditions(r, r->where);
    find_main_table(&body);
    if (!body.table && r->rule->last)
        source_fail(&r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(assertion),
                    "a rule needs a value of this year beside those of '%s'",
                    RULE_TERM_LAST);
    if (body.table)
        check_measures(r, body.table);
    if (body.table)
        ARENA_PUSH(r->arena, r->rule->bodies, r->rule->n_bodies,
                   r->rule->bodies_capacity, body);
}

/* ---- a rule ---- */

static void
read_each(struct rule_reader *r, const struct node *node)
{
    int n;
    const struct node **each = source_each(&r->source, node, &n);

    for (int i = 0; i < n; i++) {
        int k = rule_term_choose(r, each[i], "'each' of",
                                 "item measure code class parent record group");

        if (k >= 0)
            r->rule->each |= 1u << k;
        r->lost |= k < 0;
    }
}

static struct text *
read_words(struct rule_reader *r, const struct node *node, const char *what,
           int *n)
{
    const struct node **each = source_each(&r->source, node, n);
    struct text *words = ARENA_ARRAY(r->arena, struct text, *n + 1);

    for (int i = 0; i < *n; i++)
        words[i] = source_text(&r->source, each[i], what);
    return words;
}

static struct text *
read_families(struct rule_reader *r, const struct node *node, int *n)
{
    struct text *words = read_words(r, node, "a family", n);
    const struct mapping_set *set = r->set->templates;

    for (int i = 0; set->n_templates > 0 && i < *n; i++) {
        struct near near = near_of(words[i]);
        bool found = words[i].n == 0;

        for (int k = 0; k < set->n_templates && !found; k++) {
            found = rule_is_family(words[i], set->templates[k]->id);
            near_try(&near, set->templates[k]->id);
        }
        if (!found)
            rule_term_unknown(r, node, N_("family of templates"), words[i],
                              near.found);
    }
    return words;
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
read_id(struct rule_reader *r, const struct node *map)
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
read_head(struct rule_reader *r, const struct node *map)
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
        && (k = rule_term_choose(r, node, "'level'", "error warning hint"))
               >= 0)
        rule->level = levels[k];
    if ((node = source_find(map, "families")))
        rule->families = read_families(r, node, &rule->n_families);
    if ((node = source_find(map, "except")))
        rule->except = read_families(r, node, &rule->n_except);
    if (source_find(map, "years"))
        source_years(&r->source, map, "a rule", &rule->year_first,
                     &rule->year_last);
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
find_assertion(struct rule_reader *r, const struct node *map)
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
        source_fail(
            &r->source, DIAG_MAPPING_MISSING_KEY, tree_place(map),
            "a rule asserts nothing: 'equal', 'at_most', 'ratio', "
            "'product', 'grade', 'meets', 'needs', 'empty', 'growth' or "
            "'both'");
    return found;
}

static void
read_bodies(struct rule_reader *r, const struct node *map,
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

        r->table = word.n ? rule_term_table(r, each[i], word) : NULL;
        if (r->table)
            read_body(r, assertion);
    }
}

static void
read_rule(struct rule_reader *r, const struct node *map)
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
    struct rule_reader r = { .arena = arena,
                             .source = { .arena = arena, .diags = diags },
                             .set = set };
    const struct node *list;

    assert(set->templates != NULL);
    r.source.vocabulary = set->templates->words;
    if (!source_map_of(&r.source, root, "a rule file", "rules pictures"))
        return false;
    if ((list = source_find(root, "pictures")))
        rule_picture_read(&r, list);
    list = list ? source_find(root, "rules")
                : source_need(&r.source, root, "rules", "a rule file");
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
    struct load_more files;
    bool good;

    if (templates && compiled_is(templates))
        return rule_read_image(templates);
    set->templates = templates;
    good = load_part(arena, folder, "rules", TEXT(FOLDER_YAML), &files, diags);
    for (int i = 0; i < files.n; i++) {
        const struct node *root = tree_read_yaml(
            arena, arena_printf(arena, "mappings/rules/%s", files.names[i]),
            files.bytes[i], diags);

        good &= root && read_tree(arena, set, root, diags);
    }
    return good ? set : NULL;
}
