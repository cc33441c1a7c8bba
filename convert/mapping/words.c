/* words.c - families, then tables with their items. */
#include "mapping/words.h"

#include <assert.h>
#include <string.h>

#include "canon/item.h"
#include "mapping/near.h"

/* A table that grows, file by file. */
struct table {
    struct schema_table out;
    int items_capacity, sections_capacity;
    struct text family; /* of items that say none; "" */
};

struct reader {
    struct source *source;
    struct schema_section *families;
    int n_families, families_capacity;
    struct table *tables;
    int n_tables, tables_capacity;
    struct text *naming;
    int n_naming, naming_capacity;
    struct schema_unmapped *unmapped;
    int n_unmapped, unmapped_capacity;
};

/* What a node declares: a text is both. */
struct word {
    struct text id;
    const char *label;
    struct place at;
};

static const char *
string(struct reader *r, struct text t)
{
    return t.n ? text_zero(r->source->arena, t) : NULL;
}

static bool
is_string(const char *a, const char *b)
{
    return text_equal(text_of(a), text_of(b));
}

/* ---- ids ---- */

/* Which character of an id would break a name of a file, a column or a
   reference; TEXT_NONE where none does. */
static struct text
wrong_character(struct text id)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-()%+";

    for (size_t pos = 0; pos < id.n;) {
        size_t from = pos;
        uint32_t c = text_next(id, &pos);
        bool hidden = c < 0xA0 || text_is_space(c) || c == 0xFEFF
                      || (c >= 0x200B && c <= 0x200F)  /* joins */
                      || (c >= 0x2028 && c <= 0x202E); /* lines, directions */

        if (c < 0x80 ? !c || !strchr(plain, (int)c) : hidden)
            return text_slice(id, from, pos);
    }
    return TEXT_NONE;
}

/* Columns of one name in databases, which do not tell A from a. */
static bool
same_id(struct text a, struct text b)
{
    return a.n == b.n && strncasecmp(text_start(a), text_start(b), a.n) == 0;
}

/* What is in {} at the end of an item is none of its id. */
static bool
check_id(struct reader *r, const struct word *word, const char *key)
{
    struct text id = word->id, wrong = wrong_character(id), list;
    int longest
        = strcmp(key, "item") == 0 ? SCHEMA_ITEM_BYTES : SCHEMA_ID_BYTES;
    struct diag *diag;

    if (wrong.n)
        diag = source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: it holds '%.*s'",
                           TEXT_ARG(id), TEXT_ARG(wrong));
    else if (id.n > (size_t)longest)
        diag = source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: it is longer than %d bytes",
                           TEXT_ARG(id), longest);
    else if (strcmp(key, "item") != 0 && text_find(id, TEXT("."), 0) >= 0)
        diag = source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: only those of items hold "
                           "a point",
                           TEXT_ARG(id));
    else if (id.n > 0
             && (text_digits(id, 0) == id.n || item_number(id, &list) > 0))
        diag = source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: it is a code or a number",
                           TEXT_ARG(id));
    else
        return true;
    diag_hint(r->source->diags, diag,
              "give it one of its own: {%s: …, name: %.*s}", key,
              TEXT_ARG(word->label ? text_of(word->label) : id));
    return false;
}

/* {KEY: id, name: label}; either is enough. */
static bool
read_word(struct reader *r, const struct node *node, const char *key,
          struct word *out)
{
    const struct node *id = node, *name = node;

    if (node->kind == NODE_MAP) {
        id = source_find(node, key);
        name = source_find(node, "name");
        if (!id && !name) {
            source_fail(r->source, DIAG_MAPPING_MISSING_KEY, tree_place(node),
                        "neither '%s' nor 'name'", key);
            return false;
        }
        id = id ? id : name;
    }
    out->at = tree_place(id);
    out->id = source_text(r->source, id, "an id");
    out->label
        = string(r, name ? source_text(r->source, name, "'name'") : out->id);
    for (const char *c = out->label; c && *c; c++) {
        if ((unsigned char)*c >= ' ')
            continue;
        source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(name),
                    "a name must be one line of text");
        return false;
    }
    return out->id.n > 0;
}

