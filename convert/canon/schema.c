/* schema.c - the words of schema.def as arrays, and looking them up. */
#include "canon/schema.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "canon/item.h"

struct item {
    enum item_kind kind;
    const char *word; /* the item, or the prefix of codes and numbers */
    int longest;      /* ITEM_CODE: digits; codes have 3, 5 … of them */
    bool lists;       /* ITEM_CODE: "code.N" is one, too */
    int section;
    const char *label; /* NULL: see labels */
};

/*
 * Where each list begins in its array.  A list adds two enumerators that
 * leave the count as it was, a member one that raises it.
 */
#define GLUE(a, b) a##b
#define NAMED(a, b) GLUE(a, b)
#define LIST_HEAD(name, list)                                                  \
    NAMED(name, list), NAMED(name, list##_BACK) = NAMED(name, list) - 1
#define LIST_MEMBER(name) NAMED(name, __LINE__)

enum measure_index {
#define MEASURES(family) LIST_HEAD(MEASURES_, family),
#define MEASURE(word, kind, label) LIST_MEMBER(MEASURE_AT_),
#define CODE_MEASURES(kind) LIST_MEMBER(MEASURE_AT_),
#include "canon/schema.def"
    N_MEASURES
};

enum item_index {
#define ITEMS(list) LIST_HEAD(ITEMS_, list),
#define WORD(item, family, label) LIST_MEMBER(ITEM_AT_),
#define CODES(prefix, longest, family) LIST_MEMBER(ITEM_AT_),
#define CODE_LISTS(prefix, longest, family) LIST_MEMBER(ITEM_AT_),
#define NUMBERED(prefix, family, label) LIST_MEMBER(ITEM_AT_),
#include "canon/schema.def"
    N_ITEMS
};

enum section_index {
#define MEASURES(family) SECTION_##family,
#include "canon/schema.def"
    N_SECTIONS
};

static const struct schema_measure measures[N_MEASURES] = {
#define MEASURE(word, kind, label) { #word, VALUE_##kind, label },
#define CODE_MEASURES(kind) { NULL, VALUE_##kind, NULL },
#include "canon/schema.def"
};

static const struct item items[N_ITEMS] = {
#define WORD(item, family, label)                                              \
    { ITEM_FIXED, item, 0, false, SECTION_##family, label },
#define CODES(prefix, longest, family)                                         \
    { ITEM_CODE, prefix, longest, false, SECTION_##family, NULL },
#define CODE_LISTS(prefix, longest, family)                                    \
    { ITEM_CODE, prefix, longest, true, SECTION_##family, NULL },
#define NUMBERED(prefix, family, label)                                        \
    { ITEM_NUMBERED, prefix, 0, false, SECTION_##family, label },
#include "canon/schema.def"
};

/* [N_SECTIONS + 1]; a section ends where the next begins. */
static const struct {
    const char *id;
    int first;
} sections[] = {
#define MEASURES(family) { #family, MEASURES_##family },
#include "canon/schema.def"
    { NULL, N_MEASURES },
};

static const struct schema_table schema_tables[] = {
#define TABLE(id, title, evaluation, codes, code_measures, list)               \
    { #id, title, evaluation, codes, code_measures },
#include "canon/schema.def"
};

/* Where each item list begins, in order; the last entry ends the array. */
static const int list_starts[] = {
#define ITEMS(list) ITEMS_##list,
#include "canon/schema.def"
    N_ITEMS,
};

static const int first_items[ARRAY_LEN(schema_tables)] = {
#define TABLE(id, title, evaluation, codes, code_measures, list) ITEMS_##list,
#include "canon/schema.def"
};

static const struct {
    const char *item, *label;
} labels[] = {
#define LABEL(item, label) { item, label },
#include "canon/schema.def"
};

static const char *const units[] = { "CNY", "ratio", "score", "count", "text" };

static bool
is(struct text t, const char *word)
{
    size_t n = strlen(word);

    return t.n == n && (n == 0 || memcmp(t.at, word, n) == 0);
}

const struct schema_table *
schema_find(struct text table)
{
    for (int i = 0; i < ARRAY_LEN(schema_tables); i++)
        if (is(table, schema_tables[i].id))
            return &schema_tables[i];
    return NULL;
}

int
schema_index(const struct schema_table *table)
{
    assert(table >= schema_tables
           && table < schema_tables + ARRAY_LEN(schema_tables));
    return (int)(table - schema_tables);
}

int
schema_count(void)
{
    return ARRAY_LEN(schema_tables);
}

const struct schema_table *
schema_at(int index)
{
    assert(index >= 0 && index < ARRAY_LEN(schema_tables));
    return &schema_tables[index];
}

const struct image_type *
schema_image(void)
{
    static const struct image_type type = {
        .name = "schema_table",
        .size = sizeof(struct schema_table),
        .first = schema_tables,
        .count = schema_count,
    };

    return &type;
}

/* The bytes that a code or "{code}" takes at the start of t; 0: none there. */
static size_t
code_length(struct text t, int longest)
{
    size_t n = text_digits(t, 0);

    if (text_starts(t, TEXT("{code}")))
        return 6;
    return n > 0 && n <= (size_t)longest && item_is_code(text_slice(t, 0, n))
               ? n
               : 0;
}

/* "12" or "{n}" to the end of t; the pattern counts as 0. */
static bool
list_number(struct text t, int *number)
{
    *number = item_parse_number(t);
    return *number > 0 || is(t, "{n}");
}

/* An item taken apart. */
struct item_parts {
    int index;        /* of items */
    struct text code; /* ITEM_CODE */
    int number;       /* ITEM_NUMBERED, or the N of "code.N"; else 0 */
};

static bool
item_matches(const struct item *item, struct text t, struct item_parts *parts)
{
    struct text rest;
    size_t n;

    parts->code = TEXT_NONE;
    parts->number = 0;
    if (item->kind == ITEM_FIXED)
        return is(t, item->word);
    if (!text_starts(t, text_of(item->word)))
        return false;
    rest = text_slice(t, strlen(item->word), t.n);
    if (item->kind == ITEM_NUMBERED)
        return list_number(rest, &parts->number);
    n = code_length(rest, item->longest);
    if (n == 0)
        return false;
    parts->code = text_slice(rest, 0, n);
    rest = text_slice(rest, n, rest.n);
    if (rest.n == 0)
        return true;
    return item->lists && rest.at[0] == '.'
           && list_number(text_slice(rest, 1, rest.n), &parts->number);
}

/* The items of a table are those from its first to the end of their list. */
static int
end_of_list(int first)
{
    int i = 0;

    while (list_starts[i] <= first)
        i++;
    return list_starts[i];
}

static const struct item *
find_item(const struct schema_table *table, struct text t,
          struct item_parts *parts)
{
    int first = first_items[schema_index(table)], end = end_of_list(first);

    for (int i = first; i < end; i++)
        if (item_matches(&items[i], t, parts)) {
            parts->index = i;
            return &items[i];
        }
    return NULL;
}

static const struct schema_measure *
find_measure(int section, struct text t)
{
    for (int i = sections[section].first; i < sections[section + 1].first;
         i++) {
        const struct schema_measure *measure = &measures[i];

        if (measure->word ? is(t, measure->word)
                          : t.n > 0 && code_length(t, 5) == t.n)
            return measure;
    }
    return NULL;
}

bool
schema_value(const struct schema_table *table, struct text item,
             struct text measure, enum value_kind *kind)
{
    struct item_parts parts;
    const struct item *known = find_item(table, item, &parts);
    const struct schema_measure *found
        = known ? find_measure(known->section, measure) : NULL;

    if (!found)
        return false;
    *kind = found->kind;
    return true;
}

bool
schema_item(const struct schema_table *table, struct text item,
            enum item_kind *kind)
{
    struct item_parts parts;
    const struct item *known = find_item(table, item, &parts);

    if (!known)
        return false;
    *kind = known->kind;
    return true;
}

struct text
schema_item_code(const struct schema_table *table, struct text item)
{
    struct item_parts parts;

    return find_item(table, item, &parts) ? parts.code : TEXT_NONE;
}

const char *
schema_section(const struct schema_table *table, struct text item)
{
    struct item_parts parts;
    const struct item *known = find_item(table, item, &parts);

    return known ? sections[known->section].id : NULL;
}

const char *
schema_naming_at(int index)
{
    static const char *const words[] = {
#define NAMING(word) #word,
#include "canon/schema.def"
        NULL,
    };

    assert(index >= 0 && index < ARRAY_LEN(words));
    return words[index];
}

const char *
schema_section_at(const struct schema_table *table, int index)
{
    int first = first_items[schema_index(table)], end = end_of_list(first);
    bool seen[N_SECTIONS] = { false };

    for (int i = first; i < end; i++) {
        if (seen[items[i].section])
            continue;
        seen[items[i].section] = true;
        if (index-- == 0)
            return sections[items[i].section].id;
    }
    return NULL;
}

const struct schema_measure *
schema_measure_at(const char *section, int index)
{
    for (int i = 0; i < N_SECTIONS; i++) {
        int at = sections[i].first + index;

        if (strcmp(sections[i].id, section) != 0)
            continue;
        if (at >= sections[i + 1].first || !measures[at].word)
            return NULL; /* codes are the last of their section */
        return &measures[at];
    }
    return NULL;
}

static int
compare_int(int a, int b)
{
    return (a > b) - (a < b);
}

int
schema_compare_items(const struct schema_table *table, struct text a,
                     struct text b)
{
    struct item_parts of_a, of_b;
    int by;

    if (!find_item(table, a, &of_a))
        of_a = (struct item_parts){ .index = INT_MAX, .code = a };
    if (!find_item(table, b, &of_b))
        of_b = (struct item_parts){ .index = INT_MAX, .code = b };
    by = compare_int(of_a.index, of_b.index);
    if (by == 0)
        by = text_compare(of_a.code, of_b.code);
    return by ? by : compare_int(of_a.number, of_b.number);
}

int
schema_compare_measures(const struct schema_table *table, struct text item,
                        struct text a, struct text b)
{
    struct item_parts parts;
    const struct item *known = find_item(table, item, &parts);
    const struct schema_measure *of_a
        = known ? find_measure(known->section, a) : NULL;
    const struct schema_measure *of_b
        = known ? find_measure(known->section, b) : NULL;
    int by = compare_int(of_a ? (int)(of_a - measures) : INT_MAX,
                         of_b ? (int)(of_b - measures) : INT_MAX);

    if (by || (of_a && of_a->word))
        return by;
    return text_compare(a, b);
}

static struct text
measure_label(const struct schema_table *table, struct text item,
              struct text measure)
{
    struct item_parts parts;
    const struct item *known = find_item(table, item, &parts);
    const struct schema_measure *found;
    int first = first_items[schema_index(table)], end = end_of_list(first);

    if (known) {
        found = find_measure(known->section, measure);
        return found ? text_of(found->label) : TEXT_NONE;
    }
    for (int i = first; item.n == 0 && i < end; i++) {
        found = find_measure(items[i].section, measure);
        if (found)
            return text_of(found->label);
    }
    return TEXT_NONE;
}

struct text
schema_label(const struct schema_table *table, struct text item,
             struct text measure)
{
    struct item_parts parts;
    const struct item *known;

    if (measure.n > 0)
        return measure_label(table, item, measure);
    known = find_item(table, item, &parts);
    if (!known)
        return TEXT_NONE;
    for (int i = 0; known->kind == ITEM_CODE && i < ARRAY_LEN(labels); i++)
        if (is(item, labels[i].item))
            return text_of(labels[i].label);
    return text_of(known->label);
}

const char *
schema_unit(enum value_kind kind)
{
    return units[kind];
}
