/*
 * locate_caption.h - captions: whose a table is, its year, that it is empty.
 *
 *     公开02表        部门：某市教育局        2023年度        本表无数据
 *
 * Memory   In the site's arena.
 * Errors   words-more for a title or caption that says more than the mapping's.
 */
#ifndef PLACE_LOCATE_CAPTION_H
#define PLACE_LOCATE_CAPTION_H

#include "place/locate_region.h"

/* What the title says in 'tail' bytes of brackets behind itself. */
void locate_caption_title(struct site *site, const struct cell *cell,
                          size_t tail);
/* Claims the table's number, captions and a sentence that it is empty, in rows
   [top, end). */
void locate_caption_claim(struct site *site, int top, int end);
/* Is it a sentence that says the table is empty? */
bool locate_caption_says_empty(struct site *site, const struct cell *cell);
/* Then the table is, and of the year that the sentence says. */
bool locate_caption_declares_empty(struct site *site, const struct cell *cell);

#endif
