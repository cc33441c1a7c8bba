/*
 * compile.h - a mapping set as C, for a start that reads no mappings.
 *
 * Every object becomes a constant; what two rules share stays one object.
 * Initialisers give every member its value in order, so that the compiler
 * tells of one that was added to a struct and is not written here
 * (-Werror=missing-field-initializers).
 *
 * The text depends on the mappings alone: places carry the names that the
 * files have below the folder.
 *
 * Memory   What is made on the way, in the arena.
 * Errors   file-unreadable; false then.
 */
#ifndef MAPPING_COMPILE_H
#define MAPPING_COMPILE_H

#include <stdio.h>

#include "mapping/mapping.h"

/* A file that defines compiled_mappings (see compiled.h). */
bool compile_write(FILE *out, struct arena *arena,
                   const struct mapping_set *set, struct diag_list *diags);

#endif
