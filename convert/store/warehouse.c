/* warehouse.c - see warehouse.h. */
#include "store/warehouse.h"

#include <string.h>

#include "base/cellref.h"
#include "base/pairs.h"
#include "store/bytes.h"
#include "store/facts.h"
#include "store/star.h"

#define PENDING_BYTES (8 << 20) /* of rows, before they are committed */
#define PENDING_FILINGS 100
#define SQLITE_SCALE 4 /* star.h */
/* What PostgreSQL takes for a text is UTF-8 without NUL. */

/* ---- rows of a filing ---- */

/*
 * A line begins with its letter: D the filing, I an item, M a measure, T a
 * table, F a fact, N a finding; its fields are those of star.c, less the
 * filing's number.  "=" and a digest is a file that is known.
 */
static void
begin_line(struct bytes *bytes, char letter)
{
    bytes_char(bytes, letter);
}

static void
put_field(struct bytes *bytes, struct text t)
{
    bytes_char(bytes, '\t');
    bytes_copy(bytes, t);
}

static void
put_int(struct bytes *bytes, int value)
{
    bytes_char(bytes, '\t');
    bytes_int(bytes, value);
}

static void
put_null(struct bytes *bytes)
{
    bytes_add(bytes, TEXT("\t\\N"));
}

static void
end_line(struct bytes *bytes)
{
    bytes_char(bytes, '\n');
}

struct warehouse_told {
    struct arena *arena;
    struct pairs *items, *measures; /* of (table, word) */
};

struct warehouse_told *
warehouse_told(struct arena *arena)
{
    struct warehouse_told *told = ARENA_NEW(arena, struct warehouse_told);

    told->arena = arena;
    told->items = pairs_new(arena);
    told->measures = pairs_new(arena);
    return told;
}

static bool
is_new(struct pairs *told, struct pairs *now, struct text a, struct text b)
{
    return pairs_find(told, a, b) < 0 && pairs_add(now, a, b, 0) < 0;
}

static void
put_vocabulary(struct bytes *bytes, const struct schema_table *table,
               const struct fact *fact, struct warehouse_told *told,
               struct warehouse_told *now)
{
    struct text id = text_of(table->id);
    const char *section = schema_section(table, fact->item);

    if (is_new(told->items, now->items, id, fact->item)) {
        begin_line(bytes, 'I');
        put_field(bytes, id);
        put_field(bytes, fact->item);
        put_field(bytes, text_of(section));
        put_field(bytes, schema_label(table, fact->item, TEXT_NONE));
        put_field(bytes, schema_item_code(table, fact->item));
        end_line(bytes);
    }
    /* Measures with words are there from the start; see put_measures(). */
    if (fact->measure.n && fact->measure.at[0] <= '9'
        && is_new(told->measures, now->measures, id, fact->measure)) {
        begin_line(bytes, 'M');
        put_field(bytes, id);
        put_field(bytes, text_of(section));
        put_field(bytes, fact->measure);
        put_field(bytes, text_of(schema_unit(fact->kind)));
        put_field(bytes, TEXT_NONE);
        end_line(bytes);
    }
}

/* units and scale, the scale as star.h says; false when it does not fit. */
static bool
put_units(struct bytes *bytes, struct decimal d)
{
    d = decimal_normal(d);
    while (d.scale < SQLITE_SCALE) {
        if (d.units > INT64_MAX / 10 || d.units < -INT64_MAX / 10)
            return false;
        d.units *= 10;
        d.scale++;
    }
    bytes_char(bytes, '\t');
    bytes_int(bytes, d.units);
    put_int(bytes, d.scale);
    return true;
}

static void
put_decimal(struct bytes *bytes, struct decimal d)
{
    char digits[DECIMAL_TEXT_MAX];
    int n = decimal_show(d, digits);

    put_field(bytes, (struct text){ digits, (size_t)n });
}

static bool
put_fact(struct bytes *bytes, bool sqlite, int table_no, const char *table,
         const struct fact *fact)
{
    char cell[CELLREF_MAX] = "";
    bool number = fact->kind != VALUE_TEXT, good = true;

    begin_line(bytes, 'F');
    put_int(bytes, table_no);
    put_field(bytes, text_of(table));
    put_field(bytes, fact->item);
    put_field(bytes, fact->measure);
    if (number && sqlite) {
        good = put_units(bytes, fact->value);
    } else if (number) {
        put_decimal(bytes, fact->value);
    } else {
        put_null(bytes);
        if (sqlite)
            put_null(bytes);
    }
    if (number)
        put_null(bytes);
    else
        put_field(bytes, fact->text);
    put_field(bytes, text_of(schema_unit(fact->kind)));
    if (number)
        put_int(bytes, fact->decimals);
    else
        put_null(bytes);
    put_field(bytes, fact->role == ROLE_SUM ? TEXT("sum") : TEXT("leaf"));
    if (fact->row >= 0)
        cellref_show(fact->row, fact->col, cell);
    put_field(bytes, text_of(cell));
    end_line(bytes);
    return good;
}

static void
put_table(struct bytes *bytes, const struct model *model, int i)
{
    const struct model_table *table = &model->tables[i];

    begin_line(bytes, 'T');
    put_int(bytes, i + 1);
    put_field(bytes, text_of(table->schema->id));
    put_field(bytes, table->instance);
    put_field(bytes,
              table->template_id.n ? table->template_id : model->template_id);
    put_field(bytes, table->sheet);
    put_int(bytes, table->unit_shift);
    put_int(bytes, table->decimals);
    put_field(bytes, table->declared_empty);
    end_line(bytes);
}

