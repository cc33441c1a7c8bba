/*
 * emit.h - data as C: every object a constant, equal ones one.
 *
 *     struct emit_buffer b = emit_begin(e);
 *     for each element
 *         emit_say(&b, "{ "), emit_text(&b, …), emit_say(&b, "},\n");
 *     name = emit_end(e, "struct line_cell", &b, n);
 *
 * Initialisers give every member its value in order, so that the compiler
 * tells of one that was added to a struct and is not written
 * (-Werror=missing-field-initializers).  What is pointed to is written first.
 *
 * The text depends on the data alone: places carry the names that the files
 * have below the folder.
 *
 * Memory   In the arena.
 * Errors   None; the stream remembers its own.
 */
#ifndef MAPPING_EMIT_H
#define MAPPING_EMIT_H

#include <stdio.h>

#include "base/diag.h"
#include "base/pairs.h"

#define EMIT_FOLDER "mappings" /* in places, wherever the folder is */

/* An object, or array of them, that was written: "a7", or "NULL" for none. */
struct emit_name {
    int number; /* 0: NULL */
};

/* Where an object went: element 'index' of array 'name'. */
struct emit_written {
    const void *object;
    struct emit_name name;
    int index;
};

struct emit {
    FILE *out;
    struct arena *arena;
    const char *folder;
    struct pairs *known; /* type and elements to number: equal ones are one */
    struct emit_written *written;
    int n_written, written_capacity;
    int n;
};

/* The elements of an array, as text. */
struct emit_buffer {
    struct arena *arena;
    char *at;
    size_t n, size;
};

struct emit *emit_new(FILE *out, struct arena *arena, const char *folder);

struct emit_buffer emit_begin(struct emit *e);
/* The array of these elements, which may be there already; emit_array() makes
   one of its own, that emit_written() can point into. */
struct emit_name emit_end(struct emit *e, const char *type,
                          const struct emit_buffer *b, int n);
struct emit_name emit_array(struct emit *e, const char *type,
                            const struct emit_buffer *b, int n);

void emit_bytes(struct emit_buffer *b, const char *bytes, size_t n);
void emit_say(struct emit_buffer *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void emit_string(struct emit_buffer *b, struct text t);
void emit_text(struct emit_buffer *b, struct text t);
void emit_bool(struct emit_buffer *b, bool value);
void emit_int(struct emit_buffer *b, int value);
void emit_file(struct emit *e, struct emit_buffer *b, const char *file);
void emit_place(struct emit *e, struct emit_buffer *b, struct place place);

/* A pointer to an array, or to one object. */
void emit_name(struct emit_buffer *b, const char *type, struct emit_name name);
struct emit_name emit_texts(struct emit *e, const struct text *texts, int n);

/* Objects that others point to, by where they were. */
void emit_remember(struct emit *e, const void *object, struct emit_name name,
                   int index);
const struct emit_written *emit_find(const struct emit *e, const void *object);
void emit_written(const struct emit *e, struct emit_buffer *b,
                  const void *object);

#endif
