/*
 * mapping.h - what a template looks like, after loading.
 *
 * A template is a list of tables; a table is a title, caption lines and a
 * column of parts, each below the one before it: lines of labels and fields,
 * and grids with a header tree and row rules, one block or several side by
 * side.  The same rules find a table on a sheet (place/locate) and draw it
 * (place/draw).
 *
 * A value cell's place in the model is the union of what its table, row and
 * column say; the loader has worked it out for each row rule and column
 * (row_rule.values), so nothing is looked up while reading.
 *
 * The language itself is described in mappings/README.md.  The structs are
 * defined by the list of their members, mapping.def; what is in that list is
 * in the image that a program has compiled in, too (base/image.h).
 *
 * Memory   Everything in the arena of the mapping set; const after loading.
 */
#ifndef MAPPING_MAPPING_H
#define MAPPING_MAPPING_H

#include "base/diag.h"
#include "canon/schema.h"
#include "mapping/codes.h"

/* What a placeholder in a pattern stands for. */
enum field_kind {
    FIELD_ANY,        /* {*}: anything, drawn as nothing */
    FIELD_DEPARTMENT, /* {department} */
    FIELD_YEAR,       /* {year}: four digits */
    FIELD_UNIT,       /* {unit}: 元 万元 … */
    FIELD_VALUE,      /* {header.date}: a value of the model */
};

/* Where the number of a table is drawn: below, above or beside its title. */
enum number_row { NUMBER_BELOW, NUMBER_ABOVE, NUMBER_BESIDE };

/* One cell of a form line. */
enum line_cell_kind { LINE_LABEL, LINE_FIELD, LINE_PATTERN, LINE_KEPT };

enum column_role {
    COLUMN_GROUP, /* a heading over others */
    COLUMN_LABEL, /* row labels */
    COLUMN_LINE,  /* 行次 */
    COLUMN_CODE,
    COLUMN_NAME, /* the code's name */
    COLUMN_VALUE,
    COLUMN_KEPT, /* known, but not part of the model */
};

enum code_part { CODE_WHOLE, CODE_CLASS, CODE_SECTION, CODE_ITEM };

enum row_kind {
    ROW_ITEM,   /* found by its label */
    ROW_BLANK,  /* drawn empty, with its line numbers; nothing to find */
    ROW_CODE,   /* any number of rows found by a code */
    ROW_RECORD, /* any number of rows, numbered from 1 */
    ROW_ONE,    /* one row without a label */
};

enum part_kind { PART_LINE, PART_GRID };

/* The structs. */
struct domain; /* mapping/domain.h */
#include "mapping/mapping.def"

/* "2019", "2019-2021" */
const char *mapping_years(struct arena *arena, int first, int last);
const struct template_rule *mapping_find(const struct mapping_set *set,
                                         struct text id);
/* The same; where there is none, template-unknown with the nearest name, at 'at'. */
const struct template_rule *mapping_ask(const struct mapping_set *set,
                                        struct text id, struct place at,
                                        struct diag_list *diags);
/* The first of those that it extends, one by one: templates of one family are
   of one form.  'id' itself where it extends none, or is unknown. */
struct text mapping_family(const struct mapping_set *set, struct text id);
/* The table rule of a template, or NULL. */
const struct table_rule *mapping_table(const struct template_rule *template,
                                       const struct schema_table *schema);
/* The same by the table's id: that of a kept sheet's first one. */
const struct table_rule *mapping_table_named(
    const struct template_rule *template, struct text id);
/* Is this very rule one of the template's? */
bool mapping_has_table(const struct template_rule *template,
                       const struct table_rule *table);
/* [table->n_parts]; a table that was compiled in has them from here alone. */
const struct part_rule *mapping_parts(const struct table_rule *table);
/* Is a figure counted in the row? */
bool mapping_counts(const struct row_rule *rule);
/* Does a rule of codes take this one? */
bool mapping_takes(const struct row_rule *rule, struct text code);
/* The template's list for "functional" or "economic". */
const struct code_list *mapping_codes(const struct template_rule *template,
                                      struct text classification);

#endif
