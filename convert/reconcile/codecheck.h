/*
 * codecheck.h - the codes of a filing against the lists of its template.
 *
 *     210      卫生健康支出
 *     2101550  事业运行       code-orphan: 21015 has no figures
 *     2101577  事业运行       code-unknown: no code of the list
 *     2111101  减排专项支出   code-name-differs: that is 2111103
 *
 * Our lists need not have all codes: those that are not there are one hint a
 * filing, unless the list says that it is complete (codes.h).  A name is only
 * compared where the code's own is known, and only reported where it is, word
 * for word, another code's.  A code or total without those below it is reported
 * where another table of the filing has them: as a rule, the table ends early.
 * A level of codes that no table of the filing prints is not missed.
 *
 * Memory   In the arena given.
 */
#ifndef RECONCILE_CODECHECK_H
#define RECONCILE_CODECHECK_H

#include "place/locate.h"

/* 'template' and 'located', what the model was read from, may be NULL. */
void codecheck_model(struct arena *arena, const struct model *model,
                     const struct template_rule *template,
                     const struct located *located, struct diag_list *diags);

#endif
