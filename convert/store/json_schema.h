/*
 * json_schema.h - the JSON model of json.h as a JSON Schema (draft 7).
 *
 * It says which items a table has, which measures they have and of what type
 * and unit the values are, with the Chinese names as titles; so it is of one
 * vocabulary.  mappings/model.schema.json is that of the mappings there.
 *
 * Errors   A stream's errors are seen by whoever closes it.
 */
#ifndef STORE_JSON_SCHEMA_H
#define STORE_JSON_SCHEMA_H

#include <stdio.h>

#include "canon/schema.h"

void json_schema_write(FILE *out, const struct vocabulary *words);

#endif
