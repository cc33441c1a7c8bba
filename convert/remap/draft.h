/*
 * draft.h - a template's mapping files, drafted from its workbooks.
 *
 *     struct draft_wish wish = { .set = set, .books = books, .n_books = 1,
 *                                .id = TEXT("yunnan-2021") };
 *     const struct draft *draft = draft_make(arena, &wish, diags);
 *
 * Each table of a blank or a filled workbook becomes that of a template that is
 * there, that one with changes, or a table of its own; headings and labels get
 * the words that they have in any template.  What is made has been read by the
 * loader, and the workbooks by it: every figure is a fact, or is named.
 *
 * Memory   In the arena; points into the books and the mappings.
 * Errors   draft-empty where no sheet holds a table, those of load.h for what
 *          was drafted wrongly; NULL then.  What the draft does not read is
 *          reported as for any workbook.
 */
#ifndef REMAP_DRAFT_H
#define REMAP_DRAFT_H

#include "book/grid.h"
#include "mapping/load.h"

struct draft_wish {
    const struct mapping_set *set;
    struct book *const *books;
    int n_books;
    struct text id;      /* of the new template */
    struct text extends; /* "": the one that most tables are of */
    int year;            /* 0: as the sheets say */
};

/* How a table is said. */
enum draft_how {
    DRAFT_TAKEN,   /* the base's own, unchanged */
    DRAFT_CHANGED, /* the base's with changes */
    DRAFT_WHOLE,   /* written out */
    DRAFT_LEFT,    /* not at all: it was not understood */
};

struct draft_line {
    const struct book *book;
    struct text sheet, title;
    const char *file; /* "income" */
    enum draft_how how;
    const char *base;            /* "national-2022/income"; NULL: none */
    int known, mechanical, open; /* headings and labels */
    int figures, read;           /* numbers of its body, and facts of them */
};

struct draft {
    const char *extends; /* NULL: none */
    struct load_more files;
    struct draft_line *lines; /* one a table */
    int n_lines;
    const struct mapping_set *set; /* with the new template */
};

const struct draft *draft_make(struct arena *arena,
                               const struct draft_wish *wish,
                               struct diag_list *diags);

#endif
