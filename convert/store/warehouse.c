/* warehouse.c - see warehouse.h. */
#include "store/warehouse.h"

#include <string.h>

#include "base/pairs.h"
#include "store/bytes.h"
#include "store/star.h"

#define PENDING_BYTES (8 << 20) /* of rows, before they are committed */
#define PENDING_FILINGS 100

struct warehouse {
    struct arena *arena;
    struct database database;
    enum star_dialect dialect;
    struct arena rows; /* of the transaction */
    struct bytes tables, facts, findings;
    long long next, first; /* numbers: the next filing's, and that of the
                              first whose rows are not in the database yet */
    bool begun;
    bool failed; /* what is not committed never will be */
};

static const char *const tables_name = "filing_tables";

#define KNOWN "SELECT filing_id, replaced_by FROM filings WHERE digest = $1"

bool
warehouse_knows(struct database *database, struct arena *arena,
                struct text digest)
{
    struct diag_list unheard = { .arena = arena };
    struct database_rows rows;

    return database->kind->query(database, arena, KNOWN, &digest, 1, &rows,
                                 &unheard)
           && rows.n > 0;
}

static bool
query(struct warehouse *warehouse, struct arena *arena, const char *sql,
      const struct text *values, int n, struct database_rows *out,
      struct diag_list *diags)
{
    return warehouse->database.kind->query(&warehouse->database, arena, sql,
                                           values, n, out, diags);
}

static bool
run(struct warehouse *warehouse, const char *sql, struct diag_list *diags)
{
    return warehouse->database.kind->run(&warehouse->database, sql, diags);
}

/* ---- what does not come with filings ---- */

static struct text
number(struct arena *arena, long long value)
{
    return text_printf(arena, "%lld", value);
}

static struct text
filled(struct text t)
{
    return t.at ? t : TEXT("");
}

static bool
put_list(struct warehouse *warehouse, const struct code_list *list,
         const char *classification, struct diag_list *diags)
{
    struct arena arena = arena_beside(warehouse->arena);
    struct decimal d;
    struct text year = TEXT_NONE;
    bool good = true;
    size_t dash = list->id.n;

    while (dash && list->id.at[dash - 1] != '-')
        dash--;
    if (dash
        && decimal_parse(text_slice(list->id, dash, list->id.n), &d)
               == DECIMAL_OK)
        year = text_slice(list->id, dash, list->id.n);
    for (int i = 0; good && i < list->n_entries; i++) {
        const struct code_entry *entry = &list->entries[i];
        size_t n = entry->code.n;
        struct text values[] = {
            list->id,
            text_of(classification),
            year,
            entry->code,
            filled(entry->name),
            number(&arena, (long long)n),
            n > 3 ? text_slice(entry->code, 0, n - 2) : TEXT(""),
        };

        good = query(warehouse, &arena,
                     "INSERT INTO codes VALUES ($1, $2, $3, $4, $5, $6, $7) "
                     "ON CONFLICT (list, code) DO UPDATE "
                     "SET name = excluded.name",
                     values, ARRAY_LEN(values), NULL, diags);
    }
    arena_release(&arena);
    return good;
}

static bool
put_templates(struct warehouse *warehouse, const struct mapping_set *set,
              struct diag_list *diags)
{
    struct arena *arena = warehouse->arena;
    struct pairs *seen = pairs_new(arena);
    bool good = true;

    for (int i = 0; good && i < set->n_templates; i++) {
        const struct template_rule *rule = set->templates[i];
        const struct code_list *functional = rule->functional;
        const struct code_list *economic = rule->economic;
        struct text values[] = {
            rule->id,
            filled(rule->name),
            filled(rule->region),
            number(arena, rule->year_first),
            number(arena, rule->year_last),
            functional ? functional->id : TEXT(""),
            economic ? economic->id : TEXT(""),
        };

        good = query(warehouse, arena,
                     "INSERT INTO templates VALUES ($1, $2, $3, $4, $5, $6, "
                     "$7) ON CONFLICT (template) DO UPDATE "
                     "SET name = excluded.name, region = excluded.region, "
                     "year_first = excluded.year_first, "
                     "year_last = excluded.year_last, "
                     "functional_list = excluded.functional_list, "
                     "economic_list = excluded.economic_list",
                     values, ARRAY_LEN(values), NULL, diags);
        if (good && functional
            && pairs_add(seen, functional->id, TEXT_NONE, 0) < 0)
            good = put_list(warehouse, functional, "functional", diags);
        if (good && economic && pairs_add(seen, economic->id, TEXT_NONE, 0) < 0)
            good = put_list(warehouse, economic, "economic", diags);
    }
    return good;
}

