/*
 * templates.h - the mappings a command works with.
 *
 * They are in the folder that -I names, else $JUESUAN_MAPPINGS, else the one
 * installed with the program (share/juesuan/mappings beside its bin), else
 * that of the source tree which holds the build.
 *
 * Memory   In the tool's arena.
 * Errors   Reported here; NULL then.
 */
#ifndef TOOL_TEMPLATES_H
#define TOOL_TEMPLATES_H

#include "mapping/mapping.h"
#include "tool/command.h"

/* NULL, and reported, where there is none. */
const char *templates_folder(struct tool *tool);

/* All templates of the folder; mapping-* where one is wrong. */
const struct mapping_set *templates_load(struct tool *tool);

/* One of them by name; template-unknown, with the nearest name, at 'at'. */
const struct template_rule *templates_find(const struct mapping_set *set,
                                           struct text id, struct place at,
                                           struct diag_list *diags);
/* The one that -t names: NULL and STATUS_DONE when there is no -t. */
enum status templates_wanted(struct tool *tool, const struct mapping_set *set,
                             const struct template_rule **out);
/* The same of --from. */
enum status templates_from(struct tool *tool, const struct mapping_set *set,
                           const struct template_rule **out);

#endif
