/* show.c - complaints, slots, claims and facts, a line each. */
#include "support/show.h"

#include <string.h>

#include "port/export.h"

/* Appends to a text that grows. */
#define ADD(all, ...) ((all) = add(arena, (all), __VA_ARGS__))

static const char *add(struct arena *arena, const char *all, const char *format,
                       ...) __attribute__((format(printf, 3, 4)));

static const char *
add(struct arena *arena, const char *all, const char *format, ...)
{
    va_list args;
    const char *more;

    va_start(args, format);
    more = arena_vprintf(arena, format, args);
    va_end(args);
    return arena_printf(arena, "%s%s", all, more);
}

static const char *
ref_of(struct arena *arena, int row, int col)
{
    char ref[CELLREF_MAX];

    if (row < 0 || col < 0)
        return "-";
    cellref_show(row, col, ref);
    return arena_copy(arena, ref, strlen(ref));
}

static const char *
show_place(struct arena *arena, struct place at)
{
    if (at.sheet == NULL)
        return at.row > 0 ? arena_printf(arena, "%s:%d", at.file, at.row)
                          : at.file;
    if (strcmp(at.sheet, "Sheet1") == 0)
        return ref_of(arena, at.row, at.col);
    return arena_printf(arena, "%s!%s", at.sheet,
                        ref_of(arena, at.row, at.col));
}

const char *
show_diags(struct arena *arena, const struct diag_list *diags)
{
    const char *all = "";

    for (int i = 0; i < diags->n; i++) {
        const struct diag *d = diags->items[i];

        ADD(all, "%s %s %s %s: %s\n", show_place(arena, d->at),
            diag_level_word(d->level), diag_word(d->code),
            d->by.file != NULL ? show_place(arena, d->by) : "(nobody)",
            d->text);
        for (int k = 0; k < d->n_detail; k++)
            ADD(all, "  %s\n", d->detail[k]);
        if (d->hint != NULL)
            ADD(all, "  hint: %s\n", d->hint);
    }
    return all;
}

static bool
same_row(const struct slot *a, const struct slot *b)
{
    return a->row == b->row && a->shared == b->shared
           && text_equal(a->item, b->item);
}

static int
slot_row(const struct placement *p, int i)
{
    /* A shared cell is further up; its row is that of its neighbours. */
    for (int k = i; k < p->n_slots; k++) {
        if (text_equal(slot_list(p)[k].item, slot_list(p)[i].item)
            && !slot_list(p)[k].shared)
            return slot_list(p)[k].row;
    }
    return slot_list(p)[i].row;
}

static const char *
show_slots(struct arena *arena, const struct placement *p)
{
    const char *all = "";

    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        char ref[CELLREF_MAX], end[CELLREF_MAX];

        if (i == 0 || !text_equal(slot->item, slot[-1].item)
            || (!same_row(slot, slot - 1) && !slot->shared && !slot[-1].shared))
            ADD(all, "%s%d %.*s:", i > 0 ? "\n" : "", slot_row(p, i) + 1,
                TEXT_ARG(slot->item));
        else
            ADD(all, ",");
        cellref_show(0, slot->col, ref);
        cellref_show(0, slot->end_col - 1, end);
        ref[strcspn(ref, "1")] = end[strcspn(end, "1")] = '\0';
        ADD(all, " %s%s%s%s %.*s%s", ref, slot->shared ? "~" : "",
            slot->end_col > slot->col + 1 ? "-" : "",
            slot->end_col > slot->col + 1 ? end : "", TEXT_ARG(slot->measure),
            slot->pattern != NULL ? "*" : "");
    }
    if (p->n_slots > 0)
        ADD(all, "\n");
    return all;
}

const char *
show_placement(struct arena *arena, const struct placement *p)
{
    return arena_printf(arena, "%s at %s\n%s", p->table->schema->id,
                        ref_of(arena, p->title_row, p->title_col),
                        show_slots(arena, p));
}

