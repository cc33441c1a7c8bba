/* json_out.c - see json_out.h. */
#include "store/json_out.h"

#include <string.h>

#include "base/decimal.h"

/* Most of what is written is short; a call would cost more than the bytes. */
static void
put_bytes(FILE *out, const char *bytes, size_t n)
{
    if (n > 40) {
        fwrite_unlocked(bytes, 1, n, out);
        return;
    }
    for (size_t i = 0; i < n; i++)
        putc_unlocked(bytes[i], out);
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

/* The first byte at or behind pos that cannot stand as it is, if all bytes
   beyond ASCII are known to be UTF-8. */
static size_t
plain_end(struct text t, size_t pos, unsigned limit)
{
    while (pos < t.n) {
        unsigned char c = (unsigned char)t.at[pos];

        if (c < 0x20 || c == '"' || c == '\\' || c >= limit)
            break;
        pos++;
    }
    return pos;
}

/* The inside of a string. */
static void
put_escaped(FILE *out, struct text t)
{
    size_t pos = plain_end(t, 0, 0x80);
    unsigned limit;

    put_bytes(out, t.at, pos);
    if (pos == t.n)
        return;
    limit = text_is_utf8(t) ? 0x100 : 0x80;
    while (pos < t.n) {
        size_t end = plain_end(t, pos, limit);
        uint32_t c;
        char bytes[4];

        put_bytes(out, t.at + pos, end - pos);
        pos = end;
        if (pos == t.n)
            return;
        c = text_next(t, &pos);
        if (c < 0x20) {
            put_control(out, c);
            continue;
        }
        if (c == '"' || c == '\\')
            putc_unlocked('\\', out);
        put_bytes(out, bytes, (size_t)text_put(bytes, c));
    }
}

void
json_out_string(FILE *out, struct text t)
{
    putc_unlocked('"', out);
    put_escaped(out, t);
    putc_unlocked('"', out);
}

void
json_out_name(struct json_out *object, const char *name)
{
    FILE *out = object->out;

    putc_unlocked(object->begun ? ',' : '{', out);
    object->begun = true;
    putc_unlocked('"', out);
    put_bytes(out, name, strlen(name));
    putc_unlocked('"', out);
    putc_unlocked(':', out);
}

void
json_out_end(struct json_out *object)
{
    fputs_unlocked(object->begun ? "}" : "{}", object->out);
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
    char digits[DECIMAL_TEXT_MAX];

    json_out_name(object, name);
    put_bytes(object->out, digits,
              (size_t)decimal_show(decimal_of(value), digits));
}

static void
put_part(FILE *out, int number)
{
    char digits[DECIMAL_TEXT_MAX];

    putc_unlocked(':', out);
    put_bytes(out, digits, (size_t)decimal_show(decimal_of(number), digits));
}

void
json_out_place(struct json_out *object, const char *name, struct place place)
{
    if (!place.file)
        return;
    json_out_name(object, name);
    putc_unlocked('"', object->out);
    put_escaped(object->out, text_of(place.file));
    if (place.row > 0)
        put_part(object->out, place.row);
    if (place.row > 0 && place.col > 0)
        put_part(object->out, place.col);
    putc_unlocked('"', object->out);
}
