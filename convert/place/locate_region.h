/*
 * locate_region.h - one table being located: its region, and claims on cells.
 *
 * Memory   In the site's arena; points into grid and mapping.
 */
#ifndef PLACE_LOCATE_REGION_H
#define PLACE_LOCATE_REGION_H

#include "base/diag.h"
#include "place/folded.h"
#include "place/placement.h"

/* A caption is a line, no paragraph: a longer text is asked for no unit, name or
   year.  Where nothing else says them, that is reported. */
#define LOCATE_CAPTION_BYTES 400

/* A column whose heading the mapping does not know. */
struct unknown_column {
    int col, end_col;
    int top, end; /* rows from its heading down */
};

/* A part or a label of the form that is not on the sheet, or the rows below a
   part's headings, which alone are no fault. */
enum lack_kind { LACK_PART, LACK_LABEL, LACK_ROWS };
struct lack {
    enum lack_kind kind;
    struct text words;       /* what it begins with */
    struct place at, by;     /* where it would be, and who asks for it */
    const struct cell *like; /* what is near to the words elsewhere, or NULL */
};

struct beside_cell {
    const struct beside_rule *rule;
    const struct cell *cell;
};

struct site {
    struct arena *arena;
    const struct book *book;
    const struct grid *grid;
    struct folds *folds;
    uint8_t *claims; /* [grid->n_cells] */
    struct placement *placement;
    const struct table_rule *table;
    struct diag_list *diags;
    int top, end;   /* rows of the table's region */
    int first_part; /* row where its parts begin */
    int last_data;  /* last row that a rule claimed */
    struct unknown_column *unknown;
    int n_unknown, unknown_capacity;
    const struct part_rule *line; /* the line at hand, or NULL */
    struct beside_cell *besides;  /* labels left of parts, as found */
    int n_besides, besides_capacity;
    struct diag_list of_rows; /* what is wrong with rows, until it is known
                                 whether the sheet fits the form */
    struct lack *lacks;
    int n_lacks, lacks_capacity;
    bool lost_part; /* a header was not found: figures below are its */
};

int locate_region_index(const struct site *site, const struct cell *cell);
bool locate_region_is_free(const struct site *site, const struct cell *cell);
void locate_region_claim(struct site *site, const struct cell *cell,
                         enum claim claim);
struct place locate_region_place(const struct site *site, int row, int col);
/* What a cell shows, cut for messages: "收入支出…". */
const char *locate_region_quote(struct site *site, const struct cell *cell);
/* The folded text of a text cell; TEXT_NONE for others. */
struct text locate_region_folded(struct site *site, const struct cell *cell);
/* How far from these words another text may be and still be a misprint. */
int locate_region_near_limit(struct text folded);
/* words-more, where a heading or label that matched says more. */
void locate_region_check_extra(struct site *site, const struct cell *cell,
                               const struct wording *words, struct place by);
/* value-merged, where a figure is merged beyond the rows of its own. */
void locate_region_check_rows(struct site *site, const struct cell *cell,
                              int end_row, struct place by);
/* The wording nearest to a text, for hints; NULL where none is near. */
const struct cell *locate_region_nearest_free(struct site *site,
                                              const struct wording *words,
                                              int top, int end);
/* Sets year, unit, department once; a second, different one is reported. */
void locate_region_set_year(struct site *site, const struct cell *cell,
                            int year);
void locate_region_set_unit(struct site *site, const struct cell *cell,
                            struct text words, struct unit_said said);
/* That of the table in a text that no figures are under: 项目（元）, 栏次（元）. */
void locate_region_hear_unit(struct site *site, const struct cell *cell);
/* 'said': the text behind the label, in 'cell'. */
void locate_region_set_department(struct site *site, const struct cell *cell,
                                  struct text said);

#endif
