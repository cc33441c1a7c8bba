/* drafting.c - cells of a sheet that becomes a mapping. */
#include "remap/drafting.h"

#include "book/cell_state.h"
#include "canon/date.h"
#include "mapping/wording.h"
#include "place/figures.h"

struct span
drafting_span(const struct draft_table *t, int row, int col)
{
    return grid_span(t->grid, row, col);
}

struct text
drafting_text(const struct draft_table *t, int row, int col)
{
    const struct cell *cell = grid_at(t->grid, row, col);
    struct span span = drafting_span(t, row, col);

    if (!cell || span.top != row || span.left != col
        || (cell->flags & CELL_NO_RESULT) || cell_state_is_placeholder(cell))
        return TEXT_NONE;
    return text_trim(cell->text);
}

struct text
drafting_folded(const struct draft_table *t, int row, int col)
{
    return text_fold(t->arena, drafting_text(t, row, col));
}

bool
drafting_is_number(const struct draft_table *t, int row, int col)
{
    const struct cell *cell = grid_at(t->grid, row, col);
    struct text text = drafting_text(t, row, col);
    struct decimal value;

    if (!cell || !text.n)
        return cell && (cell->flags & CELL_NO_RESULT) != 0;
    if (cell->type == CELL_NUMBER)
        return true;
    if (text.at[text.n - 1] == '%')
        text.n--;
    return decimal_parse(text_fold(t->arena, text), &value) == DECIMAL_OK
           || figures_parse(t->arena, cell, &value);
}

bool
drafting_is_date(const struct draft_table *t, int row, int col)
{
    const struct cell *cell = grid_at(t->grid, row, col);
    struct text text = drafting_text(t, row, col);

    if (!cell || !text.n)
        return false;
    return cell->type == CELL_DATE || cell->type == CELL_ISO_DATE
           || (!drafting_is_number(t, row, col)
               && date_read(t->arena, text).n > 0);
}

int
drafting_anchors(const struct draft_table *t, const struct draft_area *area,
                 int row, int *first)
{
    int n = 0;

    *first = -1;
    for (int col = area->left; col < area->right; col++) {
        if (!drafting_text(t, row, col).n)
            continue;
        if (n++ == 0)
            *first = col;
    }
    return n;
}

bool
drafting_is_blank_row(const struct draft_table *t,
                      const struct draft_area *area, int row)
{
    for (int col = area->left; col < area->right; col++) {
        const struct cell *cell = grid_at(t->grid, row, col);

        if (cell && cell->type != CELL_BLANK && !text_is_blank(cell->text))
            return false;
    }
    return true;
}

struct wording
drafting_wording(struct arena *arena, struct text shown)
{
    struct wording words = { .n = 0 };

    wording_add(arena, &words, shown);
    return words;
}

bool
drafting_is_mark(const struct draft_table *t, int row, int col)
{
    struct text folded = drafting_folded(t, row, col);

    for (size_t i = 0; i < folded.n; i++) {
        if (folded.at[i] != '-' && folded.at[i] != '/')
            return false;
    }
    return folded.n > 0;
}
