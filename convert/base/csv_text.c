/*
 * csv_text.c - the one place that knows libcsv.
 *
 * The parser has a buffer of its own and gives it back in csv_free().  An
 * arena may leave by a jump when it is spent, so all that reading needs is
 * taken from it before the parser is made.
 */
#include "base/csv_text.h"

#include <csv.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/csv_guard.h"

#define MARK "\xEF\xBB\xBF"
#define BLOCK 4096 /* bytes by which the parser's buffer grows */

/* What the parser's callbacks fill in. */
struct filling {
    char *bytes; /* room for all fields */
    size_t used;
    struct text *fields; /* room for all fields */
    int n_fields;
    struct csv_text_row *rows;
    int n_rows;
    int line;     /* of the piece that is parsed now */
    int row_line; /* where the open row began; 0: none is open */
    int first;    /* field of the open row */
    bool guarded;
};

static void
end_field(void *bytes, size_t n, void *context)
{
    struct filling *filling = context;
    struct text field = { filling->bytes + filling->used, n };

    if (n > 0)
        memcpy(filling->bytes + filling->used, bytes, n);
    filling->used += n;
    if (filling->row_line == 0)
        filling->row_line = filling->line;
    filling->fields[filling->n_fields++]
        = filling->guarded ? csv_guard_strip(field) : field;
}

static void
end_row(int by, void *context)
{
    struct filling *filling = context;
    struct csv_text_row *row = &filling->rows[filling->n_rows++];

    (void)by;
    row->line = filling->row_line;
    row->fields = filling->fields + filling->first;
    row->n = filling->n_fields - filling->first;
    filling->first = filling->n_fields;
    filling->row_line = 0;
}

/* Blanks belong to their field. */
static int
never_a_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* Bytes to the end of the line at pos, its end included. */
static size_t
line_length(struct text t, size_t pos)
{
    size_t n = 0;

    while (pos + n < t.n && t.at[pos + n] != '\n' && t.at[pos + n] != '\r')
        n++;
    if (pos + n < t.n)
        n += t.at[pos + n] == '\r' && pos + n + 1 < t.n
                     && t.at[pos + n + 1] == '\n'
                 ? 2
                 : 1;
    return n;
}

/* Line by line, to know where each record began. */
static bool
parse(struct csv_parser *parser, struct text t, struct filling *filling)
{
    for (size_t pos = 0; pos < t.n;) {
        size_t n = line_length(t, pos);
        bool open = filling->row_line != 0;

        filling->line++;
        if (!open && t.at[pos] != '\r' && t.at[pos] != '\n')
            filling->row_line = filling->line;
        if (csv_parse(parser, t.at + pos, n, end_field, end_row, filling) != n)
            return false;
        pos += n;
    }
    return csv_fini(parser, end_field, end_row, filling) == 0;
}

/* Room for the most fields and rows that the bytes can hold. */
static void
make_room(struct arena *arena, struct text t, struct filling *filling)
{
    size_t fields = 1, rows = 1;

    for (size_t i = 0; i < t.n; i++) {
        rows += t.at[i] == '\n' || t.at[i] == '\r';
        fields += t.at[i] == ',';
    }
    filling->bytes = arena_alloc(arena, t.n + 1);
    filling->fields = ARENA_ARRAY(arena, struct text, fields + rows);
    filling->rows = ARENA_ARRAY(arena, struct csv_text_row, rows);
}

static int
first_bad_line(struct text t)
{
    int line = 1;

    for (size_t pos = 0; pos < t.n; line++) {
        size_t n = line_length(t, pos);

        if (!text_is_utf8(text_slice(t, pos, pos + n)))
            break;
        pos += n;
    }
    return line;
}

bool
csv_text_read(struct arena *arena, const char *file, struct text bytes,
              enum diag_code wrong, struct csv_text_table *out,
              struct diag_list *diags)
{
    struct filling filling = { .guarded = text_starts(bytes, TEXT(MARK)) };
    struct place at = { file, NULL, 0, 0 };
    struct csv_parser parser;
    bool parsed;

