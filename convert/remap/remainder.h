/*
 * remainder.h - what a written book does not say of its model, and reporting
 * it.
 *
 * A slot that was filled is no proof: a choice that the template does not
 * list is not ticked, a merged cell speaks for rows that differ, a row may
 * read as a note.  So the sheets are read again, and what does not come back
 * is lost.  The records of a list are numbered as they stand on the sheet; each
 * is known again by the row that it was written into.
 *
 * Memory   In the arena; facts point into the model.
 * Errors   fact-no-place, at the level given.
 */
#ifndef REMAP_REMAINDER_H
#define REMAP_REMAINDER_H

#include "port/export.h"

/* A model in a template's book, and what reading the book gives. */
struct written {
    const struct model *source;
    struct book *book;
    int *sheet;           /* [source tables] where each is, -1: nowhere */
    struct fact_set lost; /* of the source: what the book does not say */
    const struct located *located; /* the book as the template reads it */
    struct model *says;            /* and what that says */
    int *says_of;         /* [source tables] the table of 'says', -1: none */
    struct fact_set more; /* of 'says': what the source does not say */
};

/* Reads what was written, and compares. */
struct written remainder_find(struct arena *arena, const struct exported *out,
                              const struct template_rule *template);

/* The same of export_book(): what it draws, read and compared. */
struct written remainder_draw(struct arena *arena,
                              const struct template_rule *template,
                              const struct model *model,
                              const struct kept *kept, struct diag_list *diags);

/*
 * Says each fact, with where it was read from and why the template has no
 * place for it: fact-no-place, at the level given.  Returns how many.
 */
int remainder_report(struct arena *arena, const struct fact_set *lost,
                     const struct template_rule *template,
                     enum diag_level level, struct diag_list *diags);

/* The cell a fact was read from; its sheet or file where that is not known. */
struct place remainder_place(struct arena *arena, const struct model *model,
                             const struct model_table *table,
                             const struct fact *fact);

#endif
