/* join.c - sheets, styles and properties of several books. */
#include "book/join.h"

#include "base/sheetref.h"

/* A property that only some say counts; that two say otherwise, none. */
static void
join_text(struct text *to, struct text from, bool *differ)
{
    if (to->n == 0)
        *to = from;
    else if (from.n > 0 && !text_equal(*to, from))
        *differ = true;
}

static void
join_properties(struct book *to, const struct book *const *books, int n)
{
    bool templates = false, departments = false, years = false, none = false;

    for (int i = 1; i < n; i++) {
        join_text(&to->template_id, books[i]->template_id, &templates);
        join_text(&to->department, books[i]->department, &departments);
        if (to->year == 0)
            to->year = books[i]->year;
        years |= books[i]->year != 0 && books[i]->year != to->year;
        /* Of one filing the latest. */
        if (text_compare(books[i]->saved, to->saved) > 0)
            to->saved = books[i]->saved;
        join_text(&to->drawn_by, books[i]->drawn_by, &none);
    }
    to->source = TEXT_NONE;
    if (templates)
        to->template_id = TEXT_NONE;
    if (departments)
        to->department = TEXT_NONE;
    if (years)
        to->year = 0;
}

static void
join_sheet(struct arena *arena, struct book *to, const struct book *from,
           const struct grid *sheet)
{
    struct grid *grid = &to->sheets[to->n_sheets++];

    *grid = *sheet;
    grid->name = sheetref_show(arena, to->file, from->file, sheet->name);
    grid->cells = ARENA_ARRAY(arena, struct cell, sheet->n_cells + 1);
    for (int i = 0; i < sheet->n_cells; i++) {
        grid->cells[i] = sheet->cells[i];
        grid->cells[i].style = (uint16_t)book_style(
            arena, to, from->styles[sheet->cells[i].style]);
    }
}

struct book *
join_books(struct arena *arena, const struct book *const *books, int n)
{
    struct book *to = ARENA_NEW(arena, struct book);
    int n_sheets = 0;

    for (int i = 0; i < n; i++)
        n_sheets += books[i]->n_sheets;
    *to = *books[0];
    to->sheets = ARENA_ARRAY(arena, struct grid, n_sheets + 1);
    to->n_sheets = 0;
    to->styles = NULL;
    to->n_styles = to->styles_capacity = to->n_indexed = 0;
    to->style_index = NULL;
    book_style(arena, to, books[0]->styles[0]);
    for (int i = 0; i < n; i++) {
        for (int s = 0; s < books[i]->n_sheets; s++)
            join_sheet(arena, to, books[i], &books[i]->sheets[s]);
    }
    join_properties(to, books, n);
    return to;
}
