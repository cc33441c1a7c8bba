/* cell_reading.c - what is said of a cell while it is read. */
#include "port/cell_reading.h"

struct diag *
cell_reading_complain(struct cell_reading *r, enum diag_code code,
                      const char *format, ...)
{
    int row = r->cell != NULL ? r->cell->row : r->slot->row;
    int col = r->cell != NULL ? r->cell->col : r->slot->col;
    va_list args;
    struct diag *diag;

    va_start(args, format);
    diag = diag_add_v(
        r->diags, code,
        PLACE_CELL(r->book->file, text_zero(r->arena, r->grid->name), row, col),
        *r->slot->by, format, args);
    va_end(args);
    return diag;
}

struct text
cell_reading_words(struct cell_reading *r)
{
    return r->reader->table == NULL
               ? TEXT_NONE
               : model_label(r->arena, r->reader->table, r->slot->item,
                             r->slot->measure);
}
