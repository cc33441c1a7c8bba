/*
 * batch.h - many files, each on its own.
 *
 * Each file has an arena, which is returned after it, and a list of
 * complaints, which is reported after it.  A bad file, even one that runs out
 * of memory, does not stop the others.
 *
 *     inputs ──▶ admit ──▶ work ──bytes──▶ take, or 'out'
 *                here     a worker        here, in the order of the inputs
 *
 * Workers are processes, not threads: a fault in one takes one file along and
 * is reported as that file's; none waits for another's memory; libraries need
 * not know of each other.  What a worker writes to job->out, and what it
 * reports, comes through a pipe, and is passed on in the order of the inputs,
 * so that results do not depend on how many workers there are.
 *
 * Memory   At most WINDOW results a worker are held at a time.
 */
#ifndef TOOL_BATCH_H
#define TOOL_BATCH_H

#include <stdint.h>

#include "tool/command.h"

struct together_files; /* together.h */

/* What came of a file, as the summary counts it. */
struct batch_tally {
    int64_t tables, facts, findings, skipped, refused;
};

struct job {
    struct tool *tool;
    const char *path;
    const char *below; /* inputs.h */
    /* The workbooks that are one filing, the first at 'path'; NULL: only that
       one. */
    const struct together_files *files;
    bool last; /* it need not wait any more */
    struct text
        waits; /* set by 'work', which then does no more: the workbook is
                          part of a filing (together.h) */
    struct arena arena;
    struct diag_list diags; /* in the arena */
    void *context;          /* the command's */
    FILE *out;              /* of batch_spread(); NULL: see 'direct' */
    struct batch_tally tally;
    enum status status;
};

struct batch {
    /* In a worker.  It says how the file went. */
    enum status (*work)(struct job *job);
    /* In a worker, on a file that ran out of memory: closes what 'work' left
       open.  NULL: nothing. */
    void (*undo)(struct job *job);
    /* Here, once, when the workers are there.  NULL: nothing. */
    bool (*begin)(void *context);
    /* Here, before each file, which it may refuse; NULL: none. */
    bool (*admit)(struct job *job);
    /* Here, after each file, in order: what it wrote, its status and its tally,
       which this may change.  False: this file and those behind it cannot be
       taken.  NULL: 'out' gets it. */
    bool (*take)(struct job *job, struct text bytes);
    /* Here, behind the last file; NULL: nothing.  Returns how many files are
       not done after all, with their tally; any: the run has failed. */
    int (*end)(void *context, struct batch_tally *undone);
    /* Where all is done here, job->out is NULL: 'work' writes by itself what
       'take' would have got, so that it need not be kept. */
    bool direct;
    /* Tables may be one a file: workbooks that wait are worked on again behind
       the others, as filings. */
    bool joins;
    FILE *out; /* bytes go there where take is NULL */
    void *context;
};

/*
 * All inputs of the command line, by as many workers as -j says: else as
 * there are cores.  One file is worked on here.
 *
 * Several files of which some failed are done with something wrong; only when
 * all failed, or no more could be taken, it is STATUS_FAILED.
 */
enum status batch_spread(struct tool *tool, const struct batch *batch);

/* The same, all here, one after another; a true *stop (may be NULL) ends it. */
enum status batch_run(struct tool *tool, enum status (*work)(struct job *job),
                      void (*undo)(struct job *job), void *context,
                      const bool *stop);

#endif
