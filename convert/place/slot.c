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
    const struct slot *made;
    int n;

    made = slot_kinds(placement, &n); /* a field repeats none */
    while (n-- > 0) {
        const struct slot *slot = &made[n];

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

/* ---- rows that repeat others ---- */

static void
add_row(struct slot_store *store, struct slot_row row)
{
    ARENA_PUSH(store->arena, store->rows, store->n_rows, store->rows_capacity,
               row);
}

static void
put(struct arena *arena, struct placement *placement, struct slot slot)
{
    struct slot_store *store = placement->slots;

    if (store == NULL) {
        store = placement->slots = ARENA_NEW(arena, struct slot_store);
        store->begun = -1;
    }
    store->arena = arena;
    ARENA_PUSH(arena, store->made, store->n_made, store->made_capacity, slot);
    placement->n_slots++;
    if (store->begun >= 0)
        return;
    if (store->n_rows > 0 && !store->is_apart) {
        store->rows[store->n_rows - 1].n++;
        return;
    }
    add_row(store, (struct slot_row){ .first = store->n_made - 1, .n = 1 });
    store->is_apart = false;
}

void
slot_begin_row(struct placement *placement)
{
    if (placement->slots != NULL)
        placement->slots->begun = placement->slots->n_made;
}

/* Is 'b' what 'a' is, so many rows below? */
static bool
repeats(const struct slot *a, const struct slot *b, int down)
{
    return a->row + down == b->row && a->col == b->col
           && a->end_col == b->end_col && a->measure.at == b->measure.at
           && a->measure.n == b->measure.n && a->says == b->says
           && a->ticks == b->ticks && a->pattern == b->pattern && a->by == b->by
           && a->kind == b->kind && a->part == b->part && a->shift == b->shift
           && a->shared == b->shared && a->sum == b->sum && a->group == b->group
           && a->field == b->field && a->percent == b->percent
           && a->of_sheet == b->of_sheet && a->assumed == b->assumed
           && a->row_item == b->row_item
           && (a->row_item || text_equal(a->item, b->item));
}

/* Do the slots from 'first' on repeat those of the row, below it?  In a merged
   cell that holds for both they are in its place, not below. */
static bool
row_repeats(const struct slot_store *store, const struct slot_row *row,
            int first)
{
    const struct slot *a = &store->made[row->first];
    const struct slot *b = &store->made[first];
    int n = store->n_made - first;

    if (row->n != n || n == 0 || b[0].row == a[0].row)
        return false;
    for (int i = 0; i < n; i++) {
        if (!repeats(&a[i], &b[i], b[0].row - a[0].row))
            return false;
    }
    return true;
}

void
slot_end_row(struct placement *placement, struct text item)
{
    struct slot_store *store = placement->slots;
    struct slot_row row = { .item = item };

    if (store == NULL || store->begun < 0)
        return;
    row.first = store->begun;
    row.n = store->n_made - row.first;
    store->begun = -1;
    for (int i = row.first; i < store->n_made; i++)
        store->made[i].row_item = store->made[i].item.at == item.at
                                  && store->made[i].item.n == item.n;
    if (store->is_apart
        && row_repeats(store, &store->rows[store->n_rows - 1], row.first)) {
        const struct slot_row *last = &store->rows[store->n_rows - 1];

        store->n_made = row.first;
        row.down = store->made[row.first].row - store->made[last->first].row;
        row.first = last->first;
    }
    add_row(store, row);
    store->is_apart = true;
}

int
slot_last_row(const struct placement *placement)
{
    const struct slot_store *store = placement->slots;

    return store != NULL && store->n_rows > 0 && store->is_apart
               ? store->rows[store->n_rows - 1].first
               : -1;
}

void
slot_repeat_row(struct placement *placement, int row, struct text item)
{
    struct slot_store *store = placement->slots;
    struct slot_row again = store->rows[store->n_rows - 1];

    again.item = item;
    again.down = row - store->made[again.first].row;
    add_row(store, again);
    placement->n_slots += again.n;
}

/* ---- all of them ---- */

struct slot_walk
slot_begin(const struct placement *placement)
{
    return (struct slot_walk){ .store = placement->slots };
}

const struct slot *
slot_next(struct slot_walk *walk)
{
    const struct slot_store *store = walk->store;
    const struct slot_row *row;
    const struct slot *made;

    if (store == NULL)
        return NULL;
    while (walk->row < store->n_rows
           && walk->next == store->rows[walk->row].n) {
        walk->row++;
        walk->next = 0;
    }
    if (walk->row == store->n_rows)
        return NULL;
    row = &store->rows[walk->row];
    walk->item = row->item.at != NULL ? &row->item : NULL;
    made = &store->made[row->first + walk->next++];
    if (row->down == 0)
        return made;
    walk->slot = *made;
    walk->slot.row += row->down;
    if (made->row_item)
        walk->slot.item = row->item;
    return &walk->slot;
}

struct slot *
slot_list(const struct placement *placement)
{
    struct slot_walk walk = slot_begin(placement);
    struct slot_store *store = placement->slots;
    const struct slot *slot;
    struct slot *list;
    int n = 0;

    if (store == NULL || store->n_made == placement->n_slots)
        return store != NULL ? store->made : NULL;
    list = ARENA_ARRAY(store->arena, struct slot, placement->n_slots);
    while ((slot = slot_next(&walk)) != NULL)
        list[n++] = *slot;
    store->made = list;
    store->n_made = store->made_capacity = n;
    store->rows = ARENA_NEW(store->arena, struct slot_row);
    store->rows[0].n = n;
    store->n_rows = store->rows_capacity = 1;
    store->is_apart = false;
    return list;
}

const struct slot *
slot_kinds(const struct placement *placement, int *n)
{
    const struct slot_store *store = placement->slots;

    *n = store != NULL ? store->n_made : 0;
    return store != NULL ? store->made : NULL;
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
    put(arena, placement, slot);
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
    int n = placement->slots != NULL ? placement->slots->n_made : 0;

    for (int i = 0; i < n; i++) {
        struct slot *slot = &placement->slots->made[i];

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
    struct slot_walk walk = slot_begin(placement);
    const struct slot *slot;
    int last = 0;

    while ((slot = slot_next(&walk)) != NULL) {
        int n = item_number_in(list, slot->item);

        last = n > last ? n : last;
    }
    return last;
}