/* ---- families ---- */

static enum value_kind
read_kind(struct reader *r, const struct node *map)
{
    const struct node *node
        = map->kind == NODE_MAP ? source_find(map, "kind") : NULL;
    struct text word;
    struct near near;
    struct diag *diag;

    if (!node)
        return VALUE_AMOUNT;
    word = source_text(r->source, node, "'kind'");
    near = near_of(word);
    for (int i = 0; i < VALUE_KINDS; i++) {
        struct text known = text_of(schema_kind((enum value_kind)i));

        if (text_equal(word, known))
            return (enum value_kind)i;
        near_try(&near, known);
    }
    if (word.n == 0)
        return VALUE_AMOUNT;
    diag = source_fail(r->source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                       "there is no kind '%.*s'", TEXT_ARG(word));
    if (near.found.n)
        diag_hint(r->source->diags, diag, "write '%.*s'", TEXT_ARG(near.found));
    else
        diag_detail(r->source->diags, diag,
                    "there are amount, ratio, score, count, text and date");
    return VALUE_AMOUNT;
}

static void
twice(struct reader *r, struct place at, const char *what, struct text id,
      struct place other)
{
    struct diag *diag = source_fail(
        r->source, DIAG_MAPPING_TWICE, at,
        "%s '%.*s' is declared twice, and not alike", what, TEXT_ARG(id));

    diag_detail(r->source->diags, diag, "the other: %s",
                diag_place(r->source->arena, other));
    diag_hint(r->source->diags, diag,
              "declare both alike, or give one another id");
}

static void
add_measure(struct reader *r, struct schema_section *section, int *capacity,
            const struct node *node)
{
    struct schema_measure measure;
    struct word word;

    if ((node->kind == NODE_MAP
         && !source_map(r->source, node, SOURCE_WORD_MEASURE))
        || !read_word(r, node, "measure", &word)
        || !check_id(r, &word, "measure"))
        return;
    measure = (struct schema_measure){ string(r, word.id), read_kind(r, node),
                                       word.label, word.at };
    for (int i = 0; i < section->n_measures; i++) {
        const struct schema_measure *known = &section->measures[i];

        if (!same_id(text_of(known->word), word.id))
            continue;
        if (known->kind != measure.kind || !is_string(known->word, measure.word)
            || !is_string(known->label, measure.label))
            twice(r, word.at, "measure", word.id, known->place);
        return;
    }
    ARENA_PUSH(r->source->arena, section->measures, section->n_measures,
               *capacity, measure);
}

/* {codes: economic}: each of its codes is a measure. */
static bool
read_code_measures(struct reader *r, struct schema_section *section,
                   const struct node *node)
{
    const struct node *codes
        = node->kind == NODE_MAP ? source_find(node, "codes") : NULL;

    if (!codes)
        return false;
    if (source_map_of(r->source, node, "measures by code", "codes")) {
        section->codes
            = string(r, source_text(r->source, codes, "a code list"));
        if (!is_string(section->codes, "economic"))
            source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, tree_place(codes),
                        "only codes of the list 'economic' can be measures");
    }
    return true;
}

static void
add_measures(struct reader *r, struct schema_section *section, int *capacity,
             const struct node *list)
{
    int n;
    const struct node **each = source_each(r->source, list, &n);

    for (int i = 0; i < n; i++) {
        if (!read_code_measures(r, section, each[i]))
            add_measure(r, section, capacity, each[i]);
    }
}

static bool
same_section(const struct schema_section *a, const struct schema_section *b)
{
    bool same = a->n_measures == b->n_measures && is_string(a->codes, b->codes);

    for (int i = 0; same && i < a->n_measures; i++) {
        const struct schema_measure *x = &a->measures[i], *y = &b->measures[i];

        assert(a->measures != NULL && b->measures != NULL);
        same = is_string(x->word, y->word) && is_string(x->label, y->label)
               && x->kind == y->kind;
    }
    return same;
}

