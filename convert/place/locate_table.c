/* locate_table.c - parts top to bottom, and what is left over. */
#include "place/locate_table.h"

#include "mapping/mix.h"
#include "place/aside.h"
#include "place/figures.h"
#include "place/locate_beside.h"
#include "place/locate_caption.h"
#include "place/locate_header.h"
#include "place/locate_lack.h"
#include "place/locate_line.h"
#include "place/locate_report.h"
#include "place/locate_rows.h"
#include "place/locate_unit.h"

static bool
has_header(const struct part_rule *part)
{
    for (int b = 0; b < part->n_blocks; b++) {
        if (part->blocks[b].has_header)
            return true;
    }
    return false;
}

/* The row in [top, end) where a part begins, or -1. */
static int
part_row(struct site *site, const struct part_rule *part, int top, int end)
{
    const struct locate_header_place *place;

    if (part->kind == PART_LINE)
        return locate_line_find(site, part, top, end);
    if (has_header(part)) {
        place = locate_header_find(site->folds, part,
                                   (struct locate_header_range){ top, end, 0 });
        return place == NULL ? -1 : place->top;
    }
    return locate_beside_row(site, part, top, end);
}

/* Where the parts behind part i begin, or the region's end. */
static int
part_end(struct site *site, int i, int top)
{
    const struct table_rule *table = site->table;
    int end = site->end;

    for (int k = i + 1; k < table->n_parts; k++) {
        int row = part_row(site, &mapping_parts(table)[k], top, end);

        if (row < 0)
            continue;
        if (row < end)
            end = row;
        if (!mapping_parts(table)[k].optional)
            break;
    }
    return end;
}

/* The unit that a label beside the part says, where no heading says one. */
static void
take_unit(const struct part_rule *part, struct locate_header_place *place,
          struct heading_says beside)
{
    for (int b = 0; b < part->n_blocks; b++) {
        for (int i = 0; i < part->blocks[b].n_leaves; i++) {
            struct heading_says *says = &place->leaves[b][i].says;

            *says = heading_below(beside, *says);
        }
    }
}

/* Is a heading over what names the rows, and nothing else? */
static bool
heads_rows(const struct column_rule *rule)
{
    for (int i = 0; i < rule->n_children; i++) {
        if (!heads_rows(&rule->children[i]))
            return false;
    }
    return rule->n_children > 0 || rule->role == COLUMN_CODE
           || rule->role == COLUMN_NAME || rule->role == COLUMN_LABEL
           || rule->role == COLUMN_LINE;
}

/* Is a heading over a column of figures? */
static bool
heads_figures(const struct part_rule *part, const struct column_rule *rule)
{
    for (int i = 0; i < rule->n_children; i++) {
        if (heads_figures(part, &rule->children[i]))
            return true;
    }
    if (rule->role != COLUMN_VALUE)
        return false;
    for (int b = 0; b < part->n_blocks; b++) {
        const struct block_rule *block = &part->blocks[b];

        if (rule->leaf < 0 || rule->leaf >= block->n_leaves
            || block->leaves[rule->leaf] != rule)
            continue;
        for (int i = 0; i < block->n_rows; i++) {
            if (block->rows[i].values != NULL
                && block->rows[i].values[rule->leaf].used
                && !schema_is_text(block->rows[i].values[rule->leaf].kind))
                return true;
        }
    }
    return false;
}

static int
claim_grid(struct site *site, int i, int cursor, int end)
{
    const struct part_rule *part = &mapping_parts(site->table)[i];
    const struct locate_header_place *found;
    struct locate_header_place *place;
    int part_top = cursor, n_unknown = site->n_unknown;
    struct locate_beside beside = locate_beside_claim(site, part, cursor, end);

    if (!has_header(part) && beside.row > cursor)
        part_top = beside.row;
    found = locate_header_find(
        site->folds, part,
        (struct locate_header_range){ part_top, end, beside.left });
    if (found == NULL) {
        locate_lack_no_part(site, part, cursor);
        return cursor;
    }
    place = locate_header_copy(site->arena, part, found);
    for (int k = 0; k < place->n_cells; k++) {
        locate_region_claim(site, place->cells[k], CLAIM_LABEL);
        if (heads_rows(place->rules[k]))
            locate_region_hear_unit(site, place->cells[k]);
        if (heads_figures(part, place->rules[k]))
            locate_region_check_extra(site, place->cells[k],
                                      &place->rules[k]->words,
                                      place->rules[k]->place);
    }
    take_unit(part, place, beside.says);
    if (has_header(part))
        locate_report_claim(site, part, place, beside.left);
    end = part_end(site, i, place->end > place->top ? place->end : place->top);
    locate_rows_claim(site, part, place, end, i == site->table->n_parts - 1);
    for (int k = n_unknown; k < site->n_unknown; k++)
        site->unknown[k].end = end;
    return end;
}

