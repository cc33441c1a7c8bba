/*
 * locate_mention.h - titles without a table below, as in a list of contents.
 *
 * Memory   What is taken from the arena is given back.
 * Errors   None: what mentions a table is left to the sheet.
 */
#ifndef PLACE_LOCATE_MENTION_H
#define PLACE_LOCATE_MENTION_H

#include "place/locate_title.h"

/* Leaves the titles that head a table, each once a row. */
void locate_mention_drop(const struct folded_book *in, struct titles *titles);

#endif
