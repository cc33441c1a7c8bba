/*
 * numfmt_look.h - what a number looks like in a format, beside the digits that
 * it holds: 5823600 as 582.3600 (0!.0000), as 5.82 (0.00,,), as 58 %.
 *
 * A format has sections for positive and negative numbers and for 0, or such
 * with conditions: [>=10000]0.0,"万";0.
 *
 * Source   ECMA-376 part 1, 18.8.31; where that is silent, what Excel and
 *          LibreOffice both do.  Where they differ, the look is odd.
 * Memory   Texts in the arena given.
 */
#ifndef BOOK_NUMFMT_LOOK_H
#define BOOK_NUMFMT_LOOK_H

#include "base/decimal.h"
#include "base/text.h"

struct numfmt_look {
    bool hidden;  /* no digits are shown */
    bool odd;     /* digits or signs are shown that the number does not have */
    bool percent; /* multiplied by 100, with a % */
    bool hundredths;        /* a % is shown, but the number is not multiplied */
    bool conditional;       /* it depends on more than the sign */
    int off;                /* divided by so many powers of ten */
    int decimals;           /* -1: as many as there are */
    struct text head, tail; /* words before and after it: $, 万元 */
};

struct numfmt_look numfmt_look(struct arena *arena, struct text format,
                               struct decimal value);

#endif
