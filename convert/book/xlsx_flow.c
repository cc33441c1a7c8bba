/* xlsx_flow.c - windows cut behind rows. */
#include "book/xlsx_flow.h"

#include <string.h>

#define WINDOW ((size_t)256 << 10)
#define WINDOW_MOST ((size_t)16 << 20) /* for what stands behind the rows */
#define ROW_END "</row>"

/* Behind the last row that ends in the window; 0: none does. */
static size_t
behind_rows(const struct xlsx_flow *flow)
{
    size_t n = sizeof ROW_END - 1;

    for (size_t end = flow->n; end >= n; end--) {
        const char *found = memrchr(flow->window + n - 1, '>', end - n + 1);

        if (!found)
            return 0;
        end = (size_t)(found - flow->window) + 1;
        if (memcmp(found + 1 - n, ROW_END, n) == 0)
            return end;
    }
    return 0;
}

static void
grow(struct xlsx_flow *flow, struct arena *arena, size_t size)
{
    char *window = arena_alloc(arena, size + 1);

    if (flow->n)
        memcpy(window, flow->window, flow->n);
    flow->window = window;
    flow->size = size;
}

/* Fills the window, and chooses how much of it is shown. */
static void
fill(struct xlsx_flow *flow)
{
    flow->n += zip_flow_read(&flow->part, flow->window + flow->n,
                             flow->size - flow->n);
    flow->shown = flow->part.ended ? flow->n : behind_rows(flow);
    flow->behind = flow->shown < flow->n ? flow->window[flow->shown] : '\0';
    flow->window[flow->shown] = '\0';
}

bool
xlsx_flow_open(struct xlsx_flow *flow, struct package *package,
               const struct zip_entry *entry, struct xml *xml)
{
    struct xml_part part = { .arena = package->arena,
                             .file = package->file,
                             .name = text_zero(package->arena, entry->name) };
    size_t size = package->window ? package->window : WINDOW;

    if (!zip_flow_open(package->arena, &package->zip, entry, &flow->part))
        return false;
    flow->n = 0;
    if (flow->size < size)
        grow(flow, package->arena, size);
    fill(flow);
    if (!flow->shown)
        return false;
    part.bytes = flow->window;
    part.n = flow->shown;
    xml_open(xml, &part, package->diags);
    /* Of another encoding it reads a copy. */
    return xml->start == flow->window && xml_next(xml) == EVENT_START;
}

bool
xlsx_flow_more(struct xlsx_flow *flow, struct xml *xml)
{
    size_t left = flow->n - flow->shown;

    if (flow->part.ended && !left)
        return false;
    xml_leave(xml);
    flow->window[flow->shown] = flow->behind;
    memmove(flow->window, flow->window + flow->shown, left);
    flow->n = left;
    fill(flow);
    while (!flow->shown && flow->size < WINDOW_MOST) {
        flow->window[0] = flow->behind;
        grow(flow, xml->part.arena, flow->size * 2);
        fill(flow);
    }
    return flow->shown && xml_go_on(xml, flow->window, flow->shown);
}
