/* facts_lines.c - facts as lines of CSV, many at a time. */
#include "store/facts_lines.h"

#include <string.h>

/* Lines of CSV, which go to the stream many at a time: a field at a time takes
   several times as long. */

/* What was written of an item or a column: most facts have it of the one
   before, or of the row above. */
struct quoted {
    const void *of; /* NULL: nothing yet */
    size_t n;
    char bytes[240];
};
#define COLUMNS 32

struct lines {
    FILE *out;
    enum csv_text_style style;
    size_t n, n_head;
    char head[2048];    /* what all rows of a table begin with ... */
    bool has_head;      /* ... where it is not longer than that */
    struct text sheet;  /* that most of them are of; at NULL: not quoted yet */
    struct text quoted; /* the sheet, behind the head */
    struct quoted item, columns[COLUMNS];
    char buffer[64 << 10];
};

static void
flush(struct lines *lines)
{
    text_write(lines->out, (struct text){ lines->buffer, lines->n });
    lines->n = 0;
}

static char *
put_field(const struct lines *lines, char *to, const struct facts_row *row,
          int i)
{
    /* Units, roles and cells are words of ours. */
    bool bare = row->number[i] || i == ENTRY_UNIT || i == ENTRY_ROLE
                || i == ENTRY_CELL;

    if (i == ENTRY_SHEET && lines->sheet.at
        && row->text[i].at == lines->sheet.at
        && row->text[i].n == lines->sheet.n)
        return text_append(to, lines->quoted);
    return bare ? text_append(to, row->text[i])
                : csv_text_put(to, row->text[i], lines->style);
}

static size_t
room_of(const struct facts_row *row, int first, int end)
{
    size_t n = 0;

    for (int i = first; i < end; i++)
        n += csv_text_room(row->text[i]) + 1;
    return n;
}

static void
begin_table(struct lines *lines, struct facts_row *row)
{
    char *to = lines->head;
    char *quoted;

    lines->sheet = TEXT_NONE;
    row->text[ENTRY_SHEET] = row->table->sheet;
    lines->has_head
        = room_of(row, 0, ENTRY_ITEM) + csv_text_room(row->text[ENTRY_SHEET])
          <= sizeof lines->head;
    lines->n_head = 0;
    if (!lines->has_head)
        return;
    for (int i = 0; i < ENTRY_ITEM; i++) {
        to = put_field(lines, to, row, i);
        *to++ = ',';
    }
    lines->n_head = (size_t)(to - lines->head);
    quoted = to;
    to = put_field(lines, to, row, ENTRY_SHEET);
    lines->quoted = (struct text){ quoted, (size_t)(to - quoted) };
    lines->sheet = row->table->sheet;
}

/* A row that is longer than the buffer. */
static void
write_csv_row(FILE *out, const struct facts_row *row, enum csv_text_style style)
{
    for (int i = 0; i < ENTRY_N; i++) {
        if (i)
            putc_unlocked(',', out);
        if (row->number[i])
            text_write(out, row->text[i]);
        else
            csv_text_write(out, row->text[i], style);
    }
    putc_unlocked('\n', out);
}

static void
put_csv_row(struct lines *lines, const struct facts_row *row)
{
    size_t most = lines->n_head + room_of(row, ENTRY_ITEM, ENTRY_N);
    char *to;

    if (!lines->has_head || most > sizeof lines->buffer - lines->n)
        flush(lines);
    if (!lines->has_head || most > sizeof lines->buffer) {
        write_csv_row(lines->out, row, lines->style);
        return;
    }
    to = text_append(lines->buffer + lines->n,
                     (struct text){ lines->head, lines->n_head });
    for (int i = ENTRY_ITEM; i < ENTRY_N; i++) {
        to = put_field(lines, to, row, i);
        *to++ = ',';
    }
    to[-1] = '\n';
    lines->n = (size_t)(to - lines->buffer);
}

/* ---- numbers of the table's own sheet ---- */

#define FACT_MOST 640 /* of a line, but for what all have in common */

/* NULL: it is too long to be kept. */
static const struct quoted *
quote(const struct lines *lines, struct quoted *quoted, const void *of,
      struct text t)
{
    if (quoted->of == of)
        return quoted;
    if (csv_text_room(t) > sizeof quoted->bytes)
        return NULL;
    quoted->n = (size_t)(csv_text_put(quoted->bytes, t, lines->style)
                         - quoted->bytes);
    quoted->of = of;
    return quoted;
}

static char *
put_quoted(char *to, const struct quoted *quoted)
{
    memcpy(to, quoted->bytes, quoted->n);
    to[quoted->n] = ',';
    return to + quoted->n + 1;
}

static char *
put_decimals(char *to, int decimals)
{
    if (decimals < -9 || decimals > 9)
        return to + decimal_show(decimal_of(decimals), to);
    if (decimals < 0)
        *to++ = '-';
    *to++ = (char)('0' + (decimals < 0 ? -decimals : decimals));
    return to;
}

/* False, and nothing is written: the fact is not of that kind. */
static bool
put_number(struct lines *lines, const struct fact *fact)
{
    size_t most = lines->n_head + lines->quoted.n + FACT_MOST;
    size_t at = (size_t)((uintptr_t)fact->of / sizeof *fact->of) % COLUMNS;
    const struct quoted *item, *column;
    char *to;

    if (!lines->has_head || !lines->sheet.at || fact->of->sheet
        || schema_is_text(fact->of->kind) || most > sizeof lines->buffer)
        return false;
    item = quote(lines, &lines->item, fact->item, *fact->item);
    column = quote(lines, &lines->columns[at], fact->of, fact->of->measure);
    if (!item || !column)
        return false;
    if (most > sizeof lines->buffer - lines->n)
        flush(lines);
    to = text_append(lines->buffer + lines->n,
                     (struct text){ lines->head, lines->n_head });
    to = put_quoted(put_quoted(to, item), column);
    to += decimal_show(fact->value, to);
    *to++ = ',';
    to = text_append(to, text_of(schema_unit(fact->of->kind)));
    *to++ = ',';
    to = put_decimals(to, fact->decimals);
    to = text_append(to,
                     fact->role == ROLE_SUM ? TEXT(",sum,") : TEXT(",leaf,"));
    to = text_append(to, lines->quoted);
    *to++ = ',';
    if (fact->row >= 0)
        to += cellref_show(fact->row, fact->col, to);
    *to++ = '\n';
    lines->n = (size_t)(to - lines->buffer);
    return true;
}

void
facts_lines_write(FILE *out, const struct model *model,
                  enum csv_text_style style)
{
    struct lines lines;
    struct facts_row row;

    lines.out = out;
    lines.style = style;
    lines.n = 0;
    lines.item.of = NULL;
    for (int i = 0; i < COLUMNS; i++)
        lines.columns[i].of = NULL;
    facts_row_model(&row, model);
    for (int i = 0; i < model->n_tables; i++) {
        facts_row_table(&row, &model->tables[i]);
        begin_table(&lines, &row);
        for (int k = 0; k < model->tables[i].n_facts; k++) {
            const struct fact *fact = &model->tables[i].facts[k];

            if (put_number(&lines, fact))
                continue;
            facts_row_fact(&row, fact);
            put_csv_row(&lines, &row);
        }
    }
    flush(&lines);
}
