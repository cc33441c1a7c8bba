/* fill_words.c - captions, titles and the sentence that there are no data. */
#include "submit/fill_words.h"

#include "mapping/pattern.h"

/* "编制单位：" with nothing behind it gets the department's name. */
static void
fill_caption(struct filling *f, struct grid *grid, const struct pattern *p,
             struct cell cell, struct text department)
{
    struct text *spans = ARENA_ARRAY(f->arena, struct text, p->n_parts + 1);
    const struct pattern_part *last = &p->parts[p->n_parts - 1];

    if (p->n_parts < 2 || last->literal || last->field != FIELD_DEPARTMENT
        || !pattern_match(f->arena, p, cell.text, spans)
        || spans[p->n_parts - 1].n > 0)
        return;
    cell.text
        = text_printf(f->arena, "%.*s%.*s", TEXT_ARG(text_trim(cell.text)),
                      TEXT_ARG(department));
    grid_put(f->arena, grid, cell);
}

static void
fill_captions(struct filling *f, struct grid *grid, const struct placement *p,
              const struct model_table *data)
{
    struct text department
        = data->department.n ? data->department : f->model->department;
    int end = p->end;

    if (!department.n || p->department.n)
        return;
    for (int i = 0; i < p->n_slots; i++) {
        if (slot_list(p)[i].row >= 0 && slot_list(p)[i].row < end)
            end = slot_list(p)[i].row;
    }
    for (int i = grid->n_cells - 1; i >= 0; i--) {
        struct cell cell = grid->cells[i];

        if (cell.type != CELL_TEXT || cell.row < p->top || cell.row >= end)
            continue;
        for (int k = 0; k < p->table->n_caption_patterns; k++)
            fill_caption(f, grid, &p->table->caption_patterns[k], cell,
                         department);
    }
    grid_finish(f->arena, grid);
}

/* Is a value left open in the title, and all else what the model says? */
static bool
is_open(const struct pattern *p, const struct text *is, const struct text *want)
{
    bool open = false;

    for (int i = 0; i < p->n_parts; i++) {
        if (p->parts[i].literal)
            continue;
        if (is[i].n && !text_equal(is[i], want[i]))
            return false;
        open |= p->parts[i].field == FIELD_VALUE && !is[i].n && want[i].n;
    }
    return open;
}

/* "2022年度项目绩效自评表" gets the project's name. */
static void
fill_title(struct filling *f, struct grid *grid, const struct placement *p,
           const struct model_table *data)
{
    const struct cell *cell = grid_at(grid, p->title_row, p->title_col);
    struct pattern_data says = { f->model, data, p->unit_shift, NULL };

    for (int k = 0; cell && k < p->table->n_titles; k++) {
        const struct pattern *title = &p->table->titles[k];
        struct text shown = pattern_show(f->arena, title, &says);
        struct text *is = ARENA_ARRAY(f->arena, struct text, title->n_parts);
        struct text *want = ARENA_ARRAY(f->arena, struct text, title->n_parts);

        if (pattern_match(f->arena, title, cell->text, is)
            && pattern_match(f->arena, title, shown, want)
            && is_open(title, is, want)) {
            struct cell now = *cell;

            now.text = shown;
            grid_put(f->arena, grid, now);
            grid_finish(f->arena, grid);
            return;
        }
    }
}

static bool
is_blank_row(const struct grid *grid, int row)
{
    int n;
    const struct cell *cells = grid_row(grid, row, &n);

    for (int i = 0; i < n; i++) {
        if (cells[i].type != CELL_BLANK)
            return false;
    }
    return true;
}

/* Below the last row that says something. */
static void
fill_sentence(struct filling *f, struct grid *grid, const struct placement *p,
              const struct model_table *data)
{
    struct cell cell = { .type = CELL_TEXT, .text = data->declared_empty };

    if (!data->declared_empty.n || p->declared_empty.n)
        return;
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *c = &grid->cells[i];

        if (c->type == CELL_BLANK || c->row >= p->end)
            continue;
        if (grid_span(grid, c->row, c->col).end_row > cell.row) {
            cell.row = grid_span(grid, c->row, c->col).end_row;
            cell.col = c->col;
        }
    }
    if (!is_blank_row(grid, cell.row))
        return;
    grid_put(f->arena, grid, cell);
    grid_finish(f->arena, grid);
}

void
fill_words(struct filling *f, struct grid *grid, const struct placement *p,
           const struct model_table *data)
{
    fill_captions(f, grid, p, data);
    fill_title(f, grid, p, data);
    fill_sentence(f, grid, p, data);
}

static bool
is_said(const struct grid *grid, struct text sentence)
{
    for (int i = 0; i < grid->n_cells; i++) {
        if (text_equal(grid->cells[i].text, sentence))
            return true;
    }
    return false;
}

void
fill_words_tell(const struct filling *f, const struct written *w)
{
    for (int i = 0; i < f->model->n_tables; i++) {
        const struct model_table *table = &f->model->tables[i];
        struct text sentence = table->declared_empty;
        int sheet = f->out->sheets.sheet[i], says = w->says_of[i];
        struct diag *d;

        if (!sentence.n || (says >= 0 && w->says->tables[says].declared_empty.n)
            || (sheet >= 0 && is_said(&f->book->sheets[sheet], sentence)))
            continue;
        d = diag_add_as(
            f->diags, DIAG_AS(DIAG_FACT_NO_PLACE, DIAG_WARNING),
            PLACE_SHEET(f->model->file, text_zero(f->arena, table->sheet)),
            PLACE_NONE,
            "the sentence '%.*s' is not written: the blank has no place for it",
            TEXT_ARG(sentence));
        if (sheet >= 0)
            diag_hint(f->diags, d, "type it below the table");
    }
}
