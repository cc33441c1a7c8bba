/*
 * twice.h - files of one run that are one file, or one office's filing, twice.
 *
 * What is written for all of them would count such a filing twice.  Any
 * process may say what a file is, in a few lines; one process, in order, holds
 * it against those before it.
 *
 * Memory   About 300 bytes a file, in the arena given.
 * Errors   file-twice, filing-twice: doubts.
 */
#ifndef TOOL_TWICE_H
#define TOOL_TWICE_H

#include "canon/model.h"
#include "mapping/mapping.h"

struct twice;
struct twice *twice_new(struct arena *arena);

/* Lines of text, the last of them empty. */
struct text twice_say(struct arena *arena, const char *path,
                      const struct mapping_set *set, const struct model *model);

/* Takes such lines off the front of *bytes. */
void twice_add(struct twice *twice, struct text *bytes, const char *path,
               struct diag_list *diags);

#endif
