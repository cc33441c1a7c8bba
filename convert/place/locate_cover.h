/*
 * locate_cover.h - a department and a year out of captions and covers.
 *
 *     部门：某市教育局（公章）  2023年度      某市教育局 2023 年度部门决算表
 *
 * A caption's cell says more than a name.  What is known to be there (a
 * year, another label and what is behind it, a table's number, a seal) is taken
 * off; where more than a plain name is left, it is 'unclear'.
 *
 * Memory   Results point into the text, or its folding in the arena.
 */
#ifndef PLACE_LOCATE_COVER_H
#define PLACE_LOCATE_COVER_H

#include "base/text.h"

struct locate_cover_said {
    struct text name; /* as written; "": none, or the place of one: XX局 */
    int year;         /* 0: none */
    bool unclear;     /* it says more, or two years */
};

/* Of the text behind a department's label, not folded. */
struct locate_cover_said locate_cover_read(struct arena *arena, struct text t);

/* Bytes of a department's label and the mark behind it, 报送单位:, that the
   folded text begins with; 0 for other texts. */
size_t locate_cover_label(struct text folded);

/* A department, or none, a year and 决算 behind it; false for other texts. */
bool locate_cover_parse(struct arena *arena, struct text t,
                        struct locate_cover_said *said);

/* One name, or that and what is short for it: 曾都区医保局. Folded. */
bool locate_cover_is_alike(struct text a, struct text b);

/* Does the name end as those of offices do: 局, 中心? */
bool locate_cover_is_office(struct text folded);

#endif
