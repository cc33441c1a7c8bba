/* properties.c - five properties of ours, and the day. */
#include "book/properties.h"

#include <assert.h>

#include "base/decimal.h"
#include "base/moment.h"

static void
take_year(struct book *book, struct text value)
{
    struct decimal number;

    assert(book != NULL);
    if (value.n == 4 && decimal_parse(value, &number) == DECIMAL_OK
        && number.scale == 0 && number.units >= 1000)
        book->year = (int)number.units;
}

/* Where the value of a property goes, or NULL. */
static struct text *
find_text(struct book *book, struct text name)
{
    if (text_equal(name, TEXT(PROPERTIES_TEMPLATE)))
        return &book->template_id;
    if (text_equal(name, TEXT(PROPERTIES_VERSION)))
        return &book->drawn_by;
    if (text_equal(name, TEXT(PROPERTIES_DEPARTMENT)))
        return &book->department;
    return text_equal(name, TEXT(PROPERTIES_SOURCE)) ? &book->source : NULL;
}

bool
properties_is_ours(struct text name)
{
    return text_starts(name, TEXT("juesuan."));
}

void
properties_take(struct book *book, struct text name, struct text value)
{
    struct text *to = find_text(book, name);

    if (to)
        *to = value;
    else if (text_equal(name, TEXT(PROPERTIES_YEAR)))
        take_year(book, value);
}

void
properties_take_saved(struct arena *arena, struct book *book,
                      struct text moment)
{
    struct text parsed = moment_parse(arena, moment);

    book->saved
        = text_compare(parsed, TEXT("2000-01-02")) < 0 ? TEXT_NONE : parsed;
}
