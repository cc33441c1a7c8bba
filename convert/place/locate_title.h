/*
 * locate_title.h - where the titles of tables stand in a book.
 *
 * A title is found by what it says: folded, with what a mapping leaves open
 * (a year, a department) and what may stand around it; in a row with few
 * other cells.
 *
 * Memory   In the arena; points into book and mappings.
 * Errors   None: a title that is not there is not found.
 */
#ifndef PLACE_LOCATE_TITLE_H
#define PLACE_LOCATE_TITLE_H

#include "mapping/mapping.h"
#include "place/folded.h"

/* Where a title stands. */
struct title {
    const struct table_rule *table;
    int sheet, row, col;
    int year;    /* as the title says, or 0 */
    size_t tail; /* bytes of brackets, folded, behind the table's own words */
};

/*
 * The titles of 'tables' in the book, by sheet and row: of each cell those that
 * it says best, as printed or with the longest words.  With 'each' also those
 * whose placeholders take more of it: the tables are of many templates.
 */
struct title *locate_title_find(struct arena *arena, const struct book *book,
                                struct folds *folds, /* [book->n_sheets] */
                                const struct table_rule *const *tables,
                                int n_tables, bool each, int *n_titles);

/* May a group of brackets behind a title, （公开02表）, （2022年）, （一）, a unit,
   be passed over?  What （本级） or （汇总） says is told. */
bool locate_title_aside(struct text group);

#endif
