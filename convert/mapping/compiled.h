/*
 * compiled.h - the mapping set that was compiled into the program, if any.
 *
 * It stands for a folder only while that still is what was compiled: files of
 * the same names and sizes, none of them younger than the program.
 *
 * Memory   Constant; lists of files are in the arena.
 */
#ifndef MAPPING_COMPILED_H
#define MAPPING_COMPILED_H

#include <stdint.h>
#include <time.h>

#include "mapping/mapping.h"

struct compiled_file {
    const char *name; /* codes/functional-2022.csv */
    int64_t size;
};

struct compiled {
    const struct mapping_set *set;
    const struct compiled_file *files; /* [n_files] by name */
    int n_files;
};

/* Made by compile_write(); a program linked without it reads the folder. */
extern const struct compiled compiled_mappings __attribute__((weak));

/* The set for that folder, or NULL: read it.  'program' is the program's own
   file.  Without a folder (NULL) there is nothing that it could differ from. */
const struct mapping_set *compiled_find(struct arena *arena, const char *folder,
                                        const char *program);

/* Is it that set? */
bool compiled_is(const struct mapping_set *set);
/* And without a folder? */
bool compiled_is_alone(const struct mapping_set *set);

/* The files of a folder that mappings are read from, by name; NULL when it
   cannot be read, or when one is younger than 'before' (NULL: any age). */
const struct compiled_file *compiled_files(struct arena *arena,
                                           const char *folder,
                                           const struct timespec *before,
                                           int *n);

#endif
