/* item.c - codes and members of lists, taken apart and put together. */
#include "canon/item.h"

#define NUMBER_DIGITS 6 /* of ITEM_MEMBERS */

/* 3, 5 or 7 digits. */
int
item_level(struct text code)
{
    int level = code.n % 2 == 1 && code.n <= 7 ? (int)code.n / 2 : 0;

    return text_is_digits(code) ? level : 0;
}

bool
item_is_code(struct text t)
{
    return item_level(t) > 0;
}

/* The digits of a code down to a level. */
static size_t
code_length(int level)
{
    return level <= 0 ? 0 : 1 + 2 * (size_t)level;
}

struct text
item_code_at(struct text code, int level)
{
    return text_slice(code, 0, code_length(level));
}

struct text
item_digits_at(struct text code, int level)
{
    if (level == 0)
        return code;
    return text_slice(code, code_length(level - 1), code_length(level));
}

struct text
item_code(struct text item)
{
    size_t n = text_digits(item, 0);

    if (n == item.n)
        return item_is_code(item) ? item : TEXT_NONE;
    return item_is_code(text_slice(item, 0, n)) && item.at[n] == '.'
                   && item_parse_number(text_slice(item, n + 1, item.n)) > 0
               ? text_slice(item, 0, n)
               : TEXT_NONE;
}

int
item_parse_number(struct text digits)
{
    int number = 0;

    if (digits.n == 0 || digits.n > NUMBER_DIGITS || digits.at[0] == '0'
        || !text_is_digits(digits))
        return 0;
    for (size_t i = 0; i < digits.n; i++)
        number = number * 10 + (digits.at[i] - '0');
    return number;
}

int
item_number_in(struct text list, struct text item)
{
    if (!text_ends(list, TEXT(".")) || !text_starts(item, list))
        return 0;
    return item_parse_number(text_slice(item, list.n, item.n));
}

int
item_number(struct text item, struct text *list)
{
    size_t n = text_sans_digits(item).n;
    int number = n > 1 && n < item.n && item.at[n - 1] == '.'
                     ? item_parse_number(text_slice(item, n, item.n))
                     : 0;

    *list = number > 0 ? text_slice(item, 0, n) : item;
    return number;
}

struct text
item_member(struct arena *arena, struct text list, int number)
{
    char *start = arena_bytes(arena, list.n + TEXT_INT);
    char *end = text_append_int(text_append(start, list), number);

    return (struct text){ start, (size_t)(end - start) };
}
