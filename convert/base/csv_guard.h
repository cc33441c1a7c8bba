/*
 * csv_guard.h - texts that a spreadsheet would run when it opens them in CSV.
 *
 *   after any blanks, tabs, quotes, commas and semicolons such a text goes on
 *   with one of = + - @ | , full-width ＝ ＋ － ＠; a tab or a line break on
 *   the way is enough.
 *
 * It is guarded by one ' in front, and stays such a text with it; so taking
 * exactly that ' away undoes it, and a text that began with ' comes back too.
 *
 * Source   OWASP, CSV injection; ASVS 1.2.10.
 */
#ifndef BASE_CSV_GUARD_H
#define BASE_CSV_GUARD_H

#include <stdbool.h>

#include "base/text.h"

bool csv_guard_needs(struct text t);
/* The text that was guarded; points into t. */
struct text csv_guard_strip(struct text t);

#endif
