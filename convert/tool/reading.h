/*
 * reading.h - a filing read as the command line asks, and its template named.
 *
 * Memory   In the arena given.
 * Errors   Those of filing.h; false then.
 */
#ifndef TOOL_READING_H
#define TOOL_READING_H

#include "store/filing.h"
#include "tool/batch.h"

/* With what the options say. */
struct filing_wish reading_wish(const struct tool *tool,
                                const struct mapping_set *set,
                                const struct template_rule *template);

/* As filing_read(); a note says which template was found. */
bool reading_file(struct arena *arena, struct tool *tool, const char *path,
                  const struct filing_wish *wish, struct filing *out,
                  struct diag_list *diags);

/* The same of a job, whose workbooks may be several; where job->waits is set it
   is not to be gone on with. */
bool reading_job(struct job *job, const struct filing_wish *wish,
                 struct filing *out);

#endif
