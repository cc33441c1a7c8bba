/*
 * batch.h - one file after another, each on its own.
 *
 * Each file has an arena, which is returned after it, and a list of
 * complaints, which is reported after it.  A bad file, even one that runs out
 * of memory, does not stop the others.
 */
#ifndef TOOL_BATCH_H
#define TOOL_BATCH_H

#include "tool/command.h"

struct job {
    struct tool *tool;
    const char *path;
    struct arena arena;
    struct diag_list diags; /* in the arena */
    void *context;          /* the command's */
    enum status status;
};

/*
 * Runs 'work' for each word of the command line.  It says how the file went in
 * its result; 'undo' (may be NULL) follows on a file that ran out of memory,
 * to close what 'work' left open.  A true *stop ends the loop: nothing can be
 * written any more.
 *
 * Several files of which some failed are done with something wrong; only when
 * all failed, or the loop was stopped, it is STATUS_FAILED.
 */
enum status batch_run(struct tool *tool, enum status (*work)(struct job *job),
                      void (*undo)(struct job *job), void *context,
                      const bool *stop);

#endif
