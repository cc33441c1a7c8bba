/*
 * xlsx_write.h - a book as an .xlsx file, through libxlsxwriter.
 *
 * The library (xlsx_draw.h) truncates its target at once and its success
 * proves nothing; so it has a folder of its own beside the target for its
 * temporary files, and writes to a file that has no name yet; the result is
 * read back by our reader, compared cell for cell, and only then gets its name.
 *
 * What a workbook cannot hold as it is is changed or refused first, see
 * xlsx_settle.h.  Formulas of the grid are written with their results and
 * read back with them.  An error value needs one, too, since the library
 * cannot write it else: =#N/A with the cached text #N/A.
 *
 * So are names, the template and what drew it (custom properties), what may be
 * typed into cells, and the lock; of a locked sheet columns and rows may still
 * be made wider and higher.
 *
 * Memory   'arena' holds what is prepared; the reading back has its own, with
 *          the same budget.  When one of them is exhausted nothing is left
 *          beside 'path' either.
 * Errors   Those of xlsx_settle.h, file-unwritable, write-failed,
 *          write-differs (names the cell); false then, and 'path' is as it
 *          was, with nothing left beside it.
 */
#ifndef BOOK_XLSX_WRITE_H
#define BOOK_XLSX_WRITE_H

#include "base/diag.h"
#include "base/file.h"
#include "book/grid.h"

struct xlsx_frames;

/*
 * Document properties: creator is always "juesuan"; the template, which may
 * be NULL, is the subject.  'path' must be none of the caller's inputs.
 */
bool xlsx_write(struct arena *arena, const char *path, const struct book *book,
                const char *template_id, struct diag_list *diags);

/* The file's bytes; 'name' is for messages.  Only where the library is inside
   (xlsx_inside.h). */
bool xlsx_write_bytes(struct arena *arena, const char *name,
                      const struct book *book, const char *template_id,
                      struct text *bytes, struct diag_list *diags);

/*
 * All but the last step: the workbook is whole, read back and found right, and
 * gets its name by file_out_close(), or is dropped by file_out_discard().  False when it
 * failed; 'out' is discarded then.  'frames' are those of a run that writes
 * more than one (xlsx_frames.h), or NULL; the bytes are the same.
 */
bool xlsx_write_open(struct arena *arena, struct file_out *out,
                     const char *path, const struct book *book,
                     const char *template_id, struct xlsx_frames *frames,
                     struct diag_list *diags);

#endif