#define PUT_MEASURE                                                            \
    "INSERT INTO measures VALUES ($1, $2, $3, $4, $5) "                        \
    "ON CONFLICT (table_id, section, measure) DO NOTHING"
#define PUT_ITEM                                                               \
    "INSERT INTO items VALUES ($1, $2, $3, $4, $5) "                           \
    "ON CONFLICT (table_id, item) DO NOTHING"

static const char *const put_measure = PUT_MEASURE;
static const char *const put_item = PUT_ITEM;

static bool
put_measures(struct warehouse *warehouse, const struct schema_table *table,
             struct diag_list *diags)
{
    const char *section;

    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        const struct schema_measure *measure;

        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            struct text values[] = {
                text_of(table->id),
                text_of(section),
                text_of(measure->word),
                text_of(schema_unit(measure->kind)),
                filled(text_of(measure->label)),
            };

            if (!query(warehouse, warehouse->arena, put_measure, values,
                       ARRAY_LEN(values), NULL, diags))
                return false;
        }
    }
    return true;
}

static bool
put_tables(struct warehouse *warehouse, struct diag_list *diags)
{
    for (int i = 0; i < schema_count(); i++) {
        const struct schema_table *table = schema_at(i);
        struct text values[] = {
            text_of(table->id),
            text_of(table->title),
            table->evaluation ? TEXT("1") : TEXT("0"),
            filled(text_of(table->codes)),
        };

        if (!query(warehouse, warehouse->arena,
                   "INSERT INTO tables VALUES ($1, $2, $3, $4) "
                   "ON CONFLICT (table_id) DO UPDATE "
                   "SET title = excluded.title, codes = excluded.codes",
                   values, ARRAY_LEN(values), NULL, diags)
            || !put_measures(warehouse, table, diags))
            return false;
    }
    return true;
}

static bool
check_version(struct warehouse *warehouse, struct diag_list *diags)
{
    struct database_rows rows;

    if (!query(warehouse, warehouse->arena,
               "SELECT version FROM juesuan_schema", NULL, 0, &rows, diags))
        return false;
    if (rows.n == 1
        && text_equal(rows.cells[0], number(warehouse->arena, STAR_VERSION)))
        return true;
    diag_hint(diags,
              diag_add(diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE,
                       "the tables are of another version of this program"),
              "load into a new database");
    return false;
}

static bool
set_up(struct warehouse *warehouse, const struct mapping_set *set,
       struct diag_list *diags)
{
    const struct database_kind *kind = warehouse->database.kind;
    struct arena *arena = warehouse->arena;
    struct database_rows rows;

    if (!run(warehouse, kind->setup, diags)
        || !query(warehouse, arena, kind->known, NULL, 0, &rows, diags))
        return false;
    if (rows.n == 0) {
        struct text sql = star_schema(arena, warehouse->dialect, set);

        if (!run(warehouse, text_zero(arena, sql), diags)
            || !run(warehouse,
                    arena_printf(arena,
                                 "INSERT INTO juesuan_schema VALUES (%d)",
                                 STAR_VERSION),
                    diags))
            return false;
    } else if (!check_version(warehouse, diags)) {
        return false;
    }
    return put_templates(warehouse, set, diags) && put_tables(warehouse, diags)
           && run(warehouse, "COMMIT", diags);
}

struct warehouse *
warehouse_open(struct arena *arena, const struct database_kind *kind,
               const char *where, const struct mapping_set *set,
               struct diag_list *diags)
{
    struct warehouse *warehouse = ARENA_NEW(arena, struct warehouse);

    warehouse->arena = arena;
    warehouse->database.kind = kind;
    warehouse->database.arena = arena;
    star_dialect(text_of(kind->name), &warehouse->dialect);
    if (!kind->open(&warehouse->database, where, false, diags))
        return NULL;
    if (set_up(warehouse, set, diags))
        return warehouse;
    kind->close(&warehouse->database);
    return NULL;
}

