/*
 * handed.h - what check hands back: copies with notes, and reports.
 *
 *     handed_open     what --annotate and --report name
 *     handed_admit    before a file: may its outputs be written?
 *     handed_write    in a worker, when all was said of it
 *     handed_take     here, in order: the row of the folder's first page
 *     handed_close    when nothing else can fail any more
 *
 * Of one file they are one file each, which gets its name at the end; of
 * several a folder with one each.  The pages of reports are in its folder
 * filings/, beside index.html.
 *
 * Memory   In the tool's arena, those of one of many in the job's.
 * Errors   usage, file-unwritable, file-is-input; those of annotate.h.
 */
#ifndef TOOL_HANDED_H
#define TOOL_HANDED_H

#include "base/file.h"
#include "submit/annotate.h"
#include "submit/review.h"
#include "submit/review_index.h"
#include "tool/batch.h"
#include "tool/target.h"

struct handed {
    struct tool *tool;
    struct target target;
    bool many;
    const char *annotated;      /* NULL: no such copy is wanted */
    const char *report;         /* the same */
    struct file_out copy, page; /* open until all else is done; or no stream */
    struct annotated marks;     /* of the copy */
    struct file_out index;      /* of many reports; or no stream */
    int n_state[REVIEW_STATES];
};

/* False, and reported, where they cannot be what they are named. */
bool handed_open(struct handed *handed, struct tool *tool);
/* Begins the index. */
bool handed_begin(struct handed *handed, struct diag_list *diags);
bool handed_admit(struct handed *handed, struct job *job);
/* The first n_told messages are no findings'. */
bool handed_annotate(struct handed *handed, struct job *job,
                     const struct findings *findings, int n_told);
bool handed_report(struct handed *handed, struct job *job,
                   const struct review *review);
/* Closes what a file left open that ran out of memory. */
void handed_undo(struct handed *handed);
/* What is known of a filing; its file and link are added. */
void handed_take(struct handed *handed, const struct job *job,
                 struct review_row *row);
/* After a run that failed nothing is written. */
bool handed_close(struct handed *handed, enum status status,
                  const struct rule_set *rules,
                  const struct rule_tally *tallies, struct diag_list *diags);

#endif
