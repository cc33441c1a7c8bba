/*
 * locate_title.h - the titles of tables in a book.
 *
 * A title is found by what it says: folded, with what a mapping leaves open
 * (a year, a department) and what may be around it; in a row with few
 * other cells.
 *
 * Memory   In the arena; points into book and mappings.
 * Errors   None: a title that is not there is not found.
 * Limits   LIMIT_TITLE_BYTES.
 */
#ifndef PLACE_LOCATE_TITLE_H
#define PLACE_LOCATE_TITLE_H

#include "mapping/mapping.h"
#include "place/folded.h"

/* A title, and the cell that says it. */
struct title {
    const struct table_rule *table;
    int sheet, row, col;
    int year;    /* as the title says, or 0 */
    size_t tail; /* bytes of brackets, folded, behind the table's own words */
};

/* By sheet and row. */
struct titles {
    struct title *items;
    int n;
    /* Texts that begin as a title does, and have more bytes than a title may. */
    struct title *longs;
    int n_longs;
    /* The cells that these are in, and those that end as a title does. */
    struct title *spots;
    int n_spots;
};

/* Tables to look for, of one template or of many. */
struct table_list {
    const struct table_rule *const *items;
    int n;
};

/*
 * The titles of tables in a book: of each cell those that it says best, as
 * printed or with the longest words.  With 'each' also those whose placeholders
 * take more of it: the tables are of many templates.
 */
struct titles locate_title_find(const struct folded_book *in,
                                struct table_list tables, bool each);
/* The same for some of the tables that were looked for with 'each': only where
   those said something. */
struct titles locate_title_again(const struct folded_book *in,
                                 struct table_list tables,
                                 const struct titles *found);

/* Behind the rows of title i: the next title's, or the sheet's end. */
int locate_title_end(const struct grid *grid, const struct titles *titles,
                     int i);

/* How many tables of the template's sets that the titles begin have none. */
int locate_title_lacking(const struct titles *titles,
                         const struct template_rule *template);

/* May a group of brackets behind a title, （公开02表）, （2022年）, （一）, a unit,
   be passed over?  What （本级） or （汇总） says is reported. */
bool locate_title_aside(struct text group);

#endif