    if (filling.guarded)
        bytes = text_slice(bytes, sizeof MARK - 1, bytes.n);
    if (!text_is_utf8(bytes) || bytes.n > INT_MAX) {
        at.row = first_bad_line(bytes);
        diag_hint(
            diags,
            diag_add(diags, wrong, at, PLACE_NONE, "the file is no UTF-8 text"),
            "save it as “CSV UTF-8”");
        return false;
    }
    make_room(arena, bytes, &filling);
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&parser, never_a_space);
    csv_set_blk_size(&parser, BLOCK);
    parsed = parse(&parser, bytes, &filling);
    csv_free(&parser);
    if (!parsed && csv_error(&parser) == CSV_ENOMEM)
        arena_exhaust(arena);
    if (!parsed) {
        at.row = filling.row_line ? filling.row_line : filling.line;
        diag_add(diags, wrong, at, PLACE_NONE,
                 csv_error(&parser) == CSV_EPARSE
                     ? N_("a double quote that is not doubled, or not closed")
                     : N_("a field is too long"));
        return false;
    }
    *out = (struct csv_text_table){ filling.rows, filling.n_rows };
    return true;
}

void
csv_text_write_mark(FILE *out, enum csv_text_style style)
{
    if (style == CSV_TEXT_GUARDED)
        fputs_unlocked(MARK, out);
}

/* Eight bytes at a time: does one of them come before '-'? */
static inline bool
has_early(const char *at)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return (word - each * '-') & ~word & each * 0x80;
}

/* Blanks at the ends would do without, but not every reader keeps them. */
static inline bool
needs_quotes(struct text t)
{
    size_t i = 0;

    if (t.n == 0)
        return false;
    if (t.at[0] == ' ' || t.at[0] == '\t' || t.at[t.n - 1] == ' '
        || t.at[t.n - 1] == '\t')
        return true;
    while (t.n - i >= 8 && !has_early(t.at + i))
        i += 8;
    for (; i < t.n; i++) {
        unsigned char c = (unsigned char)t.at[i];

        if (c > ',')
            continue;
        if (c == ',' || c == '"' || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

/* What is written before the text. */
static const char *
head_of(struct text t, bool guard)
{
    if (needs_quotes(t))
        return guard ? "\"'" : "\"";
    return guard ? "'" : "";
}

/* The next piece of a field's inside; *pos, not yet the end, moves behind. */
static struct text
piece(struct text t, size_t *pos)
{
    size_t from = *pos;

    if (t.at[from] == '"') {
        ++*pos;
        return TEXT("\"\"");
    }
    while (*pos < t.n && t.at[*pos] != '"')
        ++*pos;
    return (struct text){ t.at + from, *pos - from };
}

void
csv_text_write(FILE *out, struct text t, enum csv_text_style style)
{
    bool guard = style == CSV_TEXT_GUARDED && csv_guard_needs(t);

    if (!guard && !needs_quotes(t)) {
        text_write(out, t);
        return;
    }
    fputs_unlocked(head_of(t, guard), out);
    for (size_t pos = 0; pos < t.n;)
        text_write(out, piece(t, &pos));
    if (needs_quotes(t))
        putc_unlocked('"', out);
}

char *
csv_text_put(char *to, struct text t, enum csv_text_style style)
{
    bool guard = style == CSV_TEXT_GUARDED && csv_guard_needs(t);

    if (needs_quotes(t)) {
        *to++ = '"';
        if (guard)
            *to++ = '\'';
        for (size_t i = 0; i < t.n; i++) {
            if (t.at[i] == '"')
                *to++ = '"';
            *to++ = t.at[i];
        }
        *to++ = '"';
        return to;
    }
    if (guard)
        *to++ = '\'';
    if (t.n)
        memcpy(to, t.at, t.n);
    return to + t.n;
}

void
csv_text_add(struct bytes *bytes, struct text t, enum csv_text_style style)
{
    char *from = bytes_room(bytes, csv_text_room(t));

    bytes->n += (int)(csv_text_put(from, t, style) - from);
}

void
csv_text_write_tab(FILE *out, struct text t, char end)
{
    for (size_t i = 0; i < t.n; i++) {
        char c = t.at[i];

        putc_unlocked(c == '\t' || c == '\n' || c == '\r' ? ' ' : c, out);
    }
    putc_unlocked(end, out);
}
