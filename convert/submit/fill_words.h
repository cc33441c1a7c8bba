/*
 * fill_words.h - what of a filing stands around its figures in a blank.
 *
 *     编制单位：                    the department's name behind it
 *     2022年度项目绩效自评表         the name that the title leaves open
 *     注：本表反映……                 and below it: 本单位无……，故本表为空
 *
 * Memory   In the arena of the edit.
 * Errors   fact-no-place (a warning).
 */
#ifndef SUBMIT_FILL_WORDS_H
#define SUBMIT_FILL_WORDS_H

#include "submit/filling.h"

/* Of one table, in the copy of the blank. */
void fill_words(struct filling *f, struct grid *grid, const struct placement *p,
                const struct model_table *data);
/* Says which sentence the result does not have, nor another like it. */
void fill_words_tell(const struct filling *f, const struct written *w);

#endif
