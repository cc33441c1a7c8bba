/*
 * xlsx_child.h - Debian's libxlsxwriter, in a child process.
 *
 * Nothing of the library is loaded before the first call.  It draws into
 * job->temporary, with its own files in job->folder.
 *
 * Memory   What the child may write to is in 'arena'.
 * Errors   write-failed, file-unwritable; false then.
 */
#ifndef BOOK_XLSX_CHILD_H
#define BOOK_XLSX_CHILD_H

#include "base/diag.h"
#include "book/xlsx_draw.h"

/* Messages name 'path'. */
bool xlsx_child_draw(struct arena *arena, const struct draw_job *job,
                     const char *path, struct diag_list *diags);

#endif
