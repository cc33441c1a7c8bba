/*
 * given_parts.h - a workbook from a text that names its parts.
 *
 *     anything
 *     ==== xl/worksheets/sheet1.xml
 *     <worksheet ...>
 *     ==== ~xl/styles.xml
 *     <styleSheet ...>
 *
 * A part goes up to the line break before the next ====; one with ~ before its
 * name is deflated.  What a package needs and is not named is made up: a
 * workbook part that lists the sheets, its relations, one empty sheet.  What
 * is before the first part is the caller's.
 *
 * Memory   In the arena.
 */
#ifndef SUPPORT_GIVEN_PARTS_H
#define SUPPORT_GIVEN_PARTS_H

#include "support/given_zip.h"

struct text given_parts(struct arena *arena, struct text in,
                        struct text *before);

#endif
