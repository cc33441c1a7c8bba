/* numfmt_token.c - literals, letters, marks and brackets of a format code. */
#include "book/numfmt_token.h"

#include <string.h>

static char
small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static struct numfmt_token
bracket(struct text format, size_t *pos)
{
    size_t from = ++*pos;
    struct numfmt_token t = { TOKEN_NOTHING, TEXT_NONE, 0 };

    while (*pos < format.n && format.at[*pos] != ']')
        ++*pos;
    t.text = text_slice(format, from, *pos);
    if (*pos < format.n)
        ++*pos;
    if (t.text.n) {
        size_t i = 0;

        t.letter = small(t.text.at[0]);
        while (i < t.text.n && small(t.text.at[i]) == t.letter)
            i++;
        if (i == t.text.n && strchr("hms", t.letter))
            t.kind = TOKEN_ELAPSED;
    }
    return t;
}

struct numfmt_token
numfmt_token_next(struct text format, size_t *pos)
{
    struct numfmt_token t = { TOKEN_END, TEXT_NONE, 0 };
    size_t from = *pos, i;
    char c;

    if (from >= format.n)
        return t;
    c = format.at[from];
    if (c == '[')
        return bracket(format, pos);
    if (c == '"') {
        for (i = from + 1; i < format.n && format.at[i] != '"';)
            i++;
        *pos = i < format.n ? i + 1 : i;
        t.kind = TOKEN_LITERAL;
        t.text = text_slice(format, from + 1, i);
        return t;
    }
    /* Excel writes ! for \ where it is set to Chinese. */
    if ((c == '\\' || c == '!' || c == '_' || c == '*')
        && from + 1 < format.n) {
        ++*pos;
        text_next(format, pos);
        t.kind = c == '\\' || c == '!' ? TOKEN_LITERAL : TOKEN_NOTHING;
        t.text = text_slice(format, from + 1, *pos);
        return t;
    }
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
        t.letter = small(c);
        t.kind = TOKEN_LETTER;
        if (t.letter == 'e' && from + 1 < format.n
            && (format.at[from + 1] == '+' || format.at[from + 1] == '-')) {
            t.kind = TOKEN_MARK;
            *pos = from + 2;
        } else {
            for (i = from; i < format.n && small(format.at[i]) == t.letter;)
                i++;
            *pos = i;
        }
        t.text = text_slice(format, from, *pos);
        return t;
    }
    text_next(format, pos);
    t.kind = TOKEN_MARK;
    t.letter = c;
    t.text = text_slice(format, from, *pos);
    return t;
}

size_t
numfmt_token_general(struct text format)
{
    static const char word[] = "general";
    const struct text chinese = TEXT("G/通用格式");

    if (text_starts(format, chinese))
        return chinese.n;
    if (format.n < sizeof word - 1)
        return 0;
    for (size_t i = 0; i < sizeof word - 1; i++)
        if (small(format.at[i]) != word[i])
            return 0;
    return sizeof word - 1;
}
