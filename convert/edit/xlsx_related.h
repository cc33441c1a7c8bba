/*
 * xlsx_related.h - what the relations and content types of a workbook being
 * edited say of its parts, and new parts.
 *
 * A relation is asked for by its type, the word behind the last slash; one that
 * leads out of the workbook, or nowhere, leads to no part.
 *
 *     part = xlsx_related(edit, sheet, "comments");
 *     if (!part.n)
 *         id = xlsx_related_add(edit, sheet, &new);
 *
 * Source   ECMA-376 part 2.
 * Memory   In edit->arena.
 * Errors   In edit->diags and edit->failed.
 */
#ifndef EDIT_XLSX_RELATED_H
#define EDIT_XLSX_RELATED_H

#include "edit/xlsx_edit.h"

/* The part that the first relation of 'part' of that type leads to, "" where
   there is none; those added here count. */
struct text xlsx_related(struct xlsx_edit *edit, struct text part,
                         const char *type);
/* The same of a relation by its id. */
struct text xlsx_related_by_id(struct xlsx_edit *edit, struct text part,
                               struct text id);
/* All parts of a type, *n of them. */
struct text *xlsx_related_all(struct xlsx_edit *edit, struct text part,
                              const char *type, int *n);

/* A part that the workbook gets. */
struct xlsx_related_part {
    const char *type; /* of the relation that leads to it */
    struct text name, bytes;
    const char *content_type; /* of all files with that extension, where it has
                                 one */
    const char *extension;    /* NULL: by its name */
};

/* "xl/comments%d.xml" with the first number that no part has, and no relation
   speaks of. */
struct text xlsx_related_name(struct xlsx_edit *edit, const char *head,
                              const char *tail);
/* Puts it into the package, and relates 'part' to it: by the first relation of
   that type that leads to no part (but for a sheet, which is in the list of
   sheets), or a new one.  Returns the relation's id. */
struct text xlsx_related_add(struct xlsx_edit *edit, struct text part,
                             const struct xlsx_related_part *added);

/* Leaves out the order of calculation, which names each formula: programs make
   it again. */
void xlsx_related_unchain(struct xlsx_edit *edit);

#endif
