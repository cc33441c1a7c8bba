/*
 * json_out.h - writing JSON: members of objects, and texts.
 *
 * A text has one spelling: what RFC 8259, 7 wants escaped is, by a letter where
 * there is one (\n), else as \u001b; all else is written as it is, and a byte
 * that is not UTF-8 becomes U+FFFD.
 *
 * Memory   None is taken but by json_out_add(), in the arena of its bytes.
 * Errors   A stream's errors are seen by whoever closes it.
 */
#ifndef BASE_JSON_OUT_H
#define BASE_JSON_OUT_H

#include <stdio.h>

#include "base/bytes.h"
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

/* A string with its quotes, to a stream or after other bytes; and only what is
   between the quotes. */
void json_out_string(FILE *out, struct text t);
void json_out_add(struct bytes *bytes, struct text t);
void json_out_inside(FILE *out, struct text t);

#endif
