/*
 * file.h - whole files in, whole files out.
 *
 * Memory   In the arena given.
 * Errors   file-unreadable, file-unwritable, file-too-large, file-unsynced
 *          through diags.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"

/* The bytes of a file, followed by a NUL; at most 'limit' of them. */
bool file_read(struct arena *arena, const char *path, uint64_t limit,
               struct text *out, struct diag_list *diags);

/* The same of what must be a file: a pipe would keep us waiting. */
bool file_read_regular(struct arena *arena, const char *path, uint64_t limit,
                       struct text *out, struct diag_list *diags);
bool file_is_folder(const char *path);
/* The names of a folder's files, by their bytes. */
void file_sort_names(const char **names, int n);
/* Is something there that is neither a file nor a folder? */
bool file_is_special(const char *path);

/*
 * A file that is not there until it is whole: written beside 'path' without a
 * name (where the file system cannot, under a temporary one), synced, renamed,
 * the folder synced.  A kill or a full disk leaves the old file or the new one
 * and nothing else.  path NULL or "-" is standard output.
 */
struct file_out {
    FILE *stream;
    const char *path;   /* NULL: standard output */
    const char *target; /* behind links; NULL: a device */
    const char *folder; /* of the target */
    char *temporary;    /* a name in that folder */
    char *scratch;      /* a folder, in it or in another; NULL: none */
    char *left;         /* a name in the scratch folder */
    bool named;         /* 'temporary' is there */
    char unnamed[32];   /* by which it can be opened while it has no name */
    bool is_left;       /* 'left' is there */
    int64_t ahead;      /* bytes that the machine was asked to write out */
};

bool file_out_open(struct arena *arena, struct file_out *out, const char *path,
                   struct diag_list *diags);
/* Bytes into a stream; of none, 'at' may be NULL. */
void file_put(FILE *stream, struct text bytes);
/* To be called between rows: the machine begins to write out a large file
   while more is made, so that closing it need not wait for all of it. */
void file_out_ahead(struct file_out *out);
/* Did a write find out that the reader of a pipe has gone away? */
bool file_gone(FILE *stream);
/* False when any write failed, but to a pipe that nobody reads any more; 'path'
   is as it was then.  A warning, file-unsynced, when all but the last sync went
   well. */
bool file_out_close(struct file_out *out, struct diag_list *diags);
void file_out_discard(struct file_out *out);
/* Says what cannot be done to write 'path', and why: errno.  False. */
LANGUAGE_FORMAT(3, 0)
bool file_out_failed(struct diag_list *diags, const char *path,
                     const char *what);

/* A folder for the files of foreign code, in 'folder' or, where it is NULL,
   beside 'path'; it is removed, with all in it, when it is swept, or the file
   is closed or discarded. */
bool file_out_scratch(struct arena *arena, struct file_out *out,
                      const char *folder, struct diag_list *diags);
void file_out_sweep(struct file_out *out);

/* The name by which this process and its children can open an open file. */
const char *file_out_name(const struct file_out *out);

bool file_same(const char *a, const char *b); /* the same inode */

#endif
