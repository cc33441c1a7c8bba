/*
 * locate.h - find where a mapping's tables are on the sheets of a book.
 *
 * Titles identify a table, headings its columns, labels and codes its rows;
 * positions never do.  It reads no amounts and changes nothing.
 *
 * Memory   Results live in the arena given and point into book and mappings.
 * Errors   Through diag_list, all of a sheet in one run, each with the cell
 *          that did not fit and the mapping line it did not fit to:
 *          header-missing, column-unknown, row-unclaimed, cell-unclaimed …
 *          Claims and placements are made all the same.
 */
#ifndef PLACE_LOCATE_H
#define PLACE_LOCATE_H

#include "base/diag.h"
#include "place/locate_missed.h"
#include "place/placement.h"

/* One sheet and what claims its cells. */
struct located_sheet {
    const struct grid *grid;
    uint8_t *claims; /* [grid->n_cells] enum claim */
    struct placement **tables;
    int n_tables, tables_capacity;
    bool twice;  /* it holds a table that is read from another place */
    bool missed; /* without a table, and it was said what it seems to be */
    struct unmapped_title unmapped; /* without a table: its title */
};

struct located {
    const struct book *book;
    const struct template_rule *template;
    struct located_sheet *sheets; /* [book->n_sheets] */
    bool keeps;                   /* what no fact holds goes into a kept file */
};

/* All tables of a template. */
struct located *locate_book(struct arena *arena, const struct book *book,
                            const struct template_rule *template,
                            struct diag_list *diags);

/* None: all cells are kept, and the template is nobody's. */
struct located *locate_nothing(struct arena *arena, const struct book *book);

/* Is one there at all? */
bool locate_has_table(const struct located *located);

/*
 * The template that the document's properties name, if it has a table there
 * (template-claimed when not), else the one that fits best, with the tables
 * that only another one knows (mapping/mix.h); NULL where none fits at all
 * (book-unrecognised).
 */
const struct template_rule *locate_template(struct arena *arena,
                                            const struct book *book,
                                            const struct mapping_set *set,
                                            struct diag_list *diags);

/* Its tables as well, as locate_book() says: what was tried to find the
   template is not done again.  Those that only another template knows are read
   by that (template-other). */
struct located *locate_best(struct arena *arena, const struct book *book,
                            const struct mapping_set *set,
                            struct diag_list *diags);

/* Sheets without a table that are of another template are named
   (sheet-unmapped). */
void locate_others(struct arena *arena, struct located *located,
                   const struct mapping_set *set, struct diag_list *diags);

#endif
