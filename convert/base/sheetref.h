/*
 * sheetref.h - a sheet of one of several workbooks: [b.xlsx]收入决算表.
 *
 * A filing may be in several workbooks, tables one a file.  Its sheets are
 * named as a spreadsheet names those of another workbook; a sheet's own name
 * holds no brackets.  The workbook's name is what it is beside the filing's
 * first one, or a path where it is in another folder.
 *
 * Memory   In the arena, or a part of the text.
 * Errors   None.
 */
#ifndef BASE_SHEETREF_H
#define BASE_SHEETREF_H

#include <stdbool.h>

#include "base/text.h"

struct sheetref {
    struct text file; /* "" where the name is a sheet's alone */
    struct text sheet;
};

struct sheetref sheetref_parse(struct text name);
/* Of a sheet of 'file', in a filing whose first workbook is 'first'. */
struct text sheetref_show(struct arena *arena, const char *first,
                          const char *file, struct text sheet);
/* The folder that the workbook is in, with its '/', or "": what stands before
   its name in a path. */
struct text sheetref_folder(const char *first, struct text file);
/* Is it the workbook at that path? */
bool sheetref_is_of(struct text file, const char *path);

#endif
