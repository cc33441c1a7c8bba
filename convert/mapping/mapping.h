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
 * The language itself is described in mappings/README.md.  A member added to
 * a struct here is written in compile.c, too.
 *
 * Memory   Everything in the arena of the mapping set; const after loading.
 */
#ifndef MAPPING_MAPPING_H
#define MAPPING_MAPPING_H

#include "base/diag.h"
#include "canon/schema.h"
#include "mapping/codes.h"

/*
 * A word on the sheet and the other ways it is written.  The first is drawn.
 * 'exact' is folded; 'key' is folded, without ordinal and trailing (...) and
 * colon: cells are compared by exact first, by key where nothing is exact.
 */
struct wording {
    struct text *shown, *exact, *key; /* [n] */
    int n;                            /* 0: no such word */
};

/* What a placeholder in a pattern stands for. */
enum field_kind {
    FIELD_ANY,        /* {*}: anything, drawn as nothing */
    FIELD_DEPARTMENT, /* {department} */
    FIELD_YEAR,       /* {year}: four digits */
    FIELD_UNIT,       /* {unit}: 元 万元 … */
    FIELD_VALUE,      /* {header.date}: a value of the model */
};

/* A run of literal text, or a placeholder. */
struct pattern_part {
    bool literal;
    struct text text;   /* literal, as drawn */
    struct text folded; /* literal, folded */
    enum field_kind field;
    struct text item, measure; /* FIELD_VALUE */
    enum value_kind kind;
    struct text glob; /* folded; what its text must look like, or "" */
};

struct pattern {
    struct text source;
    struct pattern_part *parts;
    int n_parts;
    struct place place;
};

/* Choices with a mark beside each, one ticked: 优☑ 良□ 中□ 差□. */
struct ticks {
    struct text *shown; /* [n] as drawn, with their numbers: 1、部门预算项目 */
    struct text *values; /* [n] without: 部门预算项目 */
    struct text *folded; /* [n] values, folded */
    int n;               /* 0: no ticks */
    bool before;         /* the mark is drawn before its choice */
    bool apart;          /* each choice is drawn in a cell of its own */
};

/* One cell of a form line. */
enum line_cell_kind { LINE_LABEL, LINE_FIELD, LINE_PATTERN, LINE_KEPT };
struct line_cell {
    enum line_cell_kind kind;
    struct wording words;      /* LINE_LABEL */
    struct text item, measure; /* LINE_FIELD */
    enum value_kind value;     /* LINE_FIELD */
    bool sum;                  /* LINE_FIELD */
    struct pattern *patterns;  /* LINE_PATTERN: first drawn, others matched */
    int n_patterns;
    struct ticks ticks; /* LINE_FIELD, LINE_PATTERN */
    bool optional;      /* LINE_LABEL, LINE_PATTERN: a sheet may lack it */
    bool unmodelled;    /* LINE_KEPT: as of columns */
    int span;           /* sheet columns it is drawn over; 0: default */
    struct place place;
};

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

/* A node of a header tree. */
struct column_rule {
    enum column_role role;
    struct wording words; /* n 1 and shown[0] "" for a heading left blank */
    struct text codes;    /* COLUMN_CODE, COLUMN_NAME: functional, economic */
    enum code_part part;  /* COLUMN_CODE */
    struct text item, measure; /* COLUMN_VALUE: what it adds, else "" */
    bool sum;                  /* its values are sums of other columns */
    bool group;                /* a merged cell speaks for the rows it spans */
    bool optional;             /* a sheet may lack it */
    bool bare;                 /* its columns have no headings of their own */
    bool unmodelled;           /* COLUMN_KEPT: it holds no figures of the model,
                                  for a reason that the mapping says */
    struct ticks ticks;
    int span; /* sheet columns it is drawn over; 0: 1 or its children */
    struct column_rule *children;
    int n_children;
    int leaf; /* index among the block's leaves; -1 for groups */
    struct place place;
};

/* What a row rule and a leaf column say together. */
struct value_rule {
    bool used; /* false: such a cell holds no value of the model */
    struct text item, measure; /* item "" where the row's code or number says */
    enum value_kind kind;
    bool sum;
};

enum row_kind {
    ROW_ITEM,   /* found by its label */
    ROW_BLANK,  /* drawn empty, with its line numbers; nothing to find */
    ROW_CODE,   /* any number of rows found by a code */
    ROW_RECORD, /* any number of rows, numbered from 1 */
    ROW_ONE,    /* one row without a label */
};

