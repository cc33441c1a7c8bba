/*
 * model_file.h - a model from whatever file or folder holds one.
 *
 * Content decides, names do not: a folder is a CSV package; a file that begins
 * with { is JSON lines of facts where its first line is a whole object that
 * does not say "juesuan", else a JSON model; other text is a facts table.
 *
 * Memory   In the arena.
 * Errors   Those of json.h, facts.h and csv_package.h; model-invalid for a file
 *          that is not a model at all.  NULL then.
 */
#ifndef STORE_MODEL_FILE_H
#define STORE_MODEL_FILE_H

#include "canon/model.h"

struct model *model_file_read(struct arena *arena,
                              const struct vocabulary *words, const char *path,
                              struct diag_list *diags);
/* The same of a file in memory; 'name' is for messages. */
struct model *model_file_read_bytes(struct arena *arena,
                                    const struct vocabulary *words,
                                    const char *name, struct text bytes,
                                    struct diag_list *diags);

/* Is it to be read as a workbook: one, or something else that is not text (or
   no file that can be opened)?  Whoever reads it says what it is. */
bool model_file_is_workbook(const char *path);

#endif