static const struct schema_section *
find_family(struct reader *r, struct text id)
{
    for (int i = 0; i < r->n_families; i++) {
        if (text_equal(text_of(r->families[i].id), id))
            return &r->families[i];
    }
    return NULL;
}

/* A list of measures as a family. */
static void
add_family(struct reader *r, struct text id, const struct node *list,
           struct place at)
{
    struct schema_section family = { .id = string(r, id), .place = at };
    const struct schema_section *known = find_family(r, id);
    struct word word = { id, NULL, at };
    int capacity = 0;

    if (!check_id(r, &word, "measure"))
        return;
    add_measures(r, &family, &capacity, list);
    if (!known)
        ARENA_PUSH(r->source->arena, r->families, r->n_families,
                   r->families_capacity, family);
    else if (!same_section(known, &family))
        twice(r, at, "family", id, known->place);
}

static void
read_families(struct reader *r, const struct node *file)
{
    const struct node *map = source_find(file, "families");
    const struct node *tables = source_find(file, "tables");

    if (map && map->kind != NODE_MAP)
        source_kind(r->source, map, "'families'", N_("a map"));
    for (map = map && map->kind == NODE_MAP ? map->child : NULL; map;
         map = map->next)
        add_family(r, map->key, map, tree_key_place(map));
    if (!tables || tables->kind != NODE_LIST)
        return;
    /* Those of one table stand in it, and are called as it is. */
    for (tables = tables->child; tables; tables = tables->next) {
        struct word word;

        if (tables->kind != NODE_MAP)
            continue;
        map = source_find(tables, "measures");
        if (map && map->kind == NODE_LIST
            && read_word(r, tables, "table", &word))
            add_family(r, word.id, map, word.at);
    }
}

/* ---- items ---- */

/* The family of that name as a section of the table: its index, or -1. */
static int
find_section(struct reader *r, struct table *table, struct text family,
             struct place at)
{
    const struct schema_section *known = find_family(r, family);
    struct near near = near_of(family);
    struct diag *diag;

    for (int i = 0; i < table->out.n_sections; i++) {
        if (text_equal(text_of(table->out.sections[i].id), family))
            return i;
    }
    if (known) {
        ARENA_PUSH(r->source->arena, table->out.sections, table->out.n_sections,
                   table->sections_capacity, *known);
        if (known->codes && !table->out.code_measures)
            table->out.code_measures = known->codes;
        return table->out.n_sections - 1;
    }
    for (int i = 0; i < r->n_families; i++)
        near_try(&near, text_of(r->families[i].id));
    diag = source_fail(r->source, DIAG_MAPPING_UNKNOWN_NAME, at,
                       "there is no family '%.*s'", TEXT_ARG(family));
    if (near.found.n)
        diag_hint(r->source->diags, diag, "write '%.*s'", TEXT_ARG(near.found));
    return -1;
}

/* codes: functional, digits: 3 */
static void
read_codes(struct reader *r, const struct node *map, struct schema_item *item)
{
    const struct node *node
        = source_need(r->source, map, "codes", "an item with {code}");
    struct text list;

    if (!node)
        return;
    list = source_text(r->source, node, "a code list");
    item->codes = string(r, list);
    if (text_equal(list, TEXT("functional")))
        item->digits = ITEM_FUNCTIONAL_DIGITS;
    else if (text_equal(list, TEXT("economic")))
        item->digits = ITEM_ECONOMIC_DIGITS;
    else
        source_fail(r->source, DIAG_MAPPING_UNKNOWN_NAME, tree_place(node),
                    "codes are 'functional' or 'economic', not '%.*s'",
                    TEXT_ARG(list));
    item->digits = source_number(r->source, map, "digits", 3, item->digits,
                                 item->digits);
}

