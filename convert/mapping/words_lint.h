/*
 * words_lint.h - words of a template that are like words that are known.
 *
 * Two words for one thing make two columns of one figure; so each word that a
 * template declares for itself is asked about where another of the same table,
 * or another table's title, is called the same or nearly so.
 *
 * Memory   Messages are in the list's arena; 'arena' is for the search.
 * Errors   word-near, hints.
 */
#ifndef MAPPING_WORDS_LINT_H
#define MAPPING_WORDS_LINT_H

#include "mapping/mapping.h"

void words_lint(struct arena *arena, const struct vocabulary *words,
                struct diag_list *diags);

#endif
