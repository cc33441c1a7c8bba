/*
 * xlsx_inside.h - libxlsxwriter in this very process, into memory.
 *
 * For what may start no process: the library, the one file that runs anywhere,
 * the page.  libxlsxwriter is built from its source then with xlsx_memory.h for
 * its memory and its files, so running out of memory is the arena's affair, and
 * a file is bytes.  Only where XLSXWRITER_INSIDE is defined.
 *
 * Memory   'arena' holds all that the library takes, and the bytes.
 * Errors   write-failed; false then.
 * Threads  Any number may draw at once.
 */
#ifndef BOOK_XLSX_INSIDE_H
#define BOOK_XLSX_INSIDE_H

#include "base/diag.h"
#include "book/xlsx_draw.h"

/* The .xlsx file.  Messages name 'path'. */
bool xlsx_inside_draw(struct arena *arena, const struct draw_job *job,
                      const char *path, struct text *bytes,
                      struct diag_list *diags);

#endif
