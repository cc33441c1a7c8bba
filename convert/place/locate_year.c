/* locate_year.c - years in figures and in words. */
#include "place/locate_year.h"

#include "place/locate_words.h"

/* A label of a year is short. */
#define LABEL_MOST 30

#define YEAR_FIRST 1949

#define YEAR_LAST 2100

/* The digit that t ends with, 3 or 三, and its bytes; -1 for none. */
static int
last_digit(struct text t, size_t *bytes)
{
    static const char *const digits[] = { "〇", "一", "二", "三", "四", "五",
                                          "六", "七", "八", "九", "零", "○" };

    *bytes = 1;
    if (t.n > 0 && t.at[t.n - 1] >= '0' && t.at[t.n - 1] <= '9')
        return t.at[t.n - 1] - '0';
    *bytes = LOCATE_CHARACTER;
    for (int i = 0; i < ARRAY_LEN(digits); i++) {
        if (text_ends(t, text_of(digits[i])))
            return i < 10 ? i : 0;
    }
    return -1;
}

int
locate_year_of_end(struct text t, size_t *bytes)
{
    static const int places[] = { 1, 10, 100, 1000 };
    int year = 0, digit;
    size_t one, n = 0;

    for (int i = 0; i < ARRAY_LEN(places); i++) {
        digit = last_digit(sans_end(t, n), &one);
        if (digit < 0)
            return 0;
        year += digit * places[i];
        n += one;
    }
    if (last_digit(sans_end(t, n), &one) >= 0 || year < YEAR_FIRST
        || year > YEAR_LAST)
        return 0;
    *bytes = n;
    return year;
}

int
locate_year_worded(struct text t, size_t *bytes)
{
    static const char *const words[] = { "年", "年度" };
    size_t word = ENDS(t, words);
    int year = word > 0 ? locate_year_of_end(sans_end(t, word), bytes) : 0;

    if (year != 0)
        *bytes += word;
    return year;
}

struct text
locate_year_sans_brackets(struct text t)
{
    bool curved = text_starts(t, TEXT("(")) && text_ends(t, TEXT(")"));
    bool square = text_starts(t, TEXT("[")) && text_ends(t, TEXT("]"));

    return (curved || square) && t.n >= 2 ? text_slice(t, 1, t.n - 1) : t;
}

bool
locate_year_is_label(struct text label)
{
    static const char *const words[] = { "年度", "年份" };

    return ENDS(label, words) > 0;
}

int
locate_year_whole(struct text t, bool bare)
{
    size_t n;
    int year;

    t = locate_year_sans_brackets(t);
    year = locate_year_worded(t, &n);
    if (year == 0 && bare)
        year = locate_year_of_end(t, &n);
    return year != 0 && n == t.n ? year : 0;
}

int
locate_year_alone(struct text folded)
{
    struct text t = locate_year_sans_brackets(folded);
    long colon = text_find(t, TEXT(":"), 0);

    if (colon > 0 && colon <= LABEL_MOST
        && locate_year_is_label(text_slice(t, 0, (size_t)colon)))
        return locate_year_whole(sans_head(t, (size_t)colon + 1), true);
    return locate_year_whole(t, false);
}

int
locate_year_any(struct text folded)
{
    size_t n;
    int year = 0;

    for (size_t end = LOCATE_CHARACTER; end <= folded.n && year == 0; end++)
        year = locate_year_worded(text_slice(folded, 0, end), &n);
    return year;
}

bool
locate_year_is_date(struct text t)
{
    static const char *const marks[] = { "年", "月", "日", ".", "-", "/" };
    int digits = 0, n_marks = 0;

    while (t.n > 0) {
        size_t mark = BEGINS(t, marks);

        if (mark == 0 && (t.at[0] < '0' || t.at[0] > '9'))
            return false;
        digits += mark == 0;
        n_marks += mark > 0;
        t = sans_head(t, mark > 0 ? mark : 1);
    }
    return digits >= 5 && n_marks >= 1;
}
