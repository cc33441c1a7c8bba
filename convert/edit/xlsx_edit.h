/*
 * xlsx_edit.h - a workbook that somebody else made, changed in place.
 *
 * Parts that no change concerns keep their compressed bytes; in the others all
 * bytes stay but those of the cells, ranges and references that change.
 * What the parts hold that this program does not know (extensions,
 * alternate content, attributes of the future) is carried along.
 *
 *     edit = xlsx_edit_open(arena, name, bytes, diags);
 *     xlsx_rows_insert(edit, sheet, &added);          first, if at all
 *     xlsx_cells_set(edit, sheet, cells, n);
 *     xlsx_edit_finish(edit, want, &made);
 *     xlsx_edit_write(edit, path, made);
 *
 * Limits of what can be edited: parts in UTF-8.
 *
 * Units    Sheets are numbered as in the book (chart sheets are none); rows
 *          and columns are zero-based.
 * Memory   Everything in the arena given.
 * Errors   Those of xlsx_read.h; edit-unsupported where a part that must
 *          change cannot be; write-differs where the result reads back
 *          otherwise; file-unwritable; blank-struck.  The list is edit->diags;
 *          once something failed, edit->failed stays true and nothing is
 *          written.
 */
#ifndef EDIT_XLSX_EDIT_H
#define EDIT_XLSX_EDIT_H

#include "book/grid.h"
#include "book/package.h"
#include "edit/part.h"

struct xlsx_part {
    struct text name, bytes;
    struct part *read; /* as its bytes are; NULL: not yet */
    bool changed, dropped;
};

/* A sheet of the workbook part, also one that is not read. */
struct xlsx_listed {
    struct text name, part;
    int sheet; /* its number in the book, -1: a chart sheet, or one that no
                  relation leads to */
};

struct xlsx_edit {
    struct arena *arena;
    const char *file;
    const char *made; /* what it becomes, for messages; at first 'file' */
    struct diag_list *diags;
    struct package package;
    struct text workbook;    /* its part */
    const struct book *book; /* as it was read */
    struct xlsx_part *parts; /* those looked at */
    int n_parts, parts_capacity;
    struct xlsx_listed *listed;
    int n_listed, listed_capacity;
    int *part_of;        /* [book->n_sheets] index of listed */
    bool strict;         /* ISO/IEC 29500 strict: other namespaces */
    struct text targets; /* xlsx_related_name()'s */
    int rewritten; /* a sheet whose cells are all the caller's, -1: none */
    int n_before;  /* sheets of the caller's before those of the book */
    bool failed;
    bool uncalculated; /* a formula's cached result may be out of date */
};

struct xlsx_edit *xlsx_edit_open(struct arena *arena, const char *name,
                                 struct text bytes, struct diag_list *diags);

/* The bytes of a part as they are now; failed and empty where it is not
   there or cannot be edited. */
struct text xlsx_edit_bytes(struct xlsx_edit *edit, struct text part);
/* The same as elements; none where the bytes are empty. */
struct part *xlsx_edit_part(struct xlsx_edit *edit, struct text part);
/* The part has its changes from now on. */
void xlsx_edit_save(struct xlsx_edit *edit, struct text part,
                    struct part *changed);
bool xlsx_edit_has(const struct xlsx_edit *edit, struct text part);
/* The same, or it had, or was asked for it. */
bool xlsx_edit_had(const struct xlsx_edit *edit, struct text part);
void xlsx_edit_put(struct xlsx_edit *edit, struct text part, struct text bytes);
void xlsx_edit_drop(struct xlsx_edit *edit, struct text part);
/* The namespaces of spreadsheets and of relations, as this workbook has them. */
const char *xlsx_edit_main(const struct xlsx_edit *edit);
const char *xlsx_edit_link(const struct xlsx_edit *edit);
/* The part of a sheet by its number in the book. */
struct text xlsx_edit_sheet(const struct xlsx_edit *edit, int sheet);

/* Asks programs to calculate all formulas when they open the workbook. */
void xlsx_edit_calculate(struct xlsx_edit *edit);

LANGUAGE_FORMAT(3, 0)
bool xlsx_edit_wrong(struct xlsx_edit *edit, struct text part,
                     const char *what);

/*
 * Puts the container together, reads it back and compares: each sheet of
 * 'want' must be there with the same cells and merged ranges; further sheets
 * are the caller's.  False where it does not read back so.
 */
bool xlsx_edit_finish(struct xlsx_edit *edit, const struct book *want,
                      struct text *out);
/* To 'path', which is the old file or the whole new one. */
bool xlsx_edit_write(struct xlsx_edit *edit, const char *path,
                     struct text bytes);

#endif
