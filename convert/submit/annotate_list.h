/*
 * annotate_list.h - the sheet that lists what was found, with links.
 *
 * Memory   In the arena of the edit.
 * Errors   Those of xlsx_edit.h.
 */
#ifndef SUBMIT_ANNOTATE_LIST_H
#define SUBMIT_ANNOTATE_LIST_H

#include "submit/annotating.h"
#include "submit/listing.h"

/* Is it the list of an earlier check? */
bool annotate_list_is(struct arena *arena, const struct grid *sheet);
/* In place of that, or before the other sheets. */
void annotate_list_add(struct annotating *a);

#endif
