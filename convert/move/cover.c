/* cover.c - departments and years in words of a cover. */
#include "move/cover.h"

#define YEAR_FIRST 1949
#define YEAR_LAST 2100

/* The year whose 年 is at 'mark'; 0 where there is none. */
static int
year_before(struct text t, size_t mark)
{
    int year = 0;

    if (mark < 4
        || (mark > 4 && t.at[mark - 5] >= '0' && t.at[mark - 5] <= '9'))
        return 0;
    for (size_t i = mark - 4; i < mark; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            return 0;
        year = year * 10 + (t.at[i] - '0');
    }
    return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

bool
cover_parse(struct text folded, struct text *department, int *year)
{
    static const struct text marks[]
        = { { "年", 3 }, { "度", 3 }, { "部门", 6 }, { "单位", 6 } };
    long mark = text_find(folded, TEXT("年"), 0);
    struct text rest;

    *year = mark < 0 ? 0 : year_before(folded, (size_t)mark);
    if (*year == 0)
        return false;
    rest = text_slice(folded, (size_t)mark, folded.n);
    for (int i = 0; i < ARRAY_LEN(marks); i++) {
        if (text_starts(rest, marks[i]))
            rest = text_slice(rest, marks[i].n, rest.n);
    }
    *department = text_slice(folded, 0, (size_t)mark - 4);
    /* A sentence is no cover. */
    return text_starts(rest, TEXT("决算"))
           && text_find(folded, TEXT("。"), 0) < 0
           && text_find(folded, TEXT(":"), 0) < 0;
}

int
cover_year(struct text folded)
{
    struct text t = folded;
    int year;

    if (text_starts(t, TEXT("(")) && text_ends(t, TEXT(")")))
        t = text_slice(t, 1, t.n - 1);
    if (text_ends(t, TEXT("度")))
        t.n -= TEXT("度").n;
    if (t.n != 4 + TEXT("年").n || !text_ends(t, TEXT("年")))
        return 0;
    year = year_before(t, 4);
    return year;
}

struct text
cover_sans_year(struct text t, int *year)
{
    struct text head = text_trim(t);
    int found;

    *year = 0;
    if (text_ends(head, TEXT("度")))
        head.n -= TEXT("度").n;
    if (!text_ends(head, TEXT("年")))
        return t;
    head.n -= TEXT("年").n;
    head = text_trim(head);
    found = year_before(head, head.n);
    if (found == 0)
        return t;
    head.n -= 4;
    /* 某局2023年度 is a name, 某局  2023年度 says two things. */
    if (head.n > 0 && text_trim(head).n == head.n)
        return t;
    *year = found;
    return text_trim(head);
}
