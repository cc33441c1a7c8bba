/* words.c - tables with their items, and titles without a mapping. */
#include "mapping/words.h"

#include "canon/item.h"
#include "mapping/near.h"
#include "mapping/words_family.h"

/* A table that grows, file by file. */
struct table {
    struct schema_table out;
    int items_capacity, sections_capacity;
    struct text family; /* of items that say none; "" */
};

struct reader {
    struct source *source;
    struct words_family_list families;
    struct table *tables;
    int n_tables, tables_capacity;
    struct text *naming;
    int n_naming, naming_capacity;
    struct schema_unmapped *unmapped;
    int n_unmapped, unmapped_capacity;
};

/* ---- items ---- */

/* The family of that name as a section of the table: its index, or -1. */
static int
find_section(struct reader *r, struct table *table, struct text family,
             struct place at)
{
    const struct schema_section *known
        = words_family_find(&r->families, family);
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
    for (int i = 0; i < r->families.n; i++)
        near_try(&near, text_of(r->families.items[i].id));
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
    item->codes = words_id_zero(r->source, list);
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
            = { node->key, words_id_zero(r->source, source_text(r->source, node,
                                                                "a name")) };

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
take_pattern(struct reader *r, const struct node *node,
             const struct words_id *word, struct schema_item *item)
{
    static const struct {
        struct text tail;
        enum item_kind kind;
        bool lists;
    } tails[] = { { { "{code}.{n}", 10 }, ITEM_CODE, true },
                  { { "{code}", 6 }, ITEM_CODE, false },
                  { { ".{n}", 4 }, ITEM_NUMBERED, false } };
    struct words_id id = *word;
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
    if (!words_id_check(r->source, &id, "item"))
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
    struct words_id word;

    if ((node->kind == NODE_MAP
         && !source_map(r->source, node, SOURCE_WORD_ITEM))
        || !words_id_read(r->source, node, "item", &word)
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
            || !words_id_alike(known->label, item.label)
            || known->digits != item.digits)
            words_id_twice(r->source, word.at, "item", word.id, known->place);
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
        words_family_measures(r->source, section, &capacity, node);
    }
}

static struct table *
find_table(struct reader *r, struct text id)
{
    for (int i = 0; i < r->n_tables; i++) {
        if (text_same_letters(text_of(r->tables[i].out.id), id))
            return &r->tables[i];
    }
    return NULL;
}

/* The one of that id, which is added where it is new; NULL after an error. */
static struct table *
take_table(struct reader *r, const struct node *map,
           const struct words_id *word)
{
    struct table *known = find_table(r, word->id);
    struct table table = { .family = TEXT_NONE };

    if (known) {
        if (!text_equal(text_of(known->out.id), word->id)
            || (source_find(map, "name")
                && !words_id_alike(known->out.title, word->label))
            || (source_find(map, "evaluation")
                && source_flag(r->source, map, "evaluation")
                       != known->out.evaluation)) {
            words_id_twice(r->source, word->at, "table", word->id,
                           known->out.place);
            return NULL;
        }
        return known;
    }
    if (!words_id_check(r->source, word, "table"))
        return NULL;
    if (r->n_tables == SCHEMA_TABLES) {
        source_fail(r->source, DIAG_LIMIT_REACHED, word->at,
                    "more than %d tables", SCHEMA_TABLES);
        return NULL;
    }
    table.out.id = words_id_zero(r->source, word->id);
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
    struct words_id word;
    int n;

    if (!source_map(r->source, map, SOURCE_WORD_TABLE)
        || !words_id_read(r->source, map, "table", &word)
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
        source_kind(r->source, list, "'unmapped'", N_("a list"));
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
        ARENA_PUSH(arena, r->families.items, r->families.n,
                   r->families.capacity, schema_families(base)[i]);
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

    out->families = r->families.items;
    out->n_families = r->families.n;
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
            words_family_read(source, &r.families, files[i]);
    }
    for (int i = 0; i < n; i++) {
        if (!good[i])
            continue;
        read_tables(&r, files[i]);
        read_unmapped(&r, files[i]);
    }
    return finish(&r);
}
