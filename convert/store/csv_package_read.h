/*
 * csv_package_read.h - the descriptor of a CSV package; for writing, too, which
 * replaces nothing but a package.
 *
 * Memory   In the arena given.
 * Errors   file-unreadable, json-syntax, model-invalid.
 */
#ifndef STORE_CSV_PACKAGE_READ_H
#define STORE_CSV_PACKAGE_READ_H

#include "base/tree.h"

/* Of a package of ours; NULL after an error. */
struct node *csv_package_read_descriptor(struct arena *arena,
                                         const char *folder,
                                         struct diag_list *diags);
/* The names of its CSV files, *n of them; false after an error. */
bool csv_package_read_resources(struct arena *arena, const struct node *root,
                                const struct node ***out, int *n,
                                struct diag_list *diags);

#endif
