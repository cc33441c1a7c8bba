/* xlsx_fill_values.c - properties of the book and names of its sheets. */
#include "book/xlsx_fill_values.h"

#include <string.h>

#define PROPERTY_MAX 255 /* of a property's value */

/* A part whose values are between 'mark' and 'end', one after another. */
struct values {
    struct text part;
    struct bytes out;
    size_t at; /* up to where 'out' has it */
    const char *mark, *end;
};

/* The next of them becomes 't'; false: there is none. */
static bool
put_next(struct values *v, struct text t)
{
    size_t from = xlsx_fill_behind(v->part, v->mark, v->at);
    size_t end = from ? xlsx_fill_behind(v->part, v->end, from) : 0;

    if (!end)
        return false;
    bytes_add(&v->out, text_slice(v->part, v->at, from));
    xlsx_fill_escaped(&v->out, t, false);
    v->at = end - strlen(v->end);
    return true;
}

static struct text
whole(struct values *v)
{
    bytes_add(&v->out, text_slice(v->part, v->at, v->part.n));
    return bytes_text(&v->out);
}

struct text
xlsx_fill_values_properties(struct xlsx_fill *fill, struct text part)
{
    const struct book *book = fill->book;
    const struct text values[]
        = { book->template_id, book->drawn_by, book->department,
            book->year ? text_printf(fill->arena, "%d", book->year) : TEXT_NONE,
            book->source };
    struct values v = { .part = part,
                        .out = { .arena = fill->arena },
                        .mark = "<vt:lpwstr>",
                        .end = "</vt:lpwstr>" };

    for (int i = 0; i < ARRAY_LEN(values); i++) {
        fill->odd |= values[i].n > PROPERTY_MAX;
        if (values[i].n && !put_next(&v, values[i]))
            return TEXT_NONE;
    }
    return whole(&v);
}

static struct text
put_names(struct xlsx_fill *fill, struct values *v)
{
    v->out.arena = fill->arena;
    for (int i = 0; i < fill->book->n_sheets; i++) {
        struct text name = fill->book->sheets[i].name;

        /* Attributes have them escaped, too. */
        fill->odd |= name.n && memchr(name.at, '"', name.n);
        if (!put_next(v, name))
            return TEXT_NONE;
    }
    return whole(v);
}

struct text
xlsx_fill_values_sheets(struct xlsx_fill *fill, struct text part)
{
    struct values v = { .part = part, .mark = "<sheet name=\"", .end = "\"" };

    return put_names(fill, &v);
}

struct text
xlsx_fill_values_titles(struct xlsx_fill *fill, struct text part)
{
    size_t titles = xlsx_fill_behind(part, "<TitlesOfParts>", 0);
    struct values v
        = { .part = part, .mark = "<vt:lpstr>", .end = "</vt:lpstr>" };

    /* Above them are the kinds of parts. */
    v.out.arena = fill->arena;
    bytes_add(&v.out, text_slice(part, 0, titles));
    v.at = titles;
    return titles ? put_names(fill, &v) : TEXT_NONE;
}
