/* emit.c - constants, each behind those it points to. */
#include "mapping/emit.h"

#include <string.h>

struct emit *
emit_new(FILE *out, struct arena *arena, const char *folder)
{
    struct emit *e = ARENA_NEW(arena, struct emit);

    *e = (struct emit){ .out = out, .arena = arena, .folder = folder };
    e->known = pairs_new(arena);
    return e;
}

/* ---- elements ---- */

void
emit_bytes(struct emit_buffer *b, const char *bytes, size_t n)
{
    if (n > b->size - b->n) {
        size_t size = b->size < 256 ? 256 : b->size;
        char *at;

        while (size - b->n < n)
            size *= 2;
        at = arena_alloc(b->arena, size);
        if (b->n > 0)
            memcpy(at, b->at, b->n);
        b->at = at;
        b->size = size;
    }
    memcpy(b->at + b->n, bytes, n);
    b->n += n;
}

void
emit_say(struct emit_buffer *b, const char *format, ...)
{
    va_list args;
    const char *made;

    va_start(args, format);
    made = arena_vprintf(b->arena, format, args);
    va_end(args);
    emit_bytes(b, made, strlen(made));
}

/* ? is escaped for the sake of trigraphs. */
void
emit_string(struct emit_buffer *b, struct text t)
{
    emit_bytes(b, "\"", 1);
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.at[i];

        if (c < ' ' || c == 0x7f)
            emit_say(b, "\\%03o", c);
        else if (c == '"' || c == '\\' || c == '?')
            emit_say(b, "\\%c", c);
        else
            emit_bytes(b, t.at + i, 1);
    }
    emit_bytes(b, "\"", 1);
}

void
emit_text(struct emit_buffer *b, struct text t)
{
    if (!t.at) {
        emit_say(b, "{ 0, 0 }, ");
        return;
    }
    emit_bytes(b, "T(", 2);
    emit_string(b, t);
    emit_bytes(b, "), ", 3);
}

void
emit_bool(struct emit_buffer *b, bool value)
{
    emit_say(b, value ? "true, " : "false, ");
}

void
emit_int(struct emit_buffer *b, int value)
{
    emit_say(b, "%d, ", value);
}

void
emit_file(struct emit *e, struct emit_buffer *b, const char *file)
{
    size_t n = strlen(e->folder);

    if (!file) {
        emit_say(b, "0, ");
        return;
    }
    if (strncmp(file, e->folder, n) == 0 && file[n] == '/')
        file = arena_printf(e->arena, EMIT_FOLDER "%s", file + n);
    emit_string(b, text_of(file));
    emit_say(b, ", ");
}

void
emit_place(struct emit *e, struct emit_buffer *b, struct place place)
{
    emit_say(b, "{ ");
    emit_file(e, b, place.file);
    emit_say(b, "0, %d, %d }, ", place.row, place.col);
}

/* A pointer to an array, or to one object. */
void
emit_name(struct emit_buffer *b, const char *type, struct emit_name name)
{
    if (name.number == 0)
        emit_say(b, "0, ");
    else
        emit_say(b, "(%s *)a%d, ", type, name.number);
}

/* ---- arrays ---- */

struct emit_buffer
emit_begin(struct emit *e)
{
    return (struct emit_buffer){ .arena = e->arena };
}

struct emit_name
emit_array(struct emit *e, const char *type, const struct emit_buffer *b, int n)
{
    fprintf(e->out, "static const %s a%d[%d] = {\n%.*s};\n", type, ++e->n, n,
            (int)b->n, b->at);
    return (struct emit_name){ e->n };
}

/* The array of these elements, which may be there already. */
struct emit_name
emit_end(struct emit *e, const char *type, const struct emit_buffer *b, int n)
{
    struct text body = { b->at, b->n };
    int before;

    if (n == 0)
        return (struct emit_name){ 0 };
    before = pairs_add(e->known, text_of(type), body, e->n + 1);
    if (before >= 0)
        return (struct emit_name){ before };
    return emit_array(e, type, b, n);
}

void
emit_remember(struct emit *e, const void *object, struct emit_name name,
              int index)
{
    struct emit_written written = { object, name, index };

    ARENA_PUSH(e->arena, e->written, e->n_written, e->written_capacity,
               written);
}

/* Those that are pointed to were most often written just before. */
const struct emit_written *
emit_find(const struct emit *e, const void *object)
{
    for (int i = e->n_written - 1; i >= 0; i--) {
        if (e->written[i].object == object)
            return &e->written[i];
    }
    return NULL;
}

void
emit_written(const struct emit *e, struct emit_buffer *b, const void *object)
{
    const struct emit_written *written = object ? emit_find(e, object) : NULL;

    if (written)
        emit_say(b, "&a%d[%d], ", written->name.number, written->index);
    else
        emit_say(b, "0, ");
}

struct emit_name
emit_texts(struct emit *e, const struct text *texts, int n)
{
    struct emit_buffer b = emit_begin(e);

    for (int i = 0; i < n; i++)
        emit_text(&b, texts[i]);
    emit_say(&b, "\n");
    return emit_end(e, "struct text", &b, n);
}
