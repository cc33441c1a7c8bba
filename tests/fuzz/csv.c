/*
 * csv.c - any bytes as CSV, and as a list of codes.
 *
 * What is read, written plain or guarded, and read again is the same.
 */
#include "base/csv_text.h"
#include "mapping/codes.h"
#include "support/fuzz.h"

static struct text
write_table(struct arena *arena, const struct csv_text_table *table,
            enum csv_text_style style)
{
    FILE *out = fuzz_stream();

    csv_text_write_mark(out, style);
    fputs("heading\n", out); /* no table of ours begins with a mark */
    for (int i = 0; i < table->n; i++) {
        for (int k = 0; k < table->rows[i].n; k++) {
            if (k > 0)
                putc(',', out);
            csv_text_write(out, table->rows[i].fields[k], style);
        }
        putc('\n', out);
    }
    return fuzz_written(arena, out);
}

static void
check_again(struct arena *arena, const struct csv_text_table *table,
            enum csv_text_style style)
{
    struct diag_list diags = { .arena = arena };
    struct csv_text_table again;

    FUZZ_HOLDS(csv_text_read(arena, "again", write_table(arena, table, style),
                             DIAG_MODEL_INVALID, &again, &diags));
    FUZZ_HOLDS(again.n == table->n + 1);
    for (int i = 0; i < table->n; i++) {
        const struct csv_text_row *want = &table->rows[i];
        const struct csv_text_row *got = &again.rows[i + 1];

        FUZZ_HOLDS(got->n == want->n);
        for (int k = 0; k < want->n; k++)
            FUZZ_EQUAL(want->fields[k], got->fields[k]);
    }
}

/* A row of one empty field is an empty line, which is none. */
static void
drop_empty(struct csv_text_table *table)
{
    int n = 0;

    for (int i = 0; i < table->n; i++) {
        if (table->rows[i].n != 1 || table->rows[i].fields[0].n > 0)
            table->rows[n++] = table->rows[i];
    }
    table->n = n;
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct diag_list said = { .arena = arena };
    const struct code_list *list
        = codes_read(arena, "fuzz", TEXT("functional"), in, &said);
    struct csv_text_table table;

    FUZZ_ANSWERED(list, &said);
    for (int i = 0; list != NULL && i < list->n_entries; i++)
        FUZZ_HOLDS(codes_find(list, codes_entries(list)[i].code) == i);
    if (!csv_text_read(arena, "fuzz", in, DIAG_MODEL_INVALID, &table, diags)) {
        FUZZ_HOLDS(diag_has_errors(diags));
        return;
    }
    drop_empty(&table);
    check_again(arena, &table, CSV_TEXT_PLAIN);
    check_again(arena, &table, CSV_TEXT_GUARDED);
}

FUZZ_TARGET(run)
