/*
 * fill_forms.h - which sheet of a blank gets which table of a filing.
 *
 * A table that occurs once goes where it is found.  Of forms of which there is
 * one a project, each gets the project that its sheet or the form names; those
 * that name nobody get the next ones that they have a place for.  A form that
 * names another project than the filing has is left alone.
 *
 * Memory   In the arena of the edit.
 * Errors   fact-no-place, at the level given.
 */
#ifndef SUBMIT_FILL_FORMS_H
#define SUBMIT_FILL_FORMS_H

#include "submit/filling.h"

void fill_forms_plan(struct filling *f);

/* Says each table for which the blank has too few forms, once, and returns how
   many; 'lost' gets what is lost of the others. */
int fill_forms_report(const struct fill_result *filled, enum diag_level level,
                      struct fact_set *lost, struct diag_list *diags);

#endif