struct database *
warehouse_database(struct warehouse *warehouse)
{
    return &warehouse->database;
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
    if (!run(warehouse, warehouse->database.kind->begin, diags)
        || !query(warehouse, &warehouse->rows,
                  "SELECT COALESCE(MAX(filing_id), 0) FROM filings", NULL, 0,
                  &rows, diags))
        return false;
    warehouse->next = 1;
    for (size_t i = 0; i < rows.cells[0].n; i++)
        warehouse->next
            = (i ? warehouse->next * 10 : 0) + (rows.cells[0].at[i] - '0');
    warehouse->next++;
    warehouse->first = warehouse->next;
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
    warehouse->first = warehouse->next;
    return copy(warehouse, tables_name, &warehouse->tables, diags)
           && copy(warehouse, "facts", &warehouse->facts, diags)
           && copy(warehouse, "findings", &warehouse->findings, diags);
}

static bool
commit(struct warehouse *warehouse, struct diag_list *diags)
{
    bool good;

    if (!warehouse->begun)
        return true;
    good = !warehouse->failed && flush(warehouse, diags)
           && run(warehouse, "COMMIT", diags);
    warehouse->begun = false;
    arena_release(&warehouse->rows);
    warehouse->tables = warehouse->facts = warehouse->findings
        = (struct bytes){ .arena = &warehouse->rows };
    return good;
}

/* ---- a filing ---- */

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

enum { DIGEST, DEPARTMENT, REGION, YEAR, TEMPLATE, FILE_NAME, N_FIELDS = 9 };

struct taking {
    struct warehouse *warehouse;
    struct arena *arena; /* of this filing */
    struct text fields[N_FIELDS];
    struct pairs *own; /* its (table, instance) */
    struct text id;
    const char *path;
    struct diag_list *diags;
};

/* Does the older one hold one of the same tables?  'lacks' are those that this
   one does not have. */
static bool
overlaps(struct taking *taking, struct text older, bool *shared,
         struct bytes *lacks)
{
    struct database_rows rows;