/* The row below 'cursor' where part i begins, or -1.  What need not be there
   is looked for above the next part only. */
static int
find_part(struct site *site, int i, int cursor)
{
    const struct part_rule *part = &mapping_parts(site->table)[i];
    int row = part_row(site, part, cursor, site->end);

    if (row >= 0 && part->optional && row > part_end(site, i, cursor))
        return -1;
    return row;
}

/* Walks the parts down the region; returns false where none was found. */
static void
claim_parts(struct site *site)
{
    const struct table_rule *table = site->table;
    int cursor = site->first_part;

    site->of_rows = diag_apart(site->diags, site->arena);
    for (int i = 0; i < table->n_parts; i++) {
        const struct part_rule *part = &mapping_parts(table)[i];
        int row = find_part(site, i, cursor);

        if (row < 0) {
            if (!part->optional)
                locate_lack_no_part(site, part, cursor);
            continue;
        }
        if (part->kind == PART_GRID) {
            cursor
                = claim_grid(site, i, row < cursor ? cursor : row, site->end);
            continue;
        }
        locate_line_claim(site, part, row,
                          locate_beside_claim(site, part, row, row + 1));
        cursor = row + 1;
    }
    locate_lack_report(site);
}

/* Under a heading that was named, or a table whose headings were not found. */
static bool
is_unknown(const struct site *site, const struct cell *cell)
{
    struct span span = grid_span(site->grid, cell->row, cell->col);

    for (int i = 0; i < site->n_unknown; i++) {
        const struct unknown_column *unknown = &site->unknown[i];

        if (span.left >= unknown->col && span.left < unknown->end_col
            && span.top >= unknown->top && span.top < unknown->end)
            return true;
    }
    return site->lost_part && cell->type != CELL_TEXT;
}

/* A figure outside of the table behind words that end in a colon: 电话： */
static bool
is_captioned(struct site *site, const struct cell *cell)
{
    int n;
    const struct cell *cells = grid_row(site->grid, cell->row, &n);

    while (cell > cells && (cell - 1)->type == CELL_BLANK)
        cell--;
    return cell > cells
           && text_ends(locate_region_folded(site, cell - 1), TEXT(":"));
}

/* A cell that belongs to nothing of the table, and where it is. */
static void
report_cell(struct site *site, const struct cell *cell)
{
    bool text = cell->type == CELL_TEXT;
    struct diag *d = diag_add(
        site->diags, DIAG_CELL_UNCLAIMED,
        locate_region_place(site, cell->row, cell->col), site->table->place,
        "'%s' stands %s and belongs to nothing in it; it is not read",
        locate_region_quote(site, cell),
        diag_say(site->diags,
                 cell->row < site->first_part  ? N_("above the table")
                 : cell->row > site->last_data ? N_("below the table")
                                               : N_("inside the table")));

    diag_hint(
        site->diags, d,
        text ? N_("write it as the form has it, or below the table if it is "
                  "a remark")
             : N_("delete it, or put it where it belongs"));
}

/* A figure that is no value of the form's: 部门：某局 上年结转：123.45 */
static void
report_said(struct site *site, const struct cell *cell)
{
    enum claim claim = site->claims[locate_region_index(site, cell)];
    struct text folded = locate_region_folded(site, cell), figure;
    struct decimal alone;
    struct diag *d;

    if ((claim != CLAIM_LABEL && claim != CLAIM_KEPT)
        || figures_parse(site->arena, cell, &alone) /* see census.h */
        || cell == site->placement->unclear
        || (cell == site->placement->unit_cell
            && site->placement->unit_found == UNIT_UNKNOWN)
        || folded.n > LOCATE_CAPTION_BYTES || aside_is_remark(folded))
        return;
    figure = figures_said(folded);
    if (figure.n == 0)
        return;
    d = diag_add(site->diags, DIAG_CAPTION_UNCLEAR,
                 locate_region_place(site, cell->row, cell->col),
                 site->table->place,
                 "'%s' holds a figure, %.*s, for which the form has no place; "
                 "it is not read",
                 locate_region_quote(site, cell), TEXT_ARG(figure));
    diag_hint(site->diags, d,
              "take it away here, and write it where the form has a place for "
              "it");
}

