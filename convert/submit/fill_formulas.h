/*
 * fill_formulas.h - what filling a blank does with its formulas.
 *
 * Those in cells of the model's keep the model's value as their result; they
 * are worked out, too, and compared.  Inserted rows get the formulas of the row
 * that they look like, and areas that ended above them are drawn on, where that
 * gives what the model says.  All others that the figures reach get a new
 * result, or none.
 *
 * In a blank that this program drew the formulas are its own, as in an export:
 * one that does not come to what the model says gives way to it, or goes on
 * without its test for blanks where that is all that is wrong, so that what is
 * filled in is the model and nothing else.
 *
 * Memory   In the arena of the edit.
 * Errors   formula-differs.
 * Limits   LIMIT_RECALC: formulas copied into new rows look at no more; what is
 *          left has the model's figures.
 */
#ifndef SUBMIT_FILL_FORMULAS_H
#define SUBMIT_FILL_FORMULAS_H

#include "submit/filling.h"

/* Adds to the changes. */
void fill_formulas(struct filling *f);

#endif
