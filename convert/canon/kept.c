/* kept.c - comparing what two workbooks held. */
#include "canon/kept.h"

static bool
cells_equal(const struct kept_cell *a, const struct kept_cell *b)
{
    return a->row == b->row && a->col == b->col && a->type == b->type
           && text_equal(a->value, b->value)
           && text_equal(a->format, b->format);
}

static const char *
sheet_differs(struct arena *arena, const struct kept_sheet *a,
              const struct kept_sheet *b)
{
    char at[CELLREF_MAX];

    if (!text_equal(a->name, b->name))
        return arena_printf(arena, "is named '%.*s' in the second",
                            TEXT_ARG(b->name));
    if (a->state != b->state)
        return "is hidden otherwise";
    if (a->whole != b->whole)
        return "is kept whole in only one";
    if (!text_equal(a->table, b->table)
        || !text_equal(a->instance, b->instance))
        return "held another table";
    for (int i = 0; i < a->n_cells && i < b->n_cells; i++)
        if (!cells_equal(&a->cells[i], &b->cells[i])) {
            cellref_show(a->cells[i].row, a->cells[i].col, at);
            return arena_printf(arena, "differs at %s", at);
        }
    if (a->n_cells != b->n_cells)
        return arena_printf(arena, "has %d cells in one, %d in the other",
                            a->n_cells, b->n_cells);
    if (a->n_merges != b->n_merges)
        return arena_printf(arena, "has %d merges in one, %d in the other",
                            a->n_merges, b->n_merges);
    for (int i = 0; i < a->n_merges; i++) {
        struct span x = a->merges[i], y = b->merges[i];

        if (x.top != y.top || x.left != y.left || x.end_row != y.end_row
            || x.end_col != y.end_col)
            return arena_printf(arena, "differs in its merge %s",
                                cellref_span(arena, x));
    }
    return NULL;
}

bool
kept_equal(struct arena *arena, const struct kept *a, const struct kept *b,
           const char **why)
{
    const char *differs;

    if (!text_equal(a->template_id, b->template_id)
        || !text_equal(a->digest, b->digest)
        || !text_equal(a->written_as, b->written_as)
        || a->date1904 != b->date1904 || a->rounded != b->rounded) {
        *why = "the kept files belong to different workbooks";
        return false;
    }
    if (a->n_sheets != b->n_sheets) {
        *why = arena_printf(arena, "%d sheets in one, %d in the other",
                            a->n_sheets, b->n_sheets);
        return false;
    }
    for (int i = 0; i < a->n_sheets; i++) {
        differs = sheet_differs(arena, &a->sheets[i], &b->sheets[i]);
        if (differs) {
            *why = arena_printf(arena, "sheet '%.*s' %s",
                                TEXT_ARG(a->sheets[i].name), differs);
            return false;
        }
    }
    if (!a->lost || !b->lost) {
        *why = "only one has lost facts";
        return a->lost == b->lost;
    }
    return model_equal(arena, a->lost, b->lost, why);
}
