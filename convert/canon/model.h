/*
 * model.h - one department's filing, free of any template's layout.
 *
 * A model is a list of tables; a table is a list of facts, each a value with
 * its place in the vocabulary and the cell it came from.
 *
 * Units    Amounts are yuan; 'decimals' of a fact says how precise the source
 *          was, in digits after the point of its unit (万元 with two decimals
 *          is -2).
 * Memory   Everything in the arena the model was made in.
 */
#ifndef CANON_MODEL_H
#define CANON_MODEL_H

#include "base/decimal.h"
#include "base/diag.h"
#include "canon/schema.h"

enum fact_role { ROLE_LEAF, ROLE_SUM };

/* What facts of a column have in common. */
struct fact_column {
    struct text measure;
    enum value_kind kind;
    const struct place *by;   /* the mapping line that claimed them; NULL: none
                                 is known */
    const struct text *sheet; /* of the source cells; NULL: the table's */
};

/* As small as it can be: a table may have a million of them. */
struct fact {
    const struct text *item; /* shared with its neighbours */
    const struct fact_column *of;
    union {
        struct decimal value; /* normal form; of numbers */
        struct text text;     /* of texts and dates; see model_text() */
    };
    const struct text *found; /* as the cell has it; NULL: not known */
    int row;                  /* of the source cell; -1: not from a sheet */
    int16_t col;
    uint8_t role; /* enum fact_role */
    int8_t decimals;
};

/* What was last shared, for making facts one after the other. */
struct fact_shared {
    const struct text *item;
    const struct fact_column **columns; /* [n] */
    int n, capacity, next; /* where the next fact's column likely is */
};

/* A code's name as it was printed. */
struct printed_name {
    struct text code, name;
};

struct model_table {
    const struct schema_table *schema;
    struct text instance;    /* "" where the table occurs once */
    struct text template_id; /* of the mapping it was read by */
    struct text department;  /* as its caption says; "" if it does not */
    int year;                /* 0: not known */
    int unit_shift;          /* of its amounts: 0 元, 4 万元, 8 亿元 */
    bool unit_said;          /* by the cell at unit_row, unit_col alone */
    int unit_row, unit_col;
    int decimals;               /* what its amounts show, in the sheet's unit */
    struct text scope;          /* what the figures cover where titles differ in
                                it (三公: general_public_budget), or "" */
    struct text sheet;          /* source sheet */
    struct text declared_empty; /* the sentence that says so, or "" */
    bool assumed;               /* to be there and empty: reconcile/whole.h */
    struct fact *facts;
    int n_facts, facts_capacity;
    struct fact_shared shared; /* of those that were made for it */
    struct printed_name *names;
    int n_names, names_capacity;
    bool names_mixed;          /* their codes are not in order */
    struct pairs *names_index; /* codes to names; NULL: they are few, or in
                                  order */
};

struct model {
    struct text template_id; /* the template it was read by */
    struct text department;
    int fiscal_year; /* 0: not known */
    const char *file;
    struct place named_at; /* the cell that says the department; file NULL:
                              none is known */
    bool bare; /* of facts alone: nothing is known of a table without any */
    struct model_table *tables;
    int n_tables, tables_capacity;
    struct text region; /* as the person says; "" where nobody does */
    struct text saved;  /* when the workbook was, as moment.h shows it; "" where
                           it does not say */
    int unread;         /* figures of the workbook that are not in it */
};

/* The result is good until the next table is added to the model. */
struct model_table *model_add_table(struct arena *arena, struct model *model,
                                    const struct schema_table *schema,
                                    struct text instance);
struct model_table *model_find_table(const struct model *model,
                                     struct text table, struct text instance);
/* Of any instance. */
bool model_has_table(const struct model *model,
                     const struct schema_table *schema);
/*
 * Copies, for whoever changes what a model says.  Assigning a table to another
 * makes two that grow into one list; so nobody does.
 */
