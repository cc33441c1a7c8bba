/* cells.c - cells listed row by row, with what they lack. */
#include "store/cells.h"

#include "base/csv_text.h"
#include "base/json_out.h"

const char *
cells_state_word(enum sheet_state state)
{
    switch (state) {
    case SHEET_HIDDEN:
        return "hidden";
    case SHEET_VERY_HIDDEN:
        return "veryHidden";
    default:
        return "visible";
    }
}

static char
type_letter(const struct cell *cell)
{
    static const char letters[]
        = { [CELL_NUMBER] = 'n', [CELL_DATE] = 'd',  [CELL_ISO_DATE] = 'D',
            [CELL_BOOL] = 'b',   [CELL_ERROR] = 'e', [CELL_TEXT] = 's' };

    return letters[cell->type];
}

static bool
is_listed(const struct cell *cell)
{
    return cell->type != CELL_BLANK && cell->text.n
           && !(cell->flags & CELL_NO_RESULT);
}

static void
put_ref(FILE *out, int row, int col)
{
    char ref[CELLREF_MAX];
    int n = cellref_show(row, col, ref);

    text_write(out, (struct text){ ref, (size_t)n });
}

/* ---- CSV ---- */

/* 'head' is what all rows of a sheet begin with. */
static void
put_row(FILE *out, struct text head, const struct cell *cell,
        struct text format, enum csv_text_style style)
{
    text_write(out, head);
    put_ref(out, cell->row, cell->col);
    putc_unlocked(',', out);
    putc_unlocked(type_letter(cell), out);
    putc_unlocked(',', out);
    csv_text_write(out, cell->text,
                   cell->type == CELL_TEXT ? style : CSV_TEXT_PLAIN);
    putc_unlocked(',', out);
    csv_text_write(out, format, style);
    putc_unlocked('\n', out);
}

void
cells_write_csv(struct arena *arena, FILE *out, const struct book *book,
                enum csv_text_style style)
{
    struct bytes head = { .arena = arena };

    text_write(out, TEXT("sheet,state,cell,type,value,format\n"));
    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *grid = &book->sheets[i];

        head.n = 0;
        csv_text_add(&head, grid->name, style);
        bytes_printf(&head, ",%s,", cells_state_word(grid->state));
        for (int k = 0; k < grid->n_cells; k++) {
            const struct cell *cell = &grid->cells[k];

            if (is_listed(cell))
                put_row(out, bytes_text(&head), cell,
                        book->styles[cell->style].format, style);
        }
    }
}

/* ---- JSON ---- */

static void
put_span(FILE *out, struct span span)
{
    putc_unlocked('"', out);
    put_ref(out, span.top, span.left);
    if (span.end_row - span.top > 1 || span.end_col - span.left > 1) {
        putc_unlocked(':', out);
        put_ref(out, span.end_row - 1, span.end_col - 1);
    }
    putc_unlocked('"', out);
}

/* The other types say by themselves how they are shown. */
static bool
shows_format(const struct book *book, const struct cell *cell)
{
    return cell->type == CELL_NUMBER
           && !text_equal(book->styles[cell->style].format, TEXT("General"));
}

static void
put_cell(FILE *out, const struct book *book, const struct cell *cell)
{
    text_write(out, TEXT("\n[\""));
    put_ref(out, cell->row, cell->col);
    text_write(out, TEXT("\",\""));
    putc_unlocked(type_letter(cell), out);
    text_write(out, TEXT("\","));
    json_out_string(out, cell->text);
    if (shows_format(book, cell)) {
        putc_unlocked(',', out);
        json_out_string(out, book->styles[cell->style].format);
    }
    putc_unlocked(']', out);
}

static void
put_sheet(FILE *out, const struct book *book, const struct grid *grid)
{
    bool first = true;

    text_write(out, TEXT("{\"name\":"));
    json_out_string(out, grid->name);
    fprintf(out, ",\"state\":\"%s\",\"merged\":[",
            cells_state_word(grid->state));
    for (int i = 0; i < grid->n_merges; i++) {
        if (i)
            putc_unlocked(',', out);
        put_span(out, grid->merges[i]);
    }
    text_write(out, TEXT("],\"cells\":["));
    for (int i = 0; i < grid->n_cells; i++) {
        if (!is_listed(&grid->cells[i]))
            continue;
        if (!first)
            putc_unlocked(',', out);
        first = false;
        put_cell(out, book, &grid->cells[i]);
    }
    text_write(out, TEXT("]}"));
}

void
cells_write_json(FILE *out, const struct book *book)
{
    fprintf(out, "{\"date1904\":%s,\"sheets\":[",
            book->date1904 ? "true" : "false");
    for (int i = 0; i < book->n_sheets; i++) {
        fputs_unlocked(i ? ",\n" : "\n", out);
        put_sheet(out, book, &book->sheets[i]);
    }
    text_write(out, TEXT("]}\n"));
}

/* ---- what the list does not show ---- */

static void
warn_sheet(const struct book *book, const struct grid *grid,
           struct diag_list *diags)
{
    const char *name = NULL;

    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        bool no_result = cell->flags & CELL_NO_RESULT, under = false;

        if (!no_result && grid->n_merges) {
            struct span span = grid_span(grid, cell->row, cell->col);

            under = span.top != cell->row || span.left != cell->col;
        }
        if (!no_result && !under)
            continue;
        if (!name)
            name = text_zero(diags->arena, grid->name);
        if (no_result)
            diag_add(
                diags, DIAG_CELL_NO_RESULT,
                PLACE_CELL(book->file, name, cell->row, cell->col), PLACE_NONE,
                "formula without a cached result '%.*s'",
                TEXT_ARG(text_slice(cell->text, 0,
                                    cell->text.n < 60 ? cell->text.n : 60)));
        else
            diag_add(diags, DIAG_CELL_UNDER_MERGE,
                     PLACE_CELL(book->file, name, cell->row, cell->col),
                     PLACE_NONE, "a merged range hides a value");
    }
}

void
cells_warn(const struct book *book, struct diag_list *diags)
{
    for (int i = 0; i < book->n_sheets; i++)
        warn_sheet(book, &book->sheets[i], diags);
}