const char *
show_placements(const struct given_reading *r)
{
    struct arena *arena = r->arena;
    const char *all = "";

    for (int s = 0; s < r->book->n_sheets; s++) {
        const struct located_sheet *sheet = &r->located->sheets[s];

        if (r->book->n_sheets > 1)
            ADD(all, "# %.*s\n", TEXT_ARG(sheet->grid->name));
        for (int i = 0; i < sheet->n_tables; i++)
            ADD(all, "%s", show_placement(arena, sheet->tables[i]));
    }
    return all;
}

const char *
show_claims(const struct given_reading *r)
{
    static const char letters[] = "!LFKUN";
    struct arena *arena = r->arena;
    const char *all = "";

    for (int s = 0; s < r->book->n_sheets; s++) {
        const struct located_sheet *sheet = &r->located->sheets[s];
        const struct grid *grid = sheet->grid;
        int col = 0;

        for (int i = 0; i < grid->n_cells; i++) {
            const struct cell *cell = &grid->cells[i];

            if (i == 0 || cell[-1].row != cell->row) {
                ADD(all, "%s%d ", i > 0 ? "\n" : "", cell->row + 1);
                col = 0;
            }
            for (; col < cell->col; col++)
                ADD(all, ".");
            ADD(all, "%c",
                cell->type == CELL_BLANK ? '.' : letters[sheet->claims[i]]);
            col++;
        }
        if (grid->n_cells > 0)
            ADD(all, "\n");
    }
    return all;
}

static const char *
show_table_values(struct arena *arena, const struct model_table *table)
{
    const char *all = "";

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];
        struct text value = model_value_text(arena, fact);

        ADD(all, "%s %.*s %.*s = ", ref_of(arena, fact->row, fact->col),
            TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure));
        if (schema_is_text(fact->of->kind))
            ADD(all, "'%.*s'", TEXT_ARG(value));
        else
            ADD(all, "%.*s%s%s %d", TEXT_ARG(value),
                fact->of->kind == VALUE_AMOUNT ? "" : " ",
                fact->of->kind == VALUE_AMOUNT ? ""
                                               : schema_unit(fact->of->kind),
                fact->decimals);
        ADD(all, "%s\n", fact->role == ROLE_SUM ? " sum" : "");
    }
    return all;
}

const char *
show_values(struct arena *arena, const struct model *model)
{
    const char *all = "";

    for (int i = 0; i < model->n_tables; i++)
        ADD(all, "%s", show_table_values(arena, &model->tables[i]));
    return all;
}

const char *
show_model(struct arena *arena, const struct model *model)
{
    const char *all = "";

    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        ADD(all, "%s", table->schema->id);
        if (table->instance.n > 0)
            ADD(all, " '%.*s'", TEXT_ARG(table->instance));
        if (table->department.n > 0)
            ADD(all, " of %.*s", TEXT_ARG(table->department));
        ADD(all, ", %d, %d: %d decimals\n", table->year, table->unit_shift,
            table->decimals);
        if (table->declared_empty.n > 0)
            ADD(all, "empty: %.*s\n", TEXT_ARG(table->declared_empty));
        for (int k = 0; k < table->n_names; k++)
            ADD(all, "%.*s %.*s\n", TEXT_ARG(table->names[k].code),
                TEXT_ARG(table->names[k].name));
        ADD(all, "%s", show_table_values(arena, table));
    }
    return all;
}

/* ---- laws ---- */

static bool
slot_covers(const struct slot *slot, const struct cell *cell)
{
    return slot->row == cell->row && cell->col >= slot->col
           && cell->col < slot->end_col;
}

/* Does a slot of the sheet take the cell? */
static bool
has_slot(const struct located_sheet *sheet, const struct cell *cell)
{
    for (int t = 0; t < sheet->n_tables; t++) {
        for (int i = 0; i < sheet->tables[t]->n_slots; i++) {
            if (slot_covers(&slot_list(sheet->tables[t])[i], cell))
                return true;
        }
    }
    return false;
}

