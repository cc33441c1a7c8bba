/*
 * serial.h - days as workbooks count them.
 *
 * Units    Days from 1899-12-31, as if 1900 had had a 29 February; in a
 *          workbook of 1904 from that year's first day.  What is behind the
 *          point is the part of a day.
 */
#ifndef BOOK_SERIAL_H
#define BOOK_SERIAL_H

#include "base/moment.h"

#define SERIAL_1904 1462 /* the first of 1904, of which it is day 0 */

/* False outside of 1900 (1904) to 9999. */
bool serial_read(struct text serial, bool date1904, struct moment *m);
/* The day's number, from 1900 on, in a workbook that does not count from
   1904. */
int serial_of(const struct moment *m);

#endif
