/*
 * grid.h - the cells of a sheet, and a book of sheets.
 *
 * Both directions meet here: the reader makes grids, import reads them,
 * export makes them, the writer draws them.  A cell is what the file holds,
 * not what it says of the filing.
 *
 * Units    Rows and columns are zero-based; spans are half open.
 * Memory   A book, its sheets and all texts live in one arena; nothing changes
 *          them after their maker has returned.
 */
#ifndef BOOK_GRID_H
#define BOOK_GRID_H

#include "base/cellref.h"
#include "base/text.h"

enum cell_type {
    CELL_BLANK,    /* only drawn (a border); readers leave blanks out */
    CELL_NUMBER,   /* text: the number as the file has it */
    CELL_DATE,     /* a number shown as a date; text: the serial */
    CELL_ISO_DATE, /* text: ISO 8601 */
    CELL_TEXT,
    CELL_BOOL,  /* text "0" or "1" */
    CELL_ERROR, /* text "#DIV/0!" … */
};

enum cell_flags {
    CELL_FORMULA = 1,   /* the text is a formula's cached result */
    CELL_NO_RESULT = 2, /* a formula without one; text: the formula, empty
                           where another cell shares its own with this */
    CELL_MARKED = 4,    /* part of the text is raised, lowered or struck out,
                           which the text alone does not show */
};

struct cell {
    int row, col;
    uint16_t style; /* index of book.styles */
    uint8_t type;   /* enum cell_type */
    uint8_t flags;
    struct text text;
};

enum align { ALIGN_GENERAL, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* The reader fills 'format' only; the rest is for drawing. */
struct cell_style {
    struct text format; /* number format code, "General" where none */
    uint8_t font_size;  /* points; 0: default (宋体 11) */
    bool bold, wrap, border, unlocked;
    uint8_t align, valign; /* enum align; valign: 0 centre, 1 top */
    uint8_t indent;
};

enum sheet_state { SHEET_VISIBLE, SHEET_HIDDEN, SHEET_VERY_HIDDEN };

struct grid_row {
    int row;   /* sheet row */
    int first; /* index of its first cell; cells run to the next row's first */
};

struct row_height {
    int row;
    float points;   /* 0: as high as what is in it takes */
    uint16_t style; /* of the cells nobody drew; 0: the default */
    bool hidden;
};

/* What may be typed into cells, and the hint for the person who does. */
enum input_kind {
    INPUT_ANY,    /* anything; there is only a hint */
    INPUT_TEST,   /* what makes a formula true */
    INPUT_LIST,   /* a value of the cells that a reference names */
    INPUT_CHOICE, /* one of the choices */
};

struct grid_input {
    struct span span;
    uint8_t kind;         /* enum input_kind */
    bool warns;           /* other values are allowed after a question */
    struct text formula;  /* TEST: of the span's first cell; LIST; without = */
    struct text *choices; /* [n_choices] no commas, 255 characters with those
                             between them */
    int n_choices;
    struct text title, hint; /* 32 and 255 characters; "" for none */
    struct text error;       /* 255; "" with INPUT_ANY */
};

/*
 * A live formula; its cell is flagged CELL_FORMULA and holds the result.  Of a
 * sheet that was read the cell may be missing: where the result is an empty
 * text, or the reader complained about it.
 */
struct grid_formula {
    int row, col;
    struct text text; /* without the =, for the cell 'rows' above and 'cols'
                         left of this one; "" where the file has none */
    int rows, cols;   /* not 0: it is shared with that cell */
    const struct span *whole; /* of an array or a data table: the cells that it
                                 gives results to; NULL: this one */
};

struct grid {
    struct text name;
    enum sheet_state state;
    struct cell *cells; /* by row, then column; no two in one place */
    int n_cells, cells_capacity;
    struct grid_row *rows; /* [n_rows + 1]; only rows that hold cells */
    int n_rows, rows_capacity;
    struct span *merges; /* by top, then left */
    int n_merges, merges_capacity;
    int *merge_reach; /* [n_merges] largest end_row of merges 0..i */
    int reach_capacity;
    /* Of rows before n_over, which merges are over row r, the last first:
       merges[over[k]] for k from over[r] to over[r + 1]. */
    int *over;
    int n_over, over_capacity;
    const bool *hidden_rows;       /* NULL, or [n_rows] by index of rows */
    struct grid_formula *formulas; /* one a cell; as read: by row, column */
    int n_formulas, formulas_capacity;
    /* Of a sheet that was kept: the unit of amounts that was given for it. */
    bool unit_given;
    int unit_shift;

