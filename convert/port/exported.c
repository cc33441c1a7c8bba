/* exported.c - a book before its tables are written. */
#include "port/exported.h"

struct exported
exported_open(struct arena *arena, const struct model *model, struct book *book,
              struct diag_list *diags)
{
    struct exported e = { .arena = arena,
                          .model = model,
                          .book = book,
                          .lost = fact_set_new(arena, model, true),
                          .stood = fact_set_new(arena, model, false),
                          .diags = diags };

    if (book == NULL) {
        e.book = ARENA_NEW(arena, struct book);
        e.book->file = model->file;
        book_style(arena, e.book,
                   (struct cell_style){ .format = TEXT("General") });
    }
    e.sheet = ARENA_ARRAY(arena, int, model->n_tables + 1);
    for (int i = 0; i < model->n_tables; i++)
        e.sheet[i] = -1;
    return e;
}

struct grid *
exported_add_sheet(struct exported *out, struct text name)
{
    struct grid grid = { .name = name };

    ARENA_PUSH(out->arena, out->book->sheets, out->book->n_sheets,
               out->sheets_capacity, grid);
    return &out->book->sheets[out->book->n_sheets - 1];
}
