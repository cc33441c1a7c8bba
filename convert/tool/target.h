/*
 * target.h - names of what a command is about to write.
 *
 * No output may be one of the inputs, however it is spelled, and no two
 * outputs may be one.
 *
 * Memory   In the tool's arena.
 * Errors   file-is-input, usage, file-unwritable; reported here.
 */
#ifndef TOOL_TARGET_H
#define TOOL_TARGET_H

#include "base/pairs.h"
#include "tool/command.h"

struct target {
    struct tool *tool;
    struct pairs *inputs; /* device and inode, to the index of the input */
    struct pairs *taken;  /* names given out */
    int n_inputs, n_taken;
};

void target_open(struct target *target, struct tool *tool);
void target_add_input(struct target *target, const char *path);

/* May 'path' be written?  NULL and "-" may. */
bool target_check(struct target *target, const char *path);

/* The same with a walk's files: reported in 'diags', and the folders above are
   made. */
bool target_admit(struct target *target, const char *path,
                  struct diag_list *diags);

/* "OUT/NAME.json" for "NAME.xlsx" and ".json"; folders of the input stay. */
const char *target_name(struct arena *arena, const char *folder,
                        const char *input, const char *suffix);

/* Is it the name of a workbook (.xlsx), where a folder is wanted? */
bool target_is_workbook(const char *path);

/* Makes the folder unless it is there. */
bool target_folder(struct target *target, const char *path);

#endif
