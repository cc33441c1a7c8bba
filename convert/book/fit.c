/* fit.c - lines counted. */
#include "book/fit.h"

#define CHARACTERS 1.08f /* half-width ones in a column's unit */

int
fit_lines(struct text t, float width, float font)
{
    float units = width * FIT_FONT / font;
    /* Hardly a line of several is full. */
    float room = units > 4 ? units * 0.95f - 1 : 2;
    int lines = 0;
    size_t start = 0;

    for (size_t i = 0; i <= t.n; i++) {
        float wide;

        if (i < t.n && t.at[i] != '\n')
            continue;
        wide = (float)text_width(text_slice(t, start, i));
        lines += wide <= units * CHARACTERS ? 1 : 1 + (int)(wide / room);
        start = i + 1;
    }
    return lines;
}

float
fit_points(int lines, float font)
{
    return (float)lines * font * 15 / FIT_FONT + 3;
}
