/*
 * file.h - whole files in, whole files out.
 *
 * Errors   file-unreadable, file-unwritable, file-too-large through diags.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"

/* The bytes of a file (a NUL stands behind them), at most 'limit' of them. */
bool file_read(struct arena *arena, const char *path, uint64_t limit,
               struct text *out, struct diag_list *diags);

/*
 * A file that is not there until it is whole: written beside 'path' under a
 * temporary name, synced, renamed, the folder synced.  A kill or a full disk
 * leaves the old file or the new one.  path NULL or "-" is standard output.
 */
struct file_out {
    FILE *stream;
    const char *path, *temporary; /* NULL for standard output */
};

bool file_out_open(struct arena *arena, struct file_out *out,
                   const char *path, struct diag_list *diags);
/* False when any write failed; the temporary file is gone then. */
bool file_out_close(struct file_out *out, struct diag_list *diags);
void file_out_discard(struct file_out *out);
/* Syncs 'temporary', renames it to 'path', syncs the folder. */
bool file_commit(struct arena *arena, const char *temporary, const char *path,
                 struct diag_list *diags);
/* A temporary name in the folder of 'path' ("….juesuan-XXXXXX"), created. */
const char *file_temporary(struct arena *arena, const char *path,
                           struct diag_list *diags);
bool file_same(const char *a, const char *b); /* the same inode */

#endif
