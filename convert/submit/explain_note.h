/*
 * explain_note.h - the words of a cell's note; its kind stands before them.
 *
 * Each is some lines, of which the last ends with the mapping line that asked,
 * or the word of a message, in [ ].
 *
 * Memory   In the arena given.
 */
#ifndef SUBMIT_EXPLAIN_NOTE_H
#define SUBMIT_EXPLAIN_NOTE_H

#include "port/cell_read.h"
#include "submit/explain.h"

/* What notes of one table have in common. */
struct explain_note {
    struct arena *arena;
    const struct book *book;
    const struct placement *placement;
    const struct model_table *table;
    const struct fact *fact; /* the model's of the slot at hand; or NULL */
};

/* 'cell' is NULL where the place is blank; 'read' is what it was read as. */
struct text explain_note_slot(const struct explain_note *note,
                              const struct slot *slot, const struct cell *cell,
                              const struct fact *read, enum explain_kind kind);
/* A cell that says the unit of its table; another of its words. */
struct text explain_note_unit(const struct explain_note *note);
struct text explain_note_caption(const struct explain_note *note,
                                 const char *what, struct text value);
/* What was said, its evidence and the hint; that with its level, code and
   line. */
struct text explain_note_message(struct arena *arena, const struct diag *diag);
struct text explain_note_diag(struct arena *arena, const struct diag *diag);
/* An unread cell that no message is at; 'named': one is of its row, column or
   table.  A number that is kept. */
struct text explain_note_unread(struct arena *arena,
                                const struct located *located,
                                const struct located_sheet *sheet, bool named);
struct text explain_note_kept(struct arena *arena,
                              const struct located *located,
                              const struct located_sheet *sheet);
/* A long text's beginning, and how long it is. */
struct text explain_note_cut(struct arena *arena, struct text t);

#endif
