/*
 * schema.h - the vocabulary: tables, their items and measures, kinds of values.
 *
 * The words are data, in schema.def; this file only looks them up.
 *
 * Memory   Everything is constant; results are never freed.
 */
#ifndef CANON_SCHEMA_H
#define CANON_SCHEMA_H

#include "base/image.h"

enum value_kind {
    VALUE_AMOUNT, /* yuan */
    VALUE_RATIO,  /* 1 is 100 % */
    VALUE_SCORE,  /* points, weights */
    VALUE_COUNT,
    VALUE_TEXT,
};

/* What an item of a table is. */
enum item_kind {
    ITEM_FIXED,    /* a listed word: total, income.current_total, header */
    ITEM_CODE,     /* a code, or prefix and code: 2101550, expenditure.210 */
    ITEM_NUMBERED, /* indicator.1, indicator.2 … */
};

struct schema_table {
    const char *id;    /* "income" */
    const char *title; /* 收入决算表 */
    bool evaluation;   /* a self-evaluation sheet or report: one an instance */
    const char *codes; /* "functional", "economic", or NULL: items that are
                          codes */
    const char *code_measures; /* the same for measures, or NULL */
};

struct schema_measure {
    const char *word; /* "total"; NULL: any economic code (schema.c only) */
    enum value_kind kind;
    const char *label; /* 本年收入合计; NULL for codes */
};

const struct schema_table *schema_find(struct text table); /* or NULL */
int schema_index(const struct schema_table *table);        /* for sorting */
/* In images a table is its index. */
const struct image_type *schema_image(void);
int schema_count(void);
const struct schema_table *schema_at(int index);

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

/*
 * Items with the same measures are a section: "header", "funding",
 * "indicator" … in evaluation tables.  NULL for an unknown item.
 */
const char *schema_section(const struct schema_table *table, struct text item);
/* The table's sections in the order of their first items; NULL behind the
   last. */
const char *schema_section_at(const struct schema_table *table, int index);
/* The measures of a section in order; NULL behind the last.  Measures that
   are codes are not among them. */
const struct schema_measure *schema_measure_at(const char *section, int index);

/* The measures whose text a record goes by, the best first; NULL behind the
   last. */
const char *schema_naming_at(int index);

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

const char *schema_unit(enum value_kind kind); /* CNY ratio score count text */

#endif
