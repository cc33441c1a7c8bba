/*
 * given.h - what the person says of the filings, where no sheet does.
 *
 *     --year 2023 --department 某局 --region 某县 --unit 元
 *     --name '{year}/{department}.xlsx'
 *
 * --name is compared with the end of a path (mapping/pathname.h).
 *
 * Memory   In the tool's arena; what a path says, in the arena given.
 * Errors   usage; file-unnamed for a path.
 */
#ifndef TOOL_GIVEN_H
#define TOOL_GIVEN_H

#include "tool/command.h"

/* The options into tool->given and tool->name; false, and reported. */
bool given_read(struct tool *tool, struct diag_list *diags);

/* The same with what --name takes of this path; false, and reported, when
   the path does not match. */
bool given_of_path(struct arena *arena, const struct tool *tool,
                   const char *path, struct book_given *out,
                   struct diag_list *diags);

#endif
