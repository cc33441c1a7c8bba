/*
 * workbook.h - a workbook of any kind that can be read: .xlsx, .xlsm, .xls,
 * .et, .ods, .fods.
 *
 * What a file is, its content says, never its name.
 *
 * Memory   In the arena; texts may point into the file's bytes there.
 * Errors   Those of xlsx_read.h, xls_read.h and ods_read.h; what is none of
 *          these is refused as kind.h says.
 */
#ifndef BOOK_WORKBOOK_H
#define BOOK_WORKBOOK_H

#include "base/diag.h"
#include "book/grid.h"

struct book *workbook_read(struct arena *arena, const char *path,
                           struct diag_list *diags);
/* The same of a file in memory; 'name' is for messages. */
struct book *workbook_read_bytes(struct arena *arena, const char *name,
                                 struct text bytes, struct diag_list *diags);

/* Has it a part of a size that need not be in memory as a whole? */
bool workbook_is_large(struct arena *arena, struct text bytes);
/* What xlsx_read_pieces() makes of it. */
struct book *workbook_read_pieces(struct arena *arena, const char *name,
                                  struct text bytes,
                                  const struct grid_taker *taker,
                                  struct diag_list *diags);

#endif