/* The lines between a table's title and its headings. */
static void
report_captions(struct site *site)
{
    const struct grid *grid = site->grid;
    int top = grid_row_index(grid, site->placement->title_row + 1);
    int end = grid_row_index(grid, site->first_part);

    for (int c = grid->rows[top].first; c < grid->rows[end].first; c++)
        report_said(site, &grid->cells[c]);
}

/* What no part claimed: notes around the table, errors inside it. */
static void
sweep(struct site *site)
{
    for (int i = grid_row_index(site->grid, site->top);
         i < site->grid->n_rows && site->grid->rows[i].row < site->end; i++) {
        for (int c = site->grid->rows[i].first;
             c < site->grid->rows[i + 1].first; c++) {
            const struct cell *cell = &site->grid->cells[c];
            bool inside, unknown;

            if (!locate_region_is_free(site, cell) || cell->type == CELL_BLANK)
                continue;
            unknown = is_unknown(site, cell);
            inside
                = cell->row >= site->first_part && cell->row <= site->last_data;
            if (unknown && (inside || site->lost_part)) {
                locate_region_claim(site, cell, CLAIM_NAMED);
                continue;
            }
            if (cell->type == CELL_TEXT
                && (!inside || locate_caption_declares_empty(site, cell))) {
                locate_region_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            if (!inside
                && (cell->type == CELL_DATE || cell->type == CELL_ISO_DATE
                    || is_captioned(site, cell))) {
                locate_region_claim(site, cell, CLAIM_KEPT);
                continue;
            }
            locate_region_claim(site, cell, CLAIM_NAMED);
            report_cell(site, cell);
        }
    }
}

/* What the rows above the table, its title and those below it say. */
static void
claim_around(struct site *site, const struct cell *title, size_t tail)
{
    locate_caption_title(site, title, tail);
    locate_unit_hear(site, site->top, site->first_part);
    locate_caption_claim(site, site->top, site->first_part);
}

/* Does a sentence from row 'top' on say that the table has no data? */
static bool
is_declared_empty(struct site *site, int top)
{
    const struct grid *grid = site->grid;
    int end = grid->rows[grid_row_index(grid, site->end)].first;

    for (int c = grid->rows[grid_row_index(grid, top)].first; c < end; c++) {
        if (locate_caption_says_empty(site, &grid->cells[c]))
            return true;
    }
    return false;
}

struct placement *
locate_table(struct site *site, const struct template_rule *template,
             const struct title *title)
{
    struct placement *p = ARENA_NEW(site->arena, struct placement);
    const struct cell *cell = grid_at(site->grid, title->row, title->col);
    int first = -1;

    site->placement = p;
    p->template = mix_owner(template, title->table);
    p->table = site->table;
    p->grid = site->grid;
    p->top = site->top;
    p->end = site->end;
    p->title_row = title->row;
    p->title_col = title->col;
    p->year = title->year;
    p->year_row = title->row;
    p->year_col = title->col;
    p->unit_shift = site->table->unit_shift;
    locate_region_claim(site, cell, CLAIM_LABEL);
    for (int i = 0; i < site->table->n_parts && first < 0; i++)
        first = find_part(site, i, title->row + 1);
    site->first_part = first < 0 ? title->row + 1 : first;
    site->last_data = -1;
    if (first < 0 && is_declared_empty(site, title->row + 1))
        site->first_part = site->end; /* it needs no headings */
    claim_around(site, cell, title->tail);
    if (site->first_part < site->end)
        claim_parts(site);
    p->data_top = site->first_part;
    p->data_end
        = (site->last_data > title->row ? site->last_data : title->row) + 1;
    /* Of two tables, what is between them is the lower one's. */
    if (site->end >= grid_end_row(site->grid))
        locate_unit_hear(site, p->data_end, site->end);
    locate_unit_table(site);
    sweep(site);
    report_captions(site);
    return p;
}

bool
locate_table_begins(struct site *site, int top)
{
    for (int i = 0; i < site->table->n_parts; i++) {
        if (part_row(site, &mapping_parts(site->table)[i], top, site->end) >= 0)
            return true;
    }
    return is_declared_empty(site, top);
}
