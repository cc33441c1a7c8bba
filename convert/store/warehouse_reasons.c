/* warehouse_reasons.c - why findings stay: as it is said now, else as the
   database has it. */
#include "base/pairs.h"
#include "store/warehouse_own.h"

#include "store/warehouse.sql.inc"

/* A finding's line, as far as it is looked into. */
enum { NUMBER, RULE, LEVEL, OUTCOME, WORDS, CELL, FIELDS };

static bool
is_explained(const struct taking *taking)
{
    return text_equal(taking->fields[WAREHOUSE_EXPLAINED_NOW], TEXT("1"));
}

void
warehouse_reasons_read(struct taking *taking)
{
    long long n = warehouse_number_of(taking->fields[WAREHOUSE_N_FINDINGS]);
    struct text bytes = taking->bytes, fields[2];
    struct line line;

    taking->given = ARENA_ARRAY(taking->arena, struct text, (size_t)n + 1);
    taking->by_finding = pairs_new(taking->arena);
    while (warehouse_next_line(&bytes, &line)) {
        if (line.letter != 'R')
            continue;
        warehouse_split(taking->arena, line.rest, fields, 2);
        taking->given[warehouse_number_of(fields[0])] = fields[1];
    }
}

static struct text
rule_and_cell(struct taking *taking, struct text rule, struct text cell)
{
    return text_printf(taking->arena, "%.*s\t%.*s", TEXT_ARG(rule),
                       TEXT_ARG(cell));
}

/* Of two filings that had the same finding, the first's reason is kept. */
static void
add_had(struct taking *taking, const struct text *row, bool keep)
{
    struct warehouse_reason had
        = { .rule = row[0], .cell = row[1], .reason = row[3], .keep = keep };
    int other = pairs_add(taking->by_finding,
                          rule_and_cell(taking, had.rule, had.cell), row[2],
                          taking->n_had);

    if (other < 0 || !text_equal(taking->had[other].reason, had.reason))
        ARENA_PUSH(taking->arena, taking->had, taking->n_had,
                   taking->had_capacity, had);
    else
        taking->had[other].keep |= keep;
}

bool
warehouse_reasons_had(struct taking *taking, struct text id, bool keep)
{
    struct database_rows rows;

    if (!warehouse_ask(taking, sql_reasons_of_filing, &id, 1, &rows))
        return false;
    for (int i = 0; i < rows.n; i++)
        add_had(taking, &rows.cells[i * rows.n_columns], keep);
    return true;
}

/* The finding's as it was, or NULL. */
static struct warehouse_reason *
find_had(struct taking *taking, const struct text *finding)
{
    int at = pairs_find(taking->by_finding,
                        rule_and_cell(taking, finding[RULE], finding[CELL]),
                        finding[WORDS]);

    return at < 0 ? NULL : &taking->had[at];
}

/* The finding's as it is now; no text: none. */
static struct text
reason_of(struct taking *taking, const struct text *finding)
{
    struct warehouse_reason *had = find_had(taking, finding);
    struct text reason = TEXT_NONE;

    if (is_explained(taking))
        reason = taking->given[warehouse_number_of(finding[NUMBER])];
    else if (had && had->keep)
        reason = had->reason;
    if (had) {
        had->met = true;
        had->explained |= reason.n > 0;
    }
    return reason;
}

struct text
warehouse_reasons_of(struct taking *taking, struct text rest)
{
    struct bytes bytes = { .arena = taking->arena };
    struct text fields[FIELDS], reason;

    warehouse_split(taking->arena, rest, fields, FIELDS);
    reason = reason_of(taking, fields);
    if (reason.n == 0)
        return TEXT("\\N");
    bytes_copy(&bytes, reason);
    return bytes_text(&bytes);
}

bool
warehouse_reasons_renew(struct taking *taking, struct text id)
{
    struct text bytes = taking->bytes;
    struct line line;

    if (!is_explained(taking))
        return true;
    if (!warehouse_reasons_had(taking, id, false))
        return false;
    while (warehouse_next_line(&bytes, &line)) {
        struct text fields[FIELDS], values[3];
        const struct warehouse_reason *had;

        if (line.letter != 'N')
            continue;
        warehouse_split(taking->arena, line.rest, fields, FIELDS);
        had = find_had(taking, fields);
        values[0] = reason_of(taking, fields);
        values[1] = id;
        values[2] = fields[NUMBER];
        if (text_equal(values[0], had ? had->reason : TEXT_NONE))
            continue;
        if (!warehouse_ask(taking, sql_set_reason, values, 3, NULL))
            return false;
        taking->warehouse->pending += !taking->renewed;
        taking->renewed = true;
    }
    warehouse_reasons_tell(taking);
    return true;
}

/* Where reasons are given, what they are for and is gone was told by whoever
   read them. */
void
warehouse_reasons_tell(struct taking *taking)
{
    for (int i = 0; taking->had && i < taking->n_had; i++) {
        const struct warehouse_reason *had = &taking->had[i];

        if (had->explained || (is_explained(taking) && !had->met))
            continue;
        diag_hint(taking->diags,
                  diag_add(taking->diags, DIAG_REASON_GONE,
                           PLACE_FILE(taking->path), PLACE_NONE,
                           "the database no longer has the reason for %.*s at "
                           "%.*s: %.*s",
                           TEXT_ARG(had->rule), TEXT_ARG(had->cell),
                           TEXT_ARG(had->reason)),
                  "if it still holds, give it with --reasons");
    }
    taking->n_had = 0;
    taking->by_finding = pairs_new(taking->arena);
}
