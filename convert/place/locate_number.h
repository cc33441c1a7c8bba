/*
 * locate_number.h - line numbers (行次) of rows, compared with the mapping's.
 *
 *     支出项目        行次    决算数
 *     一般公共服务      14     12.00
 *     外交支出          15
 *
 * A row is found by its label or code, never by its number: of several rules
 * with the same label the one with the row's number is taken (locate_rows), and
 * a number that is not the rule's is reported.  The numbers of columns (栏次)
 * are locate_ruler.h's.
 *
 * Memory   None is kept.
 * Errors   line-differs, the first of a block.
 */
#ifndef PLACE_LOCATE_NUMBER_H
#define PLACE_LOCATE_NUMBER_H

#include "place/locate_body.h"

/* That of a row, and the cell of its column; 0 where it has none. */
int locate_number_of(struct body *body, const struct body_block *b, int row,
                     const struct cell **cell);
/* Is it the one that the rule of the row has? */
void locate_number_check(struct body *body, struct body_block *b,
                         const struct row_rule *rule, int row);
/* Claims a row that has a line number and nothing else. */
bool locate_number_claim_alone(struct body *body, struct body_block *b,
                               const struct cell *const *cells, int n);

#endif
