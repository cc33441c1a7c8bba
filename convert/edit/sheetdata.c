/* sheetdata.c - ECMA-376 part 1, 18.3.1.80. */
#include "edit/sheetdata.h"

#include "base/cellref.h"
#include "base/limits.h"
#include "base/sorted.h"

/* While the list is made. */
struct listing {
    struct sheetdata_spot *items;
    int n, capacity;
    bool unordered;
};

static void
push(const struct part *p, struct listing *l, struct sheetdata_spot spot)
{
    l->unordered |= l->n && spot.at <= l->items[l->n - 1].at;
    ARENA_PUSH(p->arena, l->items, l->n, l->capacity, spot);
}

static int
row_number(const struct part *p, const struct part_element *row, int next)
{
    int number = part_number(p, row, "r"), col;
    const struct part_element *cell = part_child(p, row, NULL);

    if (number > 0)
        return number - 1;
    return part_is(p, cell, "c")
                   && cellref_parse(part_get(p, cell, "r"), &number, &col)
               ? number
               : next;
}

struct sheetdata
sheetdata_rows(struct part *p)
{
    const struct part_element *data = part_find(p, NULL, "sheetData");
    const struct part_element *e = part_child(p, data, "row");
    struct listing l = { .n = 0 };
    int next = 0;

    for (; e; e = part_sibling(p, e, "row")) {
        struct sheetdata_spot spot = { .element = e };

        if (!part_akin(p, e))
            continue;
        spot.silent = part_number(p, e, "r") < 1;
        spot.at = row_number(p, e, next);
        next = spot.at + 1;
        push(p, &l, spot);
    }
    return (struct sheetdata){ l.items, l.n, l.unordered };
}

struct sheetdata
sheetdata_cells(struct part *p, const struct sheetdata_spot *row)
{
    const struct part_element *e = part_child(p, row->element, "c");
    struct listing l = { .n = 0 };
    int next = 0, number;

    for (; e; e = part_sibling(p, e, "c")) {
        struct sheetdata_spot spot = { .element = e };

        if (!part_akin(p, e))
            continue;
        spot.silent = !cellref_parse(part_get(p, e, "r"), &number, &spot.at);
        if (spot.silent)
            spot.at = next;
        else
            spot.strayed = number != row->at;
        next = spot.at + 1;
        if (spot.at < LIMIT_COLS)
            push(p, &l, spot);
    }
    return (struct sheetdata){ l.items, l.n, l.unordered };
}

const struct sheetdata_spot *
sheetdata_from(const struct sheetdata *spots, int at)
{
    int i;

    if (spots->unordered) {
        for (i = 0; i < spots->n && spots->items[i].at < at; i++)
            ;
    } else {
        SORTED_FIND(i, 0, spots->n, spots->items[i].at < at);
    }
    return i < spots->n ? &spots->items[i] : NULL;
}

const struct sheetdata_spot *
sheetdata_find(const struct sheetdata *spots, int at)
{
    const struct sheetdata_spot *spot = sheetdata_from(spots, at);
    const struct sheetdata_spot *end = spots->items + spots->n;

    while (spot && spot < end && spot->at != at)
        spot = spots->unordered ? spot + 1 : NULL;
    return spot == end ? NULL : spot;
}