static void
put_finding(struct bytes *bytes, struct arena *arena, int number,
            const struct finding *finding)
{
    const struct finding_cell *cell = check_place(finding);

    begin_line(bytes, 'N');
    put_int(bytes, number);
    put_field(bytes, finding->rule->id);
    put_field(bytes, text_of(diag_level_word(finding->rule->level)));
    put_field(bytes, finding->outcome == FINDING_MISMATCH ? TEXT("mismatch")
                                                          : TEXT("rounding"));
    put_field(bytes, text_of(finding->text));
    put_field(bytes, cell ? check_cell_name(arena, cell) : TEXT_NONE);
    if (finding->has_amounts) {
        put_field(bytes, text_of(schema_unit(finding->kind)));
        put_decimal(bytes, finding->left);
        put_decimal(bytes, finding->right);
        put_decimal(bytes, finding->difference);
        put_decimal(bytes, finding->tolerance);
    } else {
        for (int i = 0; i < 5; i++)
            put_null(bytes);
    }
    end_line(bytes);
}

static void
put_filing(struct bytes *bytes, const struct warehouse_filing *filing)
{
    const struct model *model = filing->model;
    const struct template_rule *template
        = mapping_find(filing->set, model->template_id);
    int year = facts_year(model), n = 0;

    for (int i = 0; i < model->n_tables; i++)
        n += model->tables[i].n_facts;
    begin_line(bytes, 'D');
    put_field(bytes, filing->digest);
    put_field(bytes, facts_department(model));
    put_field(bytes, template ? template->region : TEXT_NONE);
    if (year)
        put_int(bytes, year);
    else
        put_null(bytes);
    put_field(bytes, model->template_id);
    put_field(bytes, text_of(filing->file));
    put_int(bytes, model->n_tables);
    put_int(bytes, n);
    put_int(bytes, filing->findings ? filing->findings->n : 0);
    end_line(bytes);
}

static void
remember(struct warehouse_told *told, const struct model *model,
         const struct warehouse_told *now)
{
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];
        struct text id = text_of(table->schema->id);

        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *fact = &table->facts[k];

            if (pairs_find(now->items, id, fact->item) >= 0
                && pairs_find(told->items, id, fact->item) < 0)
                pairs_add(told->items, id, text_copy(told->arena, fact->item),
                          0);
            if (pairs_find(now->measures, id, fact->measure) >= 0
                && pairs_find(told->measures, id, fact->measure) < 0)
                pairs_add(told->measures, id,
                          text_copy(told->arena, fact->measure), 0);
        }
    }
}

bool
warehouse_write(struct arena *arena, FILE *out,
                const struct database_kind *kind,
                const struct warehouse_filing *filing,
                struct warehouse_told *told, struct diag_list *diags)
{
    const struct model *model = filing->model;
    bool sqlite = kind == &sqlite_kind;
    struct warehouse_told *now = warehouse_told(arena);
    struct bytes bytes = { arena, NULL, 0, 0 };

    put_filing(&bytes, filing);
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        put_table(&bytes, model, i);
        for (int k = 0; k < table->n_facts; k++) {
            put_vocabulary(&bytes, table->schema, &table->facts[k], told, now);
            if (put_fact(&bytes, sqlite, i + 1, table->schema->id,
                         &table->facts[k]))
                continue;
            diag_add(diags, DIAG_VALUE_OVERFLOW, PLACE_FILE(filing->file),
                     PLACE_NONE,
                     "%s %.*s %.*s is too large for SQLite's integers",
                     table->schema->id, TEXT_ARG(table->facts[k].item),
                     TEXT_ARG(table->facts[k].measure));
            return false;
        }
    }
    for (int i = 0; filing->findings && i < filing->findings->n; i++)
        put_finding(&bytes, arena, i + 1, &filing->findings->items[i]);
    if (memchr(bytes.at, 0, (size_t)bytes.n)
        || !text_is_utf8(bytes_text(&bytes))) {
        diag_add(diags, DIAG_CHAR_INVALID, PLACE_FILE(filing->file), PLACE_NONE,
                 "a text holds what a database cannot carry (NUL, or no "
                 "UTF-8)");
        return false;
    }
    remember(told, model, now);
    fwrite(bytes.at, 1, (size_t)bytes.n, out);
    return true;
}

void
warehouse_write_known(FILE *out, struct text digest)
{
    fprintf(out, "=%.*s\n", TEXT_ARG(digest));
}

/* ---- the database ---- */

struct warehouse {
    struct arena *arena;
    struct database database;
    enum star_dialect dialect;
    struct arena rows; /* of the transaction */
    struct bytes tables, facts, findings;
    long long next, first; /* numbers: the next filing's, and that of the
                              first whose rows are not in the database yet */
    bool begun;
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
    struct arena arena = { .budget = 0 };
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
    warehouse->rows = (struct arena){ .budget = 0 };
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
    good = flush(warehouse, diags) && run(warehouse, "COMMIT", diags);
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
    struct arena arena = { .budget = 0 };
    struct taking taking = {
        .warehouse = warehouse, .arena = &arena, .path = path, .diags = diags
    };
    enum warehouse_outcome outcome = take_filing(&taking, bytes);

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
