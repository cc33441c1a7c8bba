/*
 * compile.h - a mapping set as C, for a start that reads no mappings.
 *
 * Errors   file-unreadable; false then.
 */
#ifndef MAPPING_COMPILE_H
#define MAPPING_COMPILE_H

#include "mapping/emit.h"
#include "mapping/mapping.h"

/* A file that defines compiled_mappings (see compiled.h). */
bool compile_write(struct emit *e, const struct mapping_set *set,
                   struct diag_list *diags);

#endif
