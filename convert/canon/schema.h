/*
 * schema.h - the vocabulary: tables, their items and measures, kinds of values.
 *
 * The words are data, in mappings/ (mapping/words.h reads them); here they are
 * only looked up.  A mapping set has one vocabulary: those of all its templates.
 * The structs are defined by the list of their members, schema.def, by which
 * they are in the image that a program has compiled in (base/image.h).
 *
 * Memory   In the arena of the mapping set; const once it is read.
 * Limits   SCHEMA_TABLES tables.  Ids of tables, sections and measures are of
 *          SCHEMA_ID_BYTES: databases allow 63 for the name of a view or column.
 */
#ifndef CANON_SCHEMA_H
#define CANON_SCHEMA_H

#include "base/diag.h"
#include "base/image.h"

#define SCHEMA_TABLES 500
#define SCHEMA_ID_BYTES 48
#define SCHEMA_ITEM_BYTES 200

enum value_kind {
    VALUE_AMOUNT, /* yuan */
    VALUE_RATIO,  /* 1 is 100 % */
    VALUE_SCORE,  /* points, weights */
    VALUE_COUNT,
    VALUE_TEXT,
    VALUE_DATE, /* a text, as canon/date.h writes it: 2022-03-01 */
};

#define VALUE_KINDS (VALUE_DATE + 1)

/* Is a fact of that kind words, not a number? */
static inline bool
schema_is_text(enum value_kind kind)
{
    return kind >= VALUE_TEXT;
}

/* What an item of a table is. */
enum item_kind {
    ITEM_FIXED,    /* a listed word: total, income.current_total, header */
    ITEM_CODE,     /* a code, or prefix and code: 2101550, expenditure.210 */
    ITEM_NUMBERED, /* indicator.1, indicator.2 … */
};

/* The structs. */
#include "canon/schema.def"

/* Of a table, and of the whole vocabulary, in images. */
const struct image_type *schema_image(void);
const struct image_type *schema_image_all(void);

/* [words->n_families] */
const struct schema_section *schema_families(const struct vocabulary *words);
/* [words->n_unmapped] */
const struct schema_unmapped *schema_unmapped(const struct vocabulary *words);
/* By its id; or NULL. */
const struct schema_table *schema_find(const struct vocabulary *words,
                                       struct text table);

/*
 * Is there such a value, and of what kind?  item may be a pattern of the
 * mapping language: "{n}" for the number, "{code}" for a code; measure may be
 * "{code}" too.
 */
bool schema_value(const struct schema_table *table, struct text item,
                  struct text measure, enum value_kind *kind);
/* What an item (or pattern) is; false when the table has no such item. */
bool schema_item(const struct schema_table *table, struct text item,
                 enum item_kind *kind);
/* The code in an item, TEXT_NONE where there is none: 210 in expenditure.210.
   Points into item. */
struct text schema_item_code(const struct schema_table *table,
                             struct text item);

/* The table's items in order; NULL behind the last. */
const struct schema_item *schema_item_at(const struct schema_table *table,
                                         int index);
/*
 * Items with the same measures are a section: "header", "funding",
 * "indicator" … in evaluation tables.  NULL for an unknown item.
 */
const struct schema_section *schema_section(const struct schema_table *table,
                                            struct text item);
/* The table's sections in order; NULL behind the last. */
const struct schema_section *schema_section_at(const struct schema_table *table,
                                               int index);
/* The measures of a section in order; NULL behind the last.  Measures that
   are codes are not among them. */
const struct schema_measure *schema_measure_at(
    const struct schema_section *section, int index);

/* Sorting: the place of an item and of a measure in schema order; codes sort
   as text behind 'total', numbered items by number; unknown words as text
   behind all others. */
int schema_compare_items(const struct schema_table *table, struct text a,
                         struct text b);
int schema_compare_measures(const struct schema_table *table, struct text item,
                            struct text a, struct text b);
/* Chinese words for a measure, or, where 'measure' is empty, for an item;
   TEXT_NONE if there are none. */
struct text schema_label(const struct schema_table *table, struct text item,
                         struct text measure);

const char *schema_unit(enum value_kind kind); /* CNY ratio score count text
                                                  date */
const char *schema_kind(enum value_kind kind); /* amount, else the unit */

#endif
