/*
 * drafted.h - mappings draft: workbooks in, a template's folder out.
 *
 * Memory   In the tool's arena.
 * Errors   Reported here: those of workbook.h and draft.h, usage,
 *          file-unwritable, and what the workbooks hold that the draft does not
 *          read.
 */
#ifndef TOOL_DRAFTED_H
#define TOOL_DRAFTED_H

#include "mapping/mapping.h"
#include "tool/command.h"

enum status drafted_run(struct tool *tool, const struct mapping_set *set,
                        const char *const *paths, int n);

#endif