struct row_rule {
    enum row_kind kind;
    struct wording label; /* ROW_ITEM */
    struct text item;     /* ROW_ITEM, ROW_ONE; ROW_RECORD: "indicator." */
    int line;             /* 行次; 0: none */
    int blank;            /* ROW_BLANK: how many rows */
    bool sum;
    bool kept;          /* its cells are no part of the model */
    bool unmodelled;    /* and for a reason that the mapping says */
    bool optional;      /* ROW_ITEM: a sheet may lack it */
    bool undrawn;       /* ROW_ITEM: optional, and only ever read */
    bool foot;          /* drawn in the row below all blocks */
    int from;           /* ROW_ITEM: block index where its label starts,
                              or -1 for its own block */
    struct text codes;  /* ROW_CODE: "functional" or "economic" */
    bool catalogue;     /* ROW_CODE: draw every code of the list */
    struct text *under; /* ROW_CODE: only codes that start with one of these */
    int n_under;
    int min_rows;              /* ROW_RECORD: drawn at least so many rows */
    struct value_rule *values; /* [leaves of its block] */
    struct place place;
};

struct block_rule {
    struct column_rule *columns; /* top level of the header tree */
    int n_columns;
    const struct column_rule **leaves; /* left to right */
    int n_leaves;
    int depth;             /* rows of the header when drawn */
    struct row_rule *rows; /* as drawn, top to bottom */
    int n_rows;
    bool has_header; /* false: all headings are blank */
};

/* A merged label left of the parts it speaks for. */
struct beside_rule {
    struct wording words;
    int span;
    struct place place;
};

enum part_kind { PART_LINE, PART_GRID };
struct part_rule {
    enum part_kind kind;
    bool optional; /* drawn where the model has one of its values */
    bool undrawn;  /* optional, and only ever read */
    const struct beside_rule
        *beside;             /* or NULL; equal for those that share it */
    struct line_cell *cells; /* PART_LINE */
    int n_cells;
    struct block_rule *blocks; /* PART_GRID */
    int n_blocks;
    bool has_ruler;
    struct wording ruler;   /* 栏次; n 0 with has_ruler: numbers only */
    struct wording ignored; /* header words that may also stand there */
    struct place place;
};

/* One caption line as drawn; as read, each pattern may be in any cell. */
struct caption_rule {
    struct pattern *left, *center, *right; /* NULL where there is none */
};

struct table_rule {
    const struct schema_table *schema;
    struct text template_id; /* of the template whose folder holds the file */
    const char *file;
    struct place place;
    struct pattern *titles; /* first drawn, others matched */
    int n_titles;
    struct wording number; /* 公开02表; n 0: none */
    int unit_shift;        /* canon/unit.h: 0 元, 4 万元 */
    int decimals;
    struct text evidence;
    struct text scope;
    struct text unit_implied; /* why a sheet need not say the unit, or "" */
    bool has_instance;
    struct text instance_item, instance_measure;
    struct caption_rule *captions;
    int n_captions;
    struct pattern *caption_patterns; /* all of them, and those only matched */
    int n_caption_patterns;
    struct part_rule *parts;
    int n_parts;
    struct wording notes;
    struct pattern *declared_empty;
    int n_declared_empty;
    /* For drawing. */
    bool landscape;
    int columns;   /* sheet columns of a form; 0: what the widest part needs */
    float *widths; /* [n_widths], 0: by content */
    int n_widths;
};

struct template_rule {
    struct text id; /* "hubei-2022" */
    struct text name, region, evidence;
    struct text extends; /* "" or another's id */
    int year_first, year_last;
    const struct code_list *functional, *economic;
    const struct table_rule **tables; /* in the order of the sheets; a table
                                         taken over unchanged is the same
                                         pointer as in the other template */
    int n_tables, tables_capacity;
    struct text *unmodelled; /* folded names of sheets without its figures */
    int n_unmodelled, unmodelled_capacity;
    /* [n_tables] Of a set of which one table occurs all must; 0: the table is
       a set of its own.  NULL: nothing is known of sets. */
    const int *sets;
    struct place place;
};

struct mapping_set {
    const char *folder;
    struct template_rule **templates; /* by id */
    int n_templates, templates_capacity;
};

/* "2019", "2019 to 2021" */
const char *mapping_years(struct arena *arena,
                          const struct template_rule *template);
const struct template_rule *mapping_find(const struct mapping_set *set,
                                         struct text id);
/* The first of those that it extends, one by one: templates of one family are
   of one form.  'id' itself where it extends none, or is unknown. */
struct text mapping_family(const struct mapping_set *set, struct text id);
/* The table rule of a template, or NULL. */
const struct table_rule *mapping_table(const struct template_rule *template,
                                       const struct schema_table *schema);
/* Does a rule of codes take this one? */
bool mapping_takes(const struct row_rule *rule, struct text code);
/* The template's list for "functional" or "economic". */
const struct code_list *mapping_codes(const struct template_rule *template,
                                      struct text classification);

#endif
