/* warehouse.c - filings out of their rows, into the database. */
#include "store/warehouse.h"

#include <stdlib.h>
#include <string.h>

#include "base/cellref.h"
#include "base/pairs.h"
#include "reconcile/whole.h"
#include "store/warehouse_own.h"

#include "store/warehouse.sql.inc"

#define PENDING_BYTES (8 << 20) /* of rows, before they are committed */
#define HELD_BYTES (256 << 10)  /* of facts, before the database has them */
#define PENDING_FILINGS 100

bool
warehouse_knows(struct database *database, struct arena *arena,
                struct text digest, struct text reading)
{
    const struct text values[] = { digest, reading };
    const struct database_statement statement = { sql_find_done, values, 2 };
    struct diag_list unheard = diag_none(arena);
    struct database_rows rows;

    return database->kind->query(database, arena, &statement, &rows, &unheard)
           && rows.n > 0;
}

struct database *
warehouse_database(struct warehouse *warehouse)
{
    return &warehouse->database;
}

int
warehouse_pending(const struct warehouse *warehouse)
{
    return warehouse->pending;
}

struct text
warehouse_number(struct arena *arena, long long value)
{
    return text_printf(arena, "%lld", value);
}

long long
warehouse_number_of(struct text t)
{
    long long value = 0;

    for (size_t i = 0; i < t.n && text_is_digit(t.at[i]); i++)
        value = value * 10 + (t.at[i] - '0');
    return value;
}

/* ---- transactions ---- */

static bool
begin(struct warehouse *warehouse, struct diag_list *diags)
{
    const struct database_statement statement = { .sql = sql_highest_numbers };
    struct database_rows rows;

    if (warehouse->begun)
        return true;
    warehouse->rows = arena_beside(warehouse->arena);
    warehouse->tables.arena = &warehouse->rows;
    warehouse->facts.arena = &warehouse->rows;
    warehouse->findings.arena = &warehouse->rows;
    if (!warehouse_run(warehouse, warehouse->database.kind->begin, diags)
        || !warehouse_query(warehouse, &warehouse->rows, &statement, &rows,
                            diags))
        return false;
    warehouse->next = warehouse_number_of(rows.cells[0]) + 1;
    if (warehouse->run == 0)
        warehouse->run = warehouse_number_of(rows.cells[1]) + 1;
    warehouse->begun = true;
    return true;
}

static bool
copy(struct warehouse *warehouse, const char *table, struct bytes *bytes,
     struct diag_list *diags)
{
    bool good = bytes->n == 0
                || warehouse->database.kind->copy(&warehouse->database, table,
                                                  bytes_text(bytes), diags);

    warehouse->given += bytes->n;
    bytes->n = 0;
    return good;
}

/* Pending rows into the database, but not committed. */
bool
warehouse_flush(struct warehouse *warehouse, struct diag_list *diags)
{
    return copy(warehouse, "filing_tables", &warehouse->tables, diags)
           && copy(warehouse, "facts", &warehouse->facts, diags)
           && copy(warehouse, "findings", &warehouse->findings, diags);
}

static bool
commit(struct warehouse *warehouse, struct diag_list *diags)
{
    bool good;

    if (!warehouse->begun)
        return !warehouse->failed;
    good = !warehouse->failed && warehouse_flush(warehouse, diags)
           && warehouse_run(warehouse, "COMMIT", diags);
    warehouse->begun = false;
    warehouse->given = 0;
    if (good)
        warehouse->pending = 0;
    arena_release(&warehouse->rows);
    warehouse->tables = warehouse->facts = warehouse->findings
        = (struct bytes){ .arena = &warehouse->rows };
    return good;
}

/* ---- the rows of a filing ---- */

bool
warehouse_next_line(struct text *bytes, struct line *line)
{
    const char *end;
    size_t n;

    if (bytes->n == 0)
        return false;
    end = memchr(bytes->at, '\n', bytes->n);
    n = (size_t)(end - bytes->at) + 1;
    line->letter = bytes->at[0];
    line->rest = text_slice(*bytes, 2, n);
    *bytes = text_slice(*bytes, n, bytes->n);
    return true;
}

/* Fields of a line without their escapes. */
int
warehouse_split(struct arena *arena, struct text line, struct text *fields,
                int max)
{
    size_t i = 0;
    int n = 0;

    while (i < line.n && n < max) {
        char *to = arena_alloc(arena, line.n - i + 1);
        struct text field = { to, 0 };

        if (line.at[i] == '\\' && line.at[i + 1] == 'N') {
            fields[n++] = TEXT_NONE;
            i += 3;
            continue;
        }
        for (; line.at[i] != '\t' && line.at[i] != '\n'; i++) {
            char c = line.at[i];

            if (c == '\\') {
                c = line.at[++i];
                c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
            }
            to[field.n++] = c;
        }
        i++;
        fields[n++] = field;
    }
    for (int k = n; k < max; k++)
        fields[k] = TEXT_NONE;
    return n;
}

