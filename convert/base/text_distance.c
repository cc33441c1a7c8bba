/* text_distance.c - how many letters two words differ by. */
#include "base/text.h"

#define DISTANCE_MAX 256

/* Decodes t; -1 when it is longer than DISTANCE_MAX code points. */
static int
decode(struct text t, uint32_t out[DISTANCE_MAX])
{
    size_t pos = 0;
    int n = 0;

    while (pos < t.n) {
        if (n == DISTANCE_MAX)
            return -1;
        out[n++] = text_next(t, &pos);
    }
    return n;
}

/* Optimal string alignment is not wanted: a swap counts two.  Texts beyond
   DISTANCE_MAX are only ever equal or too far: words are misspelt, pages not. */
int
text_distance(struct text a, struct text b, int limit)
{
    uint32_t at[DISTANCE_MAX], bt[DISTANCE_MAX];
    int row[DISTANCE_MAX + 1], na, nb;

    if (text_equal(a, b))
        return 0;
    na = decode(a, at);
    nb = decode(b, bt);
    if (na < 0 || nb < 0 || na - nb > limit || nb - na > limit)
        return limit + 1;
    for (int j = 0; j <= nb; j++)
        row[j] = j;
    for (int i = 1; i <= na; i++) {
        int diagonal = row[0], least = i;
        row[0] = i;
        for (int j = 1; j <= nb; j++) {
            int best = diagonal + (at[i - 1] != bt[j - 1]);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
            if (best < least)
                least = best;
        }
        if (least > limit)
            return limit + 1;
    }
    return row[nb] > limit ? limit + 1 : row[nb];
}
