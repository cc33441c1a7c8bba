/* counter.c - words that things are counted by. */
#include "canon/counter.h"

/* The longer ones first. */
static const char *const words[]
    = { "人次", "批次", "场次", "团组", "台套", "个", "人", "次", "批",
        "辆",   "台",   "套",   "户",   "件",   "家", "名", "场", "天" };
static const char *const marks[] = { "、", "/", "(", ")", "或", "," };

static bool
takes(struct text t, size_t *pos, const char *const *list, int n)
{
    for (int i = 0; i < n; i++) {
        struct text word = text_of(list[i]);

        if (text_starts(text_slice(t, *pos, t.n), word)) {
            *pos += word.n;
            return true;
        }
    }
    return false;
}

static bool
is_counter(struct text t)
{
    size_t pos = 0;
    bool marked = true;

    while (marked && takes(t, &pos, words, ARRAY_LEN(words))) {
        marked = false; /* 个人 counts nothing */
        while (takes(t, &pos, marks, ARRAY_LEN(marks)))
            marked = true;
    }
    return pos > 0 && pos == t.n;
}

bool
counter_in_brackets(struct text folded)
{
    size_t open;

    if (text_ends(folded, TEXT(":")))
        folded.n--;
    if (!text_ends(folded, TEXT(")")))
        return false;
    open = folded.n - 1;
    for (int depth = 1; open > 0 && depth > 0;) {
        open--;
        depth += folded.at[open] == ')';
        depth -= folded.at[open] == '(';
    }
    return is_counter(text_slice(folded, open + 1, folded.n - 1));
}

bool
counter_is_unit(struct text folded)
{
    struct text label = TEXT("单位:");

    return text_starts(folded, label)
           && is_counter(text_slice(folded, label.n, folded.n));
}
