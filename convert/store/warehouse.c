/* warehouse.c - filings out of their rows, into the database. */
#include "store/warehouse.h"

#include <string.h>

#include "base/cellref.h"
#include "base/pairs.h"
#include "store/warehouse_own.h"

#define PENDING_BYTES (8 << 20) /* of rows, before they are committed */
#define PENDING_FILINGS 100

static const char *const tables_name = "filing_tables";
static const char *const put_item = WAREHOUSE_PUT_ITEM;
static const char *const put_measure = WAREHOUSE_PUT_MEASURE;

bool
warehouse_knows(struct database *database, struct arena *arena,
                struct text digest)
{
    struct diag_list unheard = { .arena = arena };
    struct database_rows rows;

    return database->kind->query(
               database, arena,
               "SELECT filing_id FROM filings WHERE digest = $1 "
               "AND (unread = 0 OR replaced_by IS NOT NULL)",
               &digest, 1, &rows, &unheard)
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

static struct text
number(struct arena *arena, long long value)
{
    return text_printf(arena, "%lld", value);
}

static long long
number_of(struct text t)
{
    long long value = 0;

    for (size_t i = 0; i < t.n && t.at[i] >= '0' && t.at[i] <= '9'; i++)
        value = value * 10 + (t.at[i] - '0');
    return value;
}

/* ---- transactions ---- */

static bool
begin(struct warehouse *warehouse, struct diag_list *diags)
{
    struct database_rows rows;

    if (warehouse->begun)
        return true;
    warehouse->rows = arena_beside(warehouse->arena);
    warehouse->tables.arena = &warehouse->rows;
    warehouse->facts.arena = &warehouse->rows;
    warehouse->findings.arena = &warehouse->rows;
    if (!warehouse_run(warehouse, warehouse->database.kind->begin, diags)
        || !warehouse_query(warehouse, &warehouse->rows,
                            "SELECT COALESCE(MAX(filing_id), 0), "
                            "COALESCE(MAX(run), 0) FROM filings",
                            NULL, 0, &rows, diags))
        return false;
    warehouse->next = number_of(rows.cells[0]) + 1;
    if (warehouse->run == 0)
        warehouse->run = number_of(rows.cells[1]) + 1;
    warehouse->begun = true;
    return true;
}

static bool
copy(struct warehouse *warehouse, const char *table, struct bytes *bytes,
     struct diag_list *diags)
{
    bool good = bytes->n == 0
                || warehouse->database.kind->copy(
                    &warehouse->database, table,
                    star_columns(warehouse->dialect, table), bytes_text(bytes),
                    diags);

    bytes->n = 0;
    return good;
}

/* Pending rows into the database, but not committed. */
static bool
flush(struct warehouse *warehouse, struct diag_list *diags)
{
    return copy(warehouse, tables_name, &warehouse->tables, diags)
           && copy(warehouse, "facts", &warehouse->facts, diags)
           && copy(warehouse, "findings", &warehouse->findings, diags);
}

static bool
commit(struct warehouse *warehouse, struct diag_list *diags)
{
    bool good;

    if (!warehouse->begun)
        return !warehouse->failed;
    good = !warehouse->failed && flush(warehouse, diags)
           && warehouse_run(warehouse, "COMMIT", diags);
    warehouse->begun = false;
    if (good)
        warehouse->pending = 0;
    arena_release(&warehouse->rows);
    warehouse->tables = warehouse->facts = warehouse->findings
        = (struct bytes){ .arena = &warehouse->rows };
    return good;
}

/* ---- the rows of a filing ---- */

struct line {
    char letter;
    struct text rest; /* behind the tab, with the line end */
};

static bool
next_line(struct text *bytes, struct line *line)
{
    long end;

    if (bytes->n == 0)
        return false;
    end = text_find(*bytes, TEXT("\n"), 0);
    line->letter = bytes->at[0];
    line->rest = text_slice(*bytes, 2, (size_t)end + 1);
    *bytes = text_slice(*bytes, (size_t)end + 1, bytes->n);
    return true;
}

/* Fields of a line without their escapes. */
static int
split(struct arena *arena, struct text line, struct text *fields, int max)
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
    return n;
}

/* Columns of the lines that are looked into. */
enum { TABLE_NO, TABLE_ID, INSTANCE, TABLE_TEMPLATE, SHEET, TABLE_FIELDS };
enum { FACT_NO, FACT_TABLE, ITEM, MEASURE, VALUE, SCALE_OR_TEXT, FACT_FIELDS };

