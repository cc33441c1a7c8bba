/*
 * xlsx_value.h - is a cell's text the number or the date that its type says?
 *
 * Source   ECMA-376 part 1, 18.18.11 (ST_CellType).
 * Memory   None is taken.
 * Errors   False; the caller knows the cell.
 */
#ifndef BOOK_XLSX_VALUE_H
#define BOOK_XLSX_VALUE_H

#include "base/text.h"

/* Digits with at most one point among them, few enough to be finite: asked
   first, since nearly all numbers are written so. */
bool xlsx_value_is_plain(struct text t);
/* xsd:double without its NaN and INF, and only what IEEE 754 binary64 can
   hold. */
bool xlsx_value_is_number(struct text t);
/* A date, a time, both or a duration, as ISO 8601. */
bool xlsx_value_is_date(struct text t);

#endif
