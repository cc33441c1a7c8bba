/*
 * templates.h - the mappings a command works with.
 *
 * They are in the folder that -I names, else $JUESUAN_MAPPINGS, else the one
 * installed with the program (share/juesuan/mappings beside its bin), else
 * that of the source tree which holds the build.  Where there is none, those
 * that were compiled into the program.  Folders that are one template each
 * (they have a template.yaml) are read beside those that would count without
 * them; -I may name several.
 *
 * Memory   In the tool's arena.
 * Errors   Reported here; NULL then.
 */
#ifndef TOOL_TEMPLATES_H
#define TOOL_TEMPLATES_H

#include "mapping/mapping.h"
#include "tool/command.h"

/* All templates of the folder; mapping-* where one is wrong. */
const struct mapping_set *templates_load(struct tool *tool);
/* The same; 'none' says that there need not be one. */
const struct mapping_set *templates_load_or(struct tool *tool, bool none);
/* A note: the folder where it was asked for (-v), or that there is none. */
void templates_say_source(struct tool *tool, const struct mapping_set *set);

/* The mapping file that messages call so, as it can be opened: where it is of a
   template beside the folder. */
const char *templates_file(struct arena *arena, const struct mapping_set *set,
                           const char *file);

/* The one that -t names: NULL and STATUS_DONE when there is no -t. */
enum status templates_wanted(struct tool *tool, const struct mapping_set *set,
                             const struct template_rule **out);
/* The same of --from. */
enum status templates_from(struct tool *tool, const struct mapping_set *set,
                           const struct template_rule **out);

#endif
