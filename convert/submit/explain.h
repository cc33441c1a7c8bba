/*
 * explain.h - what each cell of a filing's workbook was taken for, and why.
 *
 *     C7 582.36   读入：210 卫生健康支出，本年收入合计
 *                 income / 210 / total
 *                 582.36 万元（单位据 I3）→ 5823600 元
 *                 [mappings/national-2022/income.yaml:33]
 *
 * The claims of locate_book() and the slots of its placements, read once more
 * as import reads them; what was said while the filing was read stands with
 * the cells it was said of.  Every cell that holds something has a kind, and
 * so has each blank in the place of a value.
 *
 * Memory   In the arena given; points into the filing and the messages.
 * Errors   None.
 */
#ifndef SUBMIT_EXPLAIN_H
#define SUBMIT_EXPLAIN_H

#include "store/filing.h"

/* From the one that says least: of two that a cell may be of, the later. */
enum explain_kind {
    EXPLAIN_NONE,       /* nothing: no rule of the mapping speaks of it */
    EXPLAIN_BLANK,      /* a value's place, blank */
    EXPLAIN_ABSENT,     /* a value's place that says there is none: — */
    EXPLAIN_KEPT,       /* not in the model; import --kept keeps it */
    EXPLAIN_UNMODELLED, /* the same, and the mapping says why */
    EXPLAIN_LABEL,      /* a title, heading, label, number */
    EXPLAIN_FACT,       /* in the model */
    EXPLAIN_UNREAD,     /* a figure that is not, or a cell that was complained
                           of and that nothing else is known of */
    EXPLAIN_N
};

struct explain_cell {
    int row, col;
    enum explain_kind kind;
    bool told;        /* an error or a warning is about it */
    struct text note; /* lines; "" where there is no more than the kind */
};

struct explain_sheet {
    const struct grid *grid;
    const struct located_sheet *located;
    struct explain_cell *cells; /* [n_cells] by row, then column */
    int n_cells;
    int n[EXPLAIN_N]; /* how many cells of a kind */
};

struct explained {
    struct arena *arena;
    const struct filing *filing;
    struct explain_sheet *sheets; /* [filing->located->book->n_sheets] */
    int n[EXPLAIN_N], n_notes;    /* of all sheets */
    const struct diag **told;     /* errors and warnings, in order; no hints */
    int n_told;
};

/* 'said' is all that was said of the filing, which is of a workbook. */
struct explained explain_filing(struct arena *arena,
                                const struct filing *filing,
                                const struct diag_list *said);

/* 读入; one of its letters, for print; a sentence; "FFCFE6F7". */
struct explain_word {
    const char *word, *letter, *meaning, *colour;
};
const struct explain_word *explain_word(enum explain_kind kind);
/* 错误, 存疑, 警告, 提示, as messages have them. */
const char *explain_level(const struct diag *diag);

/* Does a note begin and end as ours do? */
bool explain_is_note(struct text note);

/* Unread cells that no message is at, and numbers that are kept, by runs of cells beside one another: the
   first at or behind cell 'from' is [*top, *end); false: there is none. */
bool explain_next_run(const struct explain_sheet *sheet, int from, int *top,
                      int *end);

#endif
