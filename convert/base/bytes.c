/* bytes.c - texts that grow. */
#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SPARE (1 << 20) /* a room up to this is used again */

char *
bytes_room(struct bytes *bytes, size_t n)
{
    while ((size_t)(bytes->capacity - bytes->n) < n + 1) {
        /* Room for half as much again, all of it given at once. */
        int full = bytes->capacity;

        bytes->at
            = arena_grow(bytes->arena, bytes->at, full, &bytes->capacity, 1);
    }
    return bytes->at + bytes->n;
}

void
bytes_add(struct bytes *bytes, struct text t)
{
    if (t.n) {
        memcpy(bytes_room(bytes, t.n), t.at, t.n);
        bytes->n += (int)t.n;
    }
}

void
bytes_char(struct bytes *bytes, char c)
{
    *bytes_room(bytes, 1) = c;
    bytes->n++;
}

void
bytes_int(struct bytes *bytes, long long value)
{
    char *at = bytes_room(bytes, TEXT_INT);

    bytes->n += (int)(text_append_int(at, value) - at);
}

void
bytes_printf(struct bytes *bytes, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    bytes_add(bytes, text_of(arena_vprintf(bytes->arena, format, args)));
    va_end(args);
}

/* Is there one that bytes_copy() escapes? */
static bool
is_copied_otherwise(struct text t)
{
    size_t i = 0;

    while (i < t.n && t.at[i] != '\\' && t.at[i] != '\t' && t.at[i] != '\n'
           && t.at[i] != '\r')
        i++;
    return i < t.n;
}

void
bytes_copy(struct bytes *bytes, struct text t)
{
    char *to;

    if (!is_copied_otherwise(t)) {
        bytes_add(bytes, t);
        return;
    }
    to = bytes_room(bytes, 2 * t.n);
    for (size_t i = 0; i < t.n; i++) {
        char c = t.at[i];

        if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
            *to++ = '\\';
            c = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
        }
        *to++ = c;
    }
    bytes->n = (int)(to - bytes->at);
}

void
bytes_clear(struct bytes *bytes)
{
    if (bytes->capacity > SPARE) {
        arena_release(bytes->arena);
        *bytes = (struct bytes){ .arena = bytes->arena };
    }
    bytes->n = 0;
}

struct text
bytes_text(const struct bytes *bytes)
{
    if (!bytes->at)
        return TEXT("");
    bytes->at[bytes->n] = '\0'; /* bytes_room() left room for it */
    return (struct text){ bytes->at, (size_t)bytes->n };
}
