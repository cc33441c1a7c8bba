/*
 * xlsx_draw.h - a settled book drawn by libxlsxwriter.
 *
 * The library may report success after a failed write and crashes when memory
 * is out, so what it made must be read back (xlsx_readback.h), and it runs
 * where that harms nobody: xlsx_child.h has Debian's in a process of its own,
 * xlsx_inside.h one that was built with other memory.  Drawing takes nothing
 * from an arena: all that it needs is here, as the C strings that the library
 * wants.
 *
 * Sheets are drawn in 宋体, printed on A4, centred, one page wide; the first
 * visible sheet is open.  The same book gives the same bytes, by either.
 */
#ifndef BOOK_XLSX_DRAW_H
#define BOOK_XLSX_DRAW_H

#include "base/arena.h"
#include "book/grid.h"

#define XLSX_DRAW_FONT_SIZE 11 /* points, where a style says none */

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
    void **made;                      /* [n_styles] the library's own */
    const char **names, **name_cells; /* [book->n_names] */
    const char *properties[5];        /* template, what drew it, department,
                                         year, source; NULL: none */
    int visible;                      /* the first sheet that is */
};

/* Where the library's functions are, and what went wrong first. */
struct draw_library {
    /* NULL with what and why set where there is none; not asked where the
       library is linked in. */
    void *(*find)(struct draw_library *library, const char *name);
    void *handle;
    const char *what, *why; /* NULL: nothing */
};

bool xlsx_draw_book(const struct draw_job *job, struct draw_library *library);

/* Numbers that no decimal holds are compared by their text; so the book gets
   the one that the library prints. */
void xlsx_draw_settle(struct arena *arena, const struct book *book);

/* As the library prints them: a settled number; the points of a row, of which
   it prints none for its default (""); the width of a column.  Returns its
   length. */
#define XLSX_DRAW_NUMBER 32 /* bytes of the longest, NUL included */
int xlsx_draw_number(struct text number, char out[XLSX_DRAW_NUMBER]);
int xlsx_draw_height(const struct row_height *height,
                     char out[XLSX_DRAW_NUMBER]);
int xlsx_draw_width(float characters, char out[XLSX_DRAW_NUMBER]);

/* Does the library make one format of both? */
bool xlsx_draw_same_style(const struct cell_style *a,
                          const struct cell_style *b);

#endif
