/* given_varied.c - cells changed as people change them. */
#include "support/given_varied.h"

struct dice {
    uint64_t state;
};

static int
roll(struct dice *dice, int sides)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + 1442695041u;
    return (int)((dice->state >> 33) % (uint64_t)sides);
}

static struct cell
vary_cell(struct arena *arena, struct book *book, const struct grid *grid,
          struct dice *dice, struct cell cell)
{
    struct span span = grid_span(grid, cell.row, cell.col);
    struct cell_style style = book->styles[cell.style];

    switch (roll(dice, 12)) {
    case 0: /* a figure typed as text, with separators */
        if (cell.type == CELL_NUMBER && cell.text.n > 4
            && cell.text.at[0] != '-' && text_find(cell.text, TEXT("."), 0) == 4
            && text_equal(style.format, TEXT("0.00"))) {
            cell.type = CELL_TEXT;
            cell.text = text_printf(arena, "%.1s,%.*s", cell.text.at,
                                    (int)cell.text.n - 1, cell.text.at + 1);
            style.format = TEXT("General");
            cell.style = (uint16_t)book_style(arena, book, style);
        }
        break;
    case 1: /* absent, as people mark it */
        if (cell.type == CELL_BLANK && style.align == ALIGN_RIGHT
            && style.border && span.left == cell.col) {
            cell.type = CELL_TEXT;
            cell.text = TEXT("—");
        }
        break;
    case 2: /* the same value in another format */
        if (cell.type == CELL_NUMBER
            && text_equal(style.format, TEXT("0.00"))) {
            style.format = TEXT("#,##0.00");
            cell.style = (uint16_t)book_style(arena, book, style);
        }
        break;
    case 3: /* blanks in a label */
        if (cell.type == CELL_TEXT && style.border && cell.text.n == 12
            && style.align == ALIGN_CENTER && cell.text.at[0] < 0
            && text_find(cell.text, TEXT("一"), 0) < 0)
            cell.text = text_printf(arena, "%.6s　\n%.6s", cell.text.at,
                                    cell.text.at + 6);
        break;
    default:
        break;
    }
    return cell;
}

/* A book of the same sheets, moved, marked and with strange ones between. */
struct book *
given_varied(struct arena *arena, const struct book *from, uint64_t seed)
{
    struct book *book = ARENA_NEW(arena, struct book);
    struct dice dice = { seed * 977 + 11 };
    struct grid *cover;

    *book = *from;
    book->file = "given";
    book->sheets = ARENA_ARRAY(arena, struct grid, from->n_sheets + 1);
    cover = &book->sheets[0];
    cover->name = TEXT("封面");
    grid_put(arena, cover,
             (struct cell){ 3, 1, 0, CELL_TEXT, 0, TEXT("部门决算公开") });
    grid_put(arena, cover,
             (struct cell){ 9, 1, 0, CELL_TEXT, 0, TEXT("收入决算表") });
    grid_finish(arena, cover);
    for (int s = 0; s < from->n_sheets; s++) {
        const struct grid *old = &from->sheets[s];
        struct grid *grid = &book->sheets[s + 1];
        int down = roll(&dice, 4), right = roll(&dice, 3);

        grid->name = text_printf(arena, "Z%02d GK%02d", s, roll(&dice, 99));
        grid->state = roll(&dice, 6) == 0 ? SHEET_HIDDEN : SHEET_VISIBLE;
        for (int i = 0; i < old->n_cells; i++) {
            struct cell cell
                = vary_cell(arena, book, old, &dice, old->cells[i]);

            if (cell.type == CELL_BLANK)
                continue;
            cell.row += down;
            cell.col += right;
            grid_put(arena, grid, cell);
        }
        for (int i = 0; i < old->n_merges; i++) {
            struct span span = old->merges[i];

            span.top += down;
            span.end_row += down;
            span.left += right;
            span.end_col += right;
            grid_merge(arena, grid, span);
        }
        grid_put(arena, grid,
                 (struct cell){ grid_end_row(old) + down + 2, right, 0,
                                CELL_TEXT, 0, TEXT("单位负责人：") });
        grid_finish(arena, grid);
    }
    book->n_sheets = from->n_sheets + 1;
    return book;
}
