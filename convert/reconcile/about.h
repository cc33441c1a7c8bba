/*
 * about.h - which table of a filing a message is about.
 *
 * The mapping line that asked says it, else the sheet that the message is at;
 * of a rule's finding the rule does (finding.h).
 *
 * Memory   None.
 * Errors   None.
 */
#ifndef RECONCILE_ABOUT_H
#define RECONCILE_ABOUT_H

#include "canon/model.h"
#include "mapping/mapping.h"

/* The table's index in the schema; -1: of none, or nobody knows.  'template'
   may be NULL. */
int about_table(const struct model *model, const struct template_rule *template,
                const struct diag *diag);

#endif
