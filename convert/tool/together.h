/*
 * together.h - files of a run that are one filing: its tables one a file.
 *
 * A workbook that lacks tables of a set that it begins may have them in others.
 * Such workbooks wait until all files were seen once; those of one department,
 * year and region that hold no table twice are then read as one filing, in the
 * place of the first.
 *
 *     together_waits ──text──▶ together_add … together_close, together_at
 *     in a worker              here, in the order of the files
 *
 * Memory   In the arena given: the paths, and a line a table, of files that
 *          wait.
 * Errors   filing-twice, where two of an office hold one table.
 */
#ifndef TOOL_TOGETHER_H
#define TOOL_TOGETHER_H

#include "store/filing.h"
#include "tool/command.h"

struct together;
struct together *together_new(struct arena *arena);

/* What is to be known of a filing that has to wait, or "". */
struct text together_waits(struct arena *arena, const struct filing *filing);
void together_add(struct together *together, struct text said, const char *path,
                  const char *below);

/* Workbooks that are read as one filing. */
struct together_files {
    const char **paths, **below; /* [n] as in inputs.h */
    int n;
    const char *other; /* one of the same office that holds a table of this
                          one, so that neither is read with others; or NULL */
};

/* All were added: how many filings they are. */
int together_close(struct together *together);
const struct together_files *together_at(const struct together *together,
                                         int i);
/* That of the first path. */
const struct together_files *together_find(const struct together *together,
                                           const char *path);
void together_tell(const struct together_files *files, struct diag_list *diags);

#endif
