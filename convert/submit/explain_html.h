/*
 * explain_html.h - a filing's workbook as one page, each cell explained.
 *
 * The page needs nothing beside it: no script, no picture, no network.  A
 * cell's colour, letter and border say its kind, its title (which stands below
 * it when it is selected) the rest.  Rows and columns that hold nothing are
 * left out; their numbers are missing.
 *
 * Memory   In the arena of 'explained', a row at a time.
 * Errors   limit-reached (page-cells), and nothing is written; an error of the
 *          stream is seen by whoever closes it.
 * Limits   LIMIT_PAGE_CELLS of a workbook.
 */
#ifndef SUBMIT_EXPLAIN_HTML_H
#define SUBMIT_EXPLAIN_HTML_H

#include "submit/explain.h"

bool explain_html(FILE *out, const struct explained *explained,
                  struct diag_list *diags);

#endif
