/*
 * help.h - help that teaches: what a command is for, then examples.
 *
 * Memory   Scratch in the tool's arena.
 */
#ifndef TOOL_HELP_H
#define TOOL_HELP_H

#include "tool/command.h"

/* To standard output: of one command, or with NULL of the program. */
enum status help_write(struct tool *tool, const struct command *command);
enum status help_write_version(struct tool *tool);
enum status help_write_limits(struct tool *tool);

/* NULL: no such command; then *near is the nearest, or "". */
const struct command *help_find(const char *name, struct text *near);

/* Reports usage errors (where there are any), the last with a pointer to the
   help unless it has a hint; returns STATUS_USAGE. */
enum status help_fail(struct tool *tool, struct diag_list *diags);
/* The same of one error and its hint, or NULL. */
LANGUAGE_FORMAT(2, 0)
enum status help_refuse(struct tool *tool, const char *text, const char *hint);

#endif