/* The filing itself, and which tables it holds. */
static void
read_filing(struct taking *taking)
{
    struct text bytes = taking->bytes;
    struct line line;

    taking->own = pairs_new(taking->arena);
    while (warehouse_next_line(&bytes, &line)) {
        struct text fields[TABLE_FIELDS];

        if (line.letter == 'D') {
            warehouse_split(taking->arena, line.rest, taking->fields,
                            WAREHOUSE_N_FIELDS);
        } else if (line.letter == 'T') {
            warehouse_split(taking->arena, line.rest, fields, TABLE_FIELDS);
            if (!text_equal(fields[DECLARED_EMPTY], TEXT(WHOLE_NO_DATA)))
                pairs_add(taking->own, fields[TABLE_ID], fields[INSTANCE], 0);
        }
    }
    warehouse_reasons_read(taking);
}

/* ---- texts that the database cannot hold ---- */

static void
tell_unheld(struct taking *taking, const struct line *line,
            const struct text *sheets)
{
    struct text fields[16];
    int n
        = warehouse_split(taking->arena, line->rest, fields, ARRAY_LEN(fields));
    struct database *database = &taking->warehouse->database;
    struct place at = PLACE_FILE(taking->path);
    struct diag *diag;

    for (int i = 0; i < n; i++) {
        if (database->kind->holds(database, taking->arena, fields[i]))
            continue;
        if (line->letter == 'F') {
            struct text sheet
                = fields[n - 1].n
                      ? fields[n - 1]
                      : sheets[warehouse_number_of(fields[FACT_NO])];

            at = PLACE_SHEET(taking->path, text_zero(taking->arena, sheet));
            cellref_parse(fields[n - 2], &at.row, &at.col);
            diag = diag_add(
                taking->diags, DIAG_CHAR_INVALID, at, PLACE_NONE,
                "the database cannot hold this text of %.*s, %.*s, %.*s: '%.*s'",
                TEXT_ARG(fields[FACT_TABLE]), TEXT_ARG(fields[ITEM]),
                TEXT_ARG(fields[MEASURE]), TEXT_ARG(fields[i]));
        } else {
            diag = diag_add(taking->diags, DIAG_CHAR_INVALID, at, PLACE_NONE,
                            "the database cannot hold this text: '%.*s'",
                            TEXT_ARG(fields[i]));
        }
        diag_hint(taking->diags, diag,
                  "load into a database made with ENCODING 'UTF8'");
    }
}

/* One text that the database's encoding lacks would end the transaction, with
   all the filings in it. */
static bool
check_held(struct taking *taking)
{
    struct database *database = &taking->warehouse->database;
    struct text bytes = taking->bytes, *sheets;
    struct line line;

    if (!database->kind->holds
        || database->kind->holds(database, taking->arena, bytes))
        return true;
    sheets = ARENA_ARRAY(
        taking->arena, struct text,
        (size_t)warehouse_number_of(taking->fields[WAREHOUSE_N_TABLES]) + 1);
    while (warehouse_next_line(&bytes, &line)) {
        struct text fields[TABLE_FIELDS];

        if (line.letter == 'T') {
            warehouse_split(taking->arena, line.rest, fields, TABLE_FIELDS);
            sheets[warehouse_number_of(fields[TABLE_NO])] = fields[SHEET];
        }
        if (!database->kind->holds(database, taking->arena, line.rest))
            tell_unheld(taking, &line, sheets);
    }
    return false;
}

/* ---- a filing ---- */

static bool
add_filing(struct taking *taking, struct text replaced_by)
{
    struct arena *arena = taking->arena;
    const struct text *f = taking->fields;
    struct text values[] = {
        taking->id,
        f[WAREHOUSE_DIGEST],
        f[WAREHOUSE_DEPARTMENT],
        f[WAREHOUSE_REGION],
        f[WAREHOUSE_YEAR],
        f[WAREHOUSE_TEMPLATE],
        f[WAREHOUSE_FILE],
        f[WAREHOUSE_N_TABLES],
        f[WAREHOUSE_N_FACTS],
        f[WAREHOUSE_N_FINDINGS],
        f[WAREHOUSE_GIVEN_REGION],
        f[WAREHOUSE_OFFICE],
        f[WAREHOUSE_FAMILY],
        f[WAREHOUSE_SAVED],
        warehouse_number(arena, taking->run),
        f[WAREHOUSE_UNREAD],
        replaced_by,
        f[WAREHOUSE_READING],
        f[WAREHOUSE_CONTENT],
    };

    return warehouse_ask(taking, sql_put_filing, values, ARRAY_LEN(values),
                         NULL);
}

static void
pend(struct taking *taking, struct bytes *bytes, struct text rest)
{
    bytes_add(bytes, taking->id);
    bytes_char(bytes, '\t');
    bytes_add(bytes, rest);
}

static void
pend_finding(struct taking *taking, struct text rest)
{
    struct bytes *findings = &taking->warehouse->findings;

    pend(taking, findings, text_slice(rest, 0, rest.n - 1));
    bytes_char(findings, '\t');
    bytes_add(findings, warehouse_reasons_of(taking, rest));
    bytes_char(findings, '\n');
}

