/*
 * given_people.h - filings as people write them, and what each figure is worth.
 *
 * A template's sheets of a filing that agrees (support/given_filing.h), and
 * slips on them: units in other words and places, figures typed as texts, rows
 * and columns cut, moved and merged, formats that show something else
 * (given_slips).  All the time it is known of each figure what it is worth,
 * where it stands, and whether a reader can know it at all.
 *
 * A slip is made by its number alone, so that of several some can be left out
 * and the others stay what they were.
 *
 * Units    Amounts are worth yuan; rows and columns are zero-based.
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_PEOPLE_H
#define SUPPORT_GIVEN_PEOPLE_H

#include "canon/model.h"
#include "mapping/mapping.h"
#include "support/given_book.h"

enum given_fate {
    FATE_STANDS, /* is read as what it is worth, or named */
    FATE_OPEN,   /* what it is worth cannot be known: named */
    FATE_GONE,   /* no longer there: not in the model */
};

struct given_figure {
    const struct schema_table *schema; /* NULL: of no table, to be named */
    struct text item, measure;
    enum value_kind kind;
    enum given_fate fate;
    struct decimal worth; /* normal */
    struct decimal also;  /* what it may be read as, too */
    int sheet, row, col;
    bool sheets_unit; /* an amount in the unit of its sheet's caption */
    bool fixed;       /* part of a text, said twice, or changed already */
    bool twice;       /* said in another cell, too */
    bool instead;     /* 'also' may be read where this figure is named */
    struct text heading, label; /* as drawn, or "" */
};

/* A sheet with a table. */
struct given_page {
    int sheet;
    const struct table_rule *table;
    bool dropped;   /* left out of the book */
    bool form;      /* not one grid alone */
    bool titled;    /* a slip was about its title */
    bool unit_said; /* a slip was about its unit */
    bool whole;     /* not to be cut or copied any more */
    int title_row, title_col;
    int unit_row, unit_col; /* the caption that says the unit; -1: none */
    int first, end;         /* rows with figures */
    int end_col;
    int shift; /* of the unit */
};

struct given_people {
    struct arena *arena;
    const struct template_rule *template;
    struct book *book;
    struct given_page *pages;
    int n_pages;
    struct given_figure *figures;
    int n_figures, figures_capacity;
    const char *notes; /* what was done, a slip a line */
};

#define GIVEN_DEPARTMENT "某县教育局"

/*
 * The template's filing, drawn.  Pages of which 'kept' (by number; NULL: all)
 * says no are left out.  NULL where a figure that was drawn is not read as
 * what it is: that is for other tests.
 */
struct given_people *given_people(struct arena *arena,
                                  const struct template_rule *template,
                                  uint64_t seed, const bool *kept);

/* As it is read: without the pages that were left out. */
struct book *given_people_book(const struct given_people *people);

/* ---- slips ---- */

struct given_slip {
    const char *name;
    bool harmless; /* people read the sheet as before */
    int phase;     /* units first, hidden rows last */
    /* False where the page has no place for it. */
    bool (*make)(struct given_people *people, struct given_page *page,
                 uint64_t *seed);
};

extern const struct given_slip given_slips[];
extern const int given_n_slips;

/* ---- for slips ---- */

void given_note(struct given_people *people, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct grid *given_grid(struct given_people *people,
                        const struct given_page *page);
const struct cell *given_cell(const struct given_people *people, int sheet,
                              int row, int col);
/* The cell's value from now on; with its format as before where that is
   NULL. */
void given_put(struct given_people *people, int sheet, int row, int col,
               enum cell_type type, struct text text, const char *format);
void given_remove(struct given_people *people, int sheet, int row, int col);
void given_unmerge(struct given_people *people, int sheet, int row, int col);
/* Rows or columns from 'at' on: inserted, or with a negative number cut. */
void given_shift(struct given_people *people, struct given_page *page,
                 bool rows, int at, int by);
/* False where merged cells tie one of the two to others. */
bool given_swap(struct given_people *people, struct given_page *page, bool rows,
                int a, int b);
struct given_figure *given_add(struct given_people *people,
                               const struct given_figure *like);
/* Its number; the book's sheets move. */
int given_add_sheet(struct given_people *people, struct text name);
/* A number that nobody asked for. */
void given_extra(struct given_people *people, int sheet, int row, int col);
/* The cell's number; false where it is none. */
bool given_number(struct given_people *people,
                  const struct given_figure *figure, struct decimal *out);
/* What a figure is known to be, from now on. */
void given_settle(struct given_figure *figure, enum given_fate fate);
bool given_holds(const struct given_people *people, int sheet, int row,
                 int col); /* a figure */

#endif