/* The same filing, without tables. */
struct model *model_like(struct arena *arena, const struct model *like);
/* A table of the same sheet, without facts and names, added to the model. */
struct model_table *model_like_table(struct arena *arena, struct model *model,
                                     const struct model_table *like);
/* With them. */
struct model_table *model_copy_table(struct arena *arena, struct model *model,
                                     const struct model_table *from);
/*
 * The table must not hold a fact with this item and measure yet; nobody looks.
 * Role leaf, no source cell; the result is good until the next fact is added.
 */
struct fact *model_add_fact(struct arena *arena, struct model_table *table,
                            struct text item, struct text measure,
                            enum value_kind kind);
/* Just as it is in another table, its cell too. */
struct fact *model_copy_fact(struct arena *arena, struct model_table *table,
                             struct fact fact);
/* That text or column, made once where it is as before. */
const struct text *model_share_item(struct arena *arena,
                                    struct fact_shared *shared,
                                    struct text item);
const struct fact_column *model_share(struct arena *arena,
                                      struct fact_shared *shared,
                                      struct fact_column column);
/* A text of its own; a column, like the one that it has, to be changed. */
const struct text *model_own_text(struct arena *arena, struct text t);
struct fact_column *model_own_column(struct arena *arena, struct fact *fact);
/* Its text, none of a number, and its number, 0 of a text. */
struct text model_text(const struct fact *fact);
struct decimal model_value(const struct fact *fact);
struct text model_found(const struct fact *fact); /* "": none is known */
int model_count_facts(const struct model *model); /* of all tables */
/* By item and measure, one by one; NULL when absent. Many look-ups want a
   model_index. */
const struct fact *model_find(const struct model_table *table, struct text item,
                              struct text measure);
/* The highest number, up to 'most', of a list's members with facts; 0: none.
   For indicator.7 the list is "indicator.". */
int model_last_member(const struct model_table *table, struct text list,
                      int most);
/* The code must not have a name yet; nobody looks. */
void model_add_name(struct arena *arena, struct model_table *table,
                    struct text code, struct text name);
/* Of the names those of codes that have none in the table yet. */
void model_merge_names(struct arena *arena, struct model_table *table,
                       const struct printed_name *names, int n_names);
/* The same; the list lives as long as the table, and is its own where it may. */
void model_take_names(struct arena *arena, struct model_table *table,
                      struct printed_name *names, int n_names);
/* TEXT_NONE where the code has none. */
struct text model_find_name(const struct model_table *table, struct text code);
/* Chinese words: "210 卫生健康支出", "合计"; 本年收入; both, or the id. */
struct text model_item_label(struct arena *arena,
                             const struct model_table *table, struct text item);
struct text model_measure_label(const struct model_table *table,
                                struct text item, struct text measure);
struct text model_label(struct arena *arena, const struct model_table *table,
                        struct text item, struct text measure);
/* The sheet of a table, its title where none is known. */
struct text model_table_sheet(const struct model_table *table);
/* The sheet that a fact's cell is on. */
struct text model_sheet(const struct model_table *table,
                        const struct fact *fact);

/* A hash of one table's facts, for exporters and diff; good until a fact is
   added. Of two facts with one item and measure it finds the first. */
struct model_index;
struct model_index *model_index(struct arena *arena,
                                const struct model_table *table);
const struct fact *model_index_find(const struct model_index *index,
                                    struct text item, struct text measure);

/* The value as facts show it: "5823600", "0.9994", text. */
struct text model_value_text(struct arena *arena, const struct fact *fact);
/* Equal in kind, value or text. */
bool model_value_equal(const struct fact *a, const struct fact *b);

/*
 * Same tables and instances, with the same facts (value, text, decimals, role),
 * declared empty or not alike, whatever the order, the captions and the source
 * cells: NULL; else the first difference, in a language.  Decimals of texts say
 * nothing.
 */
const char *model_differs(struct arena *arena, enum language language,
                          const struct model *a, const struct model *b);

#endif
