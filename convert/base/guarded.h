/*
 * guarded.h - texts that a spreadsheet would run when it opens them in CSV.
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
#ifndef BASE_GUARDED_H
#define BASE_GUARDED_H

#include <stdbool.h>

#include "base/text.h"

bool guarded_needs(struct text t);
/* The text that was guarded; points into t. */
struct text guarded_strip(struct text t);

#endif
