/*
 * workers.h - processes that work on files, and their results in order.
 *
 * Each worker is a fork of this process and gets a few files ahead, so that it
 * never waits for the next one.  It answers with frames: bytes of the result,
 * bytes of standard error, the end of a file.  A worker that dies is replaced;
 * the file that it had in hand is reported as the program's own fault.
 *
 * Memory   WORKERS_WINDOW results a worker, each in an arena of its own.
 */
#ifndef TOOL_WORKERS_H
#define TOOL_WORKERS_H

#include "tool/batch.h"

#define WORKERS_MAX 256
#define WORKERS_AHEAD 3   /* files a worker holds; the first is in hand */
#define WORKERS_WINDOW 16 /* files a worker between the oldest and the newest */

struct workers_file {
    const char *path, *below;
    int status; /* enum status */
    bool wrong; /* an error was reported */
    struct batch_tally tally;
    struct diag_list diags; /* of 'next', in the arena below */
    struct arena arena;
};

enum workers_next { WORKERS_END, WORKERS_FILE, WORKERS_REFUSED };

struct workers {
    struct tool *tool;
    int n;
    void *context;
    /* Here, once the workers are there; false: nothing is to be done. */
    bool (*begin)(void *context);
    /* Here: the next file, its path in its arena; one that is refused goes on
       as failed. */
    enum workers_next (*next)(void *context, struct workers_file *file);
    /* In a worker. */
    void (*work)(void *context, struct workers_file *file, FILE *out);
    /* Here, in order; false: no more is wanted, nor what is being worked on. */
    bool (*take)(void *context, struct workers_file *file, struct text bytes);
};

/* As -j says, else the cores that this process may run on. */
int workers_count(const struct tool *tool);

/* Until 'next' says the end and all is taken. */
void workers_run(struct workers *workers);

#endif
