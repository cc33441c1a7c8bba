/*
 * annotating.h - a workbook while findings are written into it.
 *
 * Memory   In the arena of the edit; points into the findings.
 * Errors   None.
 */
#ifndef SUBMIT_ANNOTATING_H
#define SUBMIT_ANNOTATING_H

#include "submit/annotate.h"
#include "submit/paint.h"

/* From the mildest; a cell has the colour of its worst entry. */
enum mark_kind {
    MARK_EXPLAINED, /* somebody says why it stays */
    MARK_ROUNDING,
    MARK_WARNING,
    MARK_DOUBT,
    MARK_ERROR,
    MARK_UNREAD,
    MARK_N
};

/* What is reported: by a rule, or otherwise. */
struct entry {
    const struct finding *finding; /* or NULL */
    const struct diag *diag;       /* or NULL */
    enum mark_kind kind;
};

struct mark {
    int sheet, row, col;
    int entry;
    enum mark_kind kind;
};

struct annotating {
    struct arena *arena;
    struct paint paint; /* its colours are by enum mark_kind */
    struct entry *entries;
    int n_entries, entries_capacity;
    struct mark *marks;
    int n_marks, marks_capacity;
};

/* 不符, as the list and the notes have it. */
const char *annotate_word(enum mark_kind kind);
/* A text, what else is said of it and the person's reason, or NULL: each on a
   line of its own. */
struct text annotate_said(const struct annotating *a, struct text text,
                          const char *more, const char *reason);
/* The sheet of a finding's cell, -1: none. */
int annotate_sheet_of(const struct annotating *a,
                      const struct finding_cell *cell);
#endif
