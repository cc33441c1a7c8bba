/*
 * insert_seat.h - which row of a list with printed groups each record gets.
 *
 *     产出指标 | 数量指标 |                |     the first of this group
 *              |          |                |     (inserted: the next)
 *              | 质量指标 | 资金使用合规率 |     printed: of another
 *     效益指标 | 社会效益 |                |
 *
 * The best there is, in this order:
 *
 *     the first empty row that prints all of its groups
 *     the first that prints some, from the outermost on, and no other
 *     the empty row below the last that says most of its groups
 *     a new row there
 *     an empty row at the end that prints none
 *     a new row at the end
 *
 *     seats = insert_seat_open(sheet, placement, run, data);
 *     insert_seat_find(seats, item);              for each record
 *     entries = insert_seat_close(seats, &n);     now the rows are there
 *
 * Each record takes as long as there are groups printed in empty rows, however
 * many records there are.
 *
 * Memory   In the arena of the sheet.
 * Errors   None.
 */
#ifndef PORT_INSERT_SEAT_H
#define PORT_INSERT_SEAT_H

#include "port/insert_entry.h"
#include "port/insert_group.h"

struct seats;

struct seats *insert_seat_open(struct insert_sheet *sheet,
                               const struct placement *placement,
                               const struct row_run *run,
                               struct model_index *data);
/* For a record that has no slots yet; false where the list has no rows. */
bool insert_seat_find(struct seats *seats, struct text item);
/* Makes the new rows; cells of groups become one with those above where the
   sheet is drawn so.  By row; a record that a full sheet has no row for is not
   among them. */
struct insert_entry *insert_seat_close(struct seats *seats, int *n);

#endif
