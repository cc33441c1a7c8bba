/* locate_beside.c - labels left of parts, and what they say. */
#include "place/locate_beside.h"

static const struct cell *
find(struct site *site, const struct beside_rule *beside, int top, int end)
{
    for (int well = 2; well >= 1; well--) {
        for (int i = grid_row_index(site->grid, top);
             i < site->grid->n_rows && site->grid->rows[i].row < end; i++) {
            for (int c = site->grid->rows[i].first;
                 c < site->grid->rows[i + 1].first; c++) {
                const struct cell *cell = &site->grid->cells[c];

                if (locate_region_is_free(site, cell)
                    && folded_word(site->folds, cell, &beside->words) >= well)
                    return cell;
            }
        }
    }
    return NULL;
}

int
locate_beside_row(struct site *site, const struct part_rule *part, int top,
                  int end)
{
    const struct cell *cell
        = part->beside == NULL ? NULL : find(site, part->beside, top, end);

    return cell == NULL ? -1 : cell->row;
}

/* The cell that an earlier part had the label from, or NULL. */
static const struct cell *
known(const struct site *site, const struct beside_rule *beside)
{
    for (int i = site->n_besides - 1; i >= 0; i--) {
        if (site->besides[i].rule == beside)
            return site->besides[i].cell;
    }
    return NULL;
}

static const struct cell *
claim(struct site *site, const struct beside_rule *beside, int top, int end)
{
    const struct cell *before = known(site, beside), *cell;
    struct beside_cell found;

    if (before != NULL
        && grid_span(site->grid, before->row, before->col).end_row > top)
        return before;
    cell = find(site, beside, top, end);
    if (cell == NULL)
        return before;
    locate_region_claim(site, cell, CLAIM_LABEL);
    found = (struct beside_cell){ beside, cell };
    ARENA_PUSH(site->arena, site->besides, site->n_besides,
               site->besides_capacity, found);
    return cell;
}

/* The outermost first. */
static struct locate_beside
claim_all(struct site *site, const struct beside_rule *beside, int top, int end)
{
    struct locate_beside all = { -1, 0, HEADING_NONE };
    const struct cell *cell;
    struct span span;

    if (beside == NULL)
        return all;
    all = claim_all(site, beside->outer, top, end);
    cell = claim(site, beside, top, end);
    all.row = cell == NULL ? -1 : cell->row;
    if (cell == NULL)
        return all;
    span = grid_span(site->grid, cell->row, cell->col);
    all.left = span.end_col > all.left ? span.end_col : all.left;
    all.says = heading_below(
        all.says, heading_read_beside(locate_region_folded(site, cell), cell));
    return all;
}

struct locate_beside
locate_beside_claim(struct site *site, const struct part_rule *part, int top,
                    int end)
{
    return claim_all(site, part->beside, top, end);
}
