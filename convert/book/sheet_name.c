/* sheet_name.c - names that Excel accepts, each once in a book. */
#include "book/sheet_name.h"

#include <string.h>

#include "base/limits.h"

/* Case as Excel ignores it, for the alphabets that occur. */
static uint32_t
fold_case(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xFF21 && c <= 0xFF3A)
        || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9)
        || (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    return c;
}

bool
sheet_name_same(struct text a, struct text b)
{
    /* Both cases of a letter have as many bytes. */
    if (a.n != b.n || text_equal(a, b))
        return a.n == b.n;
    for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
        if (fold_case(text_next(a, &i)) != fold_case(text_next(b, &j)))
            return false;
    }
    return true;
}

static bool
name_taken(const struct book *book, struct text name)
{
    for (int i = 0; i < book->n_sheets; i++) {
        if (sheet_name_same(book->sheets[i].name, name))
            return true;
    }
    return false;
}

/* The first so many UTF-16 units, without characters a name may not have. */
static struct text
clean_name(struct arena *arena, struct text t, int units)
{
    /* A unit is at most three bytes, whatever is in its place in t. */
    char *bytes = ARENA_ARRAY(arena, char, (size_t)units * 3 + 1);
    size_t n = 0;

    for (size_t pos = 0; pos < t.n;) {
        uint32_t c = text_next(t, &pos);

        if (c < 0x20 || strchr("[]:*?/\\", (int)(c < 0x80 ? c : 'x')) != NULL)
            continue;
        units -= c > 0xFFFF ? 2 : 1;
        if (units < 0)
            break;
        n += (size_t)text_put(bytes + n, c);
    }
    while (n > 0 && bytes[n - 1] == '\'')
        n--;
    while (n > 0 && *bytes == '\'') {
        bytes++;
        n--;
    }
    return text_trim((struct text){ bytes, n });
}

/* The highest number of "name（2）", "name（3）" … in the book, at least 1. */
static int
highest_twin(const struct book *book, struct text name)
{
    int highest = 1;

    for (int i = 0; i < book->n_sheets; i++) {
        struct text other = book->sheets[i].name;
        size_t at = name.n + TEXT("（").n;
        int number = 0;

        if (!text_starts(other, name)
            || !text_starts(text_slice(other, name.n, other.n), TEXT("（")))
            continue;
        while (at < other.n && other.at[at] >= '0' && other.at[at] <= '9'
               && number < LIMIT_SHEETS)
            number = number * 10 + (other.at[at++] - '0');
        if (number > highest && number <= LIMIT_SHEETS)
            highest = number;
    }
    return highest;
}

struct text
sheet_name(struct arena *arena, const struct book *book, struct text wanted)
{
    struct text name = clean_name(arena, wanted, 31);

    if (name.n == 0)
        name = wanted = TEXT("表");
    if (!name_taken(book, name))
        return name;
    name = clean_name(arena, wanted, 24); /* and （10000） */
    for (int n = highest_twin(book, name) + 1;; n++) {
        struct text twin = text_printf(arena, "%.*s（%d）", TEXT_ARG(name), n);

        if (!name_taken(book, twin))
            return twin;
    }
}

int
sheet_name_find(const struct book *book, struct text name)
{
    int found = book->n_sheets - 1;

    while (found >= 0 && !sheet_name_same(book->sheets[found].name, name))
        found--;
    return found;
}
