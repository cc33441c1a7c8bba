/*
 * json_out.h - writing JSON member by member.
 *
 * Errors   A stream's errors are seen by whoever closes it.
 */
#ifndef STORE_JSON_OUT_H
#define STORE_JSON_OUT_H

#include <stdio.h>

#include "base/diag.h"

/* An object while its members are written; { out } begins one. */
struct json_out {
    FILE *out;
    bool begun;
};

/* The name and colon; the caller writes the value. */
void json_out_name(struct json_out *object, const char *name);
/* Nothing where the text is empty. */
void json_out_text(struct json_out *object, const char *name, struct text t);
void json_out_word(struct json_out *object, const char *name, const char *word);
void json_out_int(struct json_out *object, const char *name, int value);
/* "file", "file:line" or "file:line:column"; nothing where it has no file. */
void json_out_place(struct json_out *object, const char *name,
                    struct place place);
void json_out_end(struct json_out *object);

/* A string with quotes; bytes that are no UTF-8 become U+FFFD. */
void json_out_string(FILE *out, struct text t);

#endif
