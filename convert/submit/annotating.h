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
    MARK_HINT,
    MARK_WARNING,
    MARK_DOUBT,
    MARK_ERROR,
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
    enum language language;
    struct paint paint; /* its colours are by enum mark_kind */
    struct entry *entries;
    int n_entries, entries_capacity;
    struct mark *marks;
    int n_marks, marks_capacity;
};

/* "error", 错误, as messages have it. */
const char *annotate_word(const struct annotating *a, enum mark_kind kind);
/* What is said of an entry, without the cells and amounts of a finding, and
   the person's reason; each on a line of its own. */
struct text annotate_said(const struct annotating *a,
                          const struct entry *entry);
/* Which rule, else the word of the message. */
struct text annotate_id(const struct entry *entry);
/* The values that entered, a line each, as the rule joins them: "C9 904.50" on
   the sheet 'here' (-1: none), "= 支出决算表!C9 880.00". */
struct text annotate_cells(const struct annotating *a,
                           const struct finding *finding, int here);
/* The sheet of a finding's cell, -1: none. */
int annotate_sheet_of(const struct annotating *a,
                      const struct finding_cell *cell);
#endif
