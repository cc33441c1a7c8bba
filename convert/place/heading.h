/*
 * heading.h - the unit and the % that headings and labels say of figures.
 *
 *     项目支出（万元）   执行率（%）   世行贷款（美元）项目
 *
 * The same for headings that are found on a sheet and for those that are drawn
 * from a mapping, where 'cell' is NULL.
 *
 * Memory   None is taken; the cell is the grid's.
 */
#ifndef PLACE_HEADING_H
#define PLACE_HEADING_H

#include "book/grid.h"
#include "canon/unit.h"

struct heading_says {
    struct unit_said unit;
    const struct cell *cell; /* that says the unit; NULL where it is drawn */
    bool counted;            /* it says （个）, which is no unit of money */
    bool percent;            /* it has a %: the numbers are hundredths */
};

#define HEADING_NONE ((struct heading_says){ .percent = false })

/* What a folded heading says, below others that said 'above'. */
struct heading_says heading_read(struct heading_says above, struct text folded,
                                 const struct cell *cell);
/* What the label of a row says: a unit only in brackets that end it, not
   within a name, 世行贷款（美元）项目. */
struct heading_says heading_read_label(struct text folded,
                                       const struct cell *cell);
/* What a label beside several rows says: a unit in brackets. */
struct heading_says heading_read_beside(struct text folded,
                                        const struct cell *cell);
/* What holds below two: what the nearer one says, else the one above. */
struct heading_says heading_below(struct heading_says above,
                                  struct heading_says own);

#endif
