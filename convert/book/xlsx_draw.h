/*
 * xlsx_draw.h - a settled book drawn by libxlsxwriter, in a child process.
 *
 * The library may report success after a failed write and crashes when memory
 * is out; so it runs in a child, and what it made must be read back (see
 * xlsx_readback.h).  The child takes nothing from an arena: all that it needs
 * is here, as the C strings that the library wants.  Nothing of the library is
 * loaded before the first call.
 *
 * Sheets are drawn in 宋体, printed on A4, centred, one page wide; the first
 * visible sheet is open.  The same book gives the same bytes.
 *
 * Memory   What the child may write to is in 'arena'.
 * Errors   write-failed, file-unwritable; false then.
 */
#ifndef BOOK_XLSX_DRAW_H
#define BOOK_XLSX_DRAW_H

#include "base/diag.h"
#include "book/grid.h"

/* The texts of a grid_input; NULL where there is none. */
struct drawn_input {
    char *formula, *title, *hint, *error;
};

struct drawn_sheet {
    const char *name;
    const char **texts;         /* [n_cells] of the grid, escaped */
    const char **formulas;      /* [n_formulas] by place */
    struct drawn_input *inputs; /* [n_inputs] of the grid */
    /* Print titles as a defined name; NULL: the library may make it. */
    const char *titles, *title_cells;
};

struct draw_job {
    const char *temporary;   /* the file to make */
    const char *folder;      /* for the library's own files, with its slash */
    const char *subject;     /* NULL: none */
    const struct book *book; /* settled; what is not below */
    const struct drawn_sheet *sheets;
    const char **formats;             /* [n_styles] NULL for General */
    const char **names, **name_cells; /* [book->n_names] */
    const char *properties[5];        /* template, what drew it, department,
                                         year, source; NULL: none */
    int visible;                      /* the first sheet that is */
};

/* Numbers that no decimal holds become, in the book, what the library prints
   of them.  Messages name 'path'. */
bool xlsx_draw(struct arena *arena, const struct draw_job *job,
               const char *path, struct diag_list *diags);

#endif