struct taking {
    struct warehouse *warehouse;
    struct arena *arena; /* of this filing */
    struct text bytes;
    struct text fields[WAREHOUSE_N_FIELDS];
    struct pairs *own; /* its (table, instance) */
    struct text id;
    const char *path;
    struct diag_list *diags;
    struct text as; /* the file that is there instead */
    /* Its figures that are not zero, when they are asked for. */
    struct pairs *figures; /* (table, instance and item; measure) */
    struct text *values;
    int n_values, values_capacity;
};

static bool
query(struct taking *taking, const char *sql, const struct text *values, int n,
      struct database_rows *out)
{
    return warehouse_query(taking->warehouse, taking->arena, sql, values, n,
                           out, taking->diags);
}

/* The filing itself, and which tables it holds. */
static void
read_filing(struct taking *taking)
{
    struct text bytes = taking->bytes;
    struct line line;

    taking->own = pairs_new(taking->arena);
    while (next_line(&bytes, &line)) {
        struct text fields[TABLE_FIELDS];

        if (line.letter == 'D') {
            split(taking->arena, line.rest, taking->fields, WAREHOUSE_N_FIELDS);
        } else if (line.letter == 'T') {
            split(taking->arena, line.rest, fields, TABLE_FIELDS);
            pairs_add(taking->own, fields[TABLE_ID], fields[INSTANCE], 0);
        }
    }
}

/* ---- texts that the database cannot hold ---- */

