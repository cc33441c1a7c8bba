/*
 * stale.h - what a blank holds that is not of the filing it is filled with.
 *
 *     3| 部门：某县卫生健康局                  another department's blank
 *     7| 2130101 | 行政运行 | 50.00            last year's row
 *     9| ……                                   rows were to be put here
 *
 * A figure is a number that somebody typed: zeros, formulas, line numbers and
 * the codes of a catalogue are what blanks are printed with.  Of a form only
 * amounts are, since weights are printed, too.
 *
 * Memory   In the arena; points into the blank, its tables and the model.
 * Errors   blank-other, blank-filled, blank-placeholder, unit-unnamed.
 */
#ifndef PORT_STALE_H
#define PORT_STALE_H

#include "base/diag.h"
#include "canon/model.h"
#include "place/locate.h"

enum stale_kind {
    STALE_DEPARTMENT,
    STALE_YEAR,
    STALE_STAYS,   /* figures that are left as they are */
    STALE_CHANGED, /* figures in cells of the filing's */
    STALE_LEFT,    /* figures that are in no place of the template */
    STALE_CODES,   /* rows of codes that the filing does not have */
    STALE_WORD,    /* XX局, …… */
    STALE_UNIT     /* none: amounts are written in the template's */
};

/* All of one kind in one table; of a department or year in the book. */
struct stale_note {
    enum stale_kind kind;
    int sheet, row, col;  /* the first cell */
    struct text is, want; /* what is there, and the filing's */
    struct place by;      /* of the table */
    int n;                /* cells, sheets or codes */
    const char *more;     /* of the others; "" */
};

struct stale {
    struct stale_note *notes;
    int n, capacity;
};

/* 'blank' is not filled yet; tables[sheets][tables] are the model's that its
   placements get, -1: none. */
struct stale stale_find(struct arena *arena, const struct located *blank,
                        const struct model *model, const int *const *tables);

/* XX, ××, ＸＸ, **, ○○, __: two or more stand for what is to be written there. */
bool stale_is_open(struct arena *arena, struct text t);

/*
 * Reports the notes, of the blank's cells; what would stand beside the filing's
 * own at the level given.  Returns how much of that there is.
 */
int stale_report(struct arena *arena, const struct stale *stale,
                 const char *file, const struct book *blank,
                 enum diag_level level, struct diag_list *diags);

#endif
