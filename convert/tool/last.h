/*
 * last.h - last year's filings (--last), and which of them is a filing's own.
 *
 *     last_read      every filing of LAST is read once: whose it is, its year
 *     last_find      in a worker: the one of the same office, a year before
 *     last_take      here: it was found
 *     last_tell      here, behind all: offices of LAST that are not there
 *
 * One file held against one file is the person's word for it that they are of
 * one office; of several, department, region and year say so, and nothing is
 * guessed from names that are alike.  The template does not matter: both are
 * held against each other as models.
 *
 * Memory   In the tool's arena: a name and the paths of each filing of LAST.
 *          A filing that is found is read again, in the job's arena.
 * Errors   last-missing, last-gone, department-renamed, filing-twice; those of
 *          reading a filing, once, while LAST is read.
 */
#ifndef TOOL_LAST_H
#define TOOL_LAST_H

#include "store/filing.h"
#include "tool/batch.h"

struct last;

/* What --last names; *status is not STATUS_DONE where nothing of it can be
   read. */
struct last *last_read(struct tool *tool, const struct mapping_set *set,
                       enum status *status);

/* NULL, and said, where there is none; else also its number. */
struct model *last_find(const struct last *last, struct job *job,
                        const struct model *model, int *number);
void last_take(struct last *last, int number, int year);
/* Does LAST have offices that no filing was held against? */
void last_tell(const struct last *last, struct diag_list *diags);

#endif
