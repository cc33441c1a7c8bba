/*
 * locate_beside.h - the labels merged left of parts of a form.
 *
 *     ┌────┬──────┬──────────┬──────────┐
 *     │ 项 │ 目标 │ 年度目标 │ 完成情况 │    a grid, beside 目标 and 项
 *     │    │      ├──────────┼──────────┤
 *     │    │      │          │          │
 *     │    ├──────┼──────────┴──────────┤
 *     │    │ 内容 │                     │    a line, beside 项
 *     └────┴──────┴─────────────────────┘
 *
 * Memory   In the site's arena.
 * Errors   None: a label that is not there is none.
 */
#ifndef PLACE_LOCATE_BESIDE_H
#define PLACE_LOCATE_BESIDE_H

#include "place/locate_region.h"

struct locate_beside {
    int row;  /* of the nearest label, -1: there is none */
    int left; /* first column right of all labels */
    struct heading_says says;
};

/* The row in [top, end) of a part's nearest label; -1. */
int locate_beside_row(struct site *site, const struct part_rule *part, int top,
                      int end);
/* Claims a part's labels in [top, end), those that earlier parts share once. */
struct locate_beside locate_beside_claim(struct site *site,
                                         const struct part_rule *part, int top,
                                         int end);

#endif
