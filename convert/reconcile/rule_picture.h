/*
 * rule_picture.h - the pictures of a rule file.
 *
 *     pictures:
 *       - id: income-parts
 *         zh: 收入构成
 *         en: income by source
 *         table: income
 *         parts: {whole: total/total, of: [total/fiscal_appropriation, total/other]}
 *
 * For rule_read.c.  References are those of rules; what they may be is less:
 * a value, or with {top} one of each code.
 *
 * Memory   In the reader's arena.
 * Errors   mapping-*, at the node; reader->source.failed is set.
 */
#ifndef RECONCILE_RULE_PICTURE_H
#define RECONCILE_RULE_PICTURE_H

#include "reconcile/rule_term.h"

/* All of the list 'pictures', into reader->set. */
void rule_picture_read(struct rule_reader *r, const struct node *list);

#endif
