/*
 * facts_lines.h - the facts of a model as lines of CSV.
 *
 * Memory   None but the stack.
 * Errors   A stream's are for its closer to find.
 */
#ifndef STORE_FACTS_LINES_H
#define STORE_FACTS_LINES_H

#include "store/facts.h"

/* As facts_write_csv(). */
void facts_lines_write(FILE *out, const struct model *model,
                       enum csv_text_style style);

#endif
