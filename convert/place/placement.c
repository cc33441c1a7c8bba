/* placement.c - the one maker of slots. */
#include "place/placement.h"

#include "base/limits.h"
#include "canon/item.h"
#include "canon/unit.h"

static int
slot_shift(const struct placement *placement, const struct heading_says *says)
{
    if (says->unit.kind == UNIT_KNOWN)
        return says->unit.shift;
    if (says->unit.kind == UNIT_UNKNOWN
        || placement->unit_found == UNIT_UNKNOWN)
        return SLOT_NO_UNIT;
    return placement->unit_shift;
}

/* What was said of the last field with the measure. */
static struct heading_says
said_above(const struct placement *placement, struct text measure)
{
    for (int i = placement->n_slots - 1; i >= 0; i--) {
        const struct slot *slot = &placement->slots[i];

        if (slot->kind == VALUE_AMOUNT && slot->field
            && text_equal(slot->measure, measure))
            return (struct heading_says){
                .unit = { slot->of_sheet                ? UNIT_NONE
                          : slot->shift == SLOT_NO_UNIT ? UNIT_UNKNOWN
                                                        : UNIT_KNOWN,
                          slot->shift },
                .cell = slot->says,
            };
    }
    return (struct heading_says){ .percent = false };
}

struct slot *
placement_add(struct arena *arena, struct placement *placement, int row,
              int col, const struct slot_rule *rule)
{
    struct heading_says says = rule->says;
    struct slot slot = { .row = row,
                         .col = col,
                         .end_col = col + 1,
                         .item = rule->item,
                         .measure = rule->measure,
                         .kind = rule->kind,
                         .sum = rule->sum,
                         .group = rule->group,
                         .field = rule->field,
                         .percent = says.percent,
                         .by = rule->by };

    if (says.unit.kind == UNIT_NONE)
        says = placement->section;
    if (says.unit.kind == UNIT_NONE && rule->field)
        says = said_above(placement, rule->measure);
    slot.shift = slot_shift(placement, &says);
    slot.of_sheet = says.unit.kind == UNIT_NONE;
    slot.says = says.cell;
    if (rule->ticks != NULL && rule->ticks->n > 0)
        slot.ticks = rule->ticks;
    ARENA_PUSH(arena, placement->slots, placement->n_slots,
               placement->slots_capacity, slot);
    return &placement->slots[placement->n_slots - 1];
}

struct heading_says
placement_below(struct heading_says above, struct heading_says own)
{
    if (own.unit.kind != UNIT_NONE) {
        above.unit = own.unit;
        above.cell = own.cell;
    }
    above.percent |= own.percent;
    return above;
}

struct heading_says
placement_heading(struct heading_says above, struct text folded,
                  const struct cell *cell)
{
    struct heading_says own
        = { .unit = unit_of_brackets(folded), .cell = cell };

    if (own.unit.kind == UNIT_NONE)
        own.unit = unit_of_word(folded);
    own.percent = text_find(folded, TEXT("%"), 0) >= 0;
    if (own.percent && own.unit.kind == UNIT_NONE
        && text_find(folded, TEXT("(%)"), 0) >= 0)
        own.unit.kind = UNIT_UNKNOWN; /* for amounts */
    return placement_below(above, own);
}

void
placement_begin(struct placement *placement, struct heading_says says)
{
    if (says.unit.kind != UNIT_NONE && !says.percent)
        placement->section = says;
}

void
placement_settle_unit(struct placement *placement)
{
    const struct heading_says none = { .percent = false };

    for (int i = 0; i < placement->n_slots; i++) {
        struct slot *slot = &placement->slots[i];

        if (!slot->of_sheet)
            continue;
        slot->shift = slot_shift(placement, &none);
        slot->assumed
            = placement->unit_found == UNIT_NONE && !placement->unit_given;
    }
}

struct slot_rule
placement_leaf(const struct row_rule *rule, const struct column_rule *column,
               int leaf, const struct heading_says *says, struct text item)
{
    const struct value_rule *value = &rule->values[leaf];

    return (struct slot_rule){ .item = value->item.n > 0 ? value->item : item,
                               .measure = value->measure,
                               .kind = value->kind,
                               .sum = value->sum,
                               .group = column->group,
                               .ticks = &column->ticks,
                               .says = *says,
                               .by = rule->place };
}

int
placement_last_member(const struct placement *p, struct text list)
{
    int last = 0;

    for (int i = 0; i < p->n_slots; i++) {
        int n = item_number_in(list, p->slots[i].item);

        last = n > last ? n : last;
    }
    return last;
}
