/* json_out.c - see json_out.h. */
#include "store/json_out.h"

/* How many bytes at pos need no escape; beyond ASCII only where all of t is
   known to be UTF-8. */
static size_t
plain_run(struct text t, size_t pos, bool utf8)
{
    size_t n = 0;

    while (pos + n < t.n) {
        unsigned char c = (unsigned char)t.at[pos + n];

        if (c < 0x20 || c == '"' || c == '\\' || (c >= 0x80 && !utf8))
            break;
        n++;
    }
    return n;
}

static void
put_control(FILE *out, unsigned c)
{
    static const char letters[] = "\bb\tt\nn\ff\rr";

    for (size_t i = 0; i < sizeof letters - 1; i += 2)
        if (c == (unsigned char)letters[i]) {
            fprintf(out, "\\%c", letters[i + 1]);
            return;
        }
    fprintf(out, "\\u%04x", c);
}

/* The inside of a string. */
static void
put_escaped(FILE *out, struct text t)
{
    bool utf8 = text_is_utf8(t);
    size_t pos = 0;

    while (pos < t.n) {
        size_t n = plain_run(t, pos, utf8);
        uint32_t c;
        char bytes[4];

        if (n > 0) {
            fwrite(t.at + pos, 1, n, out);
            pos += n;
            continue;
        }
        c = text_next(t, &pos);
        if (c < 0x20) {
            put_control(out, c);
            continue;
        }
        if (c == '"' || c == '\\')
            putc('\\', out);
        fwrite(bytes, 1, (size_t)text_put(bytes, c), out);
    }
}

void
json_out_string(FILE *out, struct text t)
{
    putc('"', out);
    put_escaped(out, t);
    putc('"', out);
}

void
json_out_name(struct json_out *object, const char *name)
{
    fputs(object->begun ? ",\"" : "{\"", object->out);
    fputs(name, object->out);
    fputs("\":", object->out);
    object->begun = true;
}

void
json_out_end(struct json_out *object)
{
    fputs(object->begun ? "}" : "{}", object->out);
}

void
json_out_text(struct json_out *object, const char *name, struct text t)
{
    if (t.n == 0)
        return;
    json_out_name(object, name);
    json_out_string(object->out, t);
}

void
json_out_word(struct json_out *object, const char *name, const char *word)
{
    json_out_text(object, name, text_of(word));
}

void
json_out_int(struct json_out *object, const char *name, int value)
{
    json_out_name(object, name);
    fprintf(object->out, "%d", value);
}

void
json_out_place(struct json_out *object, const char *name, struct place place)
{
    if (!place.file)
        return;
    json_out_name(object, name);
    putc('"', object->out);
    put_escaped(object->out, text_of(place.file));
    if (place.row > 0)
        fprintf(object->out, ":%d", place.row);
    if (place.row > 0 && place.col > 0)
        fprintf(object->out, ":%d", place.col);
    putc('"', object->out);
}