/* names: {201: 一般公共服务支出} */
static void
read_names(struct reader *r, const struct node *map, struct schema_item *item)
{
    const struct node *names = source_find(map, "names");
    int capacity = 0;

    if (!names)
        return;
    if (names->kind != NODE_MAP) {
        source_kind(r->source, names, "'names'", N_("a map of codes"));
        return;
    }
    for (const struct node *node = names->child; node; node = node->next) {
        struct schema_name name
            = { node->key, string(r, source_text(r->source, node, "a name")) };

        if (item_is_code(node->key))
            ARENA_PUSH(r->source->arena, item->names, item->n_names, capacity,
                       name);
        else
            source_fail(
                r->source, DIAG_MAPPING_WRONG_VALUE, tree_key_place(node),
                "'%.*s' is no code of 3, 5 or 7 digits", TEXT_ARG(node->key));
    }
}

/* "expenditure.{code}", "indicator.{n}", "total". */
static bool
take_pattern(struct reader *r, const struct node *node, const struct word *word,
             struct schema_item *item)
{
    static const struct {
        struct text tail;
        enum item_kind kind;
        bool lists;
    } tails[] = { { { "{code}.{n}", 10 }, ITEM_CODE, true },
                  { { "{code}", 6 }, ITEM_CODE, false },
                  { { ".{n}", 4 }, ITEM_NUMBERED, false } };
    struct word id = *word;
    size_t keep;

    item->pattern = item->word = id.id;
    item->label = word->label;
    item->place = word->at;
    for (int i = 0; i < ARRAY_LEN(tails); i++) {
        if (!text_ends(id.id, tails[i].tail))
            continue;
        keep = id.id.n - tails[i].tail.n
               + (tails[i].kind == ITEM_NUMBERED); /* its point */
        item->kind = tails[i].kind;
        item->lists = tails[i].lists;
        item->word = id.id = text_slice(id.id, 0, keep);
        break;
    }
    if (!check_id(r, &id, "item"))
        return false;
    if (item->kind != ITEM_CODE)
        return true;
    if (node->kind == NODE_MAP) {
        read_codes(r, node, item);
        read_names(r, node, item);
        if (!source_find(node, "name"))
            item->label = NULL;
    }
    return item->codes != NULL;
}

/* What the table has under that pattern; NULL. */
static const struct schema_item *
known_item(const struct table *table, struct text pattern)
{
    for (int i = 0; i < table->out.n_items; i++) {
        if (text_equal(table->out.items[i].pattern, pattern))
            return &table->out.items[i];
    }
    return NULL;
}

static void
add_item(struct reader *r, struct table *table, const struct node *node)
{
    struct schema_item item = { .kind = ITEM_FIXED };
    const struct schema_item *known;
    const struct node *family
        = node->kind == NODE_MAP ? source_find(node, "measures") : NULL;
    struct text id = table->family;
    enum item_kind kind;
    struct word word;

    if ((node->kind == NODE_MAP
         && !source_map(r->source, node, SOURCE_WORD_ITEM))
        || !read_word(r, node, "item", &word)
        || !take_pattern(r, node, &word, &item))
        return;
    if (family)
        id = source_text(r->source, family, "'measures'");
    if (id.n == 0) {
        source_fail(r->source, DIAG_MAPPING_MISSING_KEY, word.at,
                    "nothing says which measures '%.*s' has: give 'measures'",
                    TEXT_ARG(word.id));
        return;
    }
    item.section
        = find_section(r, table, id, family ? tree_place(family) : word.at);
    if (item.section < 0)
        return;
    known = known_item(table, item.pattern);
    if (known) {
        if (known->section != item.section
            || !is_string(known->label, item.label)
            || known->digits != item.digits)
            twice(r, word.at, "item", word.id, known->place);
        return;
    }
    if (item.kind == ITEM_FIXED && schema_item(&table->out, item.word, &kind)) {
        source_fail(r->source, DIAG_MAPPING_WRONG_VALUE, word.at,
                    "'%.*s' cannot be an id: the table has such items already",
                    TEXT_ARG(word.id));
        return;
    }
    if (item.kind == ITEM_CODE && item.word.n == 0 && !table->out.codes)
        table->out.codes = item.codes;
    ARENA_PUSH(r->source->arena, table->out.items, table->out.n_items,
               table->items_capacity, item);
}

/* ---- tables ---- */