static const char *
check_claims(struct arena *arena, const struct located_sheet *sheet)
{
    const struct grid *grid = sheet->grid;
    const char *all = "";

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        const char *ref = ref_of(arena, cell->row, cell->col);
        bool fact = sheet->claims[i] == CLAIM_FACT;

        if (cell->type == CELL_BLANK)
            continue;
        if (sheet->claims[i] == CLAIM_NONE)
            ADD(all, "%s is nobody's\n", ref);
        if (fact != has_slot(sheet, cell))
            ADD(all, "%s %s\n", ref,
                fact ? "is a fact without a slot" : "has a slot, but no claim");
    }
    return all;
}

static const char *
check_named(struct arena *arena, const struct given_reading *r)
{
    /* Where cells are named, something was said. */
    for (int s = 0; s < r->book->n_sheets; s++) {
        const struct located_sheet *sheet = &r->located->sheets[s];

        for (int i = 0; i < sheet->grid->n_cells; i++) {
            if (sheet->claims[i] == CLAIM_NAMED && r->diags.n == 0)
                return arena_printf(arena,
                                    "%s is named, but nothing was said\n",
                                    ref_of(arena, sheet->grid->cells[i].row,
                                           sheet->grid->cells[i].col));
        }
    }
    return "";
}

static bool
has_fact(const struct model *model, const struct cell *cell)
{
    for (int t = 0; t < model->n_tables; t++) {
        for (int i = 0; i < model->tables[t].n_facts; i++) {
            const struct fact *fact = &model->tables[t].facts[i];

            if (fact->row == cell->row && fact->col == cell->col)
                return true;
        }
    }
    return false;
}

/* What has no result has no value that could come back, nor has a figure or
   code that is struck out or raised. */
static void
drop_valueless(const struct located_sheet *sheet, const struct model *model)
{
    for (int i = 0; i < sheet->grid->n_cells; i++) {
        struct cell *cell = &sheet->grid->cells[i];
        bool read = sheet->claims[i] == CLAIM_FACT
                        ? has_fact(model, cell)
                        : sheet->claims[i] != CLAIM_NAMED;

        if ((cell->flags & CELL_NO_RESULT)
            || ((cell->flags & CELL_MARKED) && !read)) {
            cell->type = CELL_BLANK;
            cell->flags = 0;
            cell->text = TEXT_NONE;
        }
    }
}

static const char *
check_getput(const struct given_reading *r)
{
    struct arena *arena = r->arena;
    struct diag_list diags = { .arena = arena };
    struct kept *kept = export_kept(arena, r->located, r->model, false);
    struct exported back
        = export_book(arena, r->template, r->model, kept, &diags);
    const char *all = show_diags(arena, &diags);

    if (fact_set_count(&back.lost) > 0)
        ADD(all, "no place for %s",
            show_values(arena, fact_set_pick(arena, &back.lost)));
    if (back.book->n_sheets != r->book->n_sheets)
        return add(arena, all, "%d sheets came back\n", back.book->n_sheets);
    for (int s = 0; s < r->book->n_sheets; s++) {
        const struct grid *want = &r->book->sheets[s];
        const struct grid *got = &back.book->sheets[s];
        int row, col;

        drop_valueless(&r->located->sheets[s], r->model);
        if (!grid_equal(r->book, want, back.book, got, &row, &col)) {
            const struct cell *a = grid_at(want, row, col);
            const struct cell *b = grid_at(got, row, col);

            ADD(all, "%s: '%.*s' came back as '%.*s'\n",
                ref_of(arena, row, col), TEXT_ARG(a ? a->text : TEXT_NONE),
                TEXT_ARG(b ? b->text : TEXT_NONE));
        }
    }
    return all;
}

const char *
show_broken_laws(const struct given_reading *r)
{
    struct arena *arena = r->arena;
    const char *all = check_named(arena, r);

    for (int s = 0; s < r->book->n_sheets; s++)
        ADD(all, "%s", check_claims(arena, &r->located->sheets[s]));
    ADD(all, "%s", check_getput(r));
    return all;
}
