/*
 * progress.h - a bar on a terminal, while something takes long.
 *
 *   [########............] 40/100  12/s  0:05 left  2023/教育局.xlsx
 *
 * It comes after half a second and goes away at the end.  Messages are written
 * above it: it is taken away for them, and drawn again behind them.
 *
 * Memory   Its own struct; a name is copied, and cut.
 * Errors   None: what cannot be drawn is not.
 */
#ifndef TOOL_PROGRESS_H
#define TOOL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/language.h"

struct progress {
    bool wanted, drawn;
    bool begun_drawing; /* it was drawn once */
    enum language language;
    int done;
    char name[256];       /* of what comes next, or its end */
    int total;            /* -1: not known */
    int64_t begun, shown; /* nanoseconds of a clock */
};

/* Draws only where 'wanted', standard error is a terminal and there is more
   than one thing to do, or their number is unknown. */
void progress_begin(struct progress *progress, enum language language,
                    bool wanted, int total);
/* 'done' of the total are; 'name' comes next. */
void progress_step(struct progress *progress, int done, const char *name);
/* Takes the bar away, before other lines are written; behind them it is drawn
   again. */
void progress_clear(struct progress *progress);
void progress_redraw(struct progress *progress);
/* No bar from here on. */
void progress_end(struct progress *progress);

#endif