/* measures: {FAMILY: list}: what its section has in this table alone. */
static void
add_further(struct reader *r, struct table *table, const struct node *map)
{
    for (const struct node *node = map->child; node; node = node->next) {
        struct place at = tree_key_place(node);
        const struct schema_measure *shared;
        struct schema_section *section;
        int i = find_section(r, table, node->key, at), capacity = 0, n;

        if (i < 0)
            continue;
        section = &table->out.sections[i];
        shared = section->measures;
        n = section->n_measures;
        section->measures = NULL;
        section->n_measures = 0;
        for (int k = 0; k < n; k++)
            ARENA_PUSH(r->source->arena, section->measures, section->n_measures,
                       capacity, shared[k]);
        add_measures(r, section, &capacity, node);
    }
}

static struct table *
find_table(struct reader *r, struct text id)
{
    for (int i = 0; i < r->n_tables; i++) {
        if (same_id(text_of(r->tables[i].out.id), id))
            return &r->tables[i];
    }
    return NULL;
}

/* The one of that id, which is added where it is new; NULL after an error. */
static struct table *
take_table(struct reader *r, const struct node *map, const struct word *word)
{
    struct table *known = find_table(r, word->id);
    struct table table = { .family = TEXT_NONE };

    if (known) {
        if (!text_equal(text_of(known->out.id), word->id)
            || (source_find(map, "name")
                && !is_string(known->out.title, word->label))
            || (source_find(map, "evaluation")
                && source_flag(r->source, map, "evaluation")
                       != known->out.evaluation)) {
            twice(r, word->at, "table", word->id, known->out.place);
            return NULL;
        }
        return known;
    }
    if (!check_id(r, word, "table"))
        return NULL;
    if (r->n_tables == SCHEMA_TABLES) {
        source_fail(r->source, DIAG_LIMIT_REACHED, word->at,
                    "more than %d tables", SCHEMA_TABLES);
        return NULL;
    }
    table.out.id = string(r, word->id);
    table.out.title = word->label ? word->label : table.out.id;
    table.out.evaluation = source_flag(r->source, map, "evaluation");
    table.out.index = r->n_tables;
    table.out.place = word->at;
    ARENA_PUSH(r->source->arena, r->tables, r->n_tables, r->tables_capacity,
               table);
    return &r->tables[r->n_tables - 1];
}

static void
read_table(struct reader *r, const struct node *map)
{
    const struct node *measures, **each;
    struct table *table;
    struct word word;
    int n;

    if (!source_map(r->source, map, SOURCE_WORD_TABLE)
        || !read_word(r, map, "table", &word)
        || !(table = take_table(r, map, &word)))
        return;
    measures = source_find(map, "measures");
    if (measures && measures->kind == NODE_LIST)
        table->family = text_of(table->out.id);
    else if (measures && measures->kind == NODE_SCALAR)
        table->family = source_text(r->source, measures, "'measures'");
    map = source_find(map, "items");
    if (map) {
        each = source_each(r->source, map, &n);
        for (int i = 0; i < n; i++)
            add_item(r, table, each[i]);
    }
    if (measures && measures->kind == NODE_MAP)
        add_further(r, table, measures);
    if (table->out.n_items == 0)
        source_fail(r->source, DIAG_MAPPING_MISSING_KEY, word.at,
                    "table '%.*s' has no items", TEXT_ARG(word.id));
}

static void
read_tables(struct reader *r, const struct node *file)
{
    const struct node *list = source_find(file, "tables");
    const struct node *naming = source_find(file, "naming"), **each;
    int n;

    if (list && list->kind != NODE_LIST)
        source_kind(r->source, list, "'tables'", N_("a list"));
    else if (list)
        for (const struct node *node = list->child; node; node = node->next)
            read_table(r, node);
    if (!naming)
        return;
    each = source_each(r->source, naming, &n);
    for (int i = 0; i < n; i++)
        ARENA_PUSH(r->source->arena, r->naming, r->n_naming, r->naming_capacity,
                   source_text(r->source, each[i], "a measure"));
}

/* ---- titles without a mapping ---- */