/* Items and measures, whether the filing itself is new or not. */
static bool
add_words(struct taking *taking)
{
    struct text bytes = taking->bytes;
    struct line line;

    while (warehouse_next_line(&bytes, &line)) {
        struct text fields[5];

        if (line.letter != 'I' && line.letter != 'M')
            continue;
        warehouse_split(taking->arena, line.rest, fields, 5);
        if (!warehouse_ask(taking,
                           line.letter == 'I' ? sql_put_item : sql_put_measure,
                           fields, 5, NULL))
            return false;
    }
    return true;
}

/* By table, item and measure, as their key has them: put in in this order, each
   row goes behind the last one.  Lines are of one table together. */
static int
compare_facts(const void *a, const void *b)
{
    const struct text *x = a, *y = b;
    long long table = warehouse_number_of(*x) - warehouse_number_of(*y);
    int order;

    if (table)
        return table < 0 ? -1 : 1;
    order = memcmp(x->at, y->at, x->n < y->n ? x->n : y->n);
    return order ? order : (x->n > y->n) - (x->n < y->n);
}

/* One that is replaced at once has its tables in the history, so that others
   of its office can be compared with it. */
static void
add_rows(struct taking *taking, bool current)
{
    struct warehouse *warehouse = taking->warehouse;
    struct text bytes = taking->bytes, *facts = NULL;
    int n = 0, capacity = 0;
    struct line line;

    while (warehouse_next_line(&bytes, &line)) {
        if (line.letter == 'T')
            pend(taking, &warehouse->tables, line.rest);
        else if (line.letter == 'F' && current)
            ARENA_PUSH(taking->arena, facts, n, capacity, line.rest);
        else if (line.letter == 'N' && current)
            pend_finding(taking, line.rest);
    }
    if (n > 0) /* of none it wants an array, too */
        qsort(facts, (size_t)n, sizeof *facts, compare_facts);
    for (int i = 0; i < n; i++)
        pend(taking, &warehouse->facts, facts[i]);
    warehouse_reasons_tell(taking);
}

static enum warehouse_outcome
take_filing(struct taking *taking)
{
    struct warehouse *warehouse = taking->warehouse;
    struct meeting meeting = { .replaced = false };
    enum warehouse_outcome outcome;
    bool is_known;

    if (taking->bytes.at[0] == '=')
        return warehouse_known(
            taking, text_slice(taking->bytes, 1, taking->bytes.n - 1), false,
            &is_known);
    if (!begin(warehouse, taking->diags))
        return WAREHOUSE_FAILED;
    read_filing(taking);
    if (!check_held(taking))
        return WAREHOUSE_REFUSED;
    if (!add_words(taking))
        return WAREHOUSE_FAILED;
    taking->run = warehouse->run;
    outcome = warehouse_known(taking, taking->fields[WAREHOUSE_DIGEST], true,
                              &is_known);
    if (is_known || outcome == WAREHOUSE_FAILED)
        return outcome;
    if (taking->id.n == 0)
        taking->id = warehouse_number(taking->arena, warehouse->next++);
    if (!warehouse_meet_others(taking, &meeting)
        || !warehouse_known_free(taking)
        || !add_filing(taking, meeting.better.id))
        return WAREHOUSE_FAILED;
    warehouse->pending++;
    add_rows(taking, meeting.better.id.n == 0);
    if (meeting.better.id.n == 0)
        warehouse_whole_note(taking, taking->id);
    if (warehouse->facts.n > HELD_BYTES
        && !warehouse_flush(warehouse, taking->diags))
        return WAREHOUSE_FAILED;
    if ((warehouse->given > PENDING_BYTES
         || warehouse->pending >= PENDING_FILINGS)
        && !commit(warehouse, taking->diags))
        return WAREHOUSE_FAILED;
    return meeting.better.id.n ? WAREHOUSE_OLD
           : meeting.replaced  ? WAREHOUSE_REPLACED
           : taking->n_gone    ? WAREHOUSE_AGAIN
                               : WAREHOUSE_ADDED;
}

enum warehouse_outcome
warehouse_take(struct warehouse *warehouse, struct arena *arena,
               struct text bytes, const char *path, struct text *as,
               struct diag_list *diags)
{
    struct taking taking = { .warehouse = warehouse,
                             .arena = arena,
                             .bytes = bytes,
                             .path = path,
                             .diags = diags };
    enum warehouse_outcome outcome = take_filing(&taking);

    /* A statement may fail and leave those before it in the transaction. */
    warehouse->failed |= outcome == WAREHOUSE_FAILED;
    *as = taking.as;
    return outcome;
}

bool
warehouse_close(struct warehouse *warehouse, struct diag_list *diags)
{
    bool good
        = commit(warehouse, diags) && warehouse_whole_tell(warehouse, diags);

    warehouse->database.kind->close(&warehouse->database);
    return good;
}
