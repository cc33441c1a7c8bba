/* heading.c - the units and the % of headings and labels. */
#include "place/heading.h"

#include "canon/counter.h"

struct heading_says
heading_below(struct heading_says above, struct heading_says own)
{
    if (own.unit.kind != UNIT_NONE) {
        above.unit = own.unit;
        above.cell = own.cell;
        above.counted = own.counted;
    }
    above.percent |= own.percent;
    return above;
}

/* Has it a bracket or %?  Most have neither, and no unit's word. */
static bool
has_mark(struct text folded)
{
    static const bool marks[256]
        = { ['('] = true, [')'] = true, ['['] = true, ['%'] = true };

    for (size_t i = 0; i < folded.n; i++) {
        if (marks[(unsigned char)folded.at[i]])
            return true;
    }
    return false;
}

struct heading_says
heading_read(struct heading_says above, struct text folded,
             const struct cell *cell)
{
    bool marked = has_mark(folded);
    struct heading_says own = { .cell = cell };

    if (marked)
        own.unit = unit_of_brackets(folded);
    if (own.unit.kind == UNIT_NONE)
        own.unit = unit_of_word(folded);
    if (!marked)
        return heading_below(above, own);
    own.counted = own.unit.kind == UNIT_NONE && counter_in_brackets(folded);
    if (own.unit.kind == UNIT_NONE
        && (own.counted || text_find(folded, TEXT("(%)"), 0) >= 0))
        own.unit.kind = UNIT_UNKNOWN; /* for amounts */
    own.percent = text_find(folded, TEXT("%"), 0) >= 0;
    return heading_below(above, own);
}

struct heading_says
heading_read_label(struct text folded, const struct cell *cell)
{
    struct heading_says says = heading_read(HEADING_NONE, folded, cell);
    char last = folded.n > 0 ? folded.at[folded.n - 1] : 0;

    if (last != ')' && last != ']' && last != ':')
        says.unit = HEADING_NONE.unit;
    return says;
}

struct heading_says
heading_read_beside(struct text folded, const struct cell *cell)
{
    return (struct heading_says){ .unit = unit_of_brackets(folded),
                                  .cell = cell };
}
