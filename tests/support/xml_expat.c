/*
 * xml_expat.c - expat's events written down again.
 *
 * Its handlers must not allocate: an exhausted arena would leave the parser
 * behind.  So they stop where the room ends, and begin again in more.
 */
#include "support/xml_expat.h"

#include <expat.h>
#include <string.h>

#include "base/limits.h"

/* What its handlers write to; when it is full they stop the parser. */
struct writer {
    XML_Parser parser;
    char *out;
    size_t n, room;
    int depth;
    bool full, doctype, deep;
};

static void
put(struct writer *w, const char *bytes, size_t n)
{
    if (w->full || w->room - w->n < n) {
        w->full = true;
        XML_StopParser(w->parser, XML_FALSE);
        return;
    }
    memcpy(w->out + w->n, bytes, n);
    w->n += n;
}

static void
put_escaped(struct writer *w, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        switch (bytes[i]) {
        case '<':
            put(w, "&lt;", 4);
            break;
        case '>':
            put(w, "&gt;", 4);
            break;
        case '&':
            put(w, "&amp;", 5);
            break;
        case '"':
            put(w, "&quot;", 6);
            break;
        case '\t':
            put(w, "&#9;", 4);
            break;
        case '\n':
            put(w, "&#10;", 5);
            break;
        case '\r':
            put(w, "&#13;", 5);
            break;
        default:
            put(w, bytes + i, 1);
        }
    }
}

static void
on_start(void *context, const char *name, const char **attributes)
{
    struct writer *w = context;

    if (++w->depth > LIMIT_XML_DEPTH) {
        w->deep = true;
        XML_StopParser(w->parser, XML_FALSE);
        return;
    }
    put(w, "<", 1);
    put(w, name, strlen(name));
    for (; *attributes; attributes += 2) {
        put(w, " ", 1);
        put(w, attributes[0], strlen(attributes[0]));
        put(w, "=\"", 2);
        put_escaped(w, attributes[1], strlen(attributes[1]));
        put(w, "\"", 1);
    }
    put(w, ">", 1);
}

static void
on_end(void *context, const char *name)
{
    struct writer *w = context;

    w->depth--;
    put(w, "</", 2);
    put(w, name, strlen(name));
    put(w, ">", 1);
}

static void
on_text(void *context, const char *bytes, int n)
{
    put_escaped(context, bytes, (size_t)n);
}

static void
on_doctype(void *context, const char *name, const char *system_id,
           const char *public_id, int has_subset)
{
    struct writer *w = context;

    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_subset;
    w->doctype = true;
    XML_StopParser(w->parser, XML_FALSE);
}

/* One run of expat over the whole part; its error, 0 for none. */
static enum XML_Error
run_expat(struct arena *arena, const char *bytes, size_t n, struct writer *w,
          size_t *at)
{
    enum XML_Error error = XML_ERROR_NONE;

    w->parser = XML_ParserCreate(NULL);
    if (!w->parser)
        arena_exhaust(arena);
    XML_SetUserData(w->parser, w);
    XML_SetElementHandler(w->parser, on_start, on_end);
    XML_SetCharacterDataHandler(w->parser, on_text);
    XML_SetStartDoctypeDeclHandler(w->parser, on_doctype);
    if (XML_Parse(w->parser, bytes, (int)n, XML_TRUE) != XML_STATUS_OK)
        error = XML_GetErrorCode(w->parser);
    *at = (size_t)XML_GetCurrentByteIndex(w->parser);
    XML_ParserFree(w->parser);
    if (error == XML_ERROR_NO_MEMORY)
        arena_exhaust(arena);
    return error;
}

char *
xml_expat_utf8(struct arena *arena, const char *file, const char *part,
               const char *bytes, size_t n, size_t *n_out,
               struct diag_list *diags)
{
    struct place at = PLACE_FILE(file);
    struct writer w;
    enum XML_Error error;
    size_t room = n + n / 2 + 256, byte;

    do {
        if (room > 2 * LIMIT_PART_BYTES) {
            limits_reached(diags, LIMITS_PART_BYTES, at,
                           "part '%s' is too large", part);
            return NULL;
        }
        w = (struct writer){ .room = room };
        w.out = arena_alloc(arena, room + 1);
        error = run_expat(arena, bytes, n, &w, &byte);
        room *= 2;
    } while (w.full);
    if (w.doctype)
        diag_add(diags, DIAG_DTD_FORBIDDEN, at, PLACE_NONE,
                 "part '%s' byte %zu: a DOCTYPE, which workbooks must not have",
                 part, byte);
    else if (w.deep)
        diag_add(diags, DIAG_LIMIT_REACHED, at, PLACE_NONE,
                 "part '%s' byte %zu: elements nest deeper than %d", part, byte,
                 LIMIT_XML_DEPTH);
    else if (error)
        diag_add(diags, DIAG_XML_INVALID, at, PLACE_NONE,
                 "part '%s' byte %zu: %s", part, byte, XML_ErrorString(error));
    if (w.doctype || w.deep || error)
        return NULL;
    w.out[w.n] = '\0';
    *n_out = w.n;
    return w.out;
}
