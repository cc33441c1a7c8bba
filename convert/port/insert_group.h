/*
 * insert_group.h - the groups of a list of records, as a blank prints them and
 * as the model says them.
 *
 * A blank may print the groups of its indicators, and even the indicators:
 *
 *     产出指标 | 数量指标 |                |
 *              | 质量指标 | 资金使用合规率 |     the record that says so
 *     效益指标 | 社会效益 |                |
 *
 * Which row a record gets that is not printed, insert_seat.h says.
 *
 * Memory   In the arena named; items given to slots in that of the sheet.
 * Errors   None.
 */
#ifndef PORT_INSERT_GROUP_H
#define PORT_INSERT_GROUP_H

#include "port/insert_row.h"

/* Is the leaf column one that names groups of records? */
bool insert_group_names(const struct row_run *run, int leaf);

/*
 * Is 'row' one that the sheet has for another entry of the run: formatted, and
 * with nothing but formulas that wait or "…" in the run's columns, and words
 * of groups, where 'groups' says so?  Words left of them are allowed only where
 * they speak for several rows, or for the first ('begun': there are some).
 */
bool insert_group_is_empty(const struct insert_sheet *sheet,
                           const struct row_run *run, int row, bool begun,
                           bool groups);

struct insert_groups {
    struct arena *arena;
    const struct insert_sheet *sheet;
    const struct grid *grid;
    const struct placement *placement;
    const struct row_run *run;
    struct model_index *data;
    int *leaves; /* [n] columns of the run that name groups */
    int n;
    int left, last; /* columns of the run */
};

struct insert_groups insert_group_open(struct arena *arena,
                                       const struct insert_sheet *sheet,
                                       const struct placement *placement,
                                       const struct row_run *run,
                                       struct model_index *data);

/* What the record says in a leaf column, and what the sheet does at a place:
   folded, "" for nothing. */
struct text insert_group_of_model(const struct insert_groups *g,
                                  struct text item, int leaf);
struct text insert_group_of_sheet(const struct insert_groups *g, int row,
                                  int col);

/*
 * The printed records of the run are given the numbers of the model's records
 * that say the same; those left over take the rest in order.
 */
void insert_group_settle(const struct insert_sheet *sheet,
                         struct placement *placement, const struct row_run *run,
                         const struct model_table *data);

#endif