static void
tell_unheld(struct taking *taking, const struct line *line,
            const struct text *sheets)
{
    struct text fields[16];
    int n = split(taking->arena, line->rest, fields, ARRAY_LEN(fields));
    struct database *database = &taking->warehouse->database;
    struct place at = PLACE_FILE(taking->path);
    const char *what = "";

    for (int i = 0; i < n; i++) {
        if (database->kind->holds(database, taking->arena, fields[i]))
            continue;
        if (line->letter == 'F') {
            struct text sheet = fields[n - 1].n
                                    ? fields[n - 1]
                                    : sheets[number_of(fields[FACT_NO])];

            at = PLACE_SHEET(taking->path, text_zero(taking->arena, sheet));
            cellref_parse(fields[n - 2], &at.row, &at.col);
            what = arena_printf(taking->arena, " of %.*s, %.*s, %.*s",
                                TEXT_ARG(fields[FACT_TABLE]),
                                TEXT_ARG(fields[ITEM]),
                                TEXT_ARG(fields[MEASURE]));
        }
        diag_hint(taking->diags,
                  diag_add(taking->diags, DIAG_CHAR_INVALID, at, PLACE_NONE,
                           "the database cannot hold this text%s: '%.*s'", what,
                           TEXT_ARG(fields[i])),
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
    sheets = ARENA_ARRAY(taking->arena, struct text,
                         (size_t)number_of(taking->fields[WAREHOUSE_N_TABLES])
                             + 1);
    while (next_line(&bytes, &line)) {
        struct text fields[TABLE_FIELDS];

        if (line.letter == 'T') {
            split(taking->arena, line.rest, fields, TABLE_FIELDS);
            sheets[number_of(fields[TABLE_NO])] = fields[SHEET];
        }
        if (!database->kind->holds(database, taking->arena, line.rest))
            tell_unheld(taking, &line, sheets);
    }
    return false;
}

/* ---- how alike two filings are ---- */

struct likeness {
    int own, older, same; /* figures that are not zero */
};

static void
read_figures(struct taking *taking)
{
    struct arena *arena = taking->arena;
    bool sqlite = taking->warehouse->dialect == STAR_SQLITE;
    int n = (int)number_of(taking->fields[WAREHOUSE_N_TABLES]);
    struct text *names = ARENA_ARRAY(arena, struct text, n + 1);
    struct text bytes = taking->bytes;
    struct line line;

    taking->figures = pairs_new(arena);
    while (next_line(&bytes, &line)) {
        struct text fields[FACT_FIELDS], value;

        if (line.letter == 'T') {
            split(arena, line.rest, fields, TABLE_FIELDS);
            names[number_of(fields[TABLE_NO])]
                = text_printf(arena, "%.*s %.*s", TEXT_ARG(fields[TABLE_ID]),
                              TEXT_ARG(fields[INSTANCE]));
        }
        if (line.letter != 'F')
            continue;
        split(arena, line.rest, fields, FACT_FIELDS);
        value = fields[VALUE];
        if (value.n == 0 || text_equal(value, TEXT("0")))
            continue;
        if (sqlite)
            value = text_printf(arena, "%.*s %.*s", TEXT_ARG(value),
                                TEXT_ARG(fields[SCALE_OR_TEXT]));
        pairs_add(taking->figures,
                  text_printf(arena, "%.*s %.*s",
                              TEXT_ARG(names[number_of(fields[FACT_NO])]),
                              TEXT_ARG(fields[ITEM])),
                  fields[MEASURE], taking->n_values);
        ARENA_PUSH(arena, taking->values, taking->n_values,
                   taking->values_capacity, value);
    }
}

static bool
liken(struct taking *taking, struct text older, struct likeness *out)
{
    struct database_rows rows;

    if (!taking->figures)
        read_figures(taking);
    if (!query(taking, taking->warehouse->database.kind->figures, &older, 1,
               &rows))
        return false;
    *out = (struct likeness){ .own = taking->n_values, .older = rows.n };
    for (int i = 0; i < rows.n; i++) {
        const struct text *cells = &rows.cells[i * rows.n_columns];
        int own = pairs_find(taking->figures, cells[0], cells[1]);

        out->same += own >= 0 && text_equal(taking->values[own], cells[2]);
    }
    return true;
}

/* A corrected filing has most figures of the older one; that of another office
   of the same name hardly any. */
static bool
is_alike(const struct likeness *like)
{
    int least = like->own < like->older ? like->own : like->older;

    return like->same * 2 >= least;
}

/* ---- filings that are there ---- */

struct older {
    struct text id, saved, digest, file, given_region;
    long long run;
    bool current;
};

static bool
is_own_run(const struct taking *taking, long long run)
{
    return run != 0 && run == taking->warehouse->run;
}

/* Nothing of it stays.  What it had replaced may be loaded again, since it may
   be another office's. */
static bool
forget(struct taking *taking, struct text id)
{
    static const char *const statements[]
        = { "DELETE FROM facts WHERE filing_id = $1",
            "DELETE FROM findings WHERE filing_id = $1",
            "DELETE FROM filing_tables WHERE filing_id = $1",
            "DELETE FROM filings WHERE filing_id = $1" };
    struct text *ids = NULL;
    int n = 0, capacity = 0;

    ARENA_PUSH(taking->arena, ids, n, capacity, id);
    for (int i = 0; i < n; i++) {
        struct database_rows rows;

        if (!query(taking,
                   "SELECT filing_id, file FROM filings WHERE replaced_by = $1 "
                   "ORDER BY filing_id",
                   &ids[i], 1, &rows))
            return false;
        for (int k = 0; k < rows.n; k++) {
            diag_hint(taking->diags,
                      diag_add(taking->diags, DIAG_FILING_FREED,
                               PLACE_FILE(taking->path), PLACE_NONE,
                               "this had replaced %.*s, before more was said "
                               "of it",
                               TEXT_ARG(rows.cells[2 * k + 1])),
                      "load that file again");
            ARENA_PUSH(taking->arena, ids, n, capacity, rows.cells[2 * k]);
        }
        for (int k = 0; k < ARRAY_LEN(statements); k++) {
            if (!query(taking, statements[k], &ids[i], 1, NULL))
                return false;
        }
    }
    return true;
}

static void
tell_file_twice(struct taking *taking, struct text file)
{
    diag_hint(taking->diags,
              diag_add(taking->diags, DIAG_FILE_TWICE, PLACE_FILE(taking->path),
                       PLACE_NONE, "this and %.*s are the same file",
                       TEXT_ARG(file)),
              "take one of them away, or put the right file in its place");
}

/* A filing of this digest is there, the row of known(): is it this one?  One of
   which less was known is forgotten. */
static bool
is_same(struct taking *taking, const struct text *row, bool *same)
{
    const struct text *fields = taking->fields;
    struct likeness like;
    bool less = row[2].n == 0 || row[3].n == 0 || row[4].n == 0;

    *same = text_equal(row[2], fields[WAREHOUSE_OFFICE])
            && text_equal(row[3], fields[WAREHOUSE_YEAR])
            && text_equal(row[4], fields[WAREHOUSE_GIVEN_REGION]);
    if (!*same) {
        if (less && !is_own_run(taking, number_of(row[6])))
            return forget(taking, row[0]);
        tell_file_twice(taking, row[7]);
        return true;
    }
    if (row[1].at)
        return true;
    if (!liken(taking, row[0], &like))
        return false;
    *same = like.own == like.older && like.own == like.same;
    if (*same) {
        struct text values[] = { fields[WAREHOUSE_UNREAD], row[0] };

        return query(taking,
                     "UPDATE filings SET unread = $1 WHERE filing_id = $2",
                     values, 2, NULL);
    }
    return forget(taking, row[0]);
}

/* Where only the digest is known, any filing of it is meant. */
static enum warehouse_outcome
known(struct taking *taking, struct text digest, bool whole, bool *is_known)
{
    struct database_rows rows;
    bool old = false;

    *is_known = !whole;
    if (!query(taking,
               "SELECT filing_id, replaced_by, office, fiscal_year, "
               "given_region, unread, run, file FROM filings "
               "WHERE digest = $1 ORDER BY filing_id",
               &digest, 1, &rows)
        || (whole && rows.n && !flush(taking->warehouse, taking->diags)))
        return WAREHOUSE_FAILED;
    for (int i = 0; i < rows.n; i++) {
        const struct text *row = &rows.cells[i * rows.n_columns];
        bool same = true;

        if (whole && !is_same(taking, row, &same))
            return WAREHOUSE_FAILED;
        if (!same)
            continue;
        *is_known = true;
        old = row[1].at != NULL;
        taking->as = row[7];
        if (is_own_run(taking, number_of(row[6])))
            tell_file_twice(taking, row[7]);
    }
    return old ? WAREHOUSE_OLD : WAREHOUSE_KNOWN;
}

/* ---- two filings of one office ---- */

/* Which is the later one?  The same order for any two, whoever comes first. */
static int
compare_age(const struct older *a, const struct older *b)
{
    int order = text_compare(a->saved, b->saved);

    if (order == 0 && a->run != b->run)
        order = a->run < b->run ? -1 : 1;
    return order ? order : text_compare(a->digest, b->digest);
}

/* Does the older one hold one of the same tables?  'lacks' are those that only
   one of them has: the one that is replaced. */
static bool
overlaps(struct taking *taking, const struct older *older, bool *shared,
         struct bytes *lacks)
{
    struct database_rows rows;

    *shared = false;
    if (!query(taking,
               "SELECT table_id, instance FROM filing_tables "
               "WHERE filing_id = $1 ORDER BY table_no",
               &older->id, 1, &rows))
        return false;
    for (int i = 0; i < rows.n; i++) {
        struct text table = rows.cells[2 * i], instance = rows.cells[2 * i + 1];

        if (pairs_find(taking->own, table, instance) >= 0) {
            *shared = true;
            continue;
        }
        bytes_add(lacks, lacks->n ? TEXT(", ") : TEXT(""));
        bytes_add(lacks, table);
        if (instance.n) {
            bytes_char(lacks, ' ');
            bytes_add(lacks, instance);
        }
    }
    return true;
}

static const char *
whose(struct taking *taking)
{
    const struct text *fields = taking->fields;

    return arena_printf(taking->arena, "'%.*s' for %.*s",
                        TEXT_ARG(fields[WAREHOUSE_DEPARTMENT]),
                        TEXT_ARG(fields[WAREHOUSE_YEAR]));
}

static const char *
when(struct arena *arena, struct text saved)
{
    return saved.n ? text_zero(arena, saved) : "nobody knows when";
}

/* What a person must know of two filings of which one goes. */
static void
tell_twice(struct taking *taking, const struct older *older, bool wins,
           const struct likeness *like)
{
    bool here = is_own_run(taking, older->run);
    bool homonyms
        = taking->fields[WAREHOUSE_GIVEN_REGION].n == 0 && !is_alike(like);
    struct text saved = taking->fields[WAREHOUSE_SAVED];
    struct diag *diag;

    if (!here && wins && !homonyms)
        return;
    diag = diag_add_as(
        taking->diags, DIAG_FILING_TWICE, homonyms ? DIAG_ERROR : DIAG_WARNING,
        PLACE_FILE(taking->path), PLACE_NONE,
        "this and %.*s are both of %s; %s", TEXT_ARG(older->file),
        whose(taking),
        wins ? "this one replaces the other" : "the other stays");
    if (!text_equal(saved, older->saved))
        diag_detail(taking->diags, diag, "it was saved %s, the other %s",
                    when(taking->arena, saved),
                    when(taking->arena, older->saved));
    else if (here)
        diag_detail(taking->diags, diag,
                    "nothing says which was saved later; what holds is the "
                    "one whose SHA-256 sorts last");
    diag_detail(taking->diags, diag,
                "%d of %d figures are the same as in the other's %d",
                like->same, like->own, like->older);
    if (homonyms)
        diag_hint(taking->diags, diag,
                  "if they are two offices of one name, load each with its "
                  "--region");
    else if (here)
        diag_hint(taking->diags, diag, "take the one that does not hold away");
    else
        diag_hint(taking->diags, diag,
                  "if this one holds, save it in Excel or WPS, and load that");
}

/* One of which the region is said, and one of which it is not. */
static void
tell_region(struct taking *taking, const struct older *older)
{
    struct text own = taking->fields[WAREHOUSE_GIVEN_REGION];
    struct text known_region = own.n ? own : older->given_region;
    struct diag *diag = diag_add_as(
        taking->diags, DIAG_FILING_TWICE, DIAG_ERROR, PLACE_FILE(taking->path),
        PLACE_NONE,
        "this and %.*s are both of %s, but only of %s the region is known "
        "('%.*s'); both are counted",
        TEXT_ARG(older->file), whose(taking), own.n ? "this" : "the other",
        TEXT_ARG(known_region));

    diag_hint(taking->diags, diag, "load %s with its --region",
              own.n ? "the other again" : "this");
}

static bool
replace(struct taking *taking, const struct older *older)
{
    struct text values[] = { taking->id, older->id };

    return query(taking,
                 "UPDATE filings SET replaced_by = $1 WHERE filing_id = $2",
                 values, 2, NULL)
           && query(taking, "DELETE FROM facts WHERE filing_id = $1",
                    &older->id, 1, NULL)
           && query(taking, "DELETE FROM findings WHERE filing_id = $1",
                    &older->id, 1, NULL);
}

/* What came of it among the others of its office. */
struct meeting {
    bool replaced;       /* it has replaced one */
    struct older better; /* the last of those that replace it; no id: none */
};

static bool
meet(struct taking *taking, const struct older *older, struct meeting *meeting)
{
    struct bytes lacks = { taking->arena, NULL, 0, 0 };
    struct likeness like = { 0, 0, 0 };
    const struct older own = { .saved = taking->fields[WAREHOUSE_SAVED],
                               .digest = taking->fields[WAREHOUSE_DIGEST],
                               .run = taking->warehouse->run };
    bool shared, wins = compare_age(&own, older) > 0;

    if (!overlaps(taking, older, &shared, &lacks))
        return false;
    if (!shared)
        return true;
    if (!text_equal(older->given_region,
                    taking->fields[WAREHOUSE_GIVEN_REGION])) {
        if (older->current)
            tell_region(taking, older);
        return true;
    }
    if (!wins
        && (!meeting->better.id.n || compare_age(&meeting->better, older) < 0))
        meeting->better = *older;
    if (!older->current)
        return true;
    if (!liken(taking, older->id, &like))
        return false;
    tell_twice(taking, older, wins, &like);
    if (!wins)
        return true;
    if (lacks.n)
        diag_hint(taking->diags,
                  diag_add(taking->diags, DIAG_FILING_SHRINKS,
                           PLACE_FILE(taking->path), PLACE_NONE,
                           "this replaces %.*s, which also held: %.*s",
                           TEXT_ARG(older->file), lacks.n, lacks.at),
                  "put what still holds into this file too, and load it again");
    meeting->replaced = true;
    return replace(taking, older);
}

/* All that may be filings of the same office: of its region, or where one of
   the two is not known. */
static bool
meet_others(struct taking *taking, struct meeting *meeting)
{
    const struct text *fields = taking->fields;
    struct text values[]
        = { fields[WAREHOUSE_OFFICE], fields[WAREHOUSE_YEAR],
            fields[WAREHOUSE_FAMILY], fields[WAREHOUSE_GIVEN_REGION] };
    struct database_rows rows;

    if (fields[WAREHOUSE_OFFICE].n == 0 || fields[WAREHOUSE_YEAR].n == 0) {
        diag_add(taking->diags, DIAG_FILING_UNNAMED, PLACE_FILE(taking->path),
                 PLACE_NONE,
                 "no %s is known: a corrected file will not replace this one",
                 fields[WAREHOUSE_YEAR].n ? "department" : "year");
        return true;
    }
    if (!query(taking,
               "SELECT filing_id, saved, digest, file, given_region, run, "
               "replaced_by FROM filings WHERE office = $1 "
               "AND fiscal_year = $2 AND family = $3 AND (given_region = $4 "
               "OR (given_region = '') <> ($4 = '')) ORDER BY filing_id",
               values, ARRAY_LEN(values), &rows))
        return false;
    /* It may be one whose rows still wait here. */
    if (rows.n && !flush(taking->warehouse, taking->diags))
        return false;
    for (int i = 0; i < rows.n; i++) {
        const struct text *row = &rows.cells[i * rows.n_columns];
        struct older older = {
            .id = row[0],
            .saved = row[1],
            .digest = row[2],
            .file = row[3],
            .given_region = row[4],
            .run = number_of(row[5]),
            .current = row[6].at == NULL,
        };

        if (!meet(taking, &older, meeting))
            return false;
    }
    return true;
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
        number(arena, taking->warehouse->run),
        f[WAREHOUSE_UNREAD],
        replaced_by,
    };

    return query(taking,
                 "INSERT INTO filings (filing_id, digest, department, region, "
                 "fiscal_year, template, file, n_tables, n_facts, n_findings, "
                 "given_region, office, family, saved, run, unread, "
                 "replaced_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                 "$10, $11, $12, $13, $14, $15, $16, $17)",
                 values, ARRAY_LEN(values), NULL);
}

