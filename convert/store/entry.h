/*
 * entry.h - one fact as words, the way a file holds it, and the checks that
 * make a fact of it.
 *
 * Where a file leaves something out: unit as the schema says, decimals as
 * many as the value has, role leaf, the table's sheet, no cell.
 *
 * Memory   Texts point into what was read.
 * Errors   model-invalid.
 */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "base/tree.h"
#include "canon/model.h"

/* The columns of a facts table, in order. */
enum entry_column {
    ENTRY_DEPARTMENT,
    ENTRY_FISCAL_YEAR,
    ENTRY_TEMPLATE,
    ENTRY_TABLE,
    ENTRY_INSTANCE,
    ENTRY_ITEM,
    ENTRY_MEASURE,
    ENTRY_VALUE,
    ENTRY_UNIT,
    ENTRY_DECIMALS,
    ENTRY_ROLE,
    ENTRY_SHEET,
    ENTRY_CELL,
    ENTRY_N
};

/* What the file says of the value's kind; a CSV field says nothing. */
enum entry_value { ENTRY_ANY, ENTRY_TEXT, ENTRY_NUMBER };

struct entry {
    struct text text[ENTRY_N]; /* TEXT_NONE: not there */
    struct place at[ENTRY_N];  /* of those that are there */
    struct place whole;
    enum entry_value value;
};

const char *entry_name(enum entry_column column);
/* -1: no such column. */
int entry_find(struct text name);

/*
 * The members of a JSON object.  'columns' has a bit for each column that may
 * be there; other members must be among the n names of 'more' and are left to
 * the caller.
 */
bool entry_read(const struct node *map, unsigned columns,
                const char *const *more, int n, struct entry *out,
                struct diag_list *diags);

/* A whole number; an absent text leaves *out as it is. */
bool entry_int(const struct entry *entry, enum entry_column column, int min,
               int max, int *out, struct diag_list *diags);

/* The table of that id; NULL, and reported at that place, where the vocabulary
   has none. */
const struct schema_table *entry_table(const struct vocabulary *words,
                                       struct text id, struct place at,
                                       struct diag_list *diags);

/*
 * Adds the fact to the table, by item, measure, value, unit, decimals, role,
 * sheet and cell.  NULL after an error.  Duplicates are the caller's.
 */
struct fact *entry_add(struct arena *arena, struct model_table *table,
                       const struct entry *entry, struct diag_list *diags);

#endif
