/*
 * insert_group.h - which row of a printed list a record of the model goes to.
 *
 * A blank may print the groups of its indicators, and even the indicators:
 *
 *     产出指标 | 数量指标 |                |     the first of this group
 *              |          |                |     (inserted: the next)
 *              | 质量指标 | 资金使用合规率 |     the record that says so
 *     效益指标 | 社会效益 |                |
 *
 * Memory   Items given to slots are in the arena of the sheet.
 * Errors   None.
 */
#ifndef PORT_INSERT_GROUP_H
#define PORT_INSERT_GROUP_H

#include "port/insert_row.h"

struct seat {
    int row;
    bool there;   /* an empty row of the sheet, else one to be inserted */
    int n_groups; /* so many group columns are those of the row above */
};

/* Do columns of the run name groups of records? */
bool insert_group_has_groups(const struct row_run *run);

/*
 * The printed records of the run are given the numbers of the model's records
 * that say the same; those left over take the rest in order.
 */
void insert_group_settle(const struct insert_sheet *sheet,
                         struct placement *placement, const struct row_run *run,
                         const struct model_table *data);

/* For the record 'item' of the indexed data, which has no slots yet; row -1
   where the list has no rows. */
struct seat insert_group_find(const struct insert_sheet *sheet,
                              const struct placement *placement,
                              const struct row_run *run,
                              struct model_index *data, struct text item);

#endif