static void
pend(struct taking *taking, struct bytes *bytes, struct text rest)
{
    bytes_add(bytes, taking->id);
    bytes_char(bytes, '\t');
    bytes_add(bytes, rest);
}

/* Items and measures, whether the filing itself is new or not. */
static bool
add_words(struct taking *taking)
{
    struct text bytes = taking->bytes;
    struct line line;

    while (next_line(&bytes, &line)) {
        struct text fields[5];

        if (line.letter != 'I' && line.letter != 'M')
            continue;
        split(taking->arena, line.rest, fields, 5);
        if (!query(taking, line.letter == 'I' ? put_item : put_measure, fields,
                   5, NULL))
            return false;
    }
    return true;
}

/* One that is replaced at once has its tables in the history, so that others
   of its office can be held against it. */
static void
add_rows(struct taking *taking, bool current)
{
    struct warehouse *warehouse = taking->warehouse;
    struct text bytes = taking->bytes;
    struct line line;

    while (next_line(&bytes, &line)) {
        if (line.letter == 'T')
            pend(taking, &warehouse->tables, line.rest);
        else if (line.letter == 'F' && current)
            pend(taking, &warehouse->facts, line.rest);
        else if (line.letter == 'N' && current)
            pend(taking, &warehouse->findings, line.rest);
    }
}

