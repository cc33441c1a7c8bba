/*
 * kept.h - what a workbook held beside its model: labels, notes (备注), marks.
 *
 * And what a migration found no place for.
 *
 * With it, export(import(g)) is g: of each sheet that the template would not
 * draw as it was, the cells that are no plain figure (labels, notes, figures
 * stored as text, marks for absent, unknown columns), the merged ranges, and
 * the order and state of sheets.  A figure written as the template writes it
 * is not kept: it comes from the model.
 *
 * 'lost' are facts of a model that another template had no place for.
 * 'digest' binds the kept file to the workbook written beside it, 'source' to
 * the one it was made from, of which there may be several versions, and
 * 'written_as' says which template the written one follows.
 *
 * Memory   In the arena it was made in.
 */
#ifndef CANON_KEPT_H
#define CANON_KEPT_H

#include "base/cellref.h"
#include "canon/model.h"

struct kept_cell {
    int row, col;
    char type;          /* n d D s b e as `cells` prints, 0: blank */
    struct text value;  /* as the file has it */
    struct text format; /* number format; "" is General */
};

/* A sheet of the workbook that was read. */
struct kept_sheet {
    struct text name;
    int state;  /* enum sheet_state */
    bool whole; /* false: the template draws it; only name, order and
                         state are kept */
    struct text table, instance; /* what it held first, or "" */
    bool unit_given; /* no text of it says the unit of amounts: it was given */
    int unit_shift;
    struct kept_cell *cells;
    int n_cells, cells_capacity;
    struct span *merges;
    int n_merges, merges_capacity;
};

/* A table that the sheets' template does not have, and the one that does. */
struct kept_other {
    struct text table, template_id;
};

struct kept {
    struct text template_id;   /* what the sheets were read by */
    struct kept_other *others; /* but for these (mapping/mix.h) */
    int n_others, others_capacity;
    struct text digest;     /* SHA-256, hexadecimal, of the bound workbook */
    struct text written_as; /* the template of the bound workbook */
    struct text source;     /* digest of the workbook that was kept, which the
                                bound one names in its properties */
    bool date1904;
    bool rounded; /* the bound workbook holds what it shows, and no more */
    struct kept_sheet *sheets;
    int n_sheets, sheets_capacity;
    struct model *lost; /* NULL where nothing is */
};

#endif