static void
add_unmapped(struct reader *r, const struct node *map)
{
    static const char *const needed[] = { "title", "region", "evidence" };
    struct schema_unmapped one = { .place = tree_place(map) };
    struct text *said[] = { &one.title, &one.region, &one.evidence };

    if (!source_map(r->source, map, SOURCE_WORD_UNMAPPED))
        return;
    for (int i = 0; i < ARRAY_LEN(needed); i++) {
        if (source_need(r->source, map, needed[i], "a title without a mapping"))
            *said[i] = source_text_at(r->source, map, needed[i]);
    }
    source_years(r->source, map, "a title without a mapping", &one.year_first,
                 &one.year_last);
    one.folded = text_fold(r->source->arena, one.title);
    if (one.folded.n)
        ARENA_PUSH(r->source->arena, r->unmapped, r->n_unmapped,
                   r->unmapped_capacity, one);
}

static void
read_unmapped(struct reader *r, const struct node *file)
{
    const struct node *list = source_find(file, "unmapped");

    if (list && list->kind != NODE_LIST)
        source_kind(r->source, list, "'unmapped'", "a list");
    for (list = list && list->kind == NODE_LIST ? list->child : NULL; list;
         list = list->next)
        add_unmapped(r, list);
}

/* ---- all of it ---- */

/* Lists that grow are copied, so 'base' stays as it is. */
static void
begin(struct reader *r, const struct vocabulary *base)
{
    struct arena *arena = r->source->arena;

    for (int i = 0; i < base->n_families; i++)
        ARENA_PUSH(arena, r->families, r->n_families, r->families_capacity,
                   schema_families(base)[i]);
    for (int i = 0; i < base->n_tables; i++) {
        const struct schema_table *known = &base->tables[i];
        struct table table = { .out = *known };

        table.out.items = NULL;
        table.out.sections = NULL;
        table.out.n_items = table.out.n_sections = 0;
        for (int k = 0; k < known->n_items; k++)
            ARENA_PUSH(arena, table.out.items, table.out.n_items,
                       table.items_capacity, *schema_item_at(known, k));
        for (int k = 0; k < known->n_sections; k++)
            ARENA_PUSH(arena, table.out.sections, table.out.n_sections,
                       table.sections_capacity, *schema_section_at(known, k));
        ARENA_PUSH(arena, r->tables, r->n_tables, r->tables_capacity, table);
    }
    for (int i = 0; i < base->n_unmapped; i++)
        ARENA_PUSH(arena, r->unmapped, r->n_unmapped, r->unmapped_capacity,
                   schema_unmapped(base)[i]);
    for (int i = 0; base->n_tables && i < base->tables[0].n_naming; i++)
        ARENA_PUSH(arena, r->naming, r->n_naming, r->naming_capacity,
                   base->tables[0].naming[i]);
}

static const struct vocabulary *
finish(const struct reader *r)
{
    struct vocabulary *out = ARENA_NEW(r->source->arena, struct vocabulary);

    out->families = r->families;
    out->n_families = r->n_families;
    out->unmapped = r->unmapped;
    out->n_unmapped = r->n_unmapped;
    out->n_tables = r->n_tables;
    out->tables
        = ARENA_ARRAY(r->source->arena, struct schema_table, r->n_tables + 1);
    for (int i = 0; i < r->n_tables; i++) {
        out->tables[i] = r->tables[i].out;
        out->tables[i].naming = r->naming;
        out->tables[i].n_naming = r->n_naming;
    }
    return out;
}

const struct vocabulary *
words_read(struct source *source, const struct vocabulary *base,
           const struct node *const *files, int n)
{
    struct reader r = { .source = source };
    bool *good = ARENA_ARRAY(source->arena, bool, n + 1);

    if (base)
        begin(&r, base);
    for (int i = 0; i < n; i++) {
        good[i] = source_map(source, files[i], SOURCE_WORDS);
        if (good[i])
            read_families(&r, files[i]);
    }
    for (int i = 0; i < n; i++) {
        if (!good[i])
            continue;
        read_tables(&r, files[i]);
        read_unmapped(&r, files[i]);
    }
    return finish(&r);
}
