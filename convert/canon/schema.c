/* schema.c - words of the vocabulary, looked up. */
#include "canon/schema.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "canon/item.h"

#define IMAGE_TYPES
#include "canon/schema.def"

static const char *const units[]
    = { "CNY", "ratio", "score", "count", "text", "date" };

static bool
is(struct text t, const char *word)
{
    size_t n = strlen(word);

    return t.n == n && (n == 0 || memcmp(t.at, word, n) == 0);
}

const struct image_type *
schema_image(void)
{
    return image_of_schema_table();
}

const struct image_type *
schema_image_all(void)
{
    return image_of_vocabulary();
}

const struct schema_table *
schema_find(const struct vocabulary *words, struct text table)
{
    for (int i = 0; i < words->n_tables; i++)
        if (is(table, words->tables[i].id))
            return &words->tables[i];
    return NULL;
}

const struct schema_section *
schema_families(const struct vocabulary *words)
{
    return words->families ? words->families
                           : image_get(&words->families_later);
}

const struct schema_unmapped *
schema_unmapped(const struct vocabulary *words)
{
    return words->unmapped ? words->unmapped
                           : image_get(&words->unmapped_later);
}

/* [table->n_items]; one that was compiled in has them from here alone. */
static const struct schema_item *
items_of(const struct schema_table *table)
{
    const struct schema_item *items
        = table->items ? table->items : image_get(&table->items_later);

    assert(items || table->n_items == 0);
    return items;
}

/* The same. */
static const struct schema_section *
sections_of(const struct schema_table *table)
{
    const struct schema_section *sections
        = table->sections ? table->sections : image_get(&table->sections_later);

    assert(sections || table->n_sections == 0);
    return sections;
}

const struct schema_item *
schema_item_at(const struct schema_table *table, int index)
{
    return index < table->n_items ? &items_of(table)[index] : NULL;
}

const struct schema_section *
schema_section_at(const struct schema_table *table, int index)
{
    return index < table->n_sections ? &sections_of(table)[index] : NULL;
}

const struct schema_measure *
schema_measure_at(const struct schema_section *section, int index)
{
    return index < section->n_measures ? &section->measures[index] : NULL;
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
    int index;        /* of the table's items */
    struct text code; /* ITEM_CODE */
    int number;       /* ITEM_NUMBERED, or the N of "code.N"; else 0 */
};

static bool
item_matches(const struct schema_item *item, struct text t,
             struct item_parts *parts)
{
    struct text rest;
    size_t n;

    parts->code = TEXT_NONE;
    parts->number = 0;
    if (item->kind == ITEM_FIXED)
        return t.n == item->word.n && text_equal(t, item->word);
    if (!text_starts(t, item->word))
        return false;
    rest = text_slice(t, item->word.n, t.n);
    if (item->kind == ITEM_NUMBERED)
        return list_number(rest, &parts->number);
    n = code_length(rest, item->digits);
    if (n == 0)
        return false;
    parts->code = text_slice(rest, 0, n);
    rest = text_slice(rest, n, rest.n);
    if (rest.n == 0)
        return true;
    return item->lists && rest.at[0] == '.'
           && list_number(text_slice(rest, 1, rest.n), &parts->number);
}

static const struct schema_item *
find_item(const struct schema_table *table, struct text t,
          struct item_parts *parts)
{
    const struct schema_item *items = items_of(table);

    for (int i = 0; i < table->n_items; i++)
        if (item_matches(&items[i], t, parts)) {
            parts->index = i;
            return &items[i];
        }
    return NULL;
}

/* An item's section, NULL where there is no such item. */
static const struct schema_section *
section_of(const struct schema_table *table, const struct schema_item *item)
{
    return item ? &sections_of(table)[item->section] : NULL;
}

/* Its index in the section, that of codes behind the last; or -1. */
static int
find_measure(const struct schema_section *section, struct text t)
{
    int n = section ? section->n_measures : 0;

    for (int i = 0; i < n; i++) {
        if (is(t, section->measures[i].word))
            return i;
    }
    return section && section->codes && t.n > 0
                   && code_length(t, ITEM_ECONOMIC_DIGITS) == t.n
               ? n
               : -1;
}

bool
schema_value(const struct schema_table *table, struct text item,
             struct text measure, enum value_kind *kind)
{
    struct item_parts parts;
    const struct schema_section *section
        = section_of(table, find_item(table, item, &parts));
    int found = find_measure(section, measure);

    if (found < 0)
        return false;
    *kind = found < section->n_measures ? section->measures[found].kind
                                        : VALUE_AMOUNT;
    return true;
}

bool
schema_item(const struct schema_table *table, struct text item,
            enum item_kind *kind)
{
    struct item_parts parts;
    const struct schema_item *known = find_item(table, item, &parts);

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

const struct schema_section *
schema_section(const struct schema_table *table, struct text item)
{
    struct item_parts parts;

    return section_of(table, find_item(table, item, &parts));
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
    const struct schema_section *section = schema_section(table, item);
    int of_a = find_measure(section, a), of_b = find_measure(section, b);
    bool word = of_a >= 0 && of_a < section->n_measures;
    int by = compare_int(of_a < 0 ? INT_MAX : of_a, of_b < 0 ? INT_MAX : of_b);

    return by || word ? by : text_compare(a, b);
}

static struct text
measure_label(const struct schema_section *section, struct text measure)
{
    int found = find_measure(section, measure);

    return found >= 0 && found < section->n_measures
               ? text_of(section->measures[found].label)
               : TEXT_NONE;
}

/* Without an item, of the first section that has the measure. */
static struct text
find_label(const struct schema_table *table, struct text item,
           struct text measure)
{
    const struct schema_section *section = schema_section(table, item);

    for (int i = 0; !section && item.n == 0 && i < table->n_sections; i++) {
        if (find_measure(&sections_of(table)[i], measure) >= 0)
            section = &sections_of(table)[i];
    }
    return measure_label(section, measure);
}

struct text
schema_label(const struct schema_table *table, struct text item,
             struct text measure)
{
    struct item_parts parts;
    const struct schema_item *known;

    if (measure.n > 0)
        return find_label(table, item, measure);
    known = find_item(table, item, &parts);
    if (!known)
        return TEXT_NONE;
    for (int i = 0; i < known->n_names; i++)
        if (text_equal(parts.code, known->names[i].code))
            return text_of(known->names[i].label);
    return text_of(known->label);
}

const char *
schema_unit(enum value_kind kind)
{
    return units[kind];
}

const char *
schema_kind(enum value_kind kind)
{
    return kind == VALUE_AMOUNT ? "amount" : units[kind];
}
