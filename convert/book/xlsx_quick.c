/* xlsx_quick.c - bytes compared with what programs write. */
#include "book/xlsx_quick.h"

#include <string.h>

#define INDEX_DIGITS 8 /* of a format or a shared string; more is too much */

/* May elements be taken by their bytes where the scanner is? */
static bool
is_open(const struct xml *xml)
{
    return !xml->closing && !xml->wrong && xml->depth > 0
           && xml->depth <= LIMIT_XML_DEPTH - 3
           && xml->default_space <= SPACE_MAIN;
}

void
xlsx_quick_begin(const struct xml *xml, int row, struct xlsx_quick_row *out)
{
    char digits[12];
    int n = 0;

    out->n = 0;
    if (!is_open(xml))
        return;
    for (row++; row > 0; row /= 10)
        digits[n++] = (char)('0' + row % 10);
    while (n > 0)
        out->digits[out->n++] = digits[--n];
}

/* Is the literal there, before 'end'? */
#define IS_AT(p, literal)                                                      \
    (end - (p) >= (ptrdiff_t)sizeof(literal) - 1                               \
     && memcmp((p), (literal), sizeof(literal) - 1) == 0)

/* Behind a number without sign; NULL if there is none. */
static inline const char *
index_at(const char *p, int *out)
{
    const char *from = p;
    int value = 0;

    for (; text_is_digit(*p); p++) {
        if (p - from == INDEX_DIGITS)
            return NULL;
        value = value * 10 + *p - '0';
    }
    *out = value;
    return p > from ? p : NULL;
}

/* Behind the r attribute's value; NULL if it names no cell of the row. */
static inline const char *
reference(const char *p, const struct xlsx_quick_row *row, int *col)
{
    int c = 0, n = 0;

    for (; *p >= 'A' && *p <= 'Z'; p++, n++) {
        if (n == 3)
            return NULL;
        c = c * 26 + *p - 'A' + 1;
    }
    if (n == 0 || c > LIMIT_COLS)
        return NULL;
    for (size_t i = 0; i < row->n; i++)
        if (p[i] != row->digits[i])
            return NULL;
    *col = c - 1;
    p += row->n;
    return *p == '"' ? p + 1 : NULL;
}

/* Behind the attributes of a cell and before its > or />. */
static inline const char *
attributes(const char *p, const char *end, struct xlsx_quick_cell *out)
{
    bool typed = false;

    while (*p == ' ') {
        if (p[1] == 's' && p[2] == '=' && p[3] == '"' && out->style < 0) {
            p = index_at(p + 4, &out->style);
            if (!p || *p++ != '"')
                return NULL;
        } else if (p[1] == 't' && p[2] == '=' && p[3] == '"' && !typed) {
            typed = true;
            if (p[4] == 's' && p[5] == '"') {
                out->kind = QUICK_SHARED;
                p += 6;
            } else if (p[4] == 'n' && p[5] == '"') {
                p += 6;
            } else if (IS_AT(p + 4, "inlineStr\"")) {
                out->kind = QUICK_INLINE;
                p += 14;
            } else {
                return NULL;
            }
        } else {
            return NULL;
        }
    }
    return p;
}

/* Behind the number: its digits, a point and a sign at most. */
static inline const char *
number(const char *p, struct text *out)
{
    const char *from = p;

    p += *p == '-';
    if (!text_is_digit(*p))
        return NULL;
    while (text_is_digit(*p))
        p++;
    if (*p == '.') {
        if (!text_is_digit(*++p))
            return NULL;
        while (text_is_digit(*p))
            p++;
    }
    *out = (struct text){ from, (size_t)(p - from) };
    return out->n <= 300 ? p : NULL;
}

/* The first byte that is no plain text. */
static inline const char *
text_end(const char *p)
{
    while (*p != '<' && *p != '&' && *p != '\r' && *p != ']' && *p)
        p++;
    return p;
}

/* Behind <t> and the text in it, before </t>. */
static inline const char *
text_in(const char *p, const char *end, struct text *out)
{
    if (IS_AT(p, "<t>"))
        p += 3;
    else if (IS_AT(p, "<t xml:space=\"preserve\">"))
        p += 24;
    else
        return NULL;
    out->at = p;
    p = text_end(p);
    out->n = (size_t)(p - out->at);
    return p;
}

/* Behind the cell, from its first child on. */
static inline const char *
children(const char *p, const char *end, struct xlsx_quick_cell *out)
{
    if (out->kind == QUICK_INLINE) {
        if (!IS_AT(p, "<is>") || !(p = text_in(p + 4, end, &out->text))
            || !out->text.n)
            return NULL;
        return IS_AT(p, "</t></is></c>") ? p + 13 : NULL;
    }
    if (p[0] == '<' && p[1] == 'f' && p[2] == '>'
        && out->kind == QUICK_NUMBER) {
        p = text_end(p + 3);
        if (!IS_AT(p, "</f>"))
            return NULL;
        p += 4;
        out->has_formula = true;
    }
    if (p[0] != '<' || p[1] != 'v' || p[2] != '>')
        return NULL;
    p = out->kind == QUICK_SHARED ? index_at(p + 3, &out->index)
                                  : number(p + 3, &out->text);
    return p && IS_AT(p, "</v></c>") ? p + 8 : NULL;
}

bool
xlsx_quick_cell(struct xml *xml, const struct xlsx_quick_row *row,
                struct xlsx_quick_cell *out)
{
    const char *p = xml->at, *end = xml->end;

    if (!row->n || !IS_AT(p, "<c r=\""))
        return false;
    out->style = -1;
    out->kind = QUICK_NUMBER;
    out->has_formula = false;
    p = reference(p + 6, row, &out->col);
    if (!p || !(p = attributes(p, end, out)))
        return false;
    if (p[0] == '/' && p[1] == '>') {
        out->kind = QUICK_BLANK;
        p += 2;
    } else if (*p != '>' || !(p = children(p + 1, end, out))) {
        return false;
    }
    xml->at += p - xml->at;
    return true;
}

bool
xlsx_quick_item(struct xml *xml, struct text *out)
{
    const char *p = xml->at, *end = xml->end;

    if (!IS_AT(p, "<si>") || !is_open(xml) || !(p = text_in(p + 4, end, out))
        || !IS_AT(p, "</t></si>"))
        return false;
    xml->at += p + 9 - xml->at;
    return true;
}
