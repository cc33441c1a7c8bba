/*
 * summary.h - a mapping as a person reads it.
 *
 * Memory   Texts made are in the arena given.
 * Errors   A stream's errors are seen by whoever closes it.
 */
#ifndef TOOL_SUMMARY_H
#define TOOL_SUMMARY_H

#include <stdio.h>

#include "mapping/mapping.h"

/* The first word of an evidence: published, inferred. */
struct text summary_evidence(enum language language, struct text evidence);
/* How many of its tables it does not take over from another template. */
int summary_own_tables(const struct template_rule *template);

/* What it is, and a line a table. */
void summary_write_template(FILE *out, enum language language,
                            struct arena *arena,
                            const struct template_rule *template);
/* What each heading, label and field says, then the blank sheet; 'file' is the
   mapping's, as it can be opened. */
void summary_write_table(FILE *out, enum language language, struct arena *arena,
                         const struct template_rule *template,
                         const struct table_rule *table, const char *file);

#endif
