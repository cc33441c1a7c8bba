/*
 * drafting.h - a sheet on its way to a mapping: for the files draft_*.c alone.
 *
 * A sheet is cut into tables (draft_sheet), a table's body into the lines and
 * grids of mappings (draft_form, draft_grid), whose headings and labels get
 * their words (draft_name); then it is written (draft_rule), if it can be, as
 * another table with changes (draft_change).  What is made on the way is what
 * the loader makes of a mapping file, so that both can be compared.
 *
 * Units    Rows and columns of the grid; spans are half open.
 * Memory   In drafting's arena; points into the book and the mappings.
 */
#ifndef REMAP_DRAFTING_H
#define REMAP_DRAFTING_H

#include "book/grid.h"
#include "remap/draft_words.h"

/* A word that no mapping has, to be declared in vocabulary.yaml. */
struct draft_own {
    bool is_item;
    struct text id, name, family, near;
    enum value_kind kind;
};

/* A caption with a value, 填报日期：… */
struct draft_caption {
    int row, col, end_col;
    struct text stop;  /* before it, where its cell says more: ； or "" */
    struct text label; /* as printed, without colon */
    struct text field; /* {department}, {year}, {unit}; "": a value of its
                          own */
    bool needed;       /* the caption that every table has lacks it */
    struct text item, measure;
    enum value_kind kind;
};

struct draft_table {
    struct arena *arena;
    const struct draft_words *words;
    const struct book *book;
    const struct grid *grid;
    int top, end, left, right; /* of the sheet, this table's */
    int body, body_end;        /* rows below title and captions, above notes */
    int title_row, title_col;
    struct text title, number, unit; /* "" for none */
    struct text center;              /* a caption in the middle: (2023年度) */
    bool captioned;                  /* a cell says the department or unit */
    bool counted;                    /* 单位：人 */
    struct draft_caption *captions;
    int n_captions, captions_capacity;
    struct text *notes;
    int n_notes, notes_capacity;
    struct text empty; /* 2022年度无…收入, in place of data; or "" */
    const struct table_rule *base;     /* that it is most like; NULL: none */
    bool same_title;                   /* the base's title is its own */
    const struct schema_table *schema; /* NULL: a table of its own */
    struct text id;                    /* name of its file and table */
    bool is_form;
    struct part_rule *parts;
    int n_parts, parts_capacity;
    struct text label;   /* folded heading of the last column of labels */
    struct pairs *items; /* "item" and those of its rows by label */
    struct draft_own *owns;
    int n_owns, owns_capacity;
    int n_known, n_mechanical, n_open; /* headings and labels */
};

/* A rectangle of cells. */
struct draft_area {
    int top, end, left, right;
};

/* The text of the cell that begins here, trimmed; TEXT_NONE where it is blank,
   or part of a merged cell that begins elsewhere. */
struct text drafting_text(const struct draft_table *t, int row, int col);
struct text drafting_folded(const struct draft_table *t, int row, int col);
struct span drafting_span(const struct draft_table *t, int row, int col);
/* A number, by its type or its text; codes and ordinals too. */
bool drafting_is_number(const struct draft_table *t, int row, int col);
/* A date, by its type or its text; no number is one. */
bool drafting_is_date(const struct draft_table *t, int row, int col);
/* A mark in place of a figure: —, --, / */
bool drafting_is_mark(const struct draft_table *t, int row, int col);
/* Cells with a text that begin in a row, and the column of the first. */
int drafting_anchors(const struct draft_table *t, const struct draft_area *area,
                     int row, int *first);
/* Is nothing there? */
bool drafting_is_blank_row(const struct draft_table *t,
                           const struct draft_area *area, int row);
struct wording drafting_wording(struct arena *arena, struct text shown);

#endif
