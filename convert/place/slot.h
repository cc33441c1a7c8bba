/*
 * slot.h - one value's place on a sheet, and the one maker of such places.
 *
 * A slot is a cell with what the mapping says of the value in it: item,
 * measure, kind and unit.  Locating a table and drawing one both end in slots
 * that are made here, from the same rules, so what is drawn is what is found.
 * Nobody else makes or changes one, but that rows inserted above move it down
 * (port/insert).
 *
 * A row of codes mostly repeats the one above but for its code, and a sheet may
 * have a hundred thousand: of such a row it is only remembered what it repeats.
 * slot_next() goes through all slots as they are; who wants them as a list,
 * slot_list(), gets one made, once.
 *
 * Units    Rows and columns are zero-based grid indices.
 * Memory   In the placement's arena; points into the mapping and the grid.
 */
#ifndef PLACE_SLOT_H
#define PLACE_SLOT_H

#include "canon/model.h"
#include "mapping/mapping.h"
#include "place/heading.h"

struct placement;

/* The unit of an amount is not known, so that it cannot be read. */
#define SLOT_NO_UNIT (-1)

/* As small as it can be: a sheet may have a million of them. */
struct slot {
    struct text item, measure;
    const struct cell *says; /* the heading or label that says it; else NULL */
    const struct ticks *ticks;     /* NULL: none */
    const struct pattern *pattern; /* the cell is a pattern's text; else NULL */
    const struct place *by;        /* the mapping's line */
    int row, col, end_col; /* the cell; end_col > col + 1: any of the run */
    enum value_kind kind;
    int part;        /* which of the pattern's parts this is */
    int8_t shift;    /* of an amount: 4 for 万元; SLOT_NO_UNIT: not read */
    bool shared : 1; /* a merged cell that also holds for other rows */
    bool sum : 1;
    bool group : 1;   /* a word that names a group of records */
    bool field : 1;   /* of a line */
    bool percent : 1; /* the heading says %: the number is in hundredths */
    bool
        of_sheet : 1; /* the unit is the sheet's: no heading or label says one */
    bool assumed : 1;  /* and the sheet does not, either */
    bool row_item : 1; /* the item is the row's, slot.c's: see slot_end_row() */
};

/* A run of slots as they were made, or a row like one above it. */
struct slot_row {
    struct text item; /* of those of its slots that have the row's */
    int first, n;     /* of the slots made */
    int down;         /* it is so many rows below those; 0: it is those */
};

struct slot_store {
    struct arena *arena;
    struct slot *made;
    int n_made, made_capacity;
    struct slot_row *rows;
    int n_rows, rows_capacity;
    int begun;     /* where the row begins that is being made; -1: none is */
    bool is_apart; /* the last row is whole: nothing joins it */
};

/* Where one leaf column is. */
struct leaf_place {
    int col, end_col; /* -1 when it was not found */
    int end_row;      /* below its heading */
    struct heading_says says;
};

/* A value as the mapping knows it, wherever it is. */
struct slot_rule {
    struct text item, measure;
    enum value_kind kind;
    bool sum, group;
    bool field; /* of a line: where its label says no unit, that of the field
                   above with the same measure holds (其中：中央财政) */
    const struct ticks *ticks; /* NULL or without choices: none */
    const struct pattern *pattern;
    int part;
    struct heading_says says;
    const struct place *by; /* the mapping's line */
};

/* The value of a leaf column in a row of a grid.  'label' is what the row's
   own label says; 'item' is the row's, where the rule does not name one. */
struct slot_rule slot_of_leaf(const struct row_rule *rule,
                              const struct column_rule *column,
                              const struct leaf_place *place,
                              struct heading_says label, struct text item);
/* The value of a field in a line, behind a label that says 'says'. */
struct slot_rule slot_of_field(const struct line_cell *field,
                               struct heading_says says);
/* The value of a pattern's part, within the text of the pattern's cell. */
struct slot_rule slot_of_part(const struct pattern *pattern, int part,
                              const struct ticks *ticks);

/* Its cell.  'end_col' (0: one cell) is behind the last cell that its choices
   may be in; other values are in one cell. */
struct slot_cell {
    int row, col, end_col;
    bool shared;
};

/* Makes a slot and adds it to the placement.  Those between the beginning and
   the end of a row, whose item it is, are kept as what they repeat. */
void slot_begin_row(struct placement *placement);
void slot_end_row(struct placement *placement, struct text item);
/* The last row, where it was made so; -1: it was not.  Of the same number are
   rows that repeat one another. */
int slot_last_row(const struct placement *placement);
/* That row once more, with its first slot in grid row 'row'. */
void slot_repeat_row(struct placement *placement, int row, struct text item);
void slot_add(struct arena *arena, struct placement *placement,
              struct slot_cell cell, const struct slot_rule *rule);

/* All of them, [n_slots]; NULL where there are none. */
struct slot *slot_list(const struct placement *placement);

/* All of them, one after the other, without a list. */
struct slot_walk {
    const struct slot_store *store;
    int row, next;
    const struct text *item; /* what the row's slots may share; stays; NULL */
    struct slot slot;
};
struct slot_walk slot_begin(const struct placement *placement);
/* Good until it is called again; NULL behind the last. */
const struct slot *slot_next(struct slot_walk *walk);
/* The first of those that others repeat, *n of them: for what is the same for
   all, which are items, rows and columns not. */
const struct slot *slot_kinds(const struct placement *placement, int *n);

/* A heading in a line by itself (二、支出明细（元）): the unit that it says
   holds for all slots that are added from now on. */
void slot_begin_section(struct placement *placement, struct heading_says says);

/* Slots in the sheet's unit take that of the placement, once it is found. */
void slot_settle_unit(struct placement *placement);

/* The highest number of a list's members among the slots; 0: none. */
int slot_last_member(const struct placement *placement, struct text list);

#endif