    *shared = false;
    if (!query(taking->warehouse, taking->arena,
               "SELECT table_id, instance FROM filing_tables "
               "WHERE filing_id = $1 ORDER BY table_no",
               &older, 1, &rows, taking->diags))
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

static bool
replace(struct taking *taking, struct text older, bool *replaced)
{
    struct warehouse *warehouse = taking->warehouse;
    struct bytes lacks = { taking->arena, NULL, 0, 0 };
    struct text values[] = { taking->id, older };
    bool shared;

    if (!overlaps(taking, older, &shared, &lacks))
        return false;
    if (!shared)
        return true;
    *replaced = true;
    if (lacks.n)
        diag_add(taking->diags, DIAG_FILING_SHRINKS, PLACE_FILE(taking->path),
                 PLACE_NONE, "this replaces filing %.*s, which also held: %.*s",
                 TEXT_ARG(older), lacks.n, lacks.at);
    return query(warehouse, taking->arena,
                 "UPDATE filings SET replaced_by = $1 WHERE filing_id = $2",
                 values, 2, NULL, taking->diags)
           && query(warehouse, taking->arena,
                    "DELETE FROM facts WHERE filing_id = $1", &older, 1, NULL,
                    taking->diags)
           && query(warehouse, taking->arena,
                    "DELETE FROM findings WHERE filing_id = $1", &older, 1,
                    NULL, taking->diags);
}

static bool
replace_older(struct taking *taking, bool *replaced)
{
    struct warehouse *warehouse = taking->warehouse;
    const struct text *fields = taking->fields;
    struct text values[]
        = { fields[DEPARTMENT], fields[YEAR], fields[TEMPLATE] };
    struct database_rows rows;

    if (fields[DEPARTMENT].n == 0 || fields[YEAR].n == 0) {
        diag_add(taking->diags, DIAG_FILING_UNNAMED, PLACE_FILE(taking->path),
                 PLACE_NONE,
                 "no %s is known: a corrected file will not replace this one",
                 fields[YEAR].n ? "department" : "year");
        return true;
    }
    if (!query(warehouse, taking->arena,
               "SELECT filing_id FROM filings WHERE department = $1 "
               "AND fiscal_year = $2 AND template = $3 "
               "AND replaced_by IS NULL ORDER BY filing_id",
               values, 3, &rows, taking->diags))
        return false;
    /* It may be one whose rows still wait here. */
    if (rows.n && warehouse->first < warehouse->next
        && !flush(warehouse, taking->diags))
        return false;
    for (int i = 0; i < rows.n; i++) {
        if (!replace(taking, rows.cells[i], replaced))
            return false;
    }
    return true;
}

static bool
add_filing(struct taking *taking)
{
    struct text values[N_FIELDS + 1];

    values[0] = taking->id;
    for (int i = 0; i < N_FIELDS; i++)
        values[i + 1] = taking->fields[i];
    return query(taking->warehouse, taking->arena,
                 "INSERT INTO filings (filing_id, digest, department, region, "
                 "fiscal_year, template, file, n_tables, n_facts, n_findings) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                 values, ARRAY_LEN(values), NULL, taking->diags);
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
add_words(struct taking *taking, struct text bytes)
{
    struct line line;

    taking->own = pairs_new(taking->arena);
    while (next_line(&bytes, &line)) {
        struct text fields[N_FIELDS];

        if (line.letter == 'T') {
            split(taking->arena, line.rest, fields, 3);
            pairs_add(taking->own, fields[1], fields[2], 0);
        } else if (line.letter == 'D') {
            split(taking->arena, line.rest, taking->fields, N_FIELDS);
        } else if (line.letter == 'I' || line.letter == 'M') {
            split(taking->arena, line.rest, fields, 5);
            if (!query(taking->warehouse, taking->arena,
                       line.letter == 'I' ? put_item : put_measure, fields, 5,
                       NULL, taking->diags))
                return false;
        }
    }
    return true;
}

static enum warehouse_outcome
known(struct taking *taking, struct text digest, bool *is_known)
{
    struct database_rows rows;

    *is_known = true;
    if (!query(taking->warehouse, taking->arena, KNOWN, &digest, 1, &rows,
               taking->diags))
        return WAREHOUSE_FAILED;
    *is_known = rows.n > 0;
    return rows.n && rows.cells[1].at ? WAREHOUSE_OLD : WAREHOUSE_KNOWN;
}

static enum warehouse_outcome
take_filing(struct taking *taking, struct text bytes)
{
    struct warehouse *warehouse = taking->warehouse;
    enum warehouse_outcome outcome;
    struct line line;
    bool is_known, replaced = false;

    if (bytes.at[0] == '=') {
        struct text digest = text_slice(bytes, 1, bytes.n - 1);

        return known(taking, digest, &is_known);
    }
    if (!begin(warehouse, taking->diags) || !add_words(taking, bytes))
        return WAREHOUSE_FAILED;
    outcome = known(taking, taking->fields[DIGEST], &is_known);
    if (is_known)
        return outcome;
    taking->id = number(taking->arena, warehouse->next);
    if (!replace_older(taking, &replaced) || !add_filing(taking))
        return WAREHOUSE_FAILED;
    warehouse->next++;
    while (next_line(&bytes, &line)) {
        if (line.letter == 'F')
            pend(taking, &warehouse->facts, line.rest);
        else if (line.letter == 'T')
            pend(taking, &warehouse->tables, line.rest);
        else if (line.letter == 'N')
            pend(taking, &warehouse->findings, line.rest);
    }
    if ((warehouse->facts.n > PENDING_BYTES
         || warehouse->next - warehouse->first >= PENDING_FILINGS)
        && !commit(warehouse, taking->diags))
        return WAREHOUSE_FAILED;
    return replaced ? WAREHOUSE_REPLACED : WAREHOUSE_ADDED;
}

enum warehouse_outcome
warehouse_take(struct warehouse *warehouse, struct text bytes, const char *path,
               struct diag_list *diags)
{
    struct arena arena = arena_beside(warehouse->arena);
    struct taking taking = {
        .warehouse = warehouse, .arena = &arena, .path = path, .diags = diags
    };
    enum warehouse_outcome outcome = take_filing(&taking, bytes);

    /* A statement may fail and leave those before it in the transaction. */
    warehouse->failed |= outcome == WAREHOUSE_FAILED;
    arena_release(&arena);
    return outcome;
}

bool
warehouse_close(struct warehouse *warehouse, struct diag_list *diags)
{
    bool good = commit(warehouse, diags);

    warehouse->database.kind->close(&warehouse->database);
    return good;
}
