/*
 * picture.h - figures as pictures: SVG in a page, made of the facts.
 *
 *     财政拨款收入   ████████████████████          880.00   97.3%
 *     其他收入       █                              24.50    2.7%
 *
 * What is shown, and of which items, mappings/rules say (rule_picture).  Each
 * figure stands as a text beside its bar, with its cell as a tool tip; looks
 * differ by pattern, not by colour alone.  What is blank is listed as blank and
 * never drawn as zero; where what a picture is about is not there, a sentence
 * says so in place of it.
 *
 * Units    Figures in the unit of the page, exact; bars in tenths of a unit of
 *          the drawing, of integers.
 * Memory   In the arena of the page.
 * Errors   None.
 */
#ifndef SUBMIT_PICTURE_H
#define SUBMIT_PICTURE_H

#include "canon/model.h"
#include "reconcile/rule.h"
#include "submit/page.h"

/* Of what, and in which unit: its shift. */
struct picture_of {
    const struct model *model, *last; /* 'last' may be NULL */
    int unit_shift;
};

/* The 'number'th picture of the page, from 1, as a figure. */
void picture_write(const struct page *page, const struct picture_of *of,
                   const struct rule_picture *picture, int number);

/* An amount in a unit, with its decimals, two at least. */
struct text picture_amount(struct arena *arena, struct decimal yuan,
                           int unit_shift);

#endif
