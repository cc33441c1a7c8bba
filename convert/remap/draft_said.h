/*
 * draft_said.h - what one cell says behind labels: 项目名称：甲 主管部门：乙.
 *
 * A label ends at a colon and begins behind white space or a stop; where there
 * is neither, it is the longest that some form has.  A colon in brackets or
 * behind a digit (10:30) is none of a label, nor is one behind 其中.
 *
 * Memory   In the arena of the table; the texts are the cell's.
 */
#ifndef REMAP_DRAFT_SAID_H
#define REMAP_DRAFT_SAID_H

#include "remap/drafting.h"

struct draft_said {
    struct text stop;  /* what parts it from the value before: ； or "" */
    struct text label; /* as printed, without colon */
    struct text value; /* without what parts it from the next label; or "" */
    size_t end;        /* bytes of the text up to behind the colon */
};

/* How many the text says, the first from its beginning; none where it has no
   label. */
int draft_said_read(const struct draft_table *t, struct text text,
                    struct draft_said **out);
/* A line of those who sign without what they wrote; another text as it is. */
struct text draft_said_unsigned(const struct draft_table *t, struct text text);

#endif
