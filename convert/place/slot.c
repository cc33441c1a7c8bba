/* slot.c - values with their cells, as both locating and drawing make them. */
#include "place/slot.h"

#include "canon/item.h"
#include "place/placement.h"

static int
shift_of(const struct placement *placement, const struct heading_says *says)
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
    return HEADING_NONE;
}

struct slot_rule
slot_of_leaf(const struct row_rule *rule, const struct column_rule *column,
             const struct leaf_place *place, struct heading_says label,
             struct text item)
{
    const struct value_rule *value = &rule->values[column->leaf];

    /* 车辆（辆） has a number and a worth: （辆） is of the number. */
    if (label.counted && value->kind == VALUE_AMOUNT && mapping_counts(rule))
        label = HEADING_NONE;
    return (struct slot_rule){ .item = value->item.n > 0 ? value->item : item,
                               .measure = value->measure,
                               .kind = value->kind,
                               .sum = value->sum,
                               .group = column->group,
                               .ticks = &column->ticks,
                               .says = heading_below(place->says, label),
                               .by = &rule->place };
}

struct slot_rule
slot_of_field(const struct line_cell *field, struct heading_says says)
{
    return (struct slot_rule){ .item = field->field.item,
                               .measure = field->field.measure,
                               .kind = field->field.kind,
                               .sum = field->field.sum,
                               .field = true,
                               .ticks = &field->ticks,
                               .says = says,
                               .by = &field->place };
}

struct slot_rule
slot_of_part(const struct pattern *pattern, int part, const struct ticks *ticks)
{
    const struct pattern_part *of = &pattern->parts[part];

    return (struct slot_rule){ .item = of->item,
                               .measure = of->measure,
                               .kind = of->kind,
                               .ticks = ticks,
                               .pattern = pattern,
                               .part = part,
                               .by = &pattern->place };
}

void
slot_add(struct arena *arena, struct placement *placement,
         struct slot_cell cell, const struct slot_rule *rule)
{
    struct heading_says says = rule->says;
    bool choices = rule->ticks != NULL && rule->ticks->n > 0;
    struct slot slot = { .row = cell.row,
                         .col = cell.col,
                         .end_col = cell.col + 1,
                         .shared = cell.shared,
                         .item = rule->item,
                         .measure = rule->measure,
                         .kind = rule->kind,
                         .sum = rule->sum,
                         .group = rule->group,
                         .field = rule->field,
                         .percent = says.percent,
                         .ticks = choices ? rule->ticks : NULL,
                         .pattern = rule->pattern,
                         .part = rule->part,
                         .by = rule->by };

    if (choices && cell.end_col > slot.end_col)
        slot.end_col = cell.end_col;
    if (says.unit.kind == UNIT_NONE)
        says = placement->section;
    if (says.unit.kind == UNIT_NONE && rule->field)
        says = said_above(placement, rule->measure);
    slot.shift = (int8_t)shift_of(placement, &says);
    slot.of_sheet = says.unit.kind == UNIT_NONE;
    slot.says = says.cell;
    ARENA_PUSH(arena, placement->slots, placement->n_slots,
               placement->slots_capacity, slot);
}

void
slot_begin_section(struct placement *placement, struct heading_says says)
{
    if (says.unit.kind != UNIT_NONE && !says.percent)
        placement->section = says;
}

void
slot_settle_unit(struct placement *placement)
{
    const struct heading_says none = HEADING_NONE;

    for (int i = 0; i < placement->n_slots; i++) {
        struct slot *slot = &placement->slots[i];

        if (!slot->of_sheet)
            continue;
        slot->shift = (int8_t)shift_of(placement, &none);
        slot->assumed
            = placement->unit_found == UNIT_NONE && !placement->unit_given;
    }
}

int
slot_last_member(const struct placement *placement, struct text list)
{
    int last = 0;

    for (int i = 0; i < placement->n_slots; i++) {
        int n = item_number_in(list, placement->slots[i].item);

        last = n > last ? n : last;
    }
    return last;
}
