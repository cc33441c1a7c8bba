/*
 * partition.h - facts as a folder that warehouses read: Hive-style partitions.
 *
 *   out/fiscal_year=2022/template=hubei-2022/part-0.csv
 *   out/manifest.json      inputs and outputs, with digests and counts
 *
 * The columns are those of facts.h less the ones in the folders' names, then
 * fact_key: 32 hexadecimal digits of the SHA-256 of department, year, template,
 * table and instance (U+001F between them), "/", item, "/", measure.  The same
 * fact has the same key in every file, on every machine.
 *
 * Names are escaped as Hive does it (%XX); a value that is not there is
 * __HIVE_DEFAULT_PARTITION__.  The folder appears whole or not at all; it must
 * not be there, or be empty.
 *
 * Memory   In the arena given; grows with the number of partitions, not with
 *          that of files or facts.
 * Errors   usage, file-unwritable; NULL or false then.
 */
#ifndef STORE_PARTITION_H
#define STORE_PARTITION_H

#include <stdio.h>

#include "canon/model.h"

struct partition;

/* Are these columns of the facts that may be in folders? */
bool partition_check(struct arena *arena, const char *columns,
                     struct diag_list *diags);

/* 'columns' as on the command line: "fiscal_year,template". */
struct partition *partition_open(struct arena *arena, const char *folder,
                                 const char *columns, bool json_lines,
                                 struct diag_list *diags);

/* A file that was read. */
struct partition_input {
    const char *path;
    struct text digest;
    const struct model *model;
};

/* Its rows with their partitions' names, for partition_take(); another process
   may do it.  False, and nothing is written, where no folder could have such a
   name. */
bool partition_write(struct arena *arena, FILE *out,
                     const struct partition *partition,
                     const struct partition_input *input,
                     struct diag_list *diags);
/* Rows into their files, and the input into the manifest. */
bool partition_take(struct partition *partition, const char *path, bool good,
                    struct text bytes, struct diag_list *diags);

/* Nothing of it stays. */
void partition_discard(struct partition *partition);

/* Writes the manifest and gives the folder its name; where 'whole' is false
   nothing of it stays. */
bool partition_close(struct partition *partition, bool whole,
                     struct diag_list *diags);

#endif
