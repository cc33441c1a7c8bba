/*
 * lint.h - what can be proved of a mapping before any workbook is seen.
 *
 * Two value cells with equal coordinates (mapping-twice), a value cell with a
 * coordinate missing (mapping-no-coordinate), two rules of one block that can
 * claim one row or two headings that can claim one column, each with an
 * example of what both claim (mapping-contested).  Own words of a template that
 * are like known ones are asked about (words_lint.h).
 *
 * Memory   Messages are in the list's arena; 'arena' is for the search.
 * Errors   Those named above; the functions return false where there are any.
 */
#ifndef MAPPING_LINT_H
#define MAPPING_LINT_H

#include "mapping/mapping.h"

/* Both are false where an error was found. */
bool lint_set(struct arena *arena, const struct mapping_set *set,
              struct diag_list *diags);
bool lint_table(struct arena *arena, const struct table_rule *table,
                struct diag_list *diags);

#endif
