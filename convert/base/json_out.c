/* json_out.c - members of objects, and the one spelling a text has in JSON. */
#include "base/json_out.h"

#include <string.h>

#include "base/decimal.h"

/* What is written for the byte at *pos, which needs an escape. */
static struct text
escape(struct text t, size_t *pos, char room[8])
{
    static const char letters[] = "\bb\tt\nn\ff\rr\"\"\\\\";
    static const char hex[] = "0123456789abcdef";
    char c = t.at[(*pos)++];
    const char *letter = c ? strchr(letters, c) : NULL;

    if ((unsigned char)c >= 0x80)
        return TEXT("\xEF\xBF\xBD");
    memcpy(room, "\\u00", 4);
    room[4] = hex[c >> 4];
    room[5] = hex[c & 15];
    if (letter)
        room[1] = letter[1];
    return (struct text){ room, letter ? 2 : 6 };
}

static bool
is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* Moves behind a character beyond ASCII; false at a byte that begins none. */
static bool
pass_wide(struct text t, size_t *pos)
{
    size_t next = *pos;

    if ((unsigned char)t.at[*pos] < 0x80
        || (text_next(t, &next) == 0xFFFD && next == *pos + 1))
        return false;
    *pos = next;
    return true;
}

/* The next piece of a string's inside; *pos, not yet the end, moves behind. */
static struct text
piece(struct text t, size_t *pos, char room[8])
{
    size_t from = *pos, end = from;

    do
        while (end < t.n && is_plain((unsigned char)t.at[end]))
            end++;
    while (end < t.n && pass_wide(t, &end));
    *pos = end;
    if (end > from)
        return (struct text){ t.at + from, end - from };
    return escape(t, pos, room);
}

void
json_out_inside(FILE *out, struct text t)
{
    size_t pos = 0;
    char room[8];

    while (pos < t.n)
        text_write(out, piece(t, &pos, room));
}

void
json_out_string(FILE *out, struct text t)
{
    putc_unlocked('"', out);
    json_out_inside(out, t);
    putc_unlocked('"', out);
}

void
json_out_add(struct bytes *bytes, struct text t)
{
    size_t pos = 0;
    char room[8];

    bytes_char(bytes, '"');
    while (pos < t.n)
        bytes_add(bytes, piece(t, &pos, room));
    bytes_char(bytes, '"');
}

void
json_out_name(struct json_out *object, const char *name)
{
    FILE *out = object->out;

    putc_unlocked(object->begun ? ',' : '{', out);
    object->begun = true;
    putc_unlocked('"', out);
    text_write(out, text_of(name));
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

static void
put_int(FILE *out, int value)
{
    char digits[DECIMAL_TEXT_MAX];
    int n = decimal_show(decimal_of(value), digits);

    text_write(out, (struct text){ digits, (size_t)n });
}

void
json_out_int(struct json_out *object, const char *name, int value)
{
    json_out_name(object, name);
    put_int(object->out, value);
}

void
json_out_place(struct json_out *object, const char *name, struct place place)
{
    int parts[] = { place.row, place.col };

    if (!place.file)
        return;
    json_out_name(object, name);
    putc_unlocked('"', object->out);
    json_out_inside(object->out, text_of(place.file));
    for (int i = 0; i < 2 && parts[i] > 0; i++) {
        putc_unlocked(':', object->out);
        put_int(object->out, parts[i]);
    }
    putc_unlocked('"', object->out);
}
