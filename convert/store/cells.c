/* cells.c - cells listed row by row, with what they lack. */
#include "store/cells.h"

#include <string.h>

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

#define BUFFER (64 << 10) /* bytes of lines, before they are written */
#define REF_MOST 10       /* "XFD1048576" */

static void
flush(struct cells_csv *csv)
{
    text_write(csv->out, bytes_text(&csv->lines));
    csv->lines.n = 0;
}

/* What a cell's line ends with: its format. */
static struct text
tail_of(struct cells_csv *csv, const struct book *book, int style)
{
    struct bytes tail = { .arena = csv->arena };

    while (csv->n_tails <= style)
        ARENA_PUSH(csv->arena, csv->tails, csv->n_tails, csv->tails_capacity,
                   TEXT_NONE);
    if (!csv->tails[style].n) {
        bytes_char(&tail, ',');
        csv_text_add(&tail, book->styles[style].format, csv->style);
        bytes_char(&tail, '\n');
        csv->tails[style] = bytes_text(&tail);
    }
    return csv->tails[style];
}

/* The column's letters, then the digits of the row, which are as before in
   most cells. */
static inline char *
put_place(struct cells_csv *csv, char *to, const struct cell *cell)
{
    int col = cell->col;

    if (csv->row != cell->row || !csv->digits.n) {
        int n = cellref_show(cell->row, 0, csv->ref);

        csv->row = cell->row;
        csv->digits = (struct text){ csv->ref + 1, (size_t)n - 1 };
    }
    if (col >= 26 + 26 * 26)
        *to++ = (char)('A' + (col - 26 - 26 * 26) / (26 * 26));
    if (col >= 26)
        *to++ = (char)('A' + (col / 26 - 1) % 26);
    *to++ = (char)('A' + col % 26);
    return text_append(to, csv->digits);
}

static void
put_line(struct cells_csv *csv, const struct book *book,
         const struct cell *cell)
{
    struct text head = bytes_text(&csv->head);
    struct text tail = tail_of(csv, book, cell->style);
    char *from
        = bytes_room(&csv->lines, head.n + REF_MOST + 3
                                      + csv_text_room(cell->text) + tail.n);
    char *to = put_place(csv, text_append(from, head), cell);

    *to++ = ',';
    *to++ = type_letter(cell);
    *to++ = ',';
    to = csv_text_put(to, cell->text,
                      cell->type == CELL_TEXT ? csv->style : CSV_TEXT_PLAIN);
    to = text_append(to, tail);
    csv->lines.n += (int)(to - from);
    if (csv->lines.n >= BUFFER)
        flush(csv);
}

void
cells_csv_begin(struct cells_csv *csv, struct arena *arena, FILE *out,
                enum csv_text_style style)
{
    *csv = (struct cells_csv){ .arena = arena,
                               .out = out,
                               .style = style,
                               .lines = { .arena = arena },
                               .head = { .arena = arena } };
    bytes_add(&csv->lines, TEXT("sheet,state,cell,type,value,format\n"));
}

void
cells_csv_add(struct cells_csv *csv, const struct book *book,
              const struct grid *grid)
{
    csv->head.n = 0;
    csv_text_add(&csv->head, grid->name, csv->style);
    bytes_char(&csv->head, ',');
    bytes_add(&csv->head, text_of(cells_state_word(grid->state)));
    bytes_char(&csv->head, ',');
    for (int i = 0; i < grid->n_cells; i++)
        if (is_listed(&grid->cells[i]))
            put_line(csv, book, &grid->cells[i]);
}

void
cells_csv_end(struct cells_csv *csv)
{
    flush(csv);
}

void
cells_write_csv(struct arena *arena, FILE *out, const struct book *book,
                enum csv_text_style style)
{
    struct cells_csv csv;

    cells_csv_begin(&csv, arena, out, style);
    for (int i = 0; i < book->n_sheets; i++)
        cells_csv_add(&csv, book, &book->sheets[i]);
    cells_csv_end(&csv);
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

bool
cells_lack(const struct grid *piece)
{
    for (int i = 0; i < piece->n_cells; i++)
        if (piece->cells[i].flags & CELL_NO_RESULT)
            return true;
    return false;
}

void
cells_warn_piece(const char *file, const struct grid *whole,
                 const struct grid *piece, struct diag_list *diags)
{
    const char *name = NULL;

    for (int i = 0; i < piece->n_cells; i++) {
        const struct cell *cell = &piece->cells[i];
        bool no_result = cell->flags & CELL_NO_RESULT, under = false;

        if (!no_result && whole->n_merges) {
            struct span span = grid_span(whole, cell->row, cell->col);

            under = span.top != cell->row || span.left != cell->col;
        }
        if (!no_result && !under)
            continue;
        if (!name)
            name = text_zero(diags->arena, whole->name);
        if (no_result)
            diag_add(
                diags, DIAG_CELL_NO_RESULT,
                PLACE_CELL(file, name, cell->row, cell->col), PLACE_NONE,
                "formula without a cached result '%.*s'",
                TEXT_ARG(text_slice(cell->text, 0,
                                    cell->text.n < 60 ? cell->text.n : 60)));
        else
            diag_add(diags, DIAG_CELL_UNDER_MERGE,
                     PLACE_CELL(file, name, cell->row, cell->col), PLACE_NONE,
                     "a merged range hides a value");
    }
}

void
cells_warn(const struct book *book, struct diag_list *diags)
{
    for (int i = 0; i < book->n_sheets; i++)
        cells_warn_piece(book->file, &book->sheets[i], &book->sheets[i], diags);
}
