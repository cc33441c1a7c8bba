/* blanks.c - a blank's cell from its row and column. */
#include "reconcile/blanks.h"

#include "base/pairs.h"
#include "port/import.h"

#define NOWHERE (-1)

/* One table's places, made when a blank of it is asked for. */
struct table_places {
    bool made;
    struct pairs *slots;          /* item and measure to index of 'places' */
    struct pairs *rows, *columns; /* item, measure to index of 'lines' */
    struct blank_place {
        struct text sheet;
        int row, col;
    } * places;
    int n_places, places_capacity;
    int *lines; /* grid rows and columns; NOWHERE where they differ */
    int n_lines, lines_capacity;
};

struct blanks {
    struct arena *arena;
    const struct model *model;
    const struct located *located;
    const int *const *table_of;  /* [sheets][tables] of the placements */
    struct table_places *tables; /* [model->n_tables] */
};

static void
add_slots(struct blanks *b, struct table_places *t,
          const struct placement *placement)
{
    for (int i = 0; i < placement->n_slots; i++) {
        const struct slot *slot = &slot_list(placement)[i];
        struct blank_place place
            = { placement->grid->name, slot->row, slot->col };

        if (pairs_add(t->slots, slot->item, slot->measure, t->n_places) < 0)
            ARENA_PUSH(b->arena, t->places, t->n_places, t->places_capacity,
                       place);
    }
}

static void
add_line(struct blanks *b, struct table_places *t, struct pairs *pairs,
         struct text word, int line)
{
    int known = pairs_add(pairs, word, TEXT_NONE, t->n_lines);

    if (known < 0)
        ARENA_PUSH(b->arena, t->lines, t->n_lines, t->lines_capacity, line);
    else if (t->lines[known] != line)
        t->lines[known] = NOWHERE;
}

static void
make_places(struct blanks *b, int table)
{
    struct table_places *t = &b->tables[table];
    const struct model_table *from = &b->model->tables[table];

    t->made = true;
    t->slots = pairs_new(b->arena);
    t->rows = pairs_new(b->arena);
    t->columns = pairs_new(b->arena);
    for (int i = 0; b->located && i < b->located->book->n_sheets; i++) {
        const struct located_sheet *sheet = &b->located->sheets[i];

        for (int k = 0; k < sheet->n_tables; k++) {
            if (b->table_of[i][k] == table)
                add_slots(b, t, sheet->tables[k]);
        }
    }
    for (int i = 0; !b->located && i < from->n_facts; i++) {
        const struct fact *fact = &from->facts[i];

        if (fact->row < 0)
            continue;
        add_line(b, t, t->rows, *fact->item, fact->row);
        add_line(b, t, t->columns, fact->of->measure, fact->col);
    }
}

static void
find_place(struct blanks *b, struct finding_cell *cell)
{
    int table = (int)(cell->table - b->model->tables), row, col, slot;
    struct table_places *t = &b->tables[table];

    if (!t->made)
        make_places(b, table);
    slot = pairs_find(t->slots, cell->item, cell->measure);
    if (slot >= 0) {
        cell->sheet = t->places[slot].sheet;
        cell->row = t->places[slot].row;
        cell->col = t->places[slot].col;
        return;
    }
    row = pairs_find(t->rows, cell->item, TEXT_NONE);
    col = pairs_find(t->columns, cell->measure, TEXT_NONE);
    if (row < 0 || col < 0 || t->lines[row] == NOWHERE
        || t->lines[col] == NOWHERE)
        return;
    cell->row = t->lines[row];
    cell->col = t->lines[col];
}

void
blanks_find(struct arena *arena, const struct model *model,
            const struct located *located, struct findings *findings)
{
    struct blanks b = { .arena = arena, .model = model, .located = located };

    if (located)
        b.table_of = import_tables(arena, located);
    b.tables = ARENA_ARRAY(arena, struct table_places, model->n_tables + 1);
    for (int i = 0; i < findings->n; i++) {
        for (int k = 0; k < findings->items[i].n_cells; k++) {
            if (!findings->items[i].cells[k].fact
                && !findings->items[i].cells[k].file)
                find_place(&b, &findings->items[i].cells[k]);
        }
    }
}

static struct text
cell_word(struct arena *arena, int row, int col)
{
    return text_printf(arena, "%d,%d", row, col);
}

static bool
is_unread(struct arena *arena, const struct pairs *unread,
          const struct finding *finding)
{
    if (finding->outcome != FINDING_TOTAL && finding->outcome != FINDING_BLANK)
        return false;
    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *cell = &finding->cells[i];

        if (!cell->fact && cell->row >= 0 && !cell->file
            && pairs_find(unread, cell->sheet,
                          cell_word(arena, cell->row, cell->col))
                   >= 0)
            return true;
    }
    return false;
}

void
blanks_forget(struct arena *arena, const struct diag_list *told,
              struct findings *findings)
{
    struct pairs *unread = pairs_new(arena);
    int n = 0;

    if (!diag_has_errors(told))
        return;
    for (int i = 0; i < told->n; i++) {
        const struct diag *diag = told->items[i];

        if (diag->level == DIAG_ERROR && diag->at.sheet && diag->at.row >= 0)
            (void)pairs_add(unread, text_of(diag->at.sheet),
                            cell_word(arena, diag->at.row, diag->at.col), i);
    }
    for (int i = 0; i < findings->n; i++) {
        if (!is_unread(arena, unread, &findings->items[i]))
            findings->items[n++] = findings->items[i];
    }
    findings->n = n;
}