    /* For drawing only. */
    float *widths; /* [n_widths] characters; 0: default */
    int n_widths;
    struct row_height *heights;
    int n_heights, heights_capacity;
    bool landscape;
    int repeat_top, repeat_end;   /* rows repeated on each page; equal: none */
    int repeat_cols;              /* columns likewise, from the first on */
    int pages_wide;               /* printed over so many pages; 0: one */
    int freeze_rows, freeze_cols; /* columns only with rows */
    struct grid_input *inputs;    /* no two over one cell */
    int n_inputs, inputs_capacity;
    bool locked; /* but for cells of unlocked styles; no password */
    bool grows;  /* locked, but rows may be inserted and deleted */
};

/* A name for cells, for formulas and people. */
struct book_name {
    struct text name;
    int sheet;
    struct span span;
};

/* What the user says of a book: it holds where no sheet says it, and a sheet
   that says otherwise is an error. */
struct book_given {
    bool unit;      /* unit_shift is given */
    int unit_shift; /* of amounts: 0 元, 4 万元 */
    int year;       /* 0: not given */
    struct text department, region;
    /* The option: "--unit", "--year", "--name". */
    const char *unit_by, *year_by, *department_by;
};

struct book {
    const char *file; /* as given; for messages */
    struct book_given given;
    struct grid *sheets;
    int n_sheets;
    struct cell_style *styles; /* [0] is the default */
    int n_styles, styles_capacity;
    struct pairs *style_index; /* book_style()'s, of the first n_indexed */
    int n_indexed;
    bool date1904;
    struct book_name *names; /* for writing only */
    int n_names, names_capacity;
    /* Properties of the document: the template that it follows, and the program
       that drew it as a blank; "" where it does not say. */
    struct text template_id, drawn_by;
    /* The same: of the filing, where no sheet says it; 0: not known. */
    struct text department;
    int year;
    struct text source; /* digest of the workbook that it was made from and is
                           to be brought back to; "": none */
    struct text saved; /* when, as moment.h says it; "" where it does not say */
};

/* Who takes the cells of a book while it is read: pieces of a sheet, each cell
   once, by row and column.  False: no more of the sheet is wanted. */
struct grid_taker {
    bool (*take)(void *context, const struct book *book,
                 const struct grid *piece);
    void *context;
};

/* Adds a cell in any order; grid_finish() sorts and indexes (the later of two
   cells in one place wins). */
void grid_put(struct arena *arena, struct grid *grid, struct cell cell);
void grid_merge(struct arena *arena, struct grid *grid, struct span span);
void grid_finish(struct arena *arena, struct grid *grid);
/* Makes a cell of a finished grid a formula.  What the cell holds (a number, a
   text, which may be empty) is the formula's result. */
void grid_put_formula(struct arena *arena, struct grid *grid, int row, int col,
                      struct text formula);
/* Sorts the formulas by place; of two in one place the later stays. */
void grid_sort_formulas(struct arena *arena, struct grid *grid);
/* The formula as its own cell has it, without the =. */
struct text grid_formula_text(struct arena *arena,
                              const struct grid_formula *formula);
/* Sorts the cells by place, stable; returns the later of the first two that
   are in one place, or NULL.  For the reader, which must not be silent. */
const struct cell *grid_sort(struct arena *arena, struct grid *grid);
/* A formula of a sheet once rows are inserted: added[book->n_sheets]. */
struct formula_added; /* formula.h */
struct grid_formula book_formula_moved(struct arena *arena,
                                       const struct book *book, int sheet,
                                       const struct grid_formula *formula,
                                       const struct formula_added *added);
int book_style(struct arena *arena, struct book *book,
               struct cell_style style); /* finds or adds */
/* The sheet of that very name, -1: none. */
int book_sheet(const struct book *book, struct text name);
/* One that may be changed: names, states, cells, formulas, merges, styles. */
struct book *book_copy(struct arena *arena, const struct book *from);

/* Is it the sheet that check --annotate puts first, as its name and its first
   heading say in either language?  It is about figures and holds none. */
bool grid_is_findings(const struct grid *grid);

/* Is it a number, and 0: 0.0, -0? */
bool grid_is_zero(const struct cell *cell);

const struct cell *grid_at(const struct grid *grid, int row, int col);
/* The same, of a grid that is being made: its value may be changed. */
struct cell *grid_cell(struct grid *grid, int row, int col);
/* The cells of a row, *n of them; NULL and 0 where it has none. */
const struct cell *grid_row(const struct grid *grid, int row, int *n);
/* The cell in a column, of those; NULL where there is none. */
const struct cell *grid_in_row(const struct cell *cells, int n, int col);
/* Of a finished grid these rows, in any order, are not shown. */
void grid_hide_rows(struct arena *arena, struct grid *grid, const int *rows,
                    int n);
/* Index in grid->rows of the first row >= row; n_rows where there is none. */
int grid_row_index(const struct grid *grid, int row);
int grid_end_row(const struct grid *grid); /* behind the last row with cells */
/* The merged span over a place, or the single cell. */
struct span grid_span(const struct grid *grid, int row, int col);
/* Has a row a cell that is merged, or is it below one? */
bool grid_is_merged(const struct grid *grid, int row);
/* The cell that speaks for a place: the anchor of its merged span. */
const struct cell *grid_speaker(const struct grid *grid, int row, int col);

/* Equal in value, text, type, merges, number format and place; *row, *col is
   the first difference (-1 for merges). Blank cells do not count. */
bool grid_equal(const struct book *a_book, const struct grid *a,
                const struct book *b_book, const struct grid *b, int *row,
                int *col);
/* The same of a workbook that is changed in place: it keeps its own number
   formats, its numbers are written as they are, and a formula without a result
   may name other rows. */
bool grid_alike(const struct grid *a, const struct grid *b, int *row, int *col);

#endif
