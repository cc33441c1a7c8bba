/* cells.c - the listing behind `juesuan cells`. */
#include "book/cells.h"

#include <string.h>

#include "base/guarded.h"

/* Collects bytes, so that the stream is called once for many of them. */
struct out {
    FILE *stream;
    size_t n;
    char bytes[16384];
};

static void
flush(struct out *out)
{
    fwrite(out->bytes, 1, out->n, out->stream);
    out->n = 0;
}

static void
put(struct out *out, const char *bytes, size_t n)
{
    if (n > sizeof out->bytes - out->n) {
        flush(out);
        if (n > sizeof out->bytes) {
            fwrite(bytes, 1, n, out->stream);
            return;
        }
    }
    memcpy(out->bytes + out->n, bytes, n);
    out->n += n;
}

static void
put_text(struct out *out, struct text t)
{
    if (t.n)
        put(out, t.at, t.n);
}

static void
put_word(struct out *out, const char *word)
{
    put(out, word, strlen(word));
}

static const char *
state_word(enum sheet_state state)
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

static const char *
type_word(const struct cell *cell)
{
    switch ((enum cell_type)cell->type) {
    case CELL_NUMBER:
        return "n";
    case CELL_DATE:
        return "d";
    case CELL_ISO_DATE:
        return "D";
    case CELL_BOOL:
        return "b";
    case CELL_ERROR:
        return "e";
    default:
        return "s";
    }
}

static bool
is_listed(const struct cell *cell)
{
    return cell->type != CELL_BLANK && cell->text.n
           && !(cell->flags & CELL_NO_RESULT);
}

/* ---- CSV (RFC 4180, line feeds) ---- */

static void
put_field(struct out *out, struct text t, bool guard)
{
    size_t from = 0, i;

    guard = guard && guarded_needs(t);
    for (i = 0; i < t.n; i++)
        if (t.at[i] == '"' || t.at[i] == ',' || t.at[i] == '\n'
            || t.at[i] == '\r')
            break;
    if (i == t.n) {
        put(out, "'", guard);
        put_text(out, t);
        return;
    }
    put(out, "\"'", 1 + guard);
    for (i = 0; i < t.n; i++)
        if (t.at[i] == '"') {
            put(out, t.at + from, i + 1 - from);
            from = i;
        }
    put(out, t.at + from, t.n - from);
    put(out, "\"", 1);
}

void
cells_write_csv(FILE *stream, const struct book *book, bool guarded)
{
    struct out out;

    out.stream = stream;
    out.n = 0;
    put_word(&out, "sheet,state,cell,type,value,format\n");
    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *grid = &book->sheets[i];

        for (int k = 0; k < grid->n_cells; k++) {
            const struct cell *cell = &grid->cells[k];
            char ref[CELLREF_MAX];

            if (!is_listed(cell))
                continue;
            put_field(&out, grid->name, guarded);
            put(&out, ",", 1);
            put_word(&out, state_word(grid->state));
            put(&out, ",", 1);
            put(&out, ref, (size_t)cellref_show(cell->row, cell->col, ref));
            put(&out, ",", 1);
            put_word(&out, type_word(cell));
            put(&out, ",", 1);
            put_field(&out, cell->text, guarded && cell->type == CELL_TEXT);
            put(&out, ",", 1);
            put_field(&out, book->styles[cell->style].format, guarded);
            put(&out, "\n", 1);
        }
    }
    flush(&out);
}

/* ---- JSON ---- */

static void
put_string(struct out *out, struct text t)
{
    static const char hex[] = "0123456789abcdef";
    size_t from = 0;

    put(out, "\"", 1);
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.at[i];
        char escape[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
        size_t n = 2;

        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        put(out, t.at + from, i - from);
        from = i + 1;
        switch (c) {
        case '"':
        case '\\':
            escape[1] = (char)c;
            break;
        case '\n':
            escape[1] = 'n';
            break;
        case '\r':
            escape[1] = 'r';
            break;
        case '\t':
            escape[1] = 't';
            break;
        default:
            n = 6;
        }
        put(out, escape, n);
    }
    if (t.n > from)
        put(out, t.at + from, t.n - from);
    put(out, "\"", 1);
}

static void
put_span(struct out *out, struct span span)
{
    char ref[CELLREF_MAX];

    put(out, "\"", 1);
    put(out, ref, (size_t)cellref_show(span.top, span.left, ref));
    if (span.end_row - span.top > 1 || span.end_col - span.left > 1) {
        put(out, ":", 1);
        put(out, ref,
            (size_t)cellref_show(span.end_row - 1, span.end_col - 1, ref));
    }
    put(out, "\"", 1);
}

/* The other types say by themselves how they are shown. */
static bool
shows_format(const struct book *book, const struct cell *cell)
{
    return cell->type == CELL_NUMBER
           && !text_equal(book->styles[cell->style].format, TEXT("General"));
}

static void
put_sheet(struct out *out, const struct book *book, const struct grid *grid)
{
    const char *comma = "";

    put_word(out, "{\"name\":");
    put_string(out, grid->name);
    put_word(out, ",\"state\":\"");
    put_word(out, state_word(grid->state));
    put_word(out, "\",\"merged\":[");
    for (int i = 0; i < grid->n_merges; i++) {
        put_word(out, comma);
        put_span(out, grid->merges[i]);
        comma = ",";
    }
    put_word(out, "],\"cells\":[");
    comma = "";
    for (int i = 0; i < grid->n_cells; i++) {
        const struct cell *cell = &grid->cells[i];
        char ref[CELLREF_MAX];

        if (!is_listed(cell))
            continue;
        put_word(out, comma);
        put_word(out, "\n[\"");
        put(out, ref, (size_t)cellref_show(cell->row, cell->col, ref));
        put_word(out, "\",\"");
        put_word(out, type_word(cell));
        put_word(out, "\",");
        put_string(out, cell->text);
        if (shows_format(book, cell)) {
            put(out, ",", 1);
            put_string(out, book->styles[cell->style].format);
        }
        put(out, "]", 1);
        comma = ",";
    }
    put_word(out, "]}");
}

void
cells_write_json(FILE *stream, const struct book *book)
{
    struct out out;

    out.stream = stream;
    out.n = 0;
    put_word(&out, book->date1904 ? "{\"date1904\":true,\"sheets\":["
                                  : "{\"date1904\":false,\"sheets\":[");
    for (int i = 0; i < book->n_sheets; i++) {
        put_word(&out, i ? ",\n" : "\n");
        put_sheet(&out, book, &book->sheets[i]);
    }
    put_word(&out, "]}\n");
    flush(&out);
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
