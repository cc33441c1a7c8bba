/*
 * bytes.h - a text that grows: rows, markup and pages made piece by piece.
 *
 * Memory   In the arena; it grows there, and moves when it does, so texts of
 *          it are taken when it is whole.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "base/text.h"

struct bytes {
    struct arena *arena; /* { .arena = arena } begins one */
    char *at;
    int n, capacity;
};

/* Where n more bytes fit; whoever puts them there adds to bytes->n. */
char *bytes_room(struct bytes *bytes, size_t n);
void bytes_add(struct bytes *bytes, struct text t);
void bytes_char(struct bytes *bytes, char c);
void bytes_int(struct bytes *bytes, long long value);
void bytes_printf(struct bytes *bytes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A field as COPY of PostgreSQL reads it in text form: \\ \t \n \r escaped. */
void bytes_copy(struct bytes *bytes, struct text t);
/* Empties it; a large room is given back to the machine, so 'arena' must hold
   nothing else. */
void bytes_clear(struct bytes *bytes);
/* All of it, followed by a NUL.  Takes no memory. */
struct text bytes_text(const struct bytes *bytes);

#endif
