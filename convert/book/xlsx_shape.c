/* xlsx_shape.c - a book without its cells, one number or text after another. */
#include "book/xlsx_shape.h"

#include "base/bytes.h"
#include "book/xlsx_draw.h"

#define STYLES_MAX 256 /* each is compared with all before it */

struct shaping {
    struct bytes out;
    const struct book *book;
    int *format;    /* as xlsx_shape */
    uint16_t *used; /* styles in the order of their first cells */
    int n_used, n_formats;
    bool has_texts; /* there are shared ones */
    bool sheets_named;
};

static void
add_number(struct shaping *s, int number)
{
    bytes_add(&s->out, (struct text){ (const char *)&number, sizeof number });
}

static void
add_text(struct shaping *s, struct text t)
{
    add_number(s, (int)t.n);
    bytes_add(&s->out, t);
}

static void
add_span(struct shaping *s, struct span span)
{
    bytes_add(&s->out, (struct text){ (const char *)&span, sizeof span });
}

/* ---- styles ---- */

static void
use(struct shaping *s, uint16_t style)
{
    const struct cell_style *styles = s->book->styles;

    if (s->format[style] || s->n_used > STYLES_MAX)
        return;
    for (int i = 0; i < s->n_used && !s->format[style]; i++)
        if (xlsx_draw_same_style(&styles[s->used[i]], &styles[style]))
            s->format[style] = s->format[s->used[i]];
    if (!s->format[style])
        s->format[style] = ++s->n_formats;
    s->used[s->n_used++] = style;
}

/* Row by row, the row's own before those of its cells. */
static bool
use_of_sheet(struct shaping *s, const struct grid *grid)
{
    int h = 0;

    for (int i = 1; i < grid->n_heights; i++)
        if (grid->heights[i].row <= grid->heights[i - 1].row)
            return false;
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];

        for (; h < grid->n_heights && grid->heights[h].row <= cell->row; h++)
            if (grid->heights[h].style)
                use(s, grid->heights[h].style);
        use(s, cell->style);
        s->has_texts |= cell->type == CELL_TEXT && !(cell->flags & CELL_FORMULA)
                        && cell->text.n > 0;
    }
    for (; h < grid->n_heights; h++)
        if (grid->heights[h].style)
            use(s, grid->heights[h].style);
    s->sheets_named
        |= grid->repeat_end > grid->repeat_top || grid->repeat_cols > 0;
    return true;
}

/* ---- sheets ---- */

static void
add_input(struct shaping *s, const struct grid_input *input)
{
    add_span(s, input->span);
    add_number(s, input->kind << 1 | input->warns);
    add_text(s, input->formula);
    add_number(s, input->n_choices);
    for (int i = 0; i < input->n_choices; i++)
        add_text(s, input->choices[i]);
    add_text(s, input->title);
    add_text(s, input->hint);
    add_text(s, input->error);
}

static void
add_sheet(struct shaping *s, const struct grid *grid)
{
    const int pages[]
        = { (int)grid->state,  grid->landscape,   grid->repeat_top,
            grid->repeat_end,  grid->repeat_cols, grid->pages_wide,
            grid->freeze_rows, grid->freeze_cols, grid->locked,
            grid->grows,       grid->n_inputs };

    if (s->sheets_named)
        add_text(s, grid->name);
    bytes_add(&s->out, (struct text){ (const char *)pages, sizeof pages });
    for (int i = 0; i < grid->n_inputs; i++)
        add_input(s, &grid->inputs[i]);
}

/* ---- the book ---- */

static void
add_names(struct shaping *s)
{
    const struct book *book = s->book;

    add_number(s, book->n_names);
    for (int i = 0; i < book->n_names; i++) {
        add_text(s, book->names[i].name);
        add_number(s, book->names[i].sheet);
        add_span(s, book->names[i].span);
    }
}

/* Which there are; what they say is no shape. */
static void
add_properties(struct shaping *s, const char *template_id)
{
    const struct book *book = s->book;

    add_number(s, (template_id != NULL) << 6 | s->has_texts << 5
                      | (book->template_id.n > 0) << 4
                      | (book->drawn_by.n > 0) << 3
                      | (book->department.n > 0) << 2 | (book->year != 0) << 1
                      | (book->source.n > 0));
    add_text(s, text_of(template_id));
}

bool
xlsx_shape_of(struct arena *arena, const struct book *book,
              const char *template_id, struct xlsx_shape *shape)
{
    struct shaping s = { .out = { .arena = arena },
                         .book = book,
                         .format = ARENA_ARRAY(arena, int, book->n_styles),
                         .used = ARENA_ARRAY(arena, uint16_t, book->n_styles),
                         .sheets_named = book->n_names > 0 };

    for (int i = 0; i < book->n_sheets; i++)
        if (!use_of_sheet(&s, &book->sheets[i]))
            return false;
    if (s.n_used > STYLES_MAX)
        return false;
    add_properties(&s, template_id);
    add_number(&s, book->n_sheets);
    for (int i = 0; i < book->n_sheets; i++)
        add_sheet(&s, &book->sheets[i]);
    add_names(&s);
    *shape
        = (struct xlsx_shape){ bytes_text(&s.out), s.format, s.sheets_named };
    return true;
}
