/*
 * csv_guard.h - texts that a spreadsheet would run when it opens them in CSV.
 *
 * Such a text has, after any blanks, quotes, commas and semicolons, one of
 * = + - @ | or full-width ＝ ＋ － ＠; or a tab or a line break among these.
 *
 * It is guarded by one ' before it.  With the ' it still is such a text, so
 * taking exactly that ' away undoes the guard, and a text that itself began
 * with ' comes back, too.
 *
 * Source   OWASP, CSV injection; ASVS 1.2.10.
 * Memory   None is taken.
 */
#ifndef BASE_CSV_GUARD_H
#define BASE_CSV_GUARD_H

#include <stdbool.h>

#include "base/text.h"

bool csv_guard_needs(struct text t);
/* The text that was guarded; points into t. */
struct text csv_guard_strip(struct text t);

#endif
