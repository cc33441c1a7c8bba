/*
 * codes.h - a classification's codes and names for a year, from CSV.
 *
 * Files are mappings/codes/NAME.csv with the columns code,name,evidence (and
 * note); a user may replace them.  A code's level is its length: functional
 * 3, 5, 7 digits; economic 3, 5.  A line whose code is one of these words is
 * of the whole list:
 *
 *     complete,财政部《2022年政府收支分类科目》    has every code of its year
 *     ending,支出                   a name is the same with it and without
 *
 * Memory   In the arena of the mapping set.
 * Errors   mapping-missing-key for a column, mapping-wrong-value for a line
 *          that is no entry or no CSV, mapping-twice for a code; NULL then.
 */
#ifndef MAPPING_CODES_H
#define MAPPING_CODES_H

#include "base/diag.h"

/* The structs. */
#include "mapping/codes.def"

const struct code_list *codes_read(struct arena *arena, const char *file,
                                   struct text id, struct text bytes,
                                   struct diag_list *diags);
/* [list->n_entries]; a list that was compiled in has them from here alone. */
const struct code_entry *codes_entries(const struct code_list *list);
/* Its index among the entries, or -1. */
int codes_find(const struct code_list *list, struct text code);
/* The name of a code, or TEXT_NONE. */
struct text codes_name(const struct code_list *list, struct text code);
/* A name as names are compared: folded, without ordinal, trailing brackets and
   the list's endings. */
struct text codes_key(struct arena *arena, const struct code_list *list,
                      struct text name);

#endif