static enum warehouse_outcome
take_filing(struct taking *taking)
{
    struct warehouse *warehouse = taking->warehouse;
    struct meeting meeting = { .replaced = false };
    enum warehouse_outcome outcome;
    bool is_known;

    if (taking->bytes.at[0] == '=')
        return known(taking, text_slice(taking->bytes, 1, taking->bytes.n - 1),
                     false, &is_known);
    if (!begin(warehouse, taking->diags))
        return WAREHOUSE_FAILED;
    read_filing(taking);
    if (!check_held(taking))
        return WAREHOUSE_REFUSED;
    if (!add_words(taking))
        return WAREHOUSE_FAILED;
    outcome = known(taking, taking->fields[WAREHOUSE_DIGEST], true, &is_known);
    if (is_known || outcome == WAREHOUSE_FAILED)
        return outcome;
    taking->id = number(taking->arena, warehouse->next);
    if (!meet_others(taking, &meeting)
        || !add_filing(taking, meeting.better.id))
        return WAREHOUSE_FAILED;
    warehouse->next++;
    warehouse->pending++;
    add_rows(taking, meeting.better.id.n == 0);
    if ((warehouse->facts.n > PENDING_BYTES
         || warehouse->pending >= PENDING_FILINGS)
        && !commit(warehouse, taking->diags))
        return WAREHOUSE_FAILED;
    return meeting.better.id.n ? WAREHOUSE_OLD
           : meeting.replaced  ? WAREHOUSE_REPLACED
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
    bool good = commit(warehouse, diags);

    warehouse->database.kind->close(&warehouse->database);
    return good;
}
